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
        FaultKind::WrongValue { at, .. } | FaultKind::WrongType { at, .. } => {
            let key = at.rsplit('.').next().unwrap_or(at);
            let key = key.split('[').next().unwrap_or(key);
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
            let message = in_plain_words(&after_way(sentence, &at));
            return FaultKind::WrongType { at, message };
        }
    }
    // Our own sentence on a word that has a grammar: no parser of YAML says so.
    for marker in ["` is no ", "` names no "] {
        let quoted = sentence
            .find(marker)
            .and_then(|end| sentence.get(..end)?.rfind('`'));
        if let Some(begin) = quoted {
            let at = sentence.get(..begin).unwrap_or_default();
            let at = at.strip_suffix(": ").unwrap_or_default().to_owned();
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

/// The crate's sentence without the names that only programmers know.
fn in_plain_words(message: &str) -> String {
    let Some((found, expected)) = message.split_once(", expected ") else {
        return message.to_owned();
    };
    let numbers = [" as u128", " as i128", " as u64", " as i64"];
    let ending = numbers
        .into_iter()
        .find_map(|ending| found.strip_suffix(ending));
    let found = ending.unwrap_or(found);
    let expected = match expected.split_once(' ') {
        Some(("struct", _)) => "a map",
        None if is_whole_number(expected) => "a whole number",
        _ => expected,
    };
    format!("{found}, expected {expected}")
}

fn is_whole_number(name: &str) -> bool {
    let sizes = name.strip_prefix(['u', 'i']);
    sizes.is_some_and(|size| matches!(size, "8" | "16" | "32" | "64" | "128" | "size"))
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
