//! Characters that a reader of a file cannot see, or that make it see something else than the program does.

/// Why a character never stands raw in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hazard {
    /// Control characters, line breaks of Unicode, non-characters.
    Control,
    /// Marks and overrides that turn the direction of text: what is shown is not what is read.
    Bidi,
    /// Nothing is shown at all.
    ZeroWidth,
}

/// The hazard of a character; a line feed is none.
pub(super) fn hazard(character: char) -> Option<Hazard> {
    match character {
        '\n' => None,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' => Some(Hazard::Control),
        '\u{FFFE}' | '\u{FFFF}' => Some(Hazard::Control),
        '\u{61C}' | '\u{200E}' | '\u{200F}' => Some(Hazard::Bidi),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(Hazard::Bidi),
        '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}'..='\u{200D}' => Some(Hazard::ZeroWidth),
        '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' => Some(Hazard::ZeroWidth),
        '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => Some(Hazard::ZeroWidth),
        '\u{E0000}'..='\u{E0FFF}' => Some(Hazard::ZeroWidth),
        // Letters and signs that are drawn as nothing: fillers of Hangul, Khmer vowels, an empty Braille cell, notes.
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => Some(Hazard::ZeroWidth),
        '\u{17B4}' | '\u{17B5}' | '\u{2800}' => Some(Hazard::ZeroWidth),
        '\u{1D159}' | '\u{1D173}'..='\u{1D17A}' => Some(Hazard::ZeroWidth),
        _ => None,
    }
}

/// Whether a character never stands raw in a line of text: controls, line breaks, whatever hides or turns text.
pub fn is_unfit(character: char) -> bool {
    character == '\n' || hazard(character).is_some()
}

/// Whether a text shows nothing: blanks, and marks that only change how the character before them looks.
pub fn is_blank(text: &str) -> bool {
    let is_blank = |letter: char| {
        letter.is_whitespace() || is_unfit(letter) || matches!(letter, '\u{FE00}'..='\u{FE0F}')
    };
    text.chars().all(is_blank)
}

/// For each byte whether a hazard can begin with it in UTF-8; all others need no look.
pub(super) const MAY_BEGIN_HAZARD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\n' as usize;
        byte += 1;
    }
    table[0x7F] = true;
    let leads = [0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3];
    let mut lead = 0;
    while lead < leads.len() {
        table[leads[lead]] = true;
        lead += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_covers_every_hazard() {
        for character in '\0'..=char::MAX {
            if hazard(character).is_some() {
                let mut buffer = [0; 4];
                let first = character.encode_utf8(&mut buffer).as_bytes()[0];
                assert!(MAY_BEGIN_HAZARD[usize::from(first)], "{character:?}");
            }
        }
    }
}
