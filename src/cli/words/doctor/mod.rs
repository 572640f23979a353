//! What the checks of `tlg doctor` find, and what to do about it.

mod text;
mod ways;

use std::path::Path;

use super::super::say::Say;
use super::super::screen::foreign;
use super::super::stop::{Remedy, Stop};
use super::failure::failure;
use super::ground::ground_error;
use super::unreadable::unreadable_deal;
use crate::doctor::{Check, Finding};
use text::text;
use ways::ways;

/// How a line begins that says what to do.
const WAY: &str = "→ ";

/// So many paths are named, and the others counted.
const NAMED: usize = 3;

/// A finding in words.
pub struct Said {
    pub text: String,
    /// What to do about it, one step a line.
    pub remedies: Vec<String>,
}

/// What a check is called.
pub fn title(check: Check, say: &Say) -> String {
    match check {
        Check::Programs => say.line("doctor-title-programs"),
        Check::Repository => say.line("doctor-title-repository"),
        Check::Files => say.line("doctor-title-files"),
        Check::Rules => say.line("doctor-title-rules"),
        Check::Identity => say.line("doctor-title-identity"),
        Check::Key => say.line("doctor-title-key"),
        Check::Introduction => say.line("doctor-title-introduction"),
        Check::Hooks => say.line("doctor-title-hooks"),
        Check::Settings => say.line("doctor-title-settings"),
        Check::Branch => say.line("doctor-title-branch"),
        Check::Edits => say.line("doctor-title-edits"),
        Check::Calendar => say.line("doctor-title-calendar"),
        Check::Roles => say.line("doctor-title-roles"),
        Check::Keys => say.line("doctor-title-keys"),
        Check::Service => say.line("doctor-title-service"),
        Check::Tick => say.line("doctor-title-tick"),
        Check::Sync => say.line("doctor-title-sync"),
        Check::Mail => say.line("doctor-title-mail"),
    }
}

/// What a check guards against.
pub fn guards(check: Check, say: &Say) -> String {
    match check {
        Check::Programs => say.line("doctor-guards-programs"),
        Check::Repository => say.line("doctor-guards-repository"),
        Check::Files => say.line("doctor-guards-files"),
        Check::Rules => say.line("doctor-guards-rules"),
        Check::Identity => say.line("doctor-guards-identity"),
        Check::Key => say.line("doctor-guards-key"),
        Check::Introduction => say.line("doctor-guards-introduction"),
        Check::Hooks => say.line("doctor-guards-hooks"),
        Check::Settings => say.line("doctor-guards-settings"),
        Check::Branch => say.line("doctor-guards-branch"),
        Check::Edits => say.line("doctor-guards-edits"),
        Check::Calendar => say.line("doctor-guards-calendar"),
        Check::Roles => say.line("doctor-guards-roles"),
        Check::Keys => say.line("doctor-guards-keys"),
        Check::Service => say.line("doctor-guards-service"),
        Check::Tick => say.line("doctor-guards-tick"),
        Check::Sync => say.line("doctor-guards-sync"),
        Check::Mail => say.line("doctor-guards-mail"),
    }
}

/// A finding, and the way out of it where it is none to be content with.
pub fn found(finding: &Finding, say: &Say) -> Said {
    match finding {
        Finding::Unseen(why) | Finding::NotOpened(why) | Finding::KeyUnusable(why) => {
            said_of(failure(why, say))
        }
        Finding::FileWrong(why) => said_of(ground_error(why, say)),
        Finding::DealUnreadable(deal) => said_of(unreadable_deal(deal, say)),
        finding => said(text(finding, say), ways(finding, say)),
    }
}

fn said(text: String, remedies: Vec<String>) -> Said {
    Said { text, remedies }
}

/// What would stop a command, or does, as text and ways out.
pub fn said_of(stop: Stop) -> Said {
    match stop {
        Stop::Refused(screen) => {
            let texts = screen.unmet.iter().map(|unmet| unmet.text.clone());
            let text = texts.collect::<Vec<_>>().join("; ");
            let remedies = screen.unmet.into_iter().flat_map(|unmet| unmet.remedies);
            said(
                format!("{}: {text}", screen.subject),
                remedies.map(way).collect(),
            )
        }
        Stop::Failed(failure) => {
            let texts = std::iter::once(failure.text).chain(failure.causes);
            said(
                texts.collect::<Vec<_>>().join(": "),
                failure.remedy.into_iter().collect(),
            )
        }
        Stop::Found(findings) => {
            let lines = findings.iter().flat_map(|finding| finding.lines());
            let (ways, texts): (Vec<&str>, Vec<&str>) =
                lines.map(str::trim).partition(|line| line.starts_with(WAY));
            let ways = ways.iter().filter_map(|way| way.strip_prefix(WAY));
            said(texts.join("; "), ways.map(str::to_owned).collect())
        }
        Stop::Usage(text) => said(text, Vec::new()),
        Stop::BrokenOff | Stop::PipeClosed => said(String::new(), Vec::new()),
    }
}

fn way(remedy: Remedy) -> String {
    match remedy.note.is_empty() {
        true => remedy.command,
        false => format!("{}   {}", remedy.command, remedy.note),
    }
}

fn shown(path: &Path) -> String {
    foreign(&path.display().to_string())
}
