//! A command that is offered, and how offers are laid out.

use crate::cli::screen::of_text;
use crate::cli::screens::Wording;
use crate::cli::screens::rows::labelled;
use serde_json::{Value, json};

/// A command and what it is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub command: String,
    pub hint: String,
}

impl Offer {
    pub(super) fn to_json(&self) -> Value {
        json!({ "command": self.command, "hint": self.hint })
    }
}

/// The offers under their label, hints under each other where there is room for them.
pub(super) fn to_lines(
    offers: &[Offer],
    indent: usize,
    words: &Wording,
    width: u16,
) -> Vec<String> {
    let room = usize::from(width).saturating_sub(indent);
    let fits = |offer: &&Offer| of_text(&offer.command) + 3 + of_text(&offer.hint) <= room;
    let column = offers
        .iter()
        .filter(fits)
        .map(|offer| of_text(&offer.command))
        .max()
        .unwrap_or_default();
    let mut lines = Vec::new();
    let label = words.say.line("deal-can");
    for offer in offers {
        let label = if lines.is_empty() { label.as_str() } else { "" };
        let blank = " ".repeat(column.saturating_sub(of_text(&offer.command)) + 3);
        let side_by_side = format!("{}{blank}{}", offer.command, offer.hint);
        if of_text(&side_by_side) <= room {
            lines.push(labelled(label, indent, &side_by_side));
        } else {
            lines.push(labelled(label, indent, &offer.command));
            lines.push(labelled("", indent, &format!("  {}", offer.hint)));
        }
    }
    lines
}
