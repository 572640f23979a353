//! From the YAML crate's error to a fault: the crate gives a sentence, people need to know which key and what is allowed.

use super::event_scan::find_key;
use super::fault::{Fault, FaultKind};
use super::value::ValueError;

/// The fault that the crate's error describes.
pub(super) fn explain(path: &str, text: &str, error: &serde_yaml::Error) -> Fault {
    let sentence = error.to_string();
    let sentence = without_location(&sentence);
    let (line, column) = error
        .location()
        .map_or((1, 1), |location| (location.line(), location.column()));
    let kind = kind_of(sentence);
    let (line, column) = match &kind {
        // The crate points at the map, people look for the key.
        FaultKind::UnknownKey { key, .. } => {
            find_key(text, (line, column), key).unwrap_or((line, column))
        }
        _ => (line, column),
    };
    Fault::at_line(path, text, line, column, kind)
}

fn without_location(sentence: &str) -> &str {
    match sentence.rfind(" at line ") {
        Some(end) => sentence.get(..end).unwrap_or(sentence),
        None => sentence,
    }
}

fn kind_of(sentence: &str) -> FaultKind {
    if let Some(error) = ValueError::from_message(sentence) {
        let at = way_before(sentence, &error.to_string());
        return FaultKind::WrongValue { at, error };
    }
    if let Some((_, rest)) = sentence.split_once("unknown field ") {
        let (key, expected) = unknown(rest);
        return FaultKind::UnknownKey { key, expected };
    }
    if let Some((_, rest)) = sentence.split_once("unknown variant ") {
        let (choice, expected) = unknown(rest);
        return FaultKind::UnknownChoice { choice, expected };
    }
    if let Some((_, rest)) = sentence.split_once("missing field ") {
        return FaultKind::MissingKey {
            at: way_before(sentence, "missing field "),
            key: names(rest).into_iter().next().unwrap_or_default(),
        };
    }
    for marker in ["invalid type: ", "invalid value: ", "invalid length "] {
        if sentence.contains(marker) {
            let at = way_before(sentence, marker);
            let message = after_way(sentence, &at);
            return FaultKind::WrongType { at, message };
        }
    }
    if sentence == "EOF while parsing a value" {
        return FaultKind::Empty;
    }
    FaultKind::Syntax {
        message: sentence.to_owned(),
    }
}

/// `` `ttle`, expected one of `title`, `client` `` and its short forms.
fn unknown(rest: &str) -> (String, Vec<String>) {
    let mut names = names(rest).into_iter();
    (names.next().unwrap_or_default(), names.collect())
}

/// What stands between backticks.
fn names(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// `stages[0].due` of `stages[0].due: missing field …`.
fn way_before(sentence: &str, marker: &str) -> String {
    sentence
        .find(marker)
        .and_then(|start| sentence.get(..start))
        .and_then(|before| before.strip_suffix(": "))
        .unwrap_or("")
        .to_owned()
}

fn after_way(sentence: &str, at: &str) -> String {
    sentence
        .strip_prefix(at)
        .map_or(sentence, |rest| rest.trim_start_matches(": "))
        .to_owned()
}
