//! Why there is no number for a new deal.

use super::super::say::Say;
use super::super::stop::Stop;
use super::{noted, refused, way};

/// The clone has given out all numbers that it had in stock; the server has more.
pub fn out_of_numbers(title: &str, say: &Say) -> Stop {
    let text = say.line("numbers-used-up");
    let sync = noted("tlg sync", say.line("remedy-first"));
    refused(about(title, say), text, vec![sync])
}

/// No number is left at all.
pub fn numbers_end(title: &str, say: &Say) -> Stop {
    let text = say.line("refusal-numbers-end");
    refused(about(title, say), text, vec![way("tlg deal list")])
}

fn about(title: &str, say: &Say) -> String {
    say.text("refusal-about-opening", args![title => title])
}
