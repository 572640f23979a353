//! What is wrong with a file, and where.

use super::character::{Hazard, hazard};
use super::value::ValueError;

/// A file that cannot be taken as it is, pointing at the first place that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, relative to the workspace.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// That line of the file, safe to print: invisible characters are replaced one for one, long lines are cut.
    pub excerpt: String,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// More bytes than such a file may have.
    TooLarge { size: usize, limit: usize },
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// A control character, or a line break that is not LF.
    Control { character: char },
    /// A character that turns the direction of text.
    Bidi { character: char },
    /// A character that shows nothing; also a byte order mark.
    ZeroWidth { character: char },
    /// A line that git leaves where a text merge failed.
    ConflictMarker,
    /// `*name`.
    Alias,
    /// `&name`.
    Anchor,
    /// `!name`.
    Tag,
    /// `<<`.
    MergeKey,
    /// A list or a map in the place of a key.
    ComplexKey,
    /// The same key twice in one map.
    DuplicateKey { key: String, first_line: usize },
    /// A second document in one file.
    SecondDocument,
    /// Nothing but blanks and comments.
    Empty,
    /// Nested deeper than any file of a workspace.
    TooDeep { limit: usize },
    /// No YAML. The words are the parser's, in English.
    Syntax { message: String },
    /// A key that does not exist there.
    UnknownKey { key: String, expected: Vec<String> },
    /// A word that is none of those allowed there.
    UnknownChoice {
        choice: String,
        expected: Vec<String>,
    },
    /// A key that is needed and is not there. `at` is the way to its map, empty at the top.
    MissingKey { at: String, key: String },
    /// A value with a grammar of its own that breaks it.
    WrongValue { at: String, error: ValueError },
    /// A value of another type or shape than expected. The words are the reader's, in English.
    WrongType { at: String, message: String },
    /// The file says something allowed but is not written the one way in which `tlg` writes it.
    NotCanonical { expected: String },
}

/// Longest excerpt, in characters.
const EXCERPT: usize = 200;

impl Fault {
    /// A fault at a byte offset of the text.
    pub(super) fn at_offset(path: &str, text: &str, offset: usize, kind: FaultKind) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let column = 1 + before
            .get(line_start..)
            .map_or(0, |line| line.chars().count());
        Self::at_line(path, text, line, column, kind)
    }

    /// A fault at a line and column, both from 1.
    pub fn at_line(path: &str, text: &str, line: usize, column: usize, kind: FaultKind) -> Self {
        let excerpt = text.split('\n').nth(line.saturating_sub(1)).unwrap_or("");
        Self {
            path: path.to_owned(),
            line,
            column,
            excerpt: printable(excerpt),
            kind,
        }
    }
}

/// The beginning of a line with nothing in it that a terminal would obey or hide.
pub(super) fn printable(line: &str) -> String {
    line.trim_end_matches('\r')
        .chars()
        .take(EXCERPT)
        .map(|character| match hazard(character) {
            Some(_) if character == '\t' => ' ',
            Some(_) => char::REPLACEMENT_CHARACTER,
            None => character,
        })
        .collect()
}

impl FaultKind {
    pub(super) fn of_hazard(hazard: Hazard, character: char) -> Self {
        match hazard {
            Hazard::Control => Self::Control { character },
            Hazard::Bidi => Self::Bidi { character },
            Hazard::ZeroWidth => Self::ZeroWidth { character },
        }
    }
}
