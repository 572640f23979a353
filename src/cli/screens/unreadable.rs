//! Deals that cannot be read, below what can: nobody takes a list for whole that is not.

use crate::actions::ground::GroundError;
use crate::agenda::deals::UnreadableDeal;
use crate::cli::say::Say;
use crate::cli::screen::{Meaning, paint};
use crate::cli::words;
use serde_json::{Value, json};

/// How many there are, and a paragraph of each: file, line, column, what is wrong and the way on.
pub fn to_text(unreadable: &[UnreadableDeal], say: &Say) -> String {
    let head = say.text("deals-unreadable", args![count => unreadable.len()]);
    let head = paint(Meaning::Wrong, &head);
    let each = unreadable.iter();
    let each = each.map(|deal| words::unreadable_deal(deal, say).to_text(say));
    let lines = std::iter::once(head).chain(each);
    lines.collect::<Vec<_>>().join("\n")
}

/// The same for programs.
pub fn to_json(unreadable: &[UnreadableDeal], say: &Say) -> Value {
    let each = unreadable.iter().map(|deal| {
        let place = match &*deal.why {
            GroundError::Fault(fault) => Some((fault.line, fault.column)),
            _ => None,
        };
        let said = words::said_of(words::unreadable_deal(deal, say));
        json!({
            "deal": deal.deal().map(|deal| deal.to_string()),
            "file": deal.path,
            "line": place.map(|(line, _)| line),
            "column": place.map(|(_, column)| column),
            "unreadable": said.text,
            "remedies": said.remedies,
        })
    });
    each.collect()
}
