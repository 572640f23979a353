//! Every condition of a process, with the way to it and the place in which it stands.

use super::condition::Condition;
use super::decision::{Answer, DecisionRule, OutcomeRule};
use super::definition::Process;
use super::task::TaskRule;
use crate::record::id::FactId;

/// The places of a process in which conditions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    MoveNeeds,
    /// The needs of a move that puts a quote forward.
    RoundNeeds,
    MoveTakes,
    MoveCancels,
    AutomaticWhen,
    TaskWhen,
    TaskAsks,
    TaskTakes,
    DecisionNeeds,
    DecisionTakes,
    OutcomeNeeds,
}

/// A condition in its place.
pub(super) struct Placed<'a> {
    pub way: String,
    pub slot: Slot,
    pub condition: &'a Condition,
}

/// Every condition of a process, in the order of the file.
pub(super) fn conditions(process: &Process) -> Vec<Placed<'_>> {
    let mut all = Vec::new();
    for (id, task) in &process.tasks {
        add_task(&mut all, &format!("tasks.{id}"), task);
    }
    for (index, rule) in process.moves.iter().enumerate() {
        let way = format!("moves[{index}]");
        let needs = match rule.puts_forward {
            Some(_) => Slot::RoundNeeds,
            None => Slot::MoveNeeds,
        };
        add(&mut all, &way, "needs", needs, &rule.needs);
        add(&mut all, &way, "takes", Slot::MoveTakes, &rule.takes);
        add(&mut all, &way, "cancels", Slot::MoveCancels, &rule.cancels);
    }
    for (index, rule) in process.automatic.iter().enumerate() {
        let way = format!("automatic[{index}]");
        add(&mut all, &way, "when", Slot::AutomaticWhen, &rule.when);
    }
    for (index, rule) in process.decisions.iter().enumerate() {
        add_decision(&mut all, &format!("decisions[{index}]"), rule);
    }
    all
}

/// The answers of a decision, each with its key in the file.
pub(super) fn outcomes(rule: &DecisionRule) -> Vec<(Answer, &'static str, &OutcomeRule)> {
    let keys = ["approve", "rework", "reject"];
    let answers = Answer::ALL.into_iter().zip(keys);
    answers
        .filter_map(|(answer, key)| Some((answer, key, rule.outcome(answer)?)))
        .collect()
}

/// Whether some rule lets people state the fact.
pub(super) fn is_given(process: &Process, fact: &FactId) -> bool {
    let placed = conditions(process);
    let giving = placed.iter().filter(|placed| {
        let states = matches!(
            placed.condition,
            Condition::Fact(_) | Condition::NotPast(_) | Condition::Ahead(_)
        );
        let reads = matches!(
            placed.slot,
            Slot::AutomaticWhen | Slot::TaskWhen | Slot::MoveCancels | Slot::OutcomeNeeds
        );
        states && !reads
    });
    let mut facts = giving.filter_map(|placed| placed.condition.fact());
    facts.any(|given| given == fact)
}

fn add_task<'a>(all: &mut Vec<Placed<'a>>, way: &str, task: &'a TaskRule) {
    add(all, way, "when", Slot::TaskWhen, &task.when);
    add(all, way, "asks", Slot::TaskAsks, &task.asks);
    add(all, way, "takes", Slot::TaskTakes, &task.takes);
}

fn add_decision<'a>(all: &mut Vec<Placed<'a>>, way: &str, rule: &'a DecisionRule) {
    add(all, way, "needs", Slot::DecisionNeeds, &rule.needs);
    add(all, way, "takes", Slot::DecisionTakes, &rule.takes);
    for (_, key, outcome) in outcomes(rule) {
        let key = format!("{key}.needs");
        add(all, way, &key, Slot::OutcomeNeeds, &outcome.needs);
    }
}

fn add<'a>(
    all: &mut Vec<Placed<'a>>,
    way: &str,
    key: &str,
    slot: Slot,
    conditions: &'a [Condition],
) {
    let placed = conditions.iter().enumerate().map(|(index, condition)| {
        let way = format!("{way}.{key}[{index}]");
        Placed {
            way,
            slot,
            condition,
        }
    });
    all.extend(placed);
}
