use crate::record::Day;
use crate::record::Money;
use crate::record::id::PersonId;
use crate::record::{Fields, Node};
use serde::Deserialize;

/// Money that came in, confirmed by the accountant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Counts the deal's payments.
    pub number: u32,
    pub amount: Money,
    pub date: Day,
    /// The number of the bank's document.
    pub document: String,
    pub by: PersonId,
    /// The number of the history entry that made it, counted from 1.
    pub event: u32,
    #[serde(default)]
    pub cancelled: bool,
}

impl Payment {
    /// The payment as the deal file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .number("number", self.number)
            .word("amount", self.amount)
            .word("date", self.date)
            .text("document", &self.document)
            .word("by", &self.by)
            .number("event", self.event)
            .maybe("cancelled", self.cancelled.then_some(true))
            .into()
    }
}
