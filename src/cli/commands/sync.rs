use super::verify::{judges_clock, watched};
use crate::cli::desk::folder;
use crate::cli::entry::number;
use crate::cli::screen::Done;
use crate::cli::screens::standing::extend;
use crate::cli::screens::sync as screens;
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
use crate::cli::words;
use crate::record::Moment;
use crate::sync::{Kept, Manner, Meeting, Shelved, SyncFailure, Synced, Whereabouts};
use crate::workspace::{CommitId, Failure, Store, Workspace};
use serde_json::json;

/// Exchange with the server what was done here and there
#[derive(Debug, clap::Args)]
pub struct Args {
    /// List what was done here and no longer holds, or waits
    #[arg(long, group = "shelf")]
    pub kept: bool,
    /// Try an act that is kept or waits again, on what is there now
    #[arg(long, value_name = "NUMBER", value_parser = number, group = "shelf")]
    pub retry: Option<u32>,
    /// Let go of an act that is kept or waits
    #[arg(long, value_name = "NUMBER", value_parser = number, group = "shelf")]
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
    let mut synced = Synced::default();
    let met = meet(workspace, now, session, |meeting| {
        match workspace.remote()? {
            Some(_) => meeting.sync(&mut synced),
            // Alone, there is still to be settled what somebody wrote here without tlg.
            None => meeting.settle(&mut synced),
        }
    });
    if let Err(stop) = met {
        return failed_after(&synced, stop, session);
    }
    match (session.globals.json, session.globals.quiet) {
        (true, _) => session.output.json(&screens::to_json(&synced))?,
        (false, true) => complain_of(&synced, session)?,
        (false, false) => {
            let text = screens::to_text(&synced, &session.say);
            session.output.data(&text)?;
        }
    }
    Ok(done(&synced))
}

/// What came of a meeting before it failed is said as well: in one document, or before the failure.
fn failed_after(synced: &Synced, stop: Stop, session: &mut Session) -> Result<Done, Stop> {
    if synced.kept.is_empty() && synced.redone.is_empty() {
        return Err(stop);
    }
    if !session.globals.json {
        complain_of(synced, session)?;
        return Err(stop);
    }
    let mut value = screens::to_json(synced);
    extend(&mut value, stop.to_json(&session.say));
    session.output.json(&value)?;
    Ok(match stop.code() {
        3 => Done::MayBeTriedAgain,
        _ => Done::NeedsAPerson,
    })
}

fn complain_of(synced: &Synced, session: &mut Session) -> Result<(), Stop> {
    let trouble = screens::trouble(synced, &session.say);
    trouble.map_or(Ok(()), |text| session.output.complain(&text))
}

fn done(synced: &Synced) -> Done {
    match synced.kept.is_empty() && synced.other_key.is_none() {
        true => Done::Well,
        false => Done::NeedsAPerson,
    }
}

fn list(workspace: &Workspace, now: Moment, session: &mut Session) -> Result<Done, Stop> {
    let shelf = meet(workspace, now, session, |meeting| meeting.look_at_shelf())?;
    match session.globals.json {
        true => session.output.json(&screens::shelf_to_json(&shelf))?,
        false => {
            let text = screens::shelf_to_text(&shelf, &session.say);
            session.output.data(&text)?;
        }
    }
    Ok(Done::Well)
}

/// What came of trying an act again.
struct Tried {
    synced: Synced,
    shelved: Shelved,
    ended: Ended,
    /// Why the server has not got it yet.
    apart: Option<SyncFailure>,
}

enum Ended {
    Done(CommitId),
    StillKept(Box<Kept>),
}

/// Meets the server, so that the act is decided on what others have done by now; decides it; hands it over.
fn retry(
    workspace: &Workspace,
    number: u32,
    now: Moment,
    session: &mut Session,
) -> Result<Done, Stop> {
    let tried = meet(workspace, now, session, |meeting| {
        tried(meeting, workspace.remote()?.is_none(), number)
    })?;
    let tried = tried.ok_or_else(|| no_such(number, session))?;
    let commit = match tried.ended {
        Ended::Done(commit) => commit,
        Ended::StillKept(kept) => return Err(words::still_kept(&kept, &session.say)),
    };
    if session.globals.json {
        let mut value = screens::settled_to_json(&tried.shelved, Some(commit));
        let not_yet = tried.apart.as_ref();
        let not_yet = not_yet.map(|why| words::sync_failure(why, &session.say));
        let not_yet = not_yet.map(|stop| stop.to_json(&session.say));
        let sync = screens::to_json(&tried.synced);
        extend(&mut value, json!({ "sync": sync, "not_yet": not_yet }));
        session.output.json(&value)?;
    } else {
        tell(&tried.shelved, Some(commit), workspace, session)?;
        complain_of(&tried.synced, session)?;
        if let Some(why) = &tried.apart {
            let said = words::sync_failure(why, &session.say).to_text(&session.say);
            let text = format!("{}\n{said}", session.say.line("sync-not-yet"));
            session.output.complain(&text)?;
        }
    }
    Ok(match tried.apart {
        Some(_) => Done::MayBeTriedAgain,
        None => done(&tried.synced),
    })
}

fn tried(meeting: &Meeting, is_alone: bool, number: u32) -> Result<Option<Tried>, SyncFailure> {
    let mut synced = Synced::default();
    let mut apart = None;
    if !is_alone {
        apart = of_the_server(meeting.receive(&mut synced))?;
    }
    let Some(shelved) = meeting.shelved_as(number)? else {
        return Ok(None);
    };
    let ended = match meeting.retry(&shelved)? {
        Ok(commit) => {
            if !is_alone && apart.is_none() {
                apart = of_the_server(meeting.hand_over(&mut synced))?;
            }
            match meeting.whereabouts(commit, &mut synced)? {
                Whereabouts::Branch(commit) => Ended::Done(commit),
                Whereabouts::Kept(kept) => Ended::StillKept(kept),
                Whereabouts::Waiting | Whereabouts::Nowhere => Ended::Done(commit),
            }
        }
        Err(kept) => Ended::StillKept(Box::new(kept)),
    };
    Ok(Some(Tried {
        synced,
        shelved,
        ended,
        apart,
    }))
}

/// What the server has to do with keeps nobody from working here.
fn of_the_server(met: Result<(), SyncFailure>) -> Result<Option<SyncFailure>, SyncFailure> {
    match met {
        Ok(()) => Ok(None),
        Err(failure @ (SyncFailure::Failure(_) | SyncFailure::Ground(_))) => Err(failure),
        Err(apart) => Ok(Some(apart)),
    }
}

fn let_go(
    workspace: &Workspace,
    number: u32,
    now: Moment,
    session: &mut Session,
) -> Result<Done, Stop> {
    let found = meet(workspace, now, session, |meeting| {
        let shelved = meeting.shelved_as(number)?;
        shelved.as_ref().map_or(Ok(()), |it| meeting.let_go(it))?;
        Ok(shelved)
    })?;
    let shelved = found.ok_or_else(|| no_such(number, session))?;
    match session.globals.json {
        true => session
            .output
            .json(&screens::settled_to_json(&shelved, None))?,
        false => tell(&shelved, None, workspace, session)?,
    }
    Ok(Done::Well)
}

fn tell(
    shelved: &Shelved,
    commit: Option<CommitId>,
    workspace: &Workspace,
    session: &mut Session,
) -> Result<(), Stop> {
    if session.globals.quiet {
        return Ok(());
    }
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    // An opening may have got another number.
    let told = commit.unwrap_or(shelved.commit);
    let store = Store::open(workspace.root()).map_err(failed)?;
    let subject = store.subject(told).map_err(failed)?.unwrap_or_default();
    let text = screens::settled(shelved, &subject, commit, &session.say);
    session.output.data(&text)
}

fn no_such(number: u32, session: &Session) -> Stop {
    let say = &session.say;
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
