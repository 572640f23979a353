use super::live::{self, Live};
use super::state::{Paid, State, Value};
use crate::process::condition::Condition;
use crate::process::definition::Process;
use crate::process::fact::FactType;
use crate::process::placed::{Slot, conditions};
use crate::process::span::Span;
use crate::process::stage::{End, Stage};
use crate::process::task::TaskRule;
use crate::record::id::{FactId, StageId, TaskId};
use std::collections::{BTreeMap, BTreeSet};

/// A process with numbers in the place of names, and with what its states must tell apart.
pub(super) struct Model<'a> {
    pub process: &'a Process,
    pub tasks: Vec<(&'a TaskId, &'a TaskRule)>,
    pub facts: Vec<Tracked<'a>>,
    stages: BTreeMap<&'a StageId, usize>,
    live: Live,
}

/// A fact that some rule reads when nobody is there to supply it.
pub(super) struct Tracked<'a> {
    pub id: &'a FactId,
    pub yes_no: bool,
    /// Some rule asks whether it is fresh.
    pub ages: bool,
}

impl<'a> Model<'a> {
    pub fn new(process: &'a Process) -> Model<'a> {
        let stages = process.stages.iter().enumerate();
        let mut model = Model {
            process,
            tasks: process.tasks.iter().collect(),
            facts: tracked(process),
            stages: stages.map(|(index, stage)| (&stage.id, index)).collect(),
            live: Live::default(),
        };
        model.live = live::analyse(&model);
        model
    }

    pub fn stage_number(&self, id: &StageId) -> Option<usize> {
        self.stages.get(id).copied()
    }

    pub fn stage(&self, state: &State) -> Option<&'a Stage> {
        self.process.stages.get(state.stage)
    }

    pub fn is_open(&self, state: &State) -> bool {
        self.stage(state).is_some_and(Stage::is_open)
    }

    pub fn is_won(&self, state: &State) -> bool {
        self.stage(state).is_some_and(Stage::is_won)
    }

    pub fn is_lost(&self, id: &StageId) -> bool {
        let stage = self.process.stage(id);
        stage.is_some_and(|stage| stage.end == Some(End::Lost))
    }

    pub fn task_number(&self, id: &TaskId) -> Option<usize> {
        self.tasks
            .binary_search_by(|(task, _)| (*task).cmp(id))
            .ok()
    }

    pub fn fact_number(&self, id: &FactId) -> Option<usize> {
        self.facts.iter().position(|fact| fact.id == id)
    }

    /// What is known of a fact; unset where no state tells.
    pub fn value(&self, state: &State, id: &FactId) -> Value {
        let number = self.fact_number(id);
        let value = number.and_then(|number| state.facts.get(number));
        value.copied().unwrap_or_default()
    }

    /// A deal of which nothing is known.
    pub fn blank(&self, stage: usize) -> State {
        State {
            stage,
            facts: vec![Value::Unset; self.facts.len()],
            ..State::default()
        }
    }

    /// The state without what no rule can read any more from its stage on.
    pub fn forget(&self, state: &mut State) {
        for (number, value) in state.facts.iter_mut().enumerate() {
            if !self.live.fact(state.stage, number) {
                *value = Value::Unset;
            }
        }
        state.quote_in_force &= self.live.quote(state.stage);
        if !self.live.paid(state.stage) {
            state.paid = Paid::Nothing;
        }
    }
}

/// Facts read by moves that follow by themselves, by tasks that come under a condition, by needs that ask for a certain
/// answer, and dates that a stage waits for or a task is due by.
fn tracked(process: &Process) -> Vec<Tracked<'_>> {
    let mut read = BTreeSet::new();
    let mut ages = BTreeSet::new();
    for placed in conditions(process) {
        let by_itself = matches!(placed.slot, Slot::AutomaticWhen | Slot::TaskWhen);
        match placed.condition {
            Condition::Fact(fact) if by_itself => {
                read.insert(fact);
            }
            Condition::Yes(fact) | Condition::No(fact) => {
                read.insert(fact);
            }
            Condition::Fresh(fact) | Condition::Stale(fact) => {
                read.insert(fact);
                ages.insert(fact);
            }
            _ => {}
        }
    }
    read.extend(process.stages.iter().filter_map(|it| it.waits_for.as_ref()));
    read.extend(process.tasks.values().filter_map(|task| match &task.due {
        Span::Until(fact) => Some(fact),
        _ => None,
    }));
    let facts = read.into_iter().map(|id| Tracked {
        id,
        yes_no: process
            .facts
            .get(id)
            .is_some_and(|rule| rule.kind == FactType::YesNo),
        ages: ages.contains(id),
    });
    facts.collect()
}
