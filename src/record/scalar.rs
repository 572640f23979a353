//! How a scalar is spelled: bare where every reader of YAML 1.1 and 1.2 sees the same string, else in double quotes.

use std::fmt::Write;

use super::character::hazard;

/// Writes free text, also the keys of maps.
pub(super) fn write_text(out: &mut String, text: &str) {
    if is_bare(text) && !looks_like_another_type(text) {
        out.push_str(text);
    } else {
        write_quoted(out, text);
    }
}

/// Writes a value with a grammar of its own. Differs from text in one thing: dates and moments stay bare.
pub(super) fn write_word(out: &mut String, word: &str) {
    if is_bare(word) && (is_date(word) || !looks_like_another_type(word)) {
        out.push_str(word);
    } else {
        write_quoted(out, word);
    }
}

/// Whether the text can stand bare after `key: ` or `- ` without becoming anything but a string or a simpler type.
fn is_bare(text: &str) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    if !may_start(first) || !may_stand(first) {
        return false;
    }
    let mut before = first;
    for character in characters {
        let ends_the_scalar = matches!((before, character), (':', ' ') | (' ', '#'));
        if ends_the_scalar || !may_stand(character) {
            return false;
        }
        before = character;
    }
    before != ':' && !before.is_whitespace()
}

/// Letters, digits and a few signs that mean nothing to YAML; any other letter or sign of Unicode.
fn may_start(first: char) -> bool {
    first.is_ascii_alphanumeric()
        || matches!(first, '(' | '/' | '_' | '$')
        || (!first.is_ascii() && !first.is_whitespace())
}

fn may_stand(character: char) -> bool {
    matches!(character, ' '..='~')
        || (character != '\n' && u32::from(character) <= 0xFFFF && hazard(character).is_none())
}

/// Whether some reader takes the bare text for a truth value, a null, a number or a date.
fn looks_like_another_type(text: &str) -> bool {
    match text.starts_with(|first: char| first.is_ascii_digit()) {
        true => looks_like_number(text),
        false => is_reserved(text),
    }
}

fn is_reserved(text: &str) -> bool {
    const RESERVED: [&str; 13] = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil", "inf", "nan",
        "infinity",
    ];
    RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What begins with a digit: numbers of every base, with exponents, digit groups and sexagesimal parts; dates and times. Wider than any reader.
fn looks_like_number(text: &str) -> bool {
    let decimal = |byte: u8| {
        byte.is_ascii_digit()
            || matches!(
                byte,
                b'_' | b'.'
                    | b','
                    | b'+'
                    | b'-'
                    | b':'
                    | b' '
                    | b'e'
                    | b'E'
                    | b't'
                    | b'T'
                    | b'z'
                    | b'Z'
            )
    };
    let based = |rest: &str| {
        rest.bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'_')
    };
    text.bytes().all(decimal)
        || ["0x", "0X", "0o", "0O"]
            .iter()
            .any(|prefix| text.strip_prefix(prefix).is_some_and(based))
        || text
            .strip_prefix("0b")
            .or(text.strip_prefix("0B"))
            .is_some_and(|rest| rest.bytes().all(|byte| matches!(byte, b'0' | b'1' | b'_')))
}

/// Whether a word is a date `2026-11-20` or a moment `2026-11-20T10:02:11+03:00`.
fn is_date(word: &str) -> bool {
    const DATE: &[u8] = b"0000-00-00";
    const MOMENT: &[u8] = b"0000-00-00T00:00:00+00:00";
    let has_shape = |shape: &[u8]| {
        word.len() == shape.len()
            && word.bytes().zip(shape).all(|(byte, sign)| match sign {
                b'0' => byte.is_ascii_digit(),
                b'+' => matches!(byte, b'+' | b'-'),
                _ => byte == *sign,
            })
    };
    has_shape(DATE) || has_shape(MOMENT)
}

fn write_quoted(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other if hazard(other).is_some() => write_escape(out, other.into()),
            other => out.push(other),
        }
    }
    out.push('"');
}

fn write_escape(out: &mut String, code: u32) {
    let written = match code {
        0..=0xFF => write!(out, "\\x{code:02X}"),
        0x100..=0xFFFF => write!(out, "\\u{code:04X}"),
        _ => write!(out, "\\U{code:08X}"),
    };
    debug_assert!(written.is_ok(), "writing to a String does not fail");
}
