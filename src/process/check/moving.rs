//! What the one who moves a deal can do.

use super::act::{Act, Owner};
use super::state::{State, Value};
use super::step::Step;
use crate::process::condition::Condition;
use crate::process::ending::Ending;
use crate::process::moves::MoveRule;
use crate::record::id::StageId;

impl Step<'_, '_> {
    pub(super) fn moves(&mut self, state: &State, stage: &StageId) {
        let process = self.model.process;
        for (number, rule) in process.moves.iter().enumerate() {
            if rule.from.contains(stage) {
                self.move_by(state, number, rule);
            }
        }
    }

    fn move_by(&mut self, state: &State, number: usize, rule: &MoveRule) {
        let Some(to) = self.model.stage_number(&rule.to) else {
            return;
        };
        let act = Act::Move {
            rule: number,
            from: state.stage,
        };
        for supplied in self.supplied(state, &rule.needs, &rule.takes) {
            let moved = self.said(supplied, rule);
            if !self.hold(Owner::Move(number), &rule.needs, &moved, None) {
                continue;
            }
            self.seen.moves.insert((number, state.stage));
            self.ended_by(state, |ending| {
                matches!(ending, Ending::AnyMove)
                    || matches!(ending, Ending::Move(stage) if *stage == rule.to)
            });
            let moved = self.unsaid(moved, rule);
            if to == state.stage {
                self.settle(act, moved, None);
            } else {
                if self.model.is_lost(&rule.to) {
                    self.reopened(state);
                }
                let entered = self.entered(moved, to);
                self.settle(act, entered, None);
            }
        }
    }

    /// What the move itself states.
    fn said(&self, mut state: State, rule: &MoveRule) -> State {
        for (fact, yes) in &rule.sets {
            if let Some(value) = self
                .model
                .fact_number(fact)
                .and_then(|number| state.facts.get_mut(number))
            {
                *value = Value::Stated {
                    yes: *yes,
                    fresh: true,
                };
            }
        }
        state
    }

    /// What the move makes of the quote, and takes out of force.
    fn unsaid(&self, mut state: State, rule: &MoveRule) -> State {
        if rule.puts_forward.is_some() {
            state.quote_in_force = true;
            state.request = None;
        }
        for fact in rule.cancels.iter().filter_map(Condition::fact) {
            let number = self.model.fact_number(fact);
            if let Some(value) = number.and_then(|number| state.facts.get_mut(number)) {
                *value = Value::Unset;
            }
        }
        state
    }
}
