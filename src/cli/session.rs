//! What a command has at hand for as long as it runs.

use std::process::ExitCode;

use super::ask::Ask;
use super::flags::Globals;
use super::say::Say;
use super::screen::Output;
use super::stop::Stop;

/// The person's side of one run of the program.
pub struct Session {
    pub globals: Globals,
    pub say: Say,
    pub output: Output,
    pub ask: Ask,
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
        }
    }

    /// Says why the command stopped and gives its exit code.
    pub fn end(&mut self, stop: &Stop) -> ExitCode {
        let said = match stop {
            Stop::PipeClosed => Ok(()),
            stop if self.globals.json => self.output.json(&stop.to_json(&self.say)),
            stop => self.output.complain(&stop.to_text(&self.say)),
        };
        // Nobody listens any more; the exit code still tells.
        said.map_or_else(|unsaid| unsaid.exit_code(), |()| stop.exit_code())
    }
}
