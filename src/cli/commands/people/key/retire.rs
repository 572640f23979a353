use crate::cli::commands::people::carry_out;
use crate::cli::desk::{Desk, named_key};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::people::PeopleAct;
use crate::people::key::fingerprint;

/// Let a person sign no more with a key; what it signed stays good
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Person, by id or unique part of the name
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// Key: fingerprint, unique beginning of it, or file
    #[arg(value_name = "KEY")]
    pub key: String,
    #[command(flatten)]
    pub writing: Writing,
}

/// Retires the key.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let person = desk.person(&args.person, session)?;
    let keys: Vec<&str> = person.keys.iter().map(String::as_str).collect();
    let key = named_key(&args.key, &keys, session)?;
    let (name, print) = (person.name.as_str(), fingerprint(&key));
    let what = session
        .say
        .text("people-key-retired", args![person => name, key => print]);
    let person = person.id.clone();
    let act = PeopleAct::KeyRetired { person, key };
    carry_out(&desk, act, &what, &args.writing, session)
}
