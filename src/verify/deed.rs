//! What commits did, as far as it matters to whom to trust.

use crate::people::{PeopleAct, PeopleEntry, Power};
use crate::process::Process;
use crate::process::settings::Settings;
use crate::workspace::{CommitId, Link};

/// The files that say what may be done.
pub(super) const HOUSE: [&str; 2] = [Settings::PATH, Process::PATH];

/// What a commit did, as far as it matters to whom to trust.
pub(super) struct Deed {
    pub link: Link,
    /// The key that signed it.
    pub key: String,
    /// The address of whoever it names.
    pub email: String,
    /// What it did to the register.
    pub entries: Vec<PeopleEntry>,
    /// Which files that say what may be done it changed.
    pub files: Vec<&'static str>,
}

/// Why a commit is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Its key was in wrong hands by then.
    Key,
    /// It took what this other commit in doubt gave.
    LetIn { by: CommitId },
}

/// What a commit in doubt gave, and somebody still has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gift {
    Power(Power),
    /// The file still says what the commit made it say.
    File(&'static str),
}

impl Deed {
    /// Whether it bears on what others may do.
    pub fn bears(&self) -> bool {
        !self.entries.is_empty() || !self.files.is_empty()
    }

    /// Whether it says anything of whom to trust.
    pub fn speaks(&self) -> bool {
        self.entries.iter().any(|entry| {
            matches!(
                entry.act,
                PeopleAct::KeyCompromised { .. } | PeopleAct::Ratified { .. }
            )
        })
    }
}
