use super::verify::{judges_clock, watched};
use crate::cli::desk::folder;
use crate::cli::screen::Done;
use crate::cli::screens::sync as screens;
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
use crate::cli::words;
use crate::record::Moment;
use crate::sync::{Manner, Meeting, Shelved, SyncFailure, Synced};
use crate::workspace::{CommitId, Failure, Store, Workspace};

/// Exchange with the server what was done here and there
#[derive(Debug, clap::Args)]
pub struct Args {
    /// List what was done here and no longer holds
    #[arg(long, group = "shelf")]
    pub kept: bool,
    /// Try a kept act again, on what is there now
    #[arg(long, value_name = "NUMBER", group = "shelf")]
    pub retry: Option<u32>,
    /// Let go of a kept act
    #[arg(long, value_name = "NUMBER", group = "shelf")]
    pub drop: Option<u32>,
}

/// Fetches, proves what came, decides again what was done here, pushes; exit code 1 where something of mine is kept, 3 where
/// the server is away.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let workspace = Workspace::open(&folder(session)).map_err(failed)?;
    let now = judges_clock(session)?;
    match (args.kept, args.retry, args.drop) {
        (true, ..) => list(&workspace, now, session),
        (_, Some(number), _) => retry(&workspace, number, now, session),
        (_, _, Some(number)) => let_go(&workspace, number, now, session),
        _ => sync(&workspace, now, session),
    }
}

fn sync(workspace: &Workspace, now: Moment, session: &mut Session) -> Result<Done, Stop> {
    let synced = meet(workspace, now, session, |meeting| {
        match workspace.remote()? {
            Some(_) => meeting.sync(),
            // Alone, there is still to be settled what somebody wrote here without tlg.
            None => meeting.settle(),
        }
    })?;
    match session.globals.json {
        true => session.output.json(&screens::to_json(&synced))?,
        false => {
            let text = screens::to_text(&synced, &session.say);
            session.output.data(&text)?;
        }
    }
    Ok(done(&synced))
}

fn done(synced: &Synced) -> Done {
    match synced.kept.is_empty() {
        true => Done::Well,
        false => Done::NeedsAPerson,
    }
}

fn list(workspace: &Workspace, now: Moment, session: &mut Session) -> Result<Done, Stop> {
    let looked = meet(workspace, now, session, |meeting| meeting.look_at_kept())?;
    match session.globals.json {
        true => session.output.json(&screens::kept_to_json(&looked))?,
        false => {
            let text = screens::kept_to_text(&looked, &session.say);
            session.output.data(&text)?;
        }
    }
    Ok(Done::Well)
}

fn retry(
    workspace: &Workspace,
    number: u32,
    now: Moment,
    session: &mut Session,
) -> Result<Done, Stop> {
    let shelved = kept(workspace, number, now, session)?;
    let tried = meet(workspace, now, session, |meeting| meeting.retry(&shelved))?;
    let commit = tried.map_err(|kept| words::still_kept(&kept, &session.say))?;
    tell(&shelved, Some(commit), workspace, session)?;
    if workspace.remote().ok().flatten().is_none() {
        return Ok(Done::Well);
    }
    sync(workspace, now, session)
}

fn let_go(
    workspace: &Workspace,
    number: u32,
    now: Moment,
    session: &mut Session,
) -> Result<Done, Stop> {
    let shelved = kept(workspace, number, now, session)?;
    meet(workspace, now, session, |meeting| meeting.let_go(&shelved))?;
    tell(&shelved, None, workspace, session)?;
    Ok(Done::Well)
}

fn tell(
    shelved: &Shelved,
    commit: Option<CommitId>,
    workspace: &Workspace,
    session: &mut Session,
) -> Result<(), Stop> {
    match session.globals.json {
        true => session
            .output
            .json(&screens::settled_to_json(shelved, commit)),
        false => {
            let failed = |failure: Failure| words::failure(&failure, &session.say);
            // An opening may have got another number.
            let told = commit.unwrap_or(shelved.commit);
            let store = Store::open(workspace.root()).map_err(failed)?;
            let subject = store.subject(told).map_err(failed)?;
            let subject = subject.unwrap_or_default();
            let text = screens::settled(shelved, &subject, commit, &session.say);
            session.output.data(&text)
        }
    }
}

/// The kept act of a number, of the one who works here.
fn kept(
    workspace: &Workspace,
    number: u32,
    now: Moment,
    session: &mut Session,
) -> Result<Shelved, Stop> {
    let kept = meet(workspace, now, session, |meeting| meeting.kept_as(number))?;
    let say = &session.say;
    kept.ok_or_else(|| {
        Stop::Refused(RefusalScreen {
            subject: say.line("sync-about-kept"),
            unmet: vec![Unmet {
                text: say.text("sync-no-such", args![number => number]),
                remedies: vec![Remedy {
                    command: "tlg sync --kept".to_owned(),
                    note: String::new(),
                }],
            }],
        })
    })
}

fn meet<T>(
    workspace: &Workspace,
    now: Moment,
    session: &Session,
    run: impl FnOnce(&Meeting) -> Result<T, SyncFailure>,
) -> Result<T, Stop> {
    let met = watched(|progress| run(&Meeting::of(workspace, now, Manner::Asked, progress)?));
    met.map_err(|failure| words::sync_failure(&failure, &session.say))
}
