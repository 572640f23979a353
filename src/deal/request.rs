use crate::people::role::Role;
use crate::record::Day;
use crate::record::Moment;
use crate::record::Sha256Hex;
use crate::record::id::{DecisionId, PersonId};
use crate::record::{Fields, Node};
use serde::Deserialize;

/// A question that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub about: DecisionId,
    pub round: u32,
    /// The visit of the stage in which it was asked.
    pub visit: u32,
    /// The role that decides.
    pub asks: Role,
    pub by: PersonId,
    pub on_behalf_of: Option<PersonId>,
    pub at: Moment,
    /// Due at the end of this local day.
    pub due: Day,
    pub reason: String,
    /// The number of the history entry that made it, counted from 1.
    pub event: u32,
    pub binds: Sha256Hex,
    /// Everybody who set one of the values bound.
    pub set_by: Vec<PersonId>,
}

impl Request {
    /// The request as the deal file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("about", &self.about)
            .number("round", self.round)
            .number("visit", self.visit)
            .word("asks", self.asks)
            .word("by", &self.by)
            .maybe_word("on_behalf_of", self.on_behalf_of.as_ref())
            .word("at", self.at)
            .word("due", self.due)
            .text("reason", &self.reason)
            .number("event", self.event)
            .word("binds", self.binds)
            .list("set_by", self.set_by.iter().map(Node::word))
            .into()
    }
}
