//! Requests: put, withdrawn, answered.

use super::act::{Act, Owner};
use super::state::{Pending, State};
use super::step::Step;
use crate::process::condition::Condition;
use crate::process::decision::{Answer, DecisionRule, OutcomeRule};
use crate::process::definition::Process;
use crate::process::ending::Ending;
use crate::process::placed::{is_given, outcomes};
use crate::record::id::StageId;

impl Step<'_, '_> {
    pub(super) fn requests(&mut self, state: &State, stage: &StageId) {
        if let Some(pending) = &state.request {
            self.withdraw(state, pending.decision);
            return;
        }
        let process = self.model.process;
        for (number, rule) in process.decisions.iter().enumerate() {
            if rule.from.contains(stage) {
                self.ask(state, number, rule);
            }
        }
    }

    /// A request that ends and would leave nobody with work gives the tasks of the stage again.
    fn withdraw(&mut self, state: &State, decision: usize) {
        let mut withdrawn = state.clone();
        withdrawn.request = None;
        if withdrawn.tasks.is_empty() {
            self.open_tasks_of_stage(&mut withdrawn);
        }
        self.settle(Act::Withdraw(decision), withdrawn, None);
    }

    fn ask(&mut self, state: &State, number: usize, rule: &DecisionRule) {
        let asks = |ending: &Ending| {
            *ending == Ending::AnyMove
                || matches!(ending, Ending::Ask(decision) if *decision == rule.id)
        };
        for supplied in self.supplied(state, &rule.needs, &rule.takes) {
            if !self.hold(Owner::Decision(number), &rule.needs, &supplied, None) {
                continue;
            }
            self.seen.asked.insert((number, state.stage));
            let into = rule.into.as_ref();
            let into = into.and_then(|into| self.model.stage_number(into));
            let there = match into {
                Some(into) if into != state.stage => self.entered(supplied, into),
                _ => supplied,
            };
            self.ended_by(&there, asks);
            self.ended_by(state, asks);
            let there = self.without(there, asks);
            for run_out in dates_when_asked(self.model.process, rule) {
                let mut asked = there.clone();
                asked.request = Some(Pending {
                    decision: number,
                    run_out: *run_out,
                });
                self.settle(Act::Ask(number), asked, None);
            }
        }
    }

    pub(super) fn answers(&mut self, state: &State) {
        let Some(pending) = &state.request else {
            return;
        };
        let process = self.model.process;
        let Some(rule) = process.decisions.get(pending.decision) else {
            return;
        };
        for (answer, _, outcome) in outcomes(rule) {
            let owner = Owner::Answer(pending.decision, answer);
            let mut all = true;
            for (index, condition) in outcome.needs.iter().enumerate() {
                if is_date(condition) {
                    self.seen.note(owner, index, !pending.run_out);
                    all &= !pending.run_out;
                }
            }
            if all {
                let act = Act::Answer(pending.decision, answer);
                self.answered(state, act, rule, answer, outcome);
            }
        }
    }

    fn answered(
        &mut self,
        state: &State,
        act: Act,
        rule: &DecisionRule,
        answer: Answer,
        outcome: &OutcomeRule,
    ) {
        let mut after = state.clone();
        after.request = None;
        if answer == Answer::Approved && rule.puts_forward.is_some() {
            after.quote_in_force = true;
        }
        if let Some(to) = &outcome.to {
            if self.model.is_lost(to) {
                self.reopened(state);
            }
            if let Some(to) = self.model.stage_number(to) {
                after = self.entered(after, to);
            }
        }
        let task = outcome.task.as_ref();
        if let Some(task) = task.and_then(|task| self.model.task_number(task)) {
            self.open_task(&mut after, task);
        }
        self.settle(act, after, None);
    }

    pub(super) fn looks_at_dates(&self, decision: usize) -> bool {
        let rule = self.model.process.decisions.get(decision);
        rule.is_some_and(|rule| answers_look_at(rule).next().is_some())
    }
}

/// The dates that the answers of a decision look at.
fn answers_look_at(rule: &DecisionRule) -> impl Iterator<Item = &Condition> {
    let outcomes = outcomes(rule).into_iter();
    let needs = outcomes.flat_map(|(_, _, outcome)| &outcome.needs);
    needs.filter(|condition| is_date(condition))
}

/// Whether the dates that answers look at can have run out already when the question is put: not where asking checks
/// them, always where nobody ever gives them.
fn dates_when_asked(process: &Process, rule: &DecisionRule) -> &'static [bool] {
    let checked = |date: &Condition| {
        let mut needs = rule.needs.iter().filter(|need| is_date(need));
        needs.any(|need| need.fact() == date.fact())
    };
    let missing = |date: &Condition| !date.fact().is_some_and(|fact| is_given(process, fact));
    match answers_look_at(rule).all(checked) {
        true => &[false],
        false if answers_look_at(rule).any(missing) => &[true],
        false => &[false, true],
    }
}

fn is_date(condition: &Condition) -> bool {
    matches!(condition, Condition::NotPast(_) | Condition::Ahead(_))
}
