use super::person::Person;
use super::role::Role;
use crate::record::id::PersonId;
use crate::record::{CommitHex, Day};

/// What somebody does to the register: the complete input of one history entry, apart from who, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleAct {
    /// The first commit: the first administrator, and the service where one was named.
    Introduced {
        added: Vec<Person>,
    },
    /// People are let in.
    Added {
        added: Vec<Person>,
    },
    Granted {
        person: PersonId,
        role: Role,
    },
    Revoked {
        person: PersonId,
        role: Role,
    },
    /// The person signs with one more key.
    KeyAdded {
        person: PersonId,
        key: String,
    },
    /// The person signs with this key no more; what it has signed stays good.
    KeyRetired {
        person: PersonId,
        key: String,
    },
    /// Somebody else may sign with this key. What it has signed after the commit `trusted` is in doubt; where none is
    /// named, all that it has ever signed.
    KeyCompromised {
        person: PersonId,
        key: String,
        trusted: Option<CommitHex>,
    },
    /// Commits of a compromised key are good all the same.
    Ratified {
        commits: Vec<CommitHex>,
    },
    /// Whoever acts lets somebody stand in for them, from the first day to the last.
    Delegated {
        role: Role,
        to: PersonId,
        from: Day,
        until: Day,
    },
    /// Whoever acts takes the delegation that begins on that day back.
    Undelegated {
        role: Role,
        from: Day,
    },
}

impl PeopleAct {
    /// The act's kind, as history entries and commit trailers write it.
    pub fn kind(&self) -> PeopleKind {
        match self {
            PeopleAct::Introduced { .. } => PeopleKind::Introduced,
            PeopleAct::Added { .. } => PeopleKind::Added,
            PeopleAct::Granted { .. } => PeopleKind::Granted,
            PeopleAct::Revoked { .. } => PeopleKind::Revoked,
            PeopleAct::KeyAdded { .. } => PeopleKind::KeyAdded,
            PeopleAct::KeyRetired { .. } => PeopleKind::KeyRetired,
            PeopleAct::KeyCompromised { .. } => PeopleKind::KeyCompromised,
            PeopleAct::Ratified { .. } => PeopleKind::Ratified,
            PeopleAct::Delegated { .. } => PeopleKind::Delegated,
            PeopleAct::Undelegated { .. } => PeopleKind::Undelegated,
        }
    }

    /// Those who are let in by it.
    pub fn added(&self) -> &[Person] {
        match self {
            PeopleAct::Introduced { added } | PeopleAct::Added { added } => added,
            _ => &[],
        }
    }
}

/// The kinds of acts on the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleKind {
    Introduced,
    Added,
    Granted,
    Revoked,
    KeyAdded,
    KeyRetired,
    KeyCompromised,
    Ratified,
    Delegated,
    Undelegated,
}

impl PeopleKind {
    /// As files and commit trailers write it.
    pub fn id(self) -> &'static str {
        match self {
            PeopleKind::Introduced => "introduced",
            PeopleKind::Added => "added",
            PeopleKind::Granted => "granted",
            PeopleKind::Revoked => "revoked",
            PeopleKind::KeyAdded => "key_added",
            PeopleKind::KeyRetired => "key_retired",
            PeopleKind::KeyCompromised => "key_compromised",
            PeopleKind::Ratified => "ratified",
            PeopleKind::Delegated => "delegated",
            PeopleKind::Undelegated => "undelegated",
        }
    }
}
