use crate::record::Day;
use crate::record::Moment;
use crate::record::Money;
use crate::record::Percent;
use crate::record::Sha256Hex;
use crate::record::id::PersonId;
use crate::record::{Fields, Node};
use serde::Deserialize;

/// A quote put forward, with its file and terms frozen (docs/process.md, Rounds).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    pub round: u32,
    /// The visit of the stage in which it was put forward.
    pub visit: u32,
    pub by: PersonId,
    pub at: Moment,
    /// Path in the workspace.
    pub file: String,
    pub sha256: Sha256Hex,
    pub total: Money,
    pub valid_until: Day,
    pub prepayment: Option<Percent>,
    /// The number of the history entry that made it, counted from 1.
    pub event: u32,
    /// The hash over everything that the quote promises (docs/process.md, What a decision binds).
    pub binds: Sha256Hex,
    /// Everybody who set one of the values bound.
    pub set_by: Vec<PersonId>,
    /// When it went to the client; none while it waits for an answer or was not approved.
    pub sent: Option<Moment>,
    /// The act that put it forward was taken back.
    #[serde(default)]
    pub taken_back: bool,
}

impl Round {
    /// The round as the deal file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .number("round", self.round)
            .number("visit", self.visit)
            .word("by", &self.by)
            .word("at", self.at)
            .text("file", &self.file)
            .word("sha256", self.sha256)
            .word("total", self.total)
            .word("valid_until", self.valid_until)
            .maybe("prepayment", self.prepayment)
            .number("event", self.event)
            .word("binds", self.binds)
            .list("set_by", self.set_by.iter().map(Node::word))
            .maybe_word("sent", self.sent.as_ref())
            .maybe("taken_back", self.taken_back.then_some(true))
            .into()
    }
}
