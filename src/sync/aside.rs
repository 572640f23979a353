use super::meanwhile::Meanwhile;
use super::report::Why;
use super::shelf::Place;
use crate::record::id::PersonId;
use crate::workspace::CommitId;
use std::collections::{BTreeMap, BTreeSet};

/// An act that goes on the shelf.
pub(super) struct SetAside {
    pub commit: CommitId,
    pub place: Place,
    pub person: Option<PersonId>,
    pub why: Option<Why>,
    pub meanwhile: Vec<Meanwhile>,
    /// The tip that it was judged on.
    pub judged_on: CommitId,
}

/// Files that acts which were set aside have written: what builds on them is set aside as well.
#[derive(Default)]
pub(super) struct Blocked {
    files: BTreeMap<String, (CommitId, Place)>,
}

impl Blocked {
    pub fn add(&mut self, changed: &BTreeSet<String>, commit: CommitId, place: Place) {
        let paths = changed.iter();
        self.files
            .extend(paths.map(|path| (path.clone(), (commit, place))));
    }

    /// The act that was set aside and that this one builds on.
    pub fn before(&self, changed: &BTreeSet<String>) -> Option<(CommitId, Place)> {
        changed
            .iter()
            .find_map(|path| self.files.get(path))
            .copied()
    }

    pub fn clear(&mut self) {
        self.files.clear();
    }
}
