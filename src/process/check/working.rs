//! Everything else that happens to a deal: work, statements, money, losses, and time.

use super::act::Act;
use super::state::{Paid, Pending, State, Value};
use super::step::Step;
use crate::process::ending::Ending;
use crate::record::id::StageId;

impl Step<'_, '_> {
    pub(super) fn tasks_done(&mut self, state: &State) {
        for number in &state.tasks {
            let Some((_, task)) = self.model.tasks.get(*number) else {
                continue;
            };
            if !task.ends_by_saying_so() {
                continue;
            }
            self.ended_one(*number, |ending| *ending == Ending::Done);
            self.seen.done.insert(*number);
            for mut done in self.supplied(state, &task.asks, &task.takes) {
                done.tasks.remove(number);
                let then = task.then.as_ref();
                if let Some(then) = then.and_then(|then| self.model.task_number(then)) {
                    self.open_task(&mut done, then);
                }
                self.settle(Act::FinishTask(*number), done, Some(*number));
            }
        }
    }

    /// A statement that finishes a task leads where `tasks_done` leads: what is won from there needs no other way.
    pub(super) fn statements(&mut self, state: &State, stage: &StageId) {
        for number in self.nameable(state, stage) {
            for value in self.values(number) {
                let mut stated = state.clone();
                if let Some(fact) = stated.facts.get_mut(number) {
                    *fact = *value;
                }
                self.settle(Act::State(number), stated, None);
            }
        }
    }

    pub(super) fn payments(&mut self, state: &State, stage: &StageId) {
        let Some(rule) = &self.model.process.payments else {
            return;
        };
        let more = match rule.stages.contains(stage) {
            true => state.paid.more(),
            false => &[],
        };
        for paid in more {
            let first = self.next.len();
            self.settle_paid(Act::Pay, state, *paid);
            let followed = self.next.iter().skip(first);
            if followed.into_iter().any(|(_, it)| it.stage != state.stage) {
                self.ended_by(state, |ending| *ending == Ending::Payment);
            }
        }
        for paid in state.paid.less() {
            self.settle_paid(Act::CancelPayment, state, *paid);
        }
    }

    fn settle_paid(&mut self, act: Act, state: &State, paid: Paid) {
        let mut after = state.clone();
        after.paid = paid;
        self.settle(act, after, None);
    }

    pub(super) fn losses(&mut self, state: &State) {
        let Some(rule) = &self.model.process.losing else {
            return;
        };
        if let Some(lost) = self.model.stage_number(&rule.to) {
            let entered = self.entered(state.clone(), lost);
            self.next.push((Act::Lose, entered));
        }
        let task = rule.with_payment.as_ref().map(|paid| &paid.task);
        if let Some(task) = task.and_then(|task| self.model.task_number(task))
            && !state.paid.nothing()
        {
            self.open_task(&mut state.clone(), task);
            self.ended_one(task, |ending| *ending == Ending::Done);
            self.seen.done.insert(task);
        }
        self.reopened(state);
    }

    /// The deal was lost here and comes back.
    pub(super) fn reopened(&mut self, state: &State) {
        let Some(rule) = &self.model.process.reopening else {
            return;
        };
        let Some(stage) = self.model.stage(state) else {
            return;
        };
        let into = match rule.lost_in.contains(&stage.id) && state.paid.nothing() {
            true => &rule.into,
            false => &stage.id,
        };
        if let Some(into) = self.model.stage_number(into) {
            let mut back = state.clone();
            back.quote_in_force = false;
            self.is_reopening = true;
            let back = self.entered(back, into);
            self.settle(Act::Reopen, back, None);
            self.is_reopening = false;
        }
    }

    /// Time passes at its worst: each date and statement may run out, one after another.
    pub(super) fn waiting(&mut self, state: &State) {
        if state.quote_in_force {
            let mut later = state.clone();
            later.quote_in_force = false;
            self.next.push((Act::Wait, later));
        }
        if let Some(pending) = &state.request
            && !pending.run_out
            && self.looks_at_dates(pending.decision)
        {
            let mut later = state.clone();
            later.request = Some(Pending {
                run_out: true,
                ..*pending
            });
            self.next.push((Act::Wait, later));
        }
        for (number, fact) in self.model.facts.iter().enumerate() {
            if let Some(Value::Stated { yes, fresh: true }) = state.facts.get(number)
                && fact.ages
            {
                let mut later = state.clone();
                if let Some(value) = later.facts.get_mut(number) {
                    *value = Value::Stated {
                        yes: *yes,
                        fresh: false,
                    };
                }
                self.next.push((Act::Wait, later));
            }
        }
    }
}
