//! How the story looks on a screen of at most eighty columns.

use super::line;
use crate::cli::screen::{Meaning, Output, heading_day, of_text, paint, width};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::record::Day;

/// Lines longer than this tire the eye.
const WIDEST: usize = 80;

/// What a paragraph of whoever tells the story begins with, as a remark does in a shell.
const REMARK: &str = "# ";

/// The look of the story; silent where only data is wanted.
pub struct Telling {
    width: usize,
    silent: bool,
    shown_day: Option<Day>,
}

impl Telling {
    /// The telling that a session wants.
    pub fn of(session: &Session) -> Telling {
        Telling {
            width: usize::from(width()).min(WIDEST),
            silent: session.globals.json || session.globals.quiet,
            shown_day: None,
        }
    }

    /// The head of a chapter: `── 2. Title ────`.
    ///
    /// # Errors
    /// Nobody reads any more.
    pub fn heading(&self, title: &str, output: &mut Output) -> Result<(), Stop> {
        let head = format!("── {title} ");
        let rest = self.width.saturating_sub(of_text(&head));
        let rule = format!("{head}{}", "─".repeat(rest));
        self.say(&format!("{}\n", paint(Meaning::Mine, &rule)), output)
    }

    /// A paragraph, as a remark.
    ///
    /// # Errors
    /// Nobody reads any more.
    pub fn remark(&self, paragraph: &str, output: &mut Output) -> Result<(), Stop> {
        let lines = wrapped(paragraph, self.width.saturating_sub(REMARK.len()));
        let remark = |line: &String| format!("{}{line}", paint(Meaning::Done, REMARK));
        let lines: Vec<String> = lines.iter().map(remark).collect();
        self.say(&format!("{}\n", lines.join("\n")), output)
    }

    /// A command behind its prompt, under the day where that is another one than before, and what came of it.
    ///
    /// # Errors
    /// Nobody reads any more.
    pub fn command(
        &mut self,
        (prompt, command): (&str, &str),
        day: Day,
        came: &str,
        session: &mut Session,
    ) -> Result<(), Stop> {
        let mut text = String::new();
        if self.shown_day.replace(day) != Some(day) {
            let day = heading_day(day.date(), &session.say);
            text.push_str(&format!("{}\n", paint(Meaning::Done, &day)));
        }
        let lines = line::broken(&format!("{prompt} $ "), command, self.width);
        for line in lines {
            text.push_str(&format!("{}\n", paint(Meaning::Mine, &line)));
        }
        let came = came.trim_end();
        if !came.is_empty() {
            text.push_str(&format!("{came}\n"));
        }
        self.say(&text, &mut session.output)
    }

    fn say(&self, text: &str, output: &mut Output) -> Result<(), Stop> {
        match self.silent {
            true => Ok(()),
            false => output.data(text),
        }
    }
}

/// A paragraph in lines of at most so many columns, broken at blanks.
fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match lines.last_mut() {
            Some(line) if of_text(line) + 1 + of_text(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_broken_at_blanks_and_counted_in_columns() {
        assert_eq!(
            wrapped("Товара нет,  и нужна подпись", 12),
            ["Товара нет,", "и нужна", "подпись"]
        );
        assert_eq!(
            wrapped("неразрывное-слово и", 5),
            ["неразрывное-слово", "и"]
        );
        assert!(wrapped(" ", 5).is_empty());
    }
}
