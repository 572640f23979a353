use super::words::Words;
use minijinja::value::{Serde, Value};
use minijinja::{Error, ErrorKind};

/// The word that a template asks for and the letter does not have, with those that it has in its place; none where something
/// else is wrong. The library names no more than the line.
pub(super) fn missing_word(source: &str, error: &Error, words: &Words) -> Option<String> {
    if error.kind() != ErrorKind::UndefinedError {
        return None;
    }
    let line = source.lines().nth(error.line()?.checked_sub(1)?)?;
    let all = Value::from(Serde(words));
    paths(line).find_map(|path| missing_at(&all, path, source))
}

/// Names with dots between them, in what the template has on a line between braces.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    let inside = line
        .split('{')
        .skip(1)
        .filter_map(|from| from.split('}').next());
    inside.flat_map(|text| {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
        text.split(move |letter| !is_part(letter))
            .filter(|word| word.starts_with(char::is_alphabetic))
    })
}

/// The beginning of a path that leads nowhere, and where it could lead instead.
fn missing_at(all: &Value, path: &str, source: &str) -> Option<String> {
    let first = path.split('.').next()?;
    let is_ours = KEYWORDS.contains(&first) || source.contains(&format!("for {first} in"));
    if is_ours {
        return None;
    }
    let mut value = all.clone();
    let mut led = String::new();
    for name in path.split('.') {
        let next = value.get_attr(name).unwrap_or(Value::UNDEFINED);
        if !led.is_empty() {
            led.push('.');
        }
        led.push_str(name);
        if next.is_undefined() {
            let known = value
                .try_iter()
                .map(|names| names.map(|name| name.to_string()));
            let known: Vec<String> = known.map(Iterator::collect).unwrap_or_default();
            return Some(match known.is_empty() {
                true => format!("“{led}” is not there, for this letter has nothing of the kind"),
                false => format!("“{led}” is not there; there are {}", known.join(", ")),
            });
        }
        value = next;
    }
    None
}

/// Words of the language, and of its filters, that name nothing of a letter.
const KEYWORDS: [&str; 20] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "in",
    "endfor",
    "and",
    "or",
    "not",
    "is",
    "defined",
    "undefined",
    "loop",
    "default",
    "length",
    "join",
    "first",
    "last",
    "true",
];
