use std::io::{self, Write};

use serde::Serialize;

use crate::cli::stop::Stop;

/// Where output goes: data to standard output, talk to standard error. Both lose their colours where no terminal
/// shows them or `NO_COLOR` is set.
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
        self.data(&text)
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

fn say(stream: &mut Box<dyn Write>, text: &str) -> Result<(), Stop> {
    // One write a text: the colours are taken off text by text.
    stream.write_all(format!("{text}\n").as_bytes())?;
    Ok(stream.flush()?)
}
