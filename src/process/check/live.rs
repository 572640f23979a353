//! What can still be read from a stage on. What no rule will read again need not tell states apart: a quote that was
//! invoiced, the stock after shipping.

use super::model::Model;
use crate::process::condition::Condition;
use crate::process::decision::DecisionRule;
use crate::process::moves::MoveRule;
use crate::process::placed::outcomes;
use crate::process::span::Span;
use crate::process::task::TaskRule;
use crate::record::id::{FactId, StageId};
use std::collections::BTreeSet;

/// What a later rule may read, stage by stage.
#[derive(Default)]
pub(super) struct Live(Vec<BTreeSet<Part>>);

/// A part of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Fact(usize),
    Quote,
    Paid,
}

/// A way from a stage to the next one, with the parts that it overwrites.
struct Way {
    from: usize,
    to: usize,
    overwrites: BTreeSet<Part>,
}

impl Live {
    pub fn fact(&self, stage: usize, fact: usize) -> bool {
        self.has(stage, Part::Fact(fact))
    }

    pub fn quote(&self, stage: usize) -> bool {
        self.has(stage, Part::Quote)
    }

    pub fn paid(&self, stage: usize) -> bool {
        self.has(stage, Part::Paid)
    }

    fn has(&self, stage: usize, part: Part) -> bool {
        self.0.get(stage).is_some_and(|parts| parts.contains(&part))
    }
}

/// Carries what each stage reads back along the ways until nothing changes.
pub(super) fn analyse(model: &Model) -> Live {
    let stages = model.process.stages.iter();
    let mut live: Vec<BTreeSet<Part>> = stages.map(|stage| reads(model, &stage.id)).collect();
    let ways = ways(model);
    loop {
        let mut grew = false;
        for way in &ways {
            let next = live.get(way.to).cloned().unwrap_or_default();
            if let Some(here) = live.get_mut(way.from) {
                let before = here.len();
                here.extend(next.difference(&way.overwrites));
                grew |= here.len() > before;
            }
        }
        if !grew {
            return Live(live);
        }
    }
}

fn reads(model: &Model, id: &StageId) -> BTreeSet<Part> {
    let process = model.process;
    let mut parts = BTreeSet::new();
    let mut read = |conditions: &[Condition]| {
        parts.extend(conditions.iter().filter_map(|it| part(model, it)));
    };
    for rule in process.moves_from(id) {
        read(&rule.needs);
    }
    for rule in process.decisions_from(id) {
        read(&rule.needs);
    }
    let automatic = process.automatic.iter();
    for rule in automatic.filter(|rule| rule.from.contains(id)) {
        read(&rule.when);
    }
    let tasks = tasks_of(model, id);
    for (_, task) in &tasks {
        read(&task.when);
    }
    let dues = tasks.iter().filter_map(|(_, task)| match &task.due {
        Span::Until(fact) => Some(fact),
        _ => None,
    });
    let waits = process.stage(id).and_then(|stage| stage.waits_for.as_ref());
    let dates = dues.chain(waits);
    parts.extend(dates.filter_map(|fact| model.fact_number(fact).map(Part::Fact)));
    let losing = process.losing.as_ref();
    let asks_for_money = losing.is_some_and(|rule| rule.with_payment.is_some());
    if process.is_open(id) && (asks_for_money || process.reopening.is_some()) {
        parts.insert(Part::Paid);
    }
    parts
}

/// The tasks that can be open in a stage: its own, those that follow them, those that answers give.
pub(super) fn tasks_of<'a>(model: &Model<'a>, id: &StageId) -> Vec<(usize, &'a TaskRule)> {
    let process = model.process;
    let own = process.stage(id).into_iter().flat_map(|stage| &stage.tasks);
    let rules = process.decisions.iter();
    let answers = rules.flat_map(outcomes).filter(|(_, _, outcome)| {
        let to = outcome.to.as_ref();
        to.is_none_or(|to| to == id)
    });
    let given = answers.filter_map(|(_, _, outcome)| outcome.task.as_ref());
    let mut numbers: BTreeSet<usize> = own
        .chain(given)
        .filter_map(|task| model.task_number(task))
        .collect();
    loop {
        let following: Vec<usize> = numbers
            .iter()
            .filter_map(|number| model.tasks.get(*number))
            .filter_map(|(_, task)| task.then.as_ref())
            .filter_map(|task| model.task_number(task))
            .filter(|number| !numbers.contains(number))
            .collect();
        if following.is_empty() {
            break;
        }
        numbers.extend(following);
    }
    let tasks = numbers.into_iter();
    tasks
        .filter_map(|number| Some((number, model.tasks.get(number)?.1)))
        .collect()
}

fn part(model: &Model, condition: &Condition) -> Option<Part> {
    match condition {
        Condition::QuoteInForce => Some(Part::Quote),
        Condition::NothingPaid | Condition::PaidShare | Condition::PaidWhole => Some(Part::Paid),
        other => model.fact_number(other.fact()?).map(Part::Fact),
    }
}

fn ways(model: &Model) -> Vec<Way> {
    let process = model.process;
    let mut all = Vec::new();
    let mut add = |from: &StageId, to: &StageId, overwrites: BTreeSet<Part>| {
        if let (Some(from), Some(to)) = (model.stage_number(from), model.stage_number(to)) {
            all.push(Way {
                from,
                to,
                overwrites,
            });
        }
    };
    for rule in &process.moves {
        for from in &rule.from {
            add(from, &rule.to, overwritten(model, rule));
        }
    }
    for rule in &process.automatic {
        for from in &rule.from {
            add(from, &rule.to, BTreeSet::new());
        }
    }
    for rule in &process.decisions {
        for (from, to) in answered_ways(rule) {
            let forward = rule.puts_forward.is_some();
            add(
                from,
                to,
                forward.then_some(Part::Quote).into_iter().collect(),
            );
        }
    }
    if let Some(rule) = &process.reopening {
        for from in &rule.lost_in {
            add(from, &rule.into, BTreeSet::from([Part::Quote]));
        }
    }
    all
}

/// From each stage where a question can be put to the one it enters, and on to those that its answers lead to.
fn answered_ways(rule: &DecisionRule) -> Vec<(&StageId, &StageId)> {
    let into = rule.into.iter();
    let entered = into.flat_map(|to| rule.from.iter().map(move |from| (from, to)));
    let waiting = rule.from.iter().chain(&rule.into);
    let answers = waiting.flat_map(|from| {
        let outcomes = outcomes(rule).into_iter();
        outcomes.filter_map(move |(_, _, outcome)| Some((from, outcome.to.as_ref()?)))
    });
    entered.chain(answers).collect()
}

/// What a move says anew, whatever was known before.
fn overwritten(model: &Model, rule: &MoveRule) -> BTreeSet<Part> {
    let fact = |id: &FactId| model.fact_number(id).map(Part::Fact);
    let cancelled = rule.cancels.iter().filter_map(Condition::fact);
    let dated = rule.needs.iter().filter_map(|condition| match condition {
        Condition::Ahead(fact) | Condition::NotPast(fact) => Some(fact),
        _ => None,
    });
    let facts = rule.sets.keys().chain(cancelled).chain(dated);
    let mut parts: BTreeSet<Part> = facts.filter_map(fact).collect();
    if rule.puts_forward.is_some() {
        parts.insert(Part::Quote);
    }
    parts
}
