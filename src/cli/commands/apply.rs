use std::collections::BTreeMap;

use crate::actions::applying::PATHS;
use crate::actions::intent::Intent;
use crate::cli::commands::acted;
use crate::cli::desk::{Acted, Desk};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::Deal;
use crate::deal::entry::Entry;
use crate::process::Process;
use crate::process::settings::Settings;

/// Check and commit settings, process, calendars and templates edited by hand
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print what would be written, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Shows what was edited, and commits all of it if all of it holds.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let writing = Writing {
        dry_run: args.dry_run,
        message: None,
    };
    let desk = Desk::open_to_write(session, &writing)?;
    let files = edited(&desk, session)?;
    if files.is_empty() {
        session.output.talk(&session.say.line("apply-nothing"))?;
        return Ok(Done::Well);
    }
    for path in files.keys() {
        session.output.talk(
            &session
                .say
                .text("apply-edited", args![path => path.as_str()]),
        )?;
    }
    let paths = files.keys().cloned().collect::<Vec<String>>().join(", ");
    let acted = desk.carry_out(&Intent::Apply { files }, &[], &writing, session)?;
    let done = session.say.text("apply-done", args![paths => paths]);
    let new = acted.change.files.get(Process::PATH);
    let new = new.and_then(|text| Process::read(Process::PATH, text.as_bytes()).ok());
    let process = new.as_ref().unwrap_or(&acted.ground.process);
    let deals = acted.relocated();
    let deals = deals.map(|(deal, entry)| taken_along(&acted, process, &deal, &entry, session));
    let what: Vec<String> = std::iter::once(done).chain(deals).collect();
    acted::tell_of(&what.join("\n"), &acted, session)
}

/// Where a new process put a deal.
fn taken_along(
    acted: &Acted,
    process: &Process,
    deal: &Deal,
    entry: &Entry,
    session: &Session,
) -> String {
    let say = &session.say;
    let entered = entry.outcome.entered.iter();
    let path: Vec<&str> = entered.map(|stage| process.stage_title(stage)).collect();
    let from = entry.seen.stage.as_ref();
    let from = from.map(|stage| acted.ground.process.stage_title(stage));
    let told = match (path.is_empty(), from) {
        (false, Some(from)) => format!("{from} → {}", path.join(" → ")),
        _ => say.line("acted-relocated"),
    };
    let ended = entry.outcome.withdrew.then(|| {
        let [request, ended] = ["acted-request", "acted-request-ended"].map(|id| say.line(id));
        format!("{request} {ended}")
    });
    let told: Vec<String> = std::iter::once(told).chain(ended).collect();
    format!("  {}  {} · {}", deal.deal, deal.title, told.join(", "))
}

/// The settings that differ from the last commit, extra paths of the old and the new settings among them.
fn edited(desk: &Desk, session: &Session) -> Result<BTreeMap<String, String>, Stop> {
    let failed = |failure| words::failure(&failure, &session.say);
    let mut below: Vec<String> = PATHS.map(str::to_owned).into();
    below.extend(desk.house.settings.extra_paths.iter().cloned());
    let settings = desk.workspace.edits(&[Settings::PATH]).map_err(failed)?;
    let settings = settings
        .first()
        .and_then(|edited| Settings::read(&edited.bytes).ok());
    below.extend(
        settings
            .map(|settings| settings.extra_paths)
            .unwrap_or_default(),
    );
    let below: Vec<&str> = below
        .iter()
        .map(|path| path.trim_end_matches('/'))
        .collect();
    let edits = desk.workspace.edits(&below).map_err(failed)?;
    let texts = edits.into_iter().map(|edited| {
        let path = edited.path.as_str();
        let not_text =
            |_| Stop::Found(vec![session.say.text("apply-no-text", args![path => path])]);
        let text = String::from_utf8(edited.bytes).map_err(not_text)?;
        Ok((edited.path, text))
    });
    texts.collect()
}
