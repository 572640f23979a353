use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::printable;
use crate::cli::stop::Stop;
use crate::record::is_unfit;

/// Where output goes: data to standard output, talk to standard error. Both lose their colours where no terminal
/// shows them or `NO_COLOR` is set, and whatever else a terminal would obey.
pub struct Output {
    data: Box<dyn Write>,
    talk: Box<dyn Write>,
    quiet: bool,
}

impl Output {
    /// The streams of the process.
    pub fn to_the_terminal() -> Output {
        Output::new(Box::new(anstream::stdout()), Box::new(anstream::stderr()))
    }

    /// Two streams of the caller's.
    pub fn new(data: Box<dyn Write>, talk: Box<dyn Write>) -> Output {
        Output {
            data,
            talk,
            quiet: false,
        }
    }

    /// Leaves out all talk but complaints.
    pub fn be_quiet(&mut self) {
        self.quiet = true;
    }

    /// What was asked for, as whole lines.
    ///
    /// # Errors
    /// [`Stop::PipeClosed`] when nobody reads any more.
    pub fn data(&mut self, text: &str) -> Result<(), Stop> {
        say(&mut self.data, text)
    }

    /// What was asked for, for a program.
    ///
    /// # Errors
    /// As [`Output::data`].
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Stop> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        self.data(&escaped(&text))
    }

    /// What happens besides: echo, progress, next step.
    ///
    /// # Errors
    /// As [`Output::data`].
    pub fn talk(&mut self, text: &str) -> Result<(), Stop> {
        if self.quiet {
            Ok(())
        } else {
            say(&mut self.talk, text)
        }
    }

    /// Why something was not done; said even when quiet.
    ///
    /// # Errors
    /// As [`Output::data`].
    pub fn complain(&mut self, text: &str) -> Result<(), Stop> {
        say(&mut self.talk, text)
    }
}

/// JSON that means the same and has nothing in it that a terminal would obey or hide.
fn escaped(json: &str) -> Cow<'_, str> {
    let is_raw = |letter: char| letter != '\n' && is_unfit(letter);
    if !json.contains(is_raw) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        match is_raw(letter) {
            true => {
                let mut units = [0; 2];
                let units = letter.encode_utf16(&mut units).iter();
                escaped.extend(units.map(|unit| format!("\\u{unit:04x}")));
            }
            false => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

fn say(stream: &mut Box<dyn Write>, text: &str) -> Result<(), Stop> {
    // One write a text: the colours are taken off text by text.
    stream.write_all(format!("{}\n", printable(text)).as_bytes())?;
    Ok(stream.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_read_what_terminals_are_spared() {
        let orders = "\u{1B}[2J\u{9B}2J\u{202E}\u{E0001}\u{7F}";
        let json = serde_json::to_string_pretty(&[orders, "строка"]).unwrap();
        let escaped = escaped(&json);
        assert!(
            !escaped.contains(|letter| letter != '\n' && is_unfit(letter)),
            "{escaped}"
        );
        let read: Vec<String> = serde_json::from_str(&escaped).unwrap();
        assert_eq!(read, [orders, "строка"]);
    }
}
