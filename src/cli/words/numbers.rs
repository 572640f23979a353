//! What is in the way of a number for a new deal, and of a stock of numbers.

use super::super::say::Say;
use super::super::stop::Stop;
use super::named::{Namer, listed};
use super::{noted, refused, way};
use crate::actions::refusal::Unmet;

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

/// A condition about numbers, in a sentence; none for any other.
pub(super) fn of_a_number(unmet: &Unmet, names: &Namer) -> Option<String> {
    let say = names.say;
    Some(match unmet {
        Unmet::TakenNumber {
            deal,
            next,
            holder: None,
        } => say.text(
            "refusal-taken-number",
            args![deal => deal.to_string(), next => next.to_string()],
        ),
        Unmet::TakenNumber {
            deal,
            next,
            holder: Some(holder),
        } => say.text(
            "refusal-leased-number",
            args![deal => deal.to_string(), next => next.to_string(), person => names.person(holder)],
        ),
        Unmet::NumbersEnd => say.line("refusal-numbers-end"),
        Unmet::NumbersLeft { left } => say.text(
            "refusal-numbers-left",
            args![numbers => listed(left.iter().map(ToString::to_string))],
        ),
        Unmet::NotTheBlock { block, free } => say.text(
            "refusal-not-the-block",
            args![block => block.to_string(), free => free.to_string()],
        ),
        _ => return None,
    })
}
