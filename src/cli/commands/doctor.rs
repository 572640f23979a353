use crate::cli::desk::{folder, seconds};
use crate::cli::screen::Done;
use crate::cli::screens::doctor::{data, report};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::doctor::{Finding, Judged, Outcome, examine, observe};

/// Check this machine, this clone or server and the files at its tip, and say how to mend them
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Makes every check and shows what came of it; exit code 1 where something fails, 3 where all that fails is looking.
pub fn run(_args: Args, session: &mut Session) -> Result<Done, Stop> {
    let observed = observe(&folder(session), seconds(&session.say)?);
    let judged = examine(&observed);
    match session.globals.json {
        true => session
            .output
            .json(&data(&observed, &judged, &session.say))?,
        false => session
            .output
            .data(&report(&observed, &judged, &session.say))?,
    }
    Ok(end(&judged))
}

fn end(judged: &[Judged]) -> Done {
    let findings = judged.iter().flat_map(|judged| &judged.findings);
    let failing = findings.filter(|finding| finding.outcome() == Outcome::Failing);
    let (unseen, wrong): (Vec<&Finding>, Vec<&Finding>) =
        failing.partition(|finding| matches!(finding, Finding::Unseen(_)));
    match (wrong.is_empty(), unseen.is_empty()) {
        (false, _) => Done::NeedsAPerson,
        (true, false) => Done::CouldNotCheck,
        (true, true) => Done::Well,
    }
}
