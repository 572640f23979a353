//! Where each part of a YAML file stands: from the way to it, `moves[3].needs[1]`, to its line.

use saphyr_parser::{Event, Parser};
use std::collections::BTreeMap;

/// The lines of a file's parts.
#[derive(Clone, Debug, Default)]
pub struct Lines(BTreeMap<String, usize>);

/// A list or map whose end has not come yet.
struct Open {
    way: String,
    /// The next item of a list; none in a map.
    next: Option<usize>,
    /// The key of a map whose value comes next.
    key: Option<String>,
}

impl Lines {
    /// The lines of a text; of a text that is no YAML, those before the first error.
    pub fn of(text: &str) -> Lines {
        let mut lines = BTreeMap::new();
        let mut open: Vec<Open> = Vec::new();
        let mut parser = Parser::new_from_str(text);
        while let Some(Ok((event, span))) = parser.next_event() {
            let list = match &event {
                Event::SequenceStart(..) => Some(true),
                Event::MappingStart(..) => Some(false),
                Event::Scalar(text, ..) if is_key(&open) => {
                    take_key(&mut open, text);
                    continue;
                }
                Event::Scalar(..) => None,
                Event::SequenceEnd | Event::MappingEnd => {
                    open.pop();
                    continue;
                }
                _ => continue,
            };
            let way = next_way(&mut open);
            lines.insert(way.clone(), span.start.line());
            if let Some(list) = list {
                open.push(Open {
                    way,
                    next: list.then_some(0),
                    key: None,
                });
            }
        }
        Lines(lines)
    }

    /// The line of a part, or of the nearest part around it that the file has.
    pub fn line(&self, way: &str) -> Option<usize> {
        let mut way = way;
        loop {
            if let Some(line) = self.0.get(way) {
                return Some(*line);
            }
            let shorter = way.rfind(['.', '[']).unwrap_or(0);
            if way.is_empty() {
                return None;
            }
            way = way.get(..shorter).unwrap_or("");
        }
    }
}

fn is_key(open: &[Open]) -> bool {
    open.last()
        .is_some_and(|level| level.next.is_none() && level.key.is_none())
}

fn take_key(open: &mut [Open], text: &str) {
    if let Some(level) = open.last_mut() {
        level.key = Some(text.to_owned());
    }
}

/// The way to the part that comes next.
fn next_way(open: &mut [Open]) -> String {
    let Some(level) = open.last_mut() else {
        return String::new();
    };
    match (&mut level.next, level.key.take()) {
        (Some(next), _) => {
            *next += 1;
            format!("{}[{}]", level.way, *next - 1)
        }
        (None, Some(key)) if level.way.is_empty() => key,
        (None, key) => format!("{}.{}", level.way, key.unwrap_or_default()),
    }
}
