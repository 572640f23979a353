//! What is wrong with a file, with the line itself and the way to put it right.

use super::super::say::Say;
use super::super::screen::{Meaning, foreign, paint, size};
use super::value::value_error;
use crate::record::{Fault, FaultKind};

/// A fault as people read it: `file:line:column`, what is wrong, the line, and what to do.
pub fn fault(fault: &Fault, say: &Say) -> String {
    let place = format!("{}:{}:{}", foreign(&fault.path), fault.line, fault.column);
    let what = what(&fault.kind, say);
    let mut text = format!("{place}: {what}");
    if !fault.excerpt.trim().is_empty() {
        let number = fault.line.to_string();
        let margin = " ".repeat(number.len());
        let before: String = fault
            .excerpt
            .chars()
            .take(fault.column.saturating_sub(1))
            .collect();
        let before = " ".repeat(super::super::screen::of_text(&before));
        let excerpt = foreign(&fault.excerpt);
        text.push_str(&format!(
            "\n      {number} | {excerpt}\n      {margin} | {before}{}",
            paint(Meaning::Wrong, "^")
        ));
    }
    text.push_str("\n      → ");
    text.push_str(&way(&fault.kind, say));
    text
}

fn what(kind: &FaultKind, say: &Say) -> String {
    match kind {
        FaultKind::TooLarge { size: bytes, limit } => {
            let (bytes, limit) = (size(*bytes as u64, say), size(*limit as u64, say));
            say.text("fault-too-large", args![size => bytes, limit => limit])
        }
        FaultKind::NotUtf8 => say.line("fault-not-utf8"),
        FaultKind::Control { character } => {
            say.text("fault-control", args![character => code(*character)])
        }
        FaultKind::Bidi { character } => {
            say.text("fault-bidi", args![character => code(*character)])
        }
        FaultKind::ZeroWidth { character } => {
            say.text("fault-zero-width", args![character => code(*character)])
        }
        FaultKind::ConflictMarker => say.line("fault-conflict-marker"),
        FaultKind::Alias => say.line("fault-alias"),
        FaultKind::Anchor => say.line("fault-anchor"),
        FaultKind::Tag => say.line("fault-tag"),
        FaultKind::MergeKey => say.line("fault-merge-key"),
        FaultKind::ComplexKey => say.line("fault-complex-key"),
        FaultKind::DuplicateKey { key, first_line } => {
            let line = first_line.to_string();
            say.text(
                "fault-duplicate-key",
                args![key => foreign(key), line => line],
            )
        }
        FaultKind::SecondDocument => say.line("fault-second-document"),
        FaultKind::Empty => say.line("fault-empty"),
        FaultKind::TooDeep { limit } => {
            say.text("fault-too-deep", args![limit => limit.to_string()])
        }
        FaultKind::Syntax { message } => {
            say.text("fault-syntax", args![message => foreign(message)])
        }
        FaultKind::UnknownKey { key, .. } => {
            say.text("fault-unknown-key", args![key => foreign(key)])
        }
        FaultKind::UnknownChoice { choice, .. } => {
            say.text("fault-unknown-choice", args![choice => foreign(choice)])
        }
        FaultKind::MissingKey { at, key } if at.is_empty() => {
            say.text("fault-missing-key", args![key => foreign(key)])
        }
        FaultKind::MissingKey { at, key } => say.text(
            "fault-missing-key-at",
            args![key => foreign(key), at => foreign(at)],
        ),
        FaultKind::WrongValue { at, error } => {
            let error = value_error(*error, say);
            say.text(
                "fault-wrong-value",
                args![at => foreign(at), error => error],
            )
        }
        FaultKind::WrongType { at, message } if at.is_empty() => {
            say.text("fault-wrong-type-whole", args![message => message.as_str()])
        }
        FaultKind::WrongType { at, message } => say.text(
            "fault-wrong-type",
            args![at => foreign(at), message => foreign(message)],
        ),
        FaultKind::NotCanonical { .. } => say.line("fault-not-canonical"),
    }
}

fn way(kind: &FaultKind, say: &Say) -> String {
    match kind {
        FaultKind::TooLarge { .. } => say.line("fault-way-smaller"),
        FaultKind::NotUtf8 => say.line("fault-way-utf8"),
        FaultKind::Control { .. } | FaultKind::Bidi { .. } | FaultKind::ZeroWidth { .. } => {
            say.line("fault-way-remove-character")
        }
        FaultKind::ConflictMarker => say.line("fault-way-conflict"),
        FaultKind::Alias | FaultKind::Anchor | FaultKind::MergeKey => {
            say.line("fault-way-write-out")
        }
        FaultKind::Tag => say.line("fault-way-no-tag"),
        FaultKind::ComplexKey => say.line("fault-way-plain-key"),
        FaultKind::DuplicateKey { .. } => say.line("fault-way-one-of-two"),
        FaultKind::SecondDocument => say.line("fault-way-one-document"),
        FaultKind::Empty => say.line("fault-way-restore"),
        FaultKind::TooDeep { .. } => say.line("fault-way-flatter"),
        FaultKind::Syntax { .. } => say.line("fault-way-syntax"),
        FaultKind::UnknownKey { key, expected } => meant(key, expected, say),
        FaultKind::UnknownChoice { choice, expected } => meant(choice, expected, say),
        FaultKind::MissingKey { key, .. } => {
            say.text("fault-way-add-key", args![key => foreign(key)])
        }
        FaultKind::WrongValue { .. } => say.line("fault-way-value"),
        FaultKind::WrongType { .. } => say.line("fault-way-type"),
        FaultKind::NotCanonical { expected } => {
            say.text("fault-way-canonical", args![expected => expected.as_str()])
        }
    }
}

/// The word that was probably meant, or all that are allowed.
fn meant(word: &str, expected: &[String], say: &Say) -> String {
    let near = super::given::nearest(word, expected.iter().map(String::as_str));
    match near {
        Some(near) => say.text("fault-way-meant", args![word => near]),
        None => say.text("fault-way-one-of", args![words => expected.join(", ")]),
    }
}

fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}
