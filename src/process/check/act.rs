use super::model::Model;
use crate::process::decision::Answer;
use crate::process::finding::Cause;
use crate::process::placed::outcomes;

/// What leads from a state to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    Open,
    Move {
        rule: usize,
        from: usize,
    },
    Ask(usize),
    Withdraw(usize),
    Answer(usize, Answer),
    FinishTask(usize),
    State(usize),
    Pay,
    CancelPayment,
    Lose,
    Reopen,
    /// Nobody does anything: dates run out, what was stated grows old.
    Wait,
}

impl Act {
    /// Whether it carries a deal forward: waiting, mending and coming back from a loss do not.
    pub fn is_forward(self) -> bool {
        !matches!(
            self,
            Act::CancelPayment | Act::Lose | Act::Reopen | Act::Wait
        )
    }

    /// The act in the names of the process.
    pub fn cause(self, model: &Model) -> Option<Cause> {
        let process = model.process;
        let decision = |number: usize| process.decisions.get(number).map(|rule| rule.id.clone());
        let cause = match self {
            Act::Open => Cause::Opened,
            Act::Move { rule, from } => Cause::Moved {
                from: process.stages.get(from)?.id.clone(),
                to: process.moves.get(rule)?.to.clone(),
            },
            Act::Ask(number) => Cause::Asked {
                decision: decision(number)?,
            },
            Act::Withdraw(number) => Cause::Withdrawn {
                decision: decision(number)?,
            },
            Act::Answer(number, answer) => Cause::Answered {
                decision: decision(number)?,
                answer,
            },
            Act::FinishTask(number) => Cause::Done {
                task: model.tasks.get(number)?.0.clone(),
            },
            Act::State(number) => Cause::Stated {
                fact: model.facts.get(number)?.id.clone(),
            },
            Act::Pay => Cause::Paid,
            Act::CancelPayment => Cause::PaymentCancelled,
            Act::Lose | Act::Reopen => Cause::Reopened,
            Act::Wait => Cause::TimePassed,
        };
        Some(cause)
    }

    /// The way to the part of the file that brings the act about.
    pub fn way(self, model: &Model) -> Option<String> {
        match self {
            Act::Move { rule, .. } => Some(format!("moves[{rule}]")),
            Act::Ask(number) | Act::Withdraw(number) => Some(format!("decisions[{number}]")),
            Act::Answer(number, answer) => Owner::Answer(number, answer).way(model),
            Act::FinishTask(number) => Some(format!("tasks.{}", model.tasks.get(number)?.0)),
            _ => None,
        }
    }
}

/// A rule that has conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Move(usize),
    Automatic(usize),
    Decision(usize),
    Answer(usize, Answer),
    /// Whether the task is created.
    Task(usize),
}

impl Owner {
    /// The way to the rule.
    pub fn way(self, model: &Model) -> Option<String> {
        let task = |number: usize| model.tasks.get(number).map(|(id, _)| format!("tasks.{id}"));
        match self {
            Owner::Move(number) => Some(format!("moves[{number}]")),
            Owner::Automatic(number) => Some(format!("automatic[{number}]")),
            Owner::Decision(number) => Some(format!("decisions[{number}]")),
            Owner::Task(number) => task(number),
            Owner::Answer(number, answer) => {
                let rule = model.process.decisions.get(number)?;
                let mut offered = outcomes(rule).into_iter();
                let (_, key, _) = offered.find(|(it, _, _)| *it == answer)?;
                Some(format!("decisions[{number}].{key}"))
            }
        }
    }

    /// The key of the rule under which the conditions stand.
    pub fn key(self) -> &'static str {
        match self {
            Owner::Automatic(_) | Owner::Task(_) => "when",
            Owner::Move(_) | Owner::Decision(_) | Owner::Answer(..) => "needs",
        }
    }
}
