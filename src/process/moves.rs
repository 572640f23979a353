use super::condition::Condition;
use crate::people::role::Role;
use crate::record::id::{DocumentKind, FactId, StageId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A move that a person makes (docs/process.md, Moves and decisions).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveRule {
    pub from: Vec<StageId>,
    /// The stage entered; the same stage means that the deal stays and only says something new.
    pub to: StageId,
    pub by: Role,
    /// What the move says, in the company's language.
    #[serde(default)]
    pub hint: String,
    /// The move is the statement of these facts; a contradicting value is refused.
    #[serde(default)]
    pub sets: BTreeMap<FactId, bool>,
    #[serde(default)]
    pub needs: Vec<Condition>,
    /// What may be given along with the move.
    #[serde(default)]
    pub takes: Vec<Condition>,
    /// The move makes a round: the document of this kind is put forward.
    pub puts_forward: Option<DocumentKind>,
    /// What the move takes out of force: documents and facts.
    #[serde(default)]
    pub cancels: Vec<Condition>,
}

impl MoveRule {
    /// Whether the move leads from `from` to `to`.
    pub fn joins(&self, from: &StageId, to: &StageId) -> bool {
        self.to == *to && self.from.contains(from)
    }

    /// Whether the deal stays where it is.
    pub fn stays(&self, from: &StageId) -> bool {
        self.to == *from
    }
}

/// A move that follows by itself as soon as its conditions hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Automatic {
    pub from: Vec<StageId>,
    pub to: StageId,
    pub when: Vec<Condition>,
}
