//! The second look at a file: its structure. Refuses what YAML offers and files of a workspace never need, and what two
//! readers could understand differently.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, Span};

use super::fault::{Fault, FaultKind};

/// Deepest nesting of lists and maps.
pub(super) const DEPTH: usize = 32;

/// Checks the structure of one file.
pub(super) fn check(path: &str, text: &str) -> Result<(), Fault> {
    let fault = |line: usize, column: usize, kind| Fault::at_line(path, text, line, column, kind);
    let mut scan = Scan::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let (line, column) = (error.marker().line(), error.marker().col() + 1);
            fault(line, column, of_parser(error.info()))
        })?;
        scan.take(&event, span)
            .map_err(|kind| fault(span.start.line(), span.start.col() + 1, kind))?;
    }
    if scan.documents == 0 || scan.empty {
        return Err(fault(1, 1, FaultKind::Empty));
    }
    Ok(())
}

/// What the parser refuses itself before the scan can.
fn of_parser(message: &str) -> FaultKind {
    match message {
        "recursion limit exceeded" => FaultKind::TooDeep { limit: DEPTH },
        "while parsing node, found unknown anchor" => FaultKind::Alias,
        _ => FaultKind::Syntax {
            message: message.to_owned(),
        },
    }
}

#[derive(Default)]
struct Scan {
    documents: usize,
    empty: bool,
    open: Vec<Level>,
}

/// A list or map that has begun and not ended.
enum Level {
    List,
    Map {
        keys: BTreeMap<String, usize>,
        key_is_next: bool,
    },
}

impl Level {
    fn map() -> Self {
        Self::Map {
            keys: BTreeMap::new(),
            key_is_next: true,
        }
    }
}

impl Scan {
    fn take(&mut self, event: &Event<'_>, span: Span) -> Result<(), FaultKind> {
        match event {
            Event::DocumentStart(_) => self.document()?,
            Event::Alias(_) => return Err(FaultKind::Alias),
            Event::Scalar(text, style, anchor, tag) => {
                refuse_properties(*anchor, tag.is_some())?;
                let bare = *style == saphyr_parser::ScalarStyle::Plain;
                self.scalar(text, bare, span.start.line())?;
            }
            Event::SequenceStart(anchor, tag) => {
                refuse_properties(*anchor, tag.is_some())?;
                self.begin(Level::List)?;
            }
            Event::MappingStart(anchor, tag) => {
                refuse_properties(*anchor, tag.is_some())?;
                self.begin(Level::map())?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn document(&mut self) -> Result<(), FaultKind> {
        self.documents += 1;
        match self.documents {
            1 => Ok(()),
            _ => Err(FaultKind::SecondDocument),
        }
    }

    fn begin(&mut self, level: Level) -> Result<(), FaultKind> {
        if let Some(Level::Map { key_is_next, .. }) = self.open.last_mut() {
            if *key_is_next {
                return Err(FaultKind::ComplexKey);
            }
            *key_is_next = true;
        }
        if self.open.len() == DEPTH {
            return Err(FaultKind::TooDeep { limit: DEPTH });
        }
        self.open.push(level);
        Ok(())
    }

    fn end(&mut self) {
        self.open.pop();
    }

    fn scalar(&mut self, text: &str, bare: bool, line: usize) -> Result<(), FaultKind> {
        match self.open.last_mut() {
            None => {
                self.empty = bare && text.is_empty();
                Ok(())
            }
            Some(Level::List) => Ok(()),
            Some(Level::Map { keys, key_is_next }) => {
                *key_is_next = !*key_is_next;
                if *key_is_next {
                    return Ok(());
                }
                if bare && text == "<<" {
                    return Err(FaultKind::MergeKey);
                }
                match keys.insert(text.to_owned(), line) {
                    None => Ok(()),
                    Some(first_line) => Err(FaultKind::DuplicateKey {
                        key: text.to_owned(),
                        first_line,
                    }),
                }
            }
        }
    }
}

fn refuse_properties(anchor: usize, tagged: bool) -> Result<(), FaultKind> {
    match (anchor, tagged) {
        (_, true) => Err(FaultKind::Tag),
        (0, false) => Ok(()),
        (_, false) => Err(FaultKind::Anchor),
    }
}

/// Where a key stands in the map or list that begins at a line and column, all from 1: a key of that very map if there
/// is one, else the first one deeper in.
pub(super) fn find_key(text: &str, begin: (usize, usize), key: &str) -> Option<(usize, usize)> {
    // For each open list `None`, for each open map whether a key is next.
    let mut open: Vec<Option<bool>> = Vec::new();
    let mut deeper = None;
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let place = (span.start.line(), span.start.col() + 1);
        if open.is_empty() && place != begin {
            continue;
        }
        match event {
            Event::MappingStart(..) => {
                pass_one(&mut open);
                open.push(Some(true));
            }
            Event::SequenceStart(..) => {
                pass_one(&mut open);
                open.push(None);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                if open.is_empty() {
                    break;
                }
            }
            Event::Scalar(scalar, ..) => {
                if open.last() == Some(&Some(true)) && scalar == key {
                    if open.len() == 1 {
                        return Some(place);
                    }
                    deeper = deeper.or(Some(place));
                }
                pass_one(&mut open);
            }
            _ => {}
        }
    }
    deeper
}

/// After a key comes a value, after a value a key.
fn pass_one(open: &mut [Option<bool>]) {
    if let Some(Some(key_is_next)) = open.last_mut() {
        *key_is_next = !*key_is_next;
    }
}
