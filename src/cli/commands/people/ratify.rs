use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::{Done, short};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::PeopleAct;
use crate::record::CommitHex;
use crate::verify::doubts;
use crate::workspace::{Failure, Store};

/// Call commits of a compromised key good, saying why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Commit, can be repeated
    #[arg(value_name = "COMMIT", required = true)]
    pub commit: Vec<String>,
    /// What these commits gave stays: it was no thief
    #[arg(long)]
    pub keep: bool,
    #[command(flatten)]
    pub writing: Writing,
}

/// Ratifies the commits by their full ids.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let commits = args.commit.iter();
    let commits = commits.map(|commit| desk.commit(commit, session));
    let commits = commits.collect::<Result<Vec<CommitHex>, Stop>>()?;
    require_doubt(&desk, &commits, args.keep, session)?;
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

/// Only what is in doubt has to be called good: anything else would be called so before it is. And what it gave must not
/// stand any more, or a thief would be let in again by whoever answers for them.
fn require_doubt(
    desk: &Desk,
    commits: &[CommitHex],
    keep: bool,
    session: &Session,
) -> Result<(), Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let store = Store::open(desk.workspace.root()).map_err(failed)?;
    let tip = desk.workspace.tip().map_err(failed)?.id();
    let doubts = doubts(&store, tip, &desk.house.introduction).map_err(failed)?;
    for commit in commits {
        let mut doubts = doubts.iter();
        let Some(doubtful) = doubts.find(|one| one.commit.to_string() == commit.as_str()) else {
            return Err(words::not_in_doubt(commit, &session.say));
        };
        if !keep && !doubtful.stands.is_empty() {
            let stands = &doubtful.stands;
            return Err(words::still_stands(commit, stands, &session.say));
        }
    }
    Ok(())
}
