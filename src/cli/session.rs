//! What a command has at hand for as long as it runs.

use std::process::ExitCode;

use super::ask::Ask;
use super::flags::Globals;
use super::say::Say;
use super::screen::Output;
use super::screens;
use super::stop::Stop;
use crate::sync::Synced;
use serde_json::Value;

/// The person's side of one run of the program.
pub struct Session {
    pub globals: Globals,
    pub say: Say,
    pub output: Output,
    pub ask: Ask,
    /// Acts that were kept when a command met the server in passing, as programs are told.
    kept: Vec<Value>,
}

impl Session {
    /// A session on the terminal of the process.
    pub fn new(globals: Globals, say: Say, mut output: Output) -> Session {
        if globals.quiet {
            output.be_quiet();
        }
        Session {
            globals,
            say,
            output,
            ask: Ask::on_the_terminal(),
            kept: Vec::new(),
        }
    }

    /// Says what of a meeting in passing needs a person, quiet or not, and remembers it for programs.
    ///
    /// # Errors
    /// As [`Output::complain`].
    pub fn hear_of(&mut self, synced: &Synced) -> Result<(), Stop> {
        self.kept.extend(screens::sync::all_kept(synced));
        let trouble = screens::sync::trouble(synced, &self.say);
        trouble.map_or(Ok(()), |text| self.output.complain(&text))
    }

    /// What a command tells programs, with the acts that were kept in passing.
    pub fn with_kept(&self, mut value: Value) -> Value {
        if let (Value::Object(fields), false) = (&mut value, self.kept.is_empty()) {
            fields.insert("kept".to_owned(), self.kept.clone().into());
        }
        value
    }

    /// Says why the command stopped and gives its exit code.
    pub fn end(&mut self, stop: &Stop) -> ExitCode {
        let said = match stop {
            Stop::PipeClosed => Ok(()),
            stop if self.globals.json => {
                let told = self.with_kept(stop.to_json(&self.say));
                self.output.json(&told)
            }
            stop => self.output.complain(&stop.to_text(&self.say)),
        };
        // Nobody listens any more; the exit code still tells.
        said.map_or_else(|unsaid| unsaid.exit_code(), |()| stop.exit_code())
    }
}
