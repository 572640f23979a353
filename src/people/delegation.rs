use super::role::Role;
use crate::record::id::PersonId;
use crate::record::{Day, Fields, Node};
use serde::Deserialize;

/// Somebody stands in for somebody else in one role, for some days (docs/process.md, Deputies).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    pub role: Role,
    /// Who delegates.
    pub of: PersonId,
    pub to: PersonId,
    pub from: Day,
    /// The last day.
    pub until: Day,
}

impl Delegation {
    /// Whether it holds on a local day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    /// The delegation as `people.yaml` writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("role", self.role)
            .word("of", &self.of)
            .word("to", &self.to)
            .word("from", self.from)
            .word("until", self.until)
            .into()
    }
}
