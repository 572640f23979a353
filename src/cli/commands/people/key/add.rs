use crate::cli::commands::people::carry_out;
use crate::cli::desk::{Desk, given_key};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::people::PeopleAct;
use crate::people::key::fingerprint;

/// Let a person sign with one more key
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Person, by id or unique part of the name
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// Public key: its file or its text
    #[arg(value_name = "FILE.pub|KEY")]
    pub key: String,
    #[command(flatten)]
    pub writing: Writing,
}

/// Adds the key.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let person = desk.person(&args.person, session)?;
    let key = given_key(&args.key, session)?;
    let (name, print) = (person.name.as_str(), fingerprint(&key));
    let what = session
        .say
        .text("people-key-added", args![person => name, key => print]);
    let person = person.id.clone();
    let act = PeopleAct::KeyAdded { person, key };
    carry_out(&desk, act, &what, &args.writing, session)
}
