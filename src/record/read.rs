//! Reading a file: what was written by hand, and what `tlg` wrote itself.

use serde::de::DeserializeOwned;

use super::block;
use super::event_scan;
use super::explain::explain;
use super::fault::{Fault, FaultKind, printable};
use super::node::Node;
use super::text_scan;

/// Reads a file that people write: comments and any layout are welcome, everything ambiguous is refused.
///
/// `limit` is the greatest size in bytes. Structures of the caller should deny unknown fields.
///
/// # Errors
/// The first [`Fault`] in the order: size, characters, structure, keys and values.
pub fn read<T: DeserializeOwned>(path: &str, bytes: &[u8], limit: usize) -> Result<T, Fault> {
    let text = text_scan::scan(path, bytes, limit)?;
    event_scan::check(path, text)?;
    parse(path, text)
}

/// Reads a file that `tlg` writes: its bytes must be exactly those that `write` gives for what it says.
///
/// # Errors
/// As [`read()`], and [`FaultKind::NotCanonical`] at the first character that differs.
pub fn read_canonical<T: DeserializeOwned>(
    path: &str,
    bytes: &[u8],
    limit: usize,
    write: impl Fn(&T) -> Node,
) -> Result<T, Fault> {
    let text = text_scan::scan(path, bytes, limit)?;
    if let Some(value) = block::read(text)
        && write(&value).to_yaml() == text
    {
        return Ok(value);
    }
    if could_swell(text) {
        event_scan::check(path, text)?;
    }
    let value: T = match parse(path, text) {
        Ok(value) => value,
        Err(fault) => {
            event_scan::check(path, text)?;
            return Err(fault);
        }
    };
    let written = write(&value).to_yaml();
    if written == text {
        return Ok(value);
    }
    event_scan::check(path, text)?;
    Err(not_canonical(path, text, &written))
}

/// Reads a file that is known to be in canonical form, because it was compared with what we write.
///
/// # Errors
/// As [`read_canonical`].
pub fn read_written<T: DeserializeOwned>(
    path: &str,
    bytes: &[u8],
    limit: usize,
    write: impl Fn(&T) -> Node,
) -> Result<T, Fault> {
    let text = std::str::from_utf8(bytes).ok();
    match text.and_then(block::read) {
        Some(value) => Ok(value),
        None => read_canonical(path, bytes, limit, write),
    }
}

/// Everything before the top-level key `history`: where a deal or a client stands, without what was done.
pub fn head(text: &str) -> &str {
    if text.starts_with("history:") {
        return "";
    }
    match text.find("\nhistory:") {
        Some(newline) => text.get(..=newline).unwrap_or(text),
        None => text,
    }
}

fn parse<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Fault> {
    serde_yaml::from_str(text).map_err(|error| explain(path, text, &error))
}

/// Whether the text could cost a parser far more than its size: aliases of anchors, nested brackets. Canonical files
/// have neither outside of free text.
fn could_swell(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_aliases = bytes.contains(&b'&') && bytes.contains(&b'*');
    let brackets = bytes
        .iter()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .take(event_scan::DEPTH + 1)
        .count();
    has_aliases || brackets > event_scan::DEPTH
}

fn not_canonical(path: &str, text: &str, written: &str) -> Fault {
    let same = text
        .char_indices()
        .zip(written.chars())
        .find(|((_, ours), theirs)| ours != theirs)
        .map_or_else(|| text.len().min(written.len()), |((offset, _), _)| offset);
    let start = written
        .get(..same)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1);
    let expected = written
        .get(start..)
        .and_then(|rest| rest.split('\n').next())
        .map(printable)
        .unwrap_or_default();
    Fault::at_offset(path, text, same, FaultKind::NotCanonical { expected })
}
