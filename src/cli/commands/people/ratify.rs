use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::{Done, short};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::PeopleAct;
use crate::record::CommitHex;
use crate::workspace::{Failure, Store};

/// Call commits of a compromised key good, saying why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Commit, can be repeated
    #[arg(value_name = "COMMIT", required = true)]
    pub commit: Vec<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Ratifies the commits by their full ids.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let commits = args.commit.iter();
    let commits = commits.map(|commit| desk.commit(commit, session));
    let commits = commits.collect::<Result<Vec<CommitHex>, Stop>>()?;
    for commit in &commits {
        require_doubt(&desk, commit, session)?;
    }
    let question = session.say.line("acted-which-reason");
    let writing = Writing {
        message: Some(args.writing.words(&question, session)?),
        ..args.writing
    };
    let named = commits.iter().map(short);
    let named = named.collect::<Vec<String>>().join(", ");
    let what = session.say.text("people-ratified", args![commits => named]);
    let act = PeopleAct::Ratified { commits };
    super::carry_out(&desk, act, &what, &writing, session)
}

/// Only what a compromised key signed, or whom it let in, has to be called good: anything else would be called so before
/// it is in doubt.
fn require_doubt(desk: &Desk, commit: &CommitHex, session: &Session) -> Result<(), Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let store = Store::open(desk.workspace.root()).map_err(failed)?;
    let unknown = || Failure::UnknownRevision {
        revision: commit.to_string(),
    };
    let id = commit.as_str().parse().map_err(|_| failed(unknown()))?;
    let signed = store.commit(id).map_err(failed)?;
    let people = &desk.house.people;
    let in_doubt = signed.is_ok_and(|signed| {
        let key = signed.named_key();
        key.is_ok_and(|key| people.may_be_in_doubt(&key, &signed.person.email))
    });
    match in_doubt {
        true => Ok(()),
        false => Err(words::not_in_doubt(commit, &session.say)),
    }
}
