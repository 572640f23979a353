//! The first look at a file: its size, its encoding and its characters, in one pass and before any parser sees it.

use super::character::{MAY_BEGIN_HAZARD, hazard};
use super::fault::{Fault, FaultKind};

/// The text of a file, if it is text that shows all it says.
///
/// Tabs and CR LF pass: files written by hand may have them.
pub(super) fn scan<'a>(path: &str, bytes: &'a [u8], limit: usize) -> Result<&'a str, Fault> {
    if bytes.len() > limit {
        let size = bytes.len();
        return Err(Fault::at_line(
            path,
            "",
            1,
            1,
            FaultKind::TooLarge { size, limit },
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(path, bytes, error))?;
    match text.bytes().enumerate().find_map(|(offset, byte)| {
        NEEDS_A_LOOK[usize::from(byte)]
            .then(|| wrong_at(text, offset).map(|kind| (offset, kind)))?
    }) {
        Some((offset, kind)) => Err(Fault::at_offset(path, text, offset, kind)),
        None => Ok(text),
    }
}

fn not_utf8(path: &str, bytes: &[u8], error: std::str::Utf8Error) -> Fault {
    let text = String::from_utf8_lossy(bytes);
    Fault::at_offset(path, &text, error.valid_up_to(), FaultKind::NotUtf8)
}

/// What is wrong with the character at an offset, if anything is.
fn wrong_at(text: &str, offset: usize) -> Option<FaultKind> {
    let rest = text.get(offset..)?;
    let character = rest.chars().next()?;
    if character == '\t' || rest.starts_with("\r\n") {
        return None;
    }
    if let Some(hazard) = hazard(character) {
        return Some(FaultKind::of_hazard(hazard, character));
    }
    let at_line_start = text
        .get(..offset)?
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n');
    (at_line_start && is_conflict_marker(rest)).then_some(FaultKind::ConflictMarker)
}

fn is_conflict_marker(rest: &str) -> bool {
    const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    MARKERS
        .iter()
        .filter_map(|marker| rest.strip_prefix(marker))
        .any(|after| after.is_empty() || after.starts_with([' ', '\n', '\r']))
}

/// For each byte whether a hazard or a conflict marker can begin with it; all others are passed over.
const NEEDS_A_LOOK: [bool; 256] = {
    let mut table = MAY_BEGIN_HAZARD;
    table[b'<' as usize] = true;
    table[b'|' as usize] = true;
    table[b'=' as usize] = true;
    table[b'>' as usize] = true;
    table
};
