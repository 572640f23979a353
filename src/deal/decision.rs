use crate::process::decision::Answer;
use crate::record::Day;
use crate::record::Moment;
use crate::record::Money;
use crate::record::Sha256Hex;
use crate::record::id::{DecisionId, PersonId};
use crate::record::{Fields, Node};
use serde::Deserialize;

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    pub about: DecisionId,
    pub round: u32,
    pub visit: u32,
    pub answer: Answer,
    pub by: PersonId,
    pub on_behalf_of: Option<PersonId>,
    pub at: Moment,
    /// The number of the history entry that made it, counted from 1.
    pub event: u32,
    pub binds: Sha256Hex,
    /// What was asked: the price the client wants, of a discount.
    pub asked: Option<Money>,
    /// The grant: the lowest total that may go out.
    pub lowest: Option<Money>,
    /// The grant: its last day.
    pub until: Option<Day>,
    pub remarks: Option<String>,
}

impl Decision {
    /// The decision as the deal file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("about", &self.about)
            .number("round", self.round)
            .number("visit", self.visit)
            .word("answer", self.answer.id())
            .word("by", &self.by)
            .maybe_word("on_behalf_of", self.on_behalf_of.as_ref())
            .word("at", self.at)
            .number("event", self.event)
            .word("binds", self.binds)
            .maybe_word("asked", self.asked.as_ref())
            .maybe_word("lowest", self.lowest.as_ref())
            .maybe_word("until", self.until.as_ref())
            .maybe_text("remarks", self.remarks.as_deref())
            .into()
    }
}
