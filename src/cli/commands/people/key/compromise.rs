use crate::cli::commands::people::carry_out;
use crate::cli::desk::{Desk, named_key, signing_key};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::PeopleAct;
use crate::people::key::fingerprint;

/// Give up a key that somebody else may have, saying why
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("trust").args(["trusted", "nothing_trusted"]).required(true))]
pub struct Args {
    /// Person, by id or unique part of the name
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// Key: fingerprint, unique beginning of it, or file
    #[arg(value_name = "KEY")]
    pub key: String,
    /// Last commit by which the key is trusted
    #[arg(long, value_name = "COMMIT")]
    pub trusted: Option<String>,
    /// Trust nothing that the key ever signed
    #[arg(long)]
    pub nothing_trusted: bool,
    #[command(flatten)]
    pub writing: Writing,
}

/// Takes the key out for ever, and says from where on its signatures are in doubt. Another key signs that.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let person = desk.person(&args.person, session)?;
    let key = named_key(&args.key, &desk.house.people.keys_of(&person.id), session)?;
    let own = signing_key(&desk.workspace);
    if own.map_err(|failure| words::failure(&failure, &session.say))? == key {
        return Err(words::signs_itself(person, &session.say));
    }
    let actor = &desk.actor(session)?.id;
    if args.nothing_trusted && desk.house.people.may_owe(actor, &key) {
        return Err(words::doubts_oneself(person, &key, &session.say));
    }
    let trusted = args.trusted.as_deref();
    let trusted = trusted.map(|commit| desk.commit(commit, session));
    let trusted = trusted.transpose()?;
    let question = session.say.line("acted-which-reason");
    let writing = Writing {
        message: Some(args.writing.words(&question, session)?),
        ..args.writing
    };
    let (name, print) = (person.name.as_str(), fingerprint(&key));
    let what = session.say.text(
        "people-key-compromised",
        args![person => name, key => print],
    );
    let act = PeopleAct::KeyCompromised {
        person: person.id.clone(),
        key,
        trusted,
    };
    carry_out(&desk, act, &what, &writing, session)
}
