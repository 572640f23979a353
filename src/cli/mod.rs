//! The edge: the only place where something is asked, shown or said to a person.
//!
//! [`start`] reads the command line, runs the command and turns how it ended into an exit code. Texts come from the
//! message catalogue ([`say`]) in the language of the person ([`language`]); what is shown is laid out in [`screen`];
//! what is missing is asked for in [`ask`]; what went otherwise than wished is a [`stop::Stop`].

#[macro_use]
pub mod say;

pub mod ask;
pub mod commands;
pub mod completion;
pub mod demo;
pub mod desk;
pub mod entry;
pub mod flags;
pub mod help;
pub mod invocation;
pub mod language;
pub mod reference;
pub mod scaffold;
pub mod screen;
pub mod screens;
pub mod session;
pub mod stop;
pub mod usage;
pub mod words;
pub mod workspace_words;

use std::process::ExitCode;

use invocation::Invocation;
use language::Language;
use say::Say;
use screen::Output;
use session::Session;

/// Runs the program on the arguments and environment of the process.
pub fn start() -> ExitCode {
    let say = Say::new(Language::from_environment());
    completion::answer_the_shell(&say, workspace_words::sources());
    let mut output = Output::to_the_terminal();
    let invocation = match Invocation::read(std::env::args_os(), &say) {
        Ok(invocation) => invocation,
        Err(unread) => return usage::answer(&unread, &say, &mut output),
    };
    let mut session = Session::new(invocation.globals, say, output);
    match commands::run(invocation.command, &mut session) {
        Ok(done) => done.exit_code(),
        Err(stop) => session.end(&stop),
    }
}
