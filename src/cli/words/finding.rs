//! What is wrong with a process, each finding in a sentence.

use std::fmt::Display;

use crate::cli::say::Say;
use crate::process::fact::FactType;
use crate::process::finding::{Cause, Thing};
use crate::process::{Finding, FindingKind, Process};

/// A finding as people read it: the line of the file and the way to the place, then what is wrong there.
pub fn finding(finding: &Finding, say: &Say) -> String {
    let line = finding.line.map(|line| format!(":{line}"));
    let place = format!("{}{}", Process::PATH, line.unwrap_or_default());
    format!("{place} {}: {}", finding.at, what(&finding.kind, say))
}

fn what(kind: &FindingKind, say: &Say) -> String {
    match kind {
        FindingKind::UnknownFormat { format } => {
            say.text("finding-unknown-format", args![format => *format])
        }
        FindingKind::Unknown { what, id } => say.text(
            "finding-unknown",
            args![what => thing(*what, say), id => id.as_str()],
        ),
        FindingKind::Duplicate { what, id } => say.text(
            "finding-duplicate",
            args![what => thing(*what, say), id => id.as_str()],
        ),
        FindingKind::WrongType { fact, needed, is } => say.text(
            "finding-wrong-type",
            args![fact => fact.as_str(), needed => value(*needed), is => value(*is)],
        ),
        FindingKind::MissingName { what, id } => say.text(
            "finding-missing-name",
            args![what => thing(*what, say), id => id.as_str()],
        ),
        FindingKind::ReservedName { fact } => {
            say.text("finding-reserved-name", args![fact => fact.as_str()])
        }
        FindingKind::MisplacedCondition { condition } => say.text(
            "finding-misplaced",
            args![condition => condition.to_string()],
        ),
        FindingKind::NoPayments => say.line("finding-no-payments"),
        FindingKind::NoBeginning => say.line("finding-no-beginning"),
        FindingKind::NoWonStage => say.line("finding-no-won"),
        FindingKind::EmptyPipeline { pipeline } => say.text(
            "finding-empty-pipeline",
            args![pipeline => pipeline.as_str()],
        ),
        FindingKind::WorkInFinal { stage } => {
            say.text("finding-work-in-final", args![stage => stage.as_str()])
        }
        FindingKind::LeavesFinal { stage } => {
            say.text("finding-leaves-final", args![stage => stage.as_str()])
        }
        FindingKind::NotLost { stage } => {
            say.text("finding-not-lost", args![stage => stage.as_str()])
        }
        FindingKind::NotOpen { stage } => {
            say.text("finding-not-open", args![stage => stage.as_str()])
        }
        FindingKind::LossWithoutReason { answer } => {
            say.text("finding-loss-without-reason", args![answer => answer.id()])
        }
        FindingKind::ReasonWithoutLoss { reason } => say.text(
            "finding-reason-without-loss",
            args![reason => reason.as_str()],
        ),
        FindingKind::TwinMoves { from, to } => say.text(
            "finding-twin-moves",
            args![from => from.as_str(), to => to.as_str()],
        ),
        FindingKind::ForeignRound { document } => say.text(
            "finding-foreign-round",
            args![document => document.as_str()],
        ),
        FindingKind::IncompleteRound { needed } => {
            say.text("finding-incomplete-round", args![needed => needed.as_str()])
        }
        FindingKind::WrongBinds { decision, needed } => say.text(
            "finding-wrong-binds",
            args![decision => decision.as_str(), needed => listed(needed)],
        ),
        FindingKind::EndlessTask { task } => {
            say.text("finding-endless-task", args![task => task.as_str()])
        }
        FindingKind::NoFollowUp { task } => {
            say.text("finding-no-follow-up", args![task => task.as_str()])
        }
        FindingKind::WrongOccasion { mail } => {
            say.text("finding-wrong-occasion", args![mail => mail.as_str()])
        }
        FindingKind::UnfitRole { role } => say.text("finding-unfit-role", args![role => role.id()]),
        FindingKind::UnfitSpan { fact } => {
            say.text("finding-unfit-span", args![fact => fact.as_str()])
        }
        FindingKind::UnfitTitle => say.line("finding-unfit-title"),
        FindingKind::NoFileTypes { document } => say.text(
            "finding-no-file-types",
            args![document => document.as_str()],
        ),
        FindingKind::StillThere { what, id } => say.text(
            "finding-still-there",
            args![what => thing(*what, say), id => id.as_str()],
        ),
        FindingKind::TooComplex { states, facts } => say.text(
            "finding-too-complex",
            args![states => states.to_string(), facts => listed(facts)],
        ),
        FindingKind::UnreachableStage { stage } => {
            say.text("finding-unreachable", args![stage => stage.as_str()])
        }
        FindingKind::DeadEnd {
            stage,
            always: true,
        } => say.text("finding-dead-end", args![stage => stage.as_str()]),
        FindingKind::DeadEnd {
            stage,
            always: false,
        } => say.text("finding-dead-end-at-times", args![stage => stage.as_str()]),
        FindingKind::Idle { stage, after } => say.text(
            "finding-idle",
            args![stage => stage.as_str(), after => cause(after, say)],
        ),
        FindingKind::Unreminded { stage, fact } => say.text(
            "finding-unreminded",
            args![stage => stage.as_str(), fact => fact.as_str()],
        ),
        FindingKind::DeadMove { from, to } => say.text(
            "finding-dead-move",
            args![from => from.as_str(), to => to.as_str()],
        ),
        FindingKind::DeadAutomatic { from, to } => say.text(
            "finding-dead-automatic",
            args![from => from.as_str(), to => to.as_str()],
        ),
        FindingKind::DeadDecision { decision, from } => say.text(
            "finding-dead-decision",
            args![decision => decision.as_str(), from => from.as_str()],
        ),
        FindingKind::DeadTask { task } => {
            say.text("finding-dead-task", args![task => task.as_str()])
        }
        FindingKind::DeadEnding { task, ending } => say.text(
            "finding-dead-ending",
            args![task => task.as_str(), ending => ending.as_str()],
        ),
        FindingKind::NoDueDate { task, fact } => say.text(
            "finding-no-due-date",
            args![task => task.as_str(), fact => fact.as_str()],
        ),
        FindingKind::DeadMail { mail } => {
            say.text("finding-dead-mail", args![mail => mail.as_str()])
        }
        FindingKind::DeadReminder { reminder } => say.text(
            "finding-dead-reminder",
            args![reminder => reminder.as_str()],
        ),
        FindingKind::UnusedFact { fact } => {
            say.text("finding-unused-fact", args![fact => fact.as_str()])
        }
        FindingKind::NeverTrue { condition } => say.text(
            "finding-never-true",
            args![condition => condition.to_string()],
        ),
        FindingKind::AlwaysTrue { condition } => say.text(
            "finding-always-true",
            args![condition => condition.to_string()],
        ),
        FindingKind::AutomaticCycle { stages } => {
            say.text("finding-cycle", args![stages => listed(stages)])
        }
        FindingKind::AutomaticConflict { from, to } => say.text(
            "finding-conflict",
            args![from => from.as_str(), to => listed(to)],
        ),
    }
}

fn thing(thing: Thing, say: &Say) -> String {
    match thing {
        Thing::Pipeline => say.line("finding-thing-pipeline"),
        Thing::Stage => say.line("finding-thing-stage"),
        Thing::StageTitle => say.line("finding-thing-stage-title"),
        Thing::Task => say.line("finding-thing-task"),
        Thing::Fact => say.line("finding-thing-fact"),
        Thing::Document => say.line("finding-thing-document"),
        Thing::Decision => say.line("finding-thing-decision"),
        Thing::Mail => say.line("finding-thing-mail"),
        Thing::Reminder => say.line("finding-thing-reminder"),
        Thing::LossReason => say.line("finding-thing-loss-reason"),
    }
}

fn cause(cause: &Cause, say: &Say) -> String {
    match cause {
        Cause::Opened => say.line("finding-after-opened"),
        Cause::Moved { from, to } => say.text(
            "finding-after-moved",
            args![from => from.as_str(), to => to.as_str()],
        ),
        Cause::Asked { decision } => {
            say.text("finding-after-asked", args![decision => decision.as_str()])
        }
        Cause::Withdrawn { decision } => say.text(
            "finding-after-withdrawn",
            args![decision => decision.as_str()],
        ),
        Cause::Answered { decision, answer } => say.text(
            "finding-after-answered",
            args![decision => decision.as_str(), answer => answer.id()],
        ),
        Cause::Done { task } => say.text("finding-after-done", args![task => task.as_str()]),
        Cause::Stated { fact } => say.text("finding-after-stated", args![fact => fact.as_str()]),
        Cause::Paid => say.line("finding-after-paid"),
        Cause::PaymentCancelled => say.line("finding-after-payment-cancelled"),
        Cause::Reopened => say.line("finding-after-reopened"),
        Cause::TimePassed => say.line("finding-after-time-passed"),
    }
}

/// A type of facts, as the process file writes it.
fn value(kind: FactType) -> &'static str {
    match kind {
        FactType::YesNo => "yes_no",
        FactType::Money => "money",
        FactType::Date => "date",
        FactType::Percent => "percent",
        FactType::Text => "text",
    }
}

fn listed(names: &[impl Display]) -> String {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    names.join(", ")
}
