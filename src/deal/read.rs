//! Reading a deal file: strictly, and only in the one canonical form.

use super::act::Act;
use super::deal::{Deal, DealFile};
use super::entry::Entry;
use crate::record::{Fault, Fields, Node, head, read_canonical, read_written};
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

    /// As [`Deal::read`], of a file that was compared with what we write.
    ///
    /// # Errors
    /// As [`Deal::read`].
    pub fn read_written(path: &str, bytes: &[u8]) -> Result<Deal, Fault> {
        read_written(path, &bytes[..header_length(bytes)], LARGEST, Deal::node)
    }
}

impl Entry {
    /// Reads the entries by which a file's history is longer than it was, of files whose histories begin alike.
    ///
    /// # Errors
    /// The first thing that is wrong with them, with its line and column.
    pub fn read_new(path: &str, old: Option<&[u8]>, new: &[u8]) -> Result<Vec<Entry>, Fault> {
        let Some(old) = old else {
            return DealFile::read(path, new).map(|file| file.history);
        };
        let (header, history) = new.split_at(header_length(new));
        let known = old.get(header_length(old)..).unwrap_or_default();
        let added = history.get(known.len()..).unwrap_or_default();
        if added.is_empty() {
            return Ok(Vec::new());
        }
        let before = [header, known].concat();
        let text = [b"history:\n".as_slice(), added].concat();
        let mut entries = read_canonical(path, &text, LARGEST, History::node)
            .map_err(|fault| below(fault, &before))?
            .history;
        number_letters(&mut entries, entry_count(known));
        Ok(entries)
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
        number_letters(&mut history, 0);
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

/// A letter belongs to the entry that called for it; what a run of `tick` calls for, to the request whose number it bears.
fn number_letters(entries: &mut [Entry], before: u32) {
    for (number, entry) in (before + 1..).zip(entries) {
        let of_a_request = matches!(entry.act, Act::Claim { .. });
        for letter in &mut entry.outcome.letters {
            letter.event = match of_a_request {
                true => letter.id.occasion,
                false => number,
            };
        }
    }
}

/// How many entries a history in canonical form has: each begins at the left margin.
fn entry_count(history: &[u8]) -> u32 {
    let lines = history.split(|byte| *byte == b'\n');
    let count = lines.filter(|line| line.starts_with(b"- ")).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A fault of the history, counted from the top of the file.
fn below(fault: Fault, header: &[u8]) -> Fault {
    let lines = header.iter().filter(|byte| **byte == b'\n').count();
    Fault {
        line: fault.line + lines,
        ..fault
    }
}
