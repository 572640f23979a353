use super::act::Owner;
use std::collections::{BTreeMap, BTreeSet};

/// What came to pass in some state: whatever is missing here is dead.
#[derive(Default)]
pub(super) struct Seen {
    /// Moves made, by number, and the stage that they were made from.
    pub moves: BTreeSet<(usize, usize)>,
    pub automatic: BTreeSet<(usize, usize)>,
    pub asked: BTreeSet<(usize, usize)>,
    /// Tasks opened.
    pub tasks: BTreeSet<usize>,
    /// Endings that could finish their task, by number.
    pub endings: BTreeSet<(usize, usize)>,
    /// Tasks done by saying so.
    pub done: BTreeSet<usize>,
    /// Tasks opened before the date that they are due by was known.
    pub undated: BTreeSet<usize>,
    /// How conditions turned out, by rule and place.
    pub truth: BTreeMap<(Owner, usize), Truth>,
    /// Two automatic moves at once: the stage and the two stages that they lead to.
    pub conflicts: BTreeSet<(usize, usize, usize)>,
    /// Stages that follow each other by themselves for ever.
    pub cycles: BTreeSet<Vec<usize>>,
}

/// How a condition turned out where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Truth {
    pub held: bool,
    pub failed: bool,
}

impl Seen {
    pub fn note(&mut self, owner: Owner, index: usize, holds: bool) {
        let truth = self.truth.entry((owner, index)).or_default();
        truth.held |= holds;
        truth.failed |= !holds;
    }
}
