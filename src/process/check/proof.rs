use super::act::Act;
use super::model::Model;
use super::space::Space;
use super::state::State;
use crate::process::stage::Stage;
use crate::record::id::StageId;
use std::collections::BTreeSet;

/// The explored states with the two answers that most questions share.
pub(super) struct Proof<'a> {
    pub model: &'a Model<'a>,
    pub space: &'a Space,
    /// Of each state: whether the deal can still be won from it, by what people do.
    pub can_win: Vec<bool>,
    /// The stages that a deal enters without having been lost before.
    pub entered: BTreeSet<usize>,
}

impl<'a> Proof<'a> {
    pub fn new(model: &'a Model<'a>, space: &'a Space) -> Proof<'a> {
        let states = space.states.iter().enumerate();
        let won = states.filter(|(_, state)| model.is_won(state));
        let won: Vec<usize> = won.map(|(number, _)| number).collect();
        let reached = space.reached(|act| act != Act::Reopen);
        let entered = space.entered.iter().zip(&reached);
        let entered = entered.filter(|(_, reached)| **reached);
        Proof {
            model,
            space,
            can_win: space.leading_to(&won, Act::is_forward),
            entered: entered.flat_map(|(stages, _)| stages).copied().collect(),
        }
    }

    pub fn can_win(&self, state: usize) -> bool {
        self.can_win.get(state).copied().unwrap_or_default()
    }

    /// The states of open deals, with their numbers.
    pub fn open(&self) -> impl Iterator<Item = (usize, &State)> {
        let states = self.space.states.iter().enumerate();
        states.filter(|(_, state)| self.model.is_open(state))
    }

    pub fn is_entered(&self, id: &StageId) -> bool {
        let number = self.model.stage_number(id);
        number.is_some_and(|number| self.entered.contains(&number))
    }

    /// The open stages that no deal enters: what hangs on them is named by them.
    pub fn missed(&self) -> impl Iterator<Item = &'a Stage> {
        let stages = self.model.process.stages.iter().enumerate();
        let missed = stages.filter(|(number, _)| !self.entered.contains(number));
        missed
            .map(|(_, stage)| stage)
            .filter(|stage| stage.is_open())
    }

    /// The stages of a rule that deals enter: what never begins there is dead, elsewhere the stage is.
    pub fn entered_of<'b>(
        &'b self,
        from: &'b [StageId],
    ) -> impl Iterator<Item = (usize, &'b StageId)> {
        let numbers = from
            .iter()
            .filter_map(|id| Some((self.model.stage_number(id)?, id)));
        numbers.filter(|(number, _)| self.entered.contains(number))
    }
}
