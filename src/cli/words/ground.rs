//! Files of the workspace that tell no state.

use super::super::say::Say;
use super::super::screen::{foreign, size};
use super::super::stop::{Failure, Stop};
use super::fault::fault;
use super::finding::finding;
use crate::actions::ground::GroundError;
use crate::actions::intent::Intent;
use crate::calendar::CalendarFault;
use crate::calendar::year::YearProblem;
use crate::deal::fold::BrokenHistory;
use crate::process::read::ProcessErrors;
use crate::record::tree::TreeError;

/// A deal's history makes no sense.
pub fn broken(broken: &BrokenHistory, intent: &Intent, say: &Say) -> Stop {
    let deal = match intent {
        Intent::Deal { deal, .. } => deal.path(),
        Intent::Client { client, .. } => crate::client::Client::path(client),
        Intent::People { .. } => crate::people::People::PATH.to_owned(),
        Intent::Lease { .. } => crate::numbers::Numbers::PATH.to_owned(),
        Intent::Tick(_) | Intent::Receipt(_) => "ticks".to_owned(),
        Intent::Apply { files } => files.keys().cloned().collect::<Vec<String>>().join(", "),
    };
    let event = broken.event.to_string();
    let text = say.text(
        "fault-broken-history",
        args![file => deal, event => event, why => broken.why],
    );
    Stop::Found(vec![text])
}

/// The files of the workspace are wrong or cannot be read.
pub fn ground_error(error: &GroundError, say: &Say) -> Stop {
    match error {
        GroundError::Fault(wrong) => Stop::Found(vec![fault(wrong, say)]),
        GroundError::Calendar(faults) => {
            Stop::Found(faults.iter().map(|wrong| calendar(wrong, say)).collect())
        }
        GroundError::Process(errors) => process_errors(errors, say),
        GroundError::EditedByHand { path } => Stop::Found(vec![with_log(
            say.text("fault-edited-by-hand", args![file => foreign(path)]),
            path,
        )]),
        GroundError::Missing { path } => Stop::Found(vec![with_log(
            say.text("fault-missing-file", args![file => *path]),
            path,
        )]),
        GroundError::Tree(error) => tree(error, say),
        GroundError::NewerRules { rules } => Stop::Failed(Failure {
            text: say.text("fault-newer-rules", args![rules => rules.to_string()]),
            causes: Vec::new(),
            remedy: Some(say.line("fault-way-newer-program")),
        }),
    }
}

/// The process cannot be used.
pub fn process_errors(errors: &ProcessErrors, say: &Say) -> Stop {
    match errors {
        ProcessErrors::Fault(wrong) => Stop::Found(vec![fault(wrong, say)]),
        ProcessErrors::Findings(findings) => {
            Stop::Found(findings.iter().map(|wrong| finding(wrong, say)).collect())
        }
    }
}

fn calendar(wrong: &CalendarFault, say: &Say) -> String {
    match wrong {
        CalendarFault::Unreadable(wrong) => fault(wrong, say),
        CalendarFault::Wrong {
            path,
            line,
            problem,
        } => {
            let what = problem_of_year(*problem, say);
            let way = say.line("fault-way-calendar");
            let path = foreign(path);
            format!("{path}:{line}:1: {what}\n      → {way}")
        }
    }
}

fn problem_of_year(problem: YearProblem, say: &Say) -> String {
    match problem {
        YearProblem::Format { found } => {
            say.text("fault-year-format", args![found => found.to_string()])
        }
        YearProblem::FileName { year } => {
            say.text("fault-year-file-name", args![year => year.to_string()])
        }
        YearProblem::SecondFile { year } => {
            say.text("fault-year-second-file", args![year => year.to_string()])
        }
        YearProblem::OtherYear { day } => {
            say.text("fault-year-other-year", args![day => day.to_string()])
        }
        YearProblem::DayOffOnWeekend { day } => say.text(
            "fault-year-day-off-on-weekend",
            args![day => day.to_string()],
        ),
        YearProblem::WorkingOnWeekday { day } => say.text(
            "fault-year-working-on-weekday",
            args![day => day.to_string()],
        ),
        YearProblem::Twice { day } => say.text("fault-year-twice", args![day => day.to_string()]),
        YearProblem::NoWorkingDays { year } => say.text(
            "fault-year-no-working-days",
            args![year => year.to_string()],
        ),
    }
}

/// A path of a tree that is not what it should be is found; an object that is damaged is a failure.
pub(super) fn tree(error: &TreeError, say: &Say) -> Stop {
    match error {
        TreeError::NotAFile { path, mode } => {
            let mode = format!("{mode:o}");
            let text = say.text(
                "fault-not-a-file",
                args![path => foreign(path), mode => mode],
            );
            Stop::Found(vec![with_log(text, path)])
        }
        TreeError::NotAFolder { path, mode } => {
            let mode = format!("{mode:o}");
            let text = say.text(
                "fault-not-a-folder",
                args![path => foreign(path), mode => mode],
            );
            Stop::Found(vec![with_log(text, path)])
        }
        TreeError::UnreadableName { folder } => {
            let text = say.text("fault-unreadable-name", args![folder => foreign(folder)]);
            Stop::Found(vec![with_log(text, folder)])
        }
        TreeError::TooLarge {
            path,
            size: bytes,
            limit,
        } => {
            let (bytes, limit) = (size(*bytes, say), size(*limit, say));
            let text = say.text("fault-too-large", args![size => bytes, limit => limit]);
            let text = format!("{}: {text}", foreign(path));
            Stop::Found(vec![with_log(text, path)])
        }
        TreeError::Unreadable { path, source } => Stop::Failed(Failure {
            text: say.text("fault-unreadable-object", args![path => foreign(path)]),
            causes: vec![source.to_string()],
            remedy: Some(say.line("fault-way-fsck")),
        }),
    }
}

/// Whoever committed it can tell.
fn with_log(text: String, path: &str) -> String {
    format!("{text}\n      → git log -- {}", foreign(path))
}
