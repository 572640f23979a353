//! What happens in the demo: the case study, played by five people of the company.
//!
//! Each chapter is a file. Deals are numbered in the order in which the chapters open them.

mod company;
mod deferral;
mod discount;
mod in_stock;
mod refusals;
mod signature;
mod supply;
mod today;

use super::cast::Who;
use super::script::Chapter;
use crate::cli::say::Say;

/// The last working day of the story.
pub const LAST_DAY: u32 = 50;

/// The story, told in the language of `say`.
pub fn of(say: &Say) -> Vec<Chapter> {
    vec![
        company::chapter(say),
        in_stock::chapter(say),
        signature::chapter(say),
        discount::chapter(say),
        supply::chapter(say),
        refusals::chapter(say),
        deferral::chapter(say),
        today::chapter(say),
    ]
}

/// Commands that nobody watches.
type Meanwhile = &'static [(Who, &'static str)];
