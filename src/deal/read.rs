//! Reading a deal file: strictly, and only in the one canonical form.

use super::deal::{Deal, DealFile};
use super::entry::Entry;
use crate::record::{Fault, Fields, Node, head, read_canonical};
use serde::Deserialize;

/// The largest deal file that is read, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct History {
    history: Vec<Entry>,
}

impl History {
    fn node(&self) -> Node {
        Fields::new()
            .list("history", self.history.iter().map(Entry::node))
            .into()
    }
}

impl Deal {
    /// Reads the header alone, whatever the length of the history.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its line and column.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Deal, Fault> {
        read_canonical(path, &bytes[..header_length(bytes)], LARGEST, Deal::node)
    }
}

impl DealFile {
    /// Reads a whole deal file.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its line and column.
    pub fn read(path: &str, bytes: &[u8]) -> Result<DealFile, Fault> {
        let (header, rest) = bytes.split_at(header_length(bytes));
        let deal = Deal::read(path, header)?;
        let mut history = read_canonical(path, rest, LARGEST, History::node)
            .map_err(|fault| below(fault, header))?
            .history;
        for (number, entry) in (1..).zip(&mut history) {
            for letter in &mut entry.outcome.letters {
                letter.event = number;
            }
        }
        Ok(DealFile { deal, history })
    }
}

/// How many bytes the header has; all of them where it is too large or unreadable, so that reading says so.
fn header_length(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes.len() <= LARGEST => head(text).len(),
        _ => bytes.len(),
    }
}

/// A fault of the history, counted from the top of the file.
fn below(fault: Fault, header: &[u8]) -> Fault {
    let lines = header.iter().filter(|byte| **byte == b'\n').count();
    Fault {
        line: fault.line + lines,
        ..fault
    }
}
