//! A run without its edges: the server is asked where it is and told nothing, letters are written and leave nobody, and
//! what would be committed is read and not written.

use super::TickFailure;
use super::ledger::Ledger;
use super::report::Report;
use super::run::{Outcome, Run};
use super::setback::Standstill;
use crate::actions::ground::house_at;
use crate::agenda::Plan;
use crate::people::Role;
use crate::process::transport::Transport;
use crate::record::Moment;
use crate::sync::{Manner, SyncFailure};
use crate::verify::{Depth, Subject, prove};
use crate::workspace::{CommitId, Failure, Fetching, Remote, Store, Workspace};

/// How a run would go.
#[derive(Debug)]
pub struct Rehearsal {
    pub outcome: Outcome,
    /// What only a run finds out.
    pub unknown: Vec<Unknown>,
}

/// What a rehearsal cannot know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nobody is the service, so that nobody may run `tick`.
    Nobody,
    /// Somebody wrote on the server what this clone has not fetched.
    NotFetched { remote: Remote },
    /// Commits of this clone that a run hands over first: whether the server takes them.
    NotHandedOver { remote: Remote, commits: usize },
    /// Whether the mail takes letters.
    Mail,
}

/// How a run of the service would go in this clone; nothing is written.
///
/// # Errors
/// As [`super::run`].
pub fn rehearse(
    workspace: &Workspace,
    clock: &dyn Fn() -> Moment,
) -> Result<Rehearsal, TickFailure> {
    let tip = workspace.tip()?;
    let house = house_at(&tip, &workspace.introduction()?.to_string())?;
    let service = house.people.holding(Role::Service).next();
    let Some(service) = service.map(|person| &person.id) else {
        return nobody(workspace, clock);
    };
    let run = Run::of(workspace, service, clock, Ledger::rehearsed(workspace))?;
    if let Some(holder) = workspace.holder_of_post()? {
        return Ok(Rehearsal {
            outcome: Outcome::AnotherRuns(holder),
            unknown: Vec::new(),
        });
    }
    let journal = run.journal()?.rehearsed();
    let mut unknown = Vec::new();
    let ready = match inquire(&run, &mut unknown)? {
        Ok(()) => run.ready()?,
        Err(apart) => Err(apart),
    };
    let report = run.goes(journal, ready)?;
    let by_mail = house.settings.mail.transport != Transport::Maildir;
    if by_mail && !report.sent.is_empty() {
        unknown.push(Unknown::Mail);
    }
    Ok(Rehearsal {
        outcome: Outcome::Ran(Box::new(report)),
        unknown,
    })
}

/// What is due, where nobody may do it.
fn nobody(workspace: &Workspace, clock: &dyn Fn() -> Moment) -> Result<Rehearsal, TickFailure> {
    let tip = workspace.tip()?;
    let introduction = workspace.introduction()?.to_string();
    let now = clock();
    let plan = Plan::at(&tip, &introduction, now)?;
    Ok(Rehearsal {
        outcome: Outcome::Ran(Box::new(Report::of(&plan, now, None))),
        unknown: vec![Unknown::Nobody],
    })
}

/// Asks the server, where there is one, for its tip; inside, what keeps a run apart from it.
fn inquire(run: &Run, unknown: &mut Vec<Unknown>) -> Result<Result<(), Standstill>, TickFailure> {
    let workspace = run.workspace;
    let Some(remote) = workspace.remote()? else {
        return run.stand_alone();
    };
    let apart = |why| Ok(Err(Standstill::Apart(Box::new(why))));
    let there = match workspace.ask(&remote, Manner::ByTheClock.call())? {
        Fetching::Unreachable(said) => return apart(SyncFailure::Offline { remote, said }),
        Fetching::NothingThere if workspace.fetched(&remote)?.is_some() => {
            return apart(SyncFailure::Gone { remote });
        }
        Fetching::NothingThere => None,
        Fetching::Tip(tip) => Some(tip),
    };
    let here = workspace.tip()?.id();
    let fetched = workspace.fetched(&remote)?;
    let known = there.filter(|there| *there == here || Some(*there) == fetched);
    if there.is_some() && known.is_none() {
        unknown.push(Unknown::NotFetched { remote });
        return Ok(Ok(()));
    }
    if let Some(known) = known
        && let Some(unproved) = unproved(run, &remote, known)?
    {
        return apart(unproved);
    }
    let line = workspace.line(known)?;
    if line.fork != known {
        let remote = remote.clone();
        unknown.push(Unknown::NotFetched { remote });
    }
    let commits = line.own.len();
    if commits > 0 {
        unknown.push(Unknown::NotHandedOver { remote, commits });
    }
    Ok(Ok(()))
}

/// Why a run would take nothing from the server.
fn unproved(run: &Run, remote: &Remote, tip: CommitId) -> Result<Option<SyncFailure>, Failure> {
    let workspace = run.workspace;
    let store = Store::open(workspace.root())?;
    let subject = Subject {
        tip,
        branch: Some(workspace.upstream(remote)),
    };
    let proof = prove(&store, &subject, Depth::default(), run.now(), &|_, _| {})?;
    Ok((!proof.is_legal()).then(|| SyncFailure::Unproved {
        remote: remote.clone(),
        proof: Box::new(proof),
    }))
}
