//! The line to a mail server: one command after another, and each answer whole by its deadline.
//!
//! The mail library waits for every byte anew, so that a server that says one byte a second would hold it up for ever. So
//! it waits in a thread of its own, which is left behind once the deadline has passed.

use super::setback::kept;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::response::{Response, Severity};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// A connection that nobody has given up yet.
pub(super) struct Line {
    commands: Sender<String>,
    answers: Receiver<Result<Response, Error>>,
}

/// Why a command did not do what it was to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Objection {
    /// The server says no (5xx), with its code.
    Refused(String),
    /// The server says not now (4xx), with its code.
    Later(String),
    /// No answer that can be understood was heard. What the connection met with, in the library's words.
    Unheard(String),
}

impl Objection {
    /// The server's words with its code, or what the connection met with.
    pub fn said(&self) -> &str {
        match self {
            Objection::Refused(said) | Objection::Later(said) | Objection::Unheard(said) => said,
        }
    }

    /// Whether nothing more can be said on this line: no answer came, or the server said that it closes it.
    fn ends_the_line(&self) -> bool {
        matches!(self, Objection::Unheard(_)) || self.said().starts_with("421")
    }
}

impl From<&Error> for Objection {
    fn from(error: &Error) -> Objection {
        let source = std::error::Error::source(error).map(ToString::to_string);
        let source = source.unwrap_or_else(|| error.to_string());
        match (error.status(), error.is_permanent()) {
            (Some(code), true) => Objection::Refused(kept(&format!("{code} {source}"))),
            (Some(code), false) => Objection::Later(kept(&format!("{code} {source}"))),
            (None, _) => Objection::Unheard(kept(&source)),
        }
    }
}

impl Line {
    /// Connects in the given way; none where that took too long. An answer may then take as long as whoever asks waits for
    /// it, and no byte longer than `silence`.
    pub fn open<E: Send + 'static>(
        connect: impl FnOnce() -> Result<SmtpConnection, E> + Send + 'static,
        limit: Duration,
        silence: Duration,
    ) -> Option<Result<Line, E>> {
        let (commands, to_say) = channel::<String>();
        let (answer, answers) = channel();
        let (open, opened) = channel();
        thread::spawn(move || {
            let mut connection = match connect() {
                Ok(connection) => connection,
                Err(error) => return drop(open.send(Err(error))),
            };
            // A timeout that cannot be set leaves the one before it, which ends a silence as well.
            let _ = connection.set_timeout(Some(silence));
            let mut waits = open.send(Ok(())).is_ok();
            while let (true, Ok(command)) = (waits, to_say.recv()) {
                waits = answer.send(connection.command(command)).is_ok();
            }
        });
        let opened = opened.recv_timeout(limit).ok()?;
        Some(opened.map(|()| Line { commands, answers }))
    }

    /// Says one command, and the line with it where it ends.
    pub fn ask(
        line: &mut Option<Line>,
        command: String,
        wanted: Severity,
        limit: Duration,
    ) -> Result<(), Objection> {
        let answer = match line {
            Some(line) => line.answer(command, wanted, limit),
            None => Err(Objection::Unheard(kept(""))),
        };
        if answer.as_ref().is_err_and(Objection::ends_the_line) {
            *line = None;
        }
        answer
    }

    fn answer(&self, command: String, wanted: Severity, limit: Duration) -> Result<(), Objection> {
        let unheard = || Objection::Unheard(kept(""));
        self.commands.send(command).map_err(|_| unheard())?;
        match self.answers.recv_timeout(limit) {
            Ok(Ok(answer)) if answer.code().severity == wanted => Ok(()),
            Ok(Ok(answer)) => Err(Objection::Unheard(kept(&answer.code().to_string()))),
            Ok(Err(error)) => Err(Objection::from(&error)),
            Err(_) => Err(unheard()),
        }
    }
}
