//! What a step is made of: entering stages, opening and finishing tasks, what follows by itself, what people supply.

use super::act::{Act, Owner};
use super::space::MOST_STATES;
use super::state::{Paid, State, Value};
use super::step::Step;
use crate::process::condition::Condition;
use crate::process::ending::Ending;
use crate::process::span::Span;
use crate::record::id::{FactId, StageId};
use std::collections::BTreeSet;

/// What people can say of a question.
const ANSWERS: &[Value] = &[
    Value::Stated {
        yes: true,
        fresh: true,
    },
    Value::Stated {
        yes: false,
        fresh: true,
    },
];

impl Step<'_, '_> {
    /// The deal in a stage that it has just entered, before anything follows by itself.
    pub(super) fn entered(&mut self, mut state: State, stage: usize) -> State {
        state.stage = stage;
        if !self.is_reopening {
            self.entered.insert(stage);
        }
        if !self.model.is_open(&state) {
            return self.model.blank(stage);
        }
        state.request = None;
        state.tasks = BTreeSet::new();
        self.model.forget(&mut state);
        self.open_tasks_of_stage(&mut state);
        state
    }

    /// Gives the tasks of the stage in which the deal stands.
    pub(super) fn open_tasks_of_stage(&mut self, state: &mut State) {
        let tasks = self.model.stage(state).map(|stage| &stage.tasks);
        for task in tasks.into_iter().flatten() {
            if let Some(number) = self.model.task_number(task) {
                self.open_task(state, number);
            }
        }
    }

    /// Gives a task to somebody, if its conditions hold.
    pub(super) fn open_task(&mut self, state: &mut State, number: usize) {
        let Some((_, task)) = self.model.tasks.get(number) else {
            return;
        };
        if !self.hold(Owner::Task(number), &task.when, state, None) {
            return;
        }
        self.seen.tasks.insert(number);
        if let Span::Until(fact) = &task.due
            && !self.model.value(state, fact).is_set()
        {
            self.seen.undated.insert(number);
        }
        if self.model.is_open(state) {
            state.tasks.insert(number);
        }
    }

    /// The state without the tasks that end so.
    pub(super) fn without(&self, mut state: State, ends: impl Fn(&Ending) -> bool) -> State {
        let tasks = &self.model.tasks;
        state.tasks.retain(|number| {
            let task = tasks.get(*number);
            !task.is_some_and(|(_, task)| task.ends_with.iter().any(&ends))
        });
        state
    }

    /// Notes the endings of open tasks that came to pass.
    pub(super) fn ended_by(&mut self, state: &State, ends: impl Fn(&Ending) -> bool) {
        for number in &state.tasks {
            self.ended_one(*number, &ends);
        }
    }

    pub(super) fn ended_one(&mut self, number: usize, ends: impl Fn(&Ending) -> bool) {
        let task = self.model.tasks.get(number).map(|(_, task)| *task);
        let endings = task.into_iter().flat_map(|task| &task.ends_with);
        for (index, _) in endings.enumerate().filter(|(_, ending)| ends(ending)) {
            self.seen.endings.insert((number, index));
        }
    }

    /// Follows the moves that follow by themselves until none does.
    pub(super) fn settle(&mut self, act: Act, state: State, done: Option<usize>) {
        self.follow(act, state, done, &mut Vec::new());
    }

    fn follow(&mut self, act: Act, state: State, done: Option<usize>, chain: &mut Vec<State>) {
        let following = match self.model.is_open(&state) {
            true => self.following(&state, done),
            false => Vec::new(),
        };
        if let [first, .., last] = following.as_slice() {
            self.seen.conflicts.insert((state.stage, *first, *last));
        }
        if chain.contains(&state) {
            let stages = chain.iter().skip_while(|it| **it != state);
            let stages: Vec<usize> = stages.map(|it| it.stage).collect();
            self.seen.cycles.insert(turned(stages));
            return;
        }
        if following.is_empty() {
            self.next.push((act, state));
            return;
        }
        chain.push(state.clone());
        for to in following {
            let entered = self.entered(state.clone(), to);
            self.follow(act, entered, None, chain);
        }
        chain.pop();
    }

    /// The stages that a deal in this state enters by itself.
    fn following(&mut self, state: &State, done: Option<usize>) -> Vec<usize> {
        let process = self.model.process;
        let mut to = BTreeSet::new();
        for (number, rule) in process.automatic.iter().enumerate() {
            let here = self.model.stage(state).map(|stage| &stage.id);
            if !here.is_some_and(|here| rule.from.contains(here)) {
                continue;
            }
            if self.hold(Owner::Automatic(number), &rule.when, state, done) {
                self.seen.automatic.insert((number, state.stage));
                to.extend(self.model.stage_number(&rule.to));
            }
        }
        to.into_iter().collect()
    }

    /// Whether all conditions hold, as far as nobody can supply them; notes how each turned out.
    pub(super) fn hold(
        &mut self,
        owner: Owner,
        conditions: &[Condition],
        state: &State,
        done: Option<usize>,
    ) -> bool {
        let by_itself = matches!(owner, Owner::Automatic(_) | Owner::Task(_));
        let mut all = true;
        for (index, condition) in conditions.iter().enumerate() {
            if let Some(holds) = self.holds(condition, state, done, by_itself) {
                self.seen.note(owner, index, holds);
                all &= holds;
            }
        }
        all
    }

    /// Whether a condition holds; none where a person can supply what it asks for along with the act.
    fn holds(
        &self,
        condition: &Condition,
        state: &State,
        done: Option<usize>,
        by_itself: bool,
    ) -> Option<bool> {
        let value = |fact| self.model.value(state, fact);
        match condition {
            Condition::Fact(fact) if by_itself => Some(value(fact).is_set()),
            Condition::Yes(fact) => Some(value(fact).is(true)),
            Condition::No(fact) => Some(value(fact).is(false)),
            Condition::Fresh(fact) => Some(value(fact).is_fresh()),
            Condition::Stale(fact) => Some(!value(fact).is_fresh()),
            Condition::NothingPaid => Some(state.paid.nothing()),
            Condition::PaidShare => Some(state.paid.share()),
            Condition::PaidWhole => Some(state.paid.whole()),
            Condition::QuoteInForce => Some(state.quote_in_force),
            Condition::Done(task) => Some(done.is_some() && self.model.task_number(task) == done),
            _ => None,
        }
    }

    /// The states that people can make of this one by what they bring along with an act.
    pub(super) fn supplied(
        &self,
        state: &State,
        needs: &[Condition],
        takes: &[Condition],
    ) -> Vec<State> {
        let mut states = vec![state.clone()];
        let needed = needs.iter().filter_map(named).map(|fact| (fact, true));
        let taken = takes.iter().filter_map(named).map(|fact| (fact, false));
        for (fact, must) in needed.chain(taken) {
            if self.is_share(fact) && state.paid.nothing() {
                states = with_each(&states, |state| {
                    let due = [Paid::Nothing, Paid::NothingDue];
                    due.map(|paid| State {
                        paid,
                        ..state.clone()
                    })
                    .to_vec()
                });
            }
            let Some(number) = self.model.fact_number(fact) else {
                continue;
            };
            let values = self.values(number);
            states = with_each(&states, |state| {
                let old = state.facts.get(number).copied().unwrap_or_default();
                let kept = (!must || old.is_set()).then_some(old);
                let said = values.iter().copied().filter(|value| *value != old);
                let said = said.chain(kept);
                said.map(|value| with_value(state, number, value)).collect()
            });
        }
        states
    }

    /// Whether the fact is the share that is due before shipping, and states tell payments apart.
    fn is_share(&self, fact: &FactId) -> bool {
        let rule = self.model.process.payments.as_ref();
        rule.is_some_and(|rule| rule.share == *fact)
    }

    /// What people can say of a fact.
    pub(super) fn values(&self, number: usize) -> &'static [Value] {
        match self.model.facts.get(number) {
            Some(fact) if fact.yes_no => ANSWERS,
            _ => &[Value::Set],
        }
    }

    /// The facts that can be stated here without any other act: those that open tasks, moves and decisions name.
    pub(super) fn nameable(&self, state: &State, stage: &StageId) -> BTreeSet<usize> {
        let process = self.model.process;
        let tasks = state.tasks.iter();
        let tasks = tasks.filter_map(|number| self.model.tasks.get(*number));
        let tasks = tasks.flat_map(|(_, task)| task.asks.iter().chain(&task.takes));
        let moves = process.moves_from(stage);
        let moves = moves.flat_map(|rule| rule.needs.iter().chain(&rule.takes));
        let decisions = process.decisions_from(stage);
        let decisions = decisions.flat_map(|rule| rule.needs.iter().chain(&rule.takes));
        let facts = tasks.chain(moves).chain(decisions).filter_map(named);
        facts
            .filter_map(|fact| self.model.fact_number(fact))
            .collect()
    }
}

/// The fact that a condition lets people state.
fn named(condition: &Condition) -> Option<&FactId> {
    match condition {
        Condition::Fact(fact) | Condition::NotPast(fact) | Condition::Ahead(fact) => Some(fact),
        _ => None,
    }
}

/// Makes several states of each; more than can be explored are not made.
fn with_each(states: &[State], make: impl Fn(&State) -> Vec<State>) -> Vec<State> {
    states.iter().flat_map(make).take(MOST_STATES + 1).collect()
}

fn with_value(state: &State, number: usize, value: Value) -> State {
    let mut with = state.clone();
    if let Some(fact) = with.facts.get_mut(number) {
        *fact = value;
    }
    with
}

/// The same cycle whichever stage it was met in first.
fn turned(mut stages: Vec<usize>) -> Vec<usize> {
    let first = stages.iter().enumerate().min_by_key(|(_, stage)| **stage);
    let first = first.map_or(0, |(index, _)| index);
    stages.rotate_left(first);
    stages
}
