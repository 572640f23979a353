use super::act::Act;
use super::model::Model;
use super::seen::Seen;
use super::state::State;
use crate::process::stage::Stage;
use std::collections::BTreeSet;

/// Everything that can happen to a deal in one state.
pub(super) struct Step<'a, 'm> {
    pub(super) model: &'a Model<'m>,
    pub(super) seen: &'a mut Seen,
    /// The states that follow, with the acts that lead to them.
    pub(super) next: Vec<(Act, State)>,
    /// The stages entered on the way there, also those that are left at once; not by deals that were lost before.
    pub(super) entered: BTreeSet<usize>,
    /// Whether the deal is just coming back from a loss.
    pub(super) is_reopening: bool,
}

/// What follows a state: the acts possible in it, and the stages entered on the way.
pub(super) type Following = (Vec<(Act, State)>, BTreeSet<usize>);

impl<'a, 'm> Step<'a, 'm> {
    pub fn new(model: &'a Model<'m>, seen: &'a mut Seen) -> Self {
        Step {
            model,
            seen,
            next: Vec::new(),
            entered: BTreeSet::new(),
            is_reopening: false,
        }
    }

    /// The states in which a deal begins.
    pub fn opening(mut self) -> Following {
        let blank = self.model.blank(0);
        let state = self.entered(blank, 0);
        self.settle(Act::Open, state, None);
        (self.next, self.entered)
    }

    /// The states that follow a state.
    pub fn after(mut self, state: &State) -> Following {
        if let Some(stage) = self.model.stage(state).filter(|stage| stage.is_open()) {
            self.everything(state, stage);
        }
        (self.next, self.entered)
    }

    fn everything(&mut self, state: &State, stage: &Stage) {
        self.moves(state, &stage.id);
        self.requests(state, &stage.id);
        self.answers(state);
        self.tasks_done(state);
        self.statements(state, &stage.id);
        self.payments(state, &stage.id);
        self.losses(state);
        self.waiting(state);
    }
}
