//! Text that a terminal shows and does not obey.

use std::borrow::Cow;

use crate::record::is_unfit;

/// What begins a colour, and whatever else a terminal obeys.
const ESCAPE: char = '\u{1B}';

/// The colours that screens, tables and the help are painted in, between `ESC [` and `m`; nothing between them where
/// `NO_COLOR` is set. None of them hides or moves anything.
const COLOURS: [&str; 12] = [
    "", "0", "1", "2", "4", "22", "24", "31", "32", "39", "38;5;9", "38;5;10",
];

/// The longest text from outside that is shown, in characters.
const LONGEST: usize = 200;

/// Our own words: lines, tabs and colours stay, everything else that a terminal would obey or hide is replaced.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|letter| is_unfit(letter) && letter != '\n')
    {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '\n' | '\t' => shown.push(letter),
            ESCAPE => match colour(rest.as_str()) {
                Some(colour) => {
                    shown.push(letter);
                    shown.push_str(colour);
                    rest = rest.as_str()[colour.len()..].chars();
                }
                None => shown.push(char::REPLACEMENT_CHARACTER),
            },
            letter => shown.push(harmless(letter)),
        }
    }
    Cow::Owned(shown)
}

/// What somebody else wrote, in a commit, a file or the name of one: one line, no colours, and not the whole of it where
/// it is long.
pub fn foreign(text: &str) -> String {
    let mut letters = text.chars().map(harmless);
    let mut shown: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}

fn harmless(letter: char) -> char {
    match is_unfit(letter) {
        true => char::REPLACEMENT_CHARACTER,
        false => letter,
    }
}

/// What goes on behind an escape as one of our colours: `[31m`.
fn colour(text: &str) -> Option<&str> {
    let (number, _) = text.strip_prefix('[')?.split_once('m')?;
    COLOURS
        .contains(&number)
        .then(|| text.get(..number.len() + 2))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::screen::{Cell, Column, Meaning, Table, paint};

    const MEANINGS: [Meaning; 6] = [
        Meaning::Plain,
        Meaning::Late,
        Meaning::Mine,
        Meaning::Done,
        Meaning::Right,
        Meaning::Wrong,
    ];

    #[test]
    fn every_colour_of_ours_stays() {
        for meaning in MEANINGS {
            let painted = paint(meaning, "a line\nand\tanother");
            assert_eq!(printable(&painted), painted);
            let mut table = Table::new([Column::Words]);
            table.row([Cell::new("a cell", meaning)]);
            let drawn = table.to_text(80);
            assert_eq!(printable(&drawn), drawn);
        }
        let without_colour = "\u{1B}[m✓\u{1B}[m";
        assert_eq!(printable(without_colour), without_colour);
    }

    #[test]
    fn whatever_else_a_terminal_would_obey_or_hide_is_replaced() {
        for text in [
            "\u{1B}[1A",
            "\u{1B}[2K",
            "\u{1B}[8m",
            "\u{1B}[30;40m",
            "\u{1B}]0;title\u{7}",
            "\u{1B}",
            "\u{1B}[31",
            "\u{9B}2J",
            "\r",
            "\u{8}",
            "\u{202E}",
            "\u{200B}",
        ] {
            let shown = printable(text);
            assert!(shown.starts_with('\u{FFFD}'), "{text:?}: {shown:?}");
            assert!(!shown.contains('\u{1B}'), "{text:?}: {shown:?}");
        }
    }

    #[test]
    fn of_others_not_even_colours_and_lines_stay() {
        let painted = paint(Meaning::Right, "✓ 42\nproved");
        assert_eq!(
            foreign(&painted),
            "\u{FFFD}[32m✓ 42\u{FFFD}proved\u{FFFD}[0m"
        );
    }

    #[test]
    fn of_a_long_text_the_beginning_is_shown() {
        assert_eq!(foreign(&"я".repeat(200)), "я".repeat(200));
        assert_eq!(foreign(&"я".repeat(201)), "я".repeat(200) + "…");
    }
}
