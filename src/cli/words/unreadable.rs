//! Deals that cannot be read.

use super::super::say::Say;
use super::super::stop::Stop;
use super::ground::ground_error;
use crate::agenda::deals::UnreadableDeal;

/// What is wrong with the file of a deal, where, and the way on: whoever mends it by hand makes it worse.
pub fn unreadable_deal(deal: &UnreadableDeal, say: &Say) -> Stop {
    match ground_error(&deal.why, say) {
        Stop::Found(texts) => {
            let way = say.line("fault-way-unreadable-deal");
            let texts = texts.iter().map(|text| format!("{text}\n      → {way}"));
            Stop::Found(texts.collect())
        }
        stop => stop,
    }
}
