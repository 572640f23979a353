use super::pre_receive::lines;
use crate::cli::commands::verify::{ended, judges_clock};
use crate::cli::desk::folder;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::verify::{Depth, Subject, Verdict, prove};
use crate::workspace::{CommitId, Failure, Store};
use std::time::Instant;

/// Judge a push before it leaves this clone: what git asks here
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Name of the remote, as git gives it
    #[arg(value_name = "REMOTE", hide = true)]
    pub remote: Option<String>,
    /// Address of the remote, as git gives it
    #[arg(value_name = "URL", hide = true)]
    pub url: Option<String>,
}

/// Proves what is pushed to the branch of the deals: the server would refuse what is not proved.
pub fn run(_: Args, session: &mut Session) -> Result<Done, Stop> {
    let began = Instant::now();
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let store = Store::open(&folder(session)).map_err(failed)?;
    let branch = store.branch().map_err(failed)?.unwrap_or_default();
    let lines = lines()?;
    let mut pushed = lines.iter().filter_map(|line| pushed_to(&branch, line));
    let Some(tip) = pushed.next() else {
        return Ok(Done::Well);
    };
    let subject = Subject {
        tip,
        branch: Some(branch.clone()),
    };
    let now = judges_clock(session)?;
    let proof = prove(&store, &subject, Depth::default(), now, &|_, _| {}).map_err(failed)?;
    match proof.verdict() {
        Verdict::Proved => Ok(Done::Well),
        verdict => {
            let text = ended(&store, &proof, began.elapsed(), &session.say).to_text();
            session.output.complain(&text)?;
            Ok(match verdict {
                // Only whoever gave the introduction can say more; the server knows it.
                Verdict::NotAnchored => Done::Well,
                // The server has to hear of a key in wrong hands.
                _ if proof.is_legal() => Done::Well,
                _ => Done::NeedsAPerson,
            })
        }
    }
}

/// The commit that a line of git's takes to a branch: `<local name> <id> <remote name> <old id>`.
fn pushed_to(branch: &str, line: &str) -> Option<CommitId> {
    let words: Vec<&str> = line.split(' ').collect();
    let [_, id, remote, _] = words.as_slice() else {
        return None;
    };
    let id: CommitId = id.parse().ok().filter(|_| *remote == branch)?;
    (!id.is_zero()).then_some(id)
}
