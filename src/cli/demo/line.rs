//! A command line as a person types it: cut into words, and broken where the screen ends.

use crate::cli::screen::of_text;

/// What a line that goes on is indented by.
const INDENT: &str = "    ";

/// The words of a line as a shell cuts them: blanks divide, `'…'` holds together.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = None;
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_with(String::new);
            }
            ' ' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_with(String::new).push(letter),
        }
    }
    words.extend(word);
    words
}

/// A line behind its prompt, broken with `\` so that it fits the width and can be copied as it stands.
pub fn broken(prompt: &str, line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = prompt.to_owned();
    let mut empty = true;
    for piece in pieces(line) {
        // Two columns are kept for the ` \` of a line that goes on.
        if !empty && of_text(&current) + 1 + of_text(piece) + 2 > width {
            lines.push(format!("{current} \\"));
            current = INDENT.to_owned();
            empty = true;
        }
        if !empty {
            current.push(' ');
        }
        current.push_str(piece);
        empty = false;
    }
    lines.push(current);
    lines
}

/// The pieces between which a line may be broken: a flag stays with its value, quotes stay on.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut quoted = false;
    let mut start = 0;
    for (place, letter) in line.char_indices() {
        quoted ^= letter == '\'';
        let piece = line.get(start..place).unwrap_or_default();
        let flag_alone = piece.starts_with('-') && !piece.contains(' ');
        if letter == ' ' && !quoted && !flag_alone {
            pieces.push(piece);
            start = place + 1;
        }
    }
    pieces.extend(line.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_words_together_wherever_they_stand() {
        assert_eq!(
            words("tlg deal move 1 'Выставить счет' --set carrier='Южный путь'"),
            [
                "tlg",
                "deal",
                "move",
                "1",
                "Выставить счет",
                "--set",
                "carrier=Южный путь"
            ]
        );
        assert_eq!(words("a  '' b"), ["a", "", "b"]);
    }

    #[test]
    fn a_long_line_is_broken_between_flags_and_still_means_the_same() {
        let line = "tlg quote ask 2 --file ../papers/quote.pdf --total 2500000 -m 'Новый клиент'";
        let broken = broken("Иванов $ ", line, 48);
        assert_eq!(
            broken,
            [
                "Иванов $ tlg quote ask 2 \\",
                "    --file ../papers/quote.pdf --total 2500000 \\",
                "    -m 'Новый клиент'"
            ]
        );
        let joined = broken.join("").replace('\\', "");
        assert_eq!(words(&joined)[2..], words(line)[..]);
    }
}
