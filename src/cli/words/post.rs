//! Why letters do not leave, and why `tick` ended before its time.

use super::standstill::{standstill, standstill_way};
use super::{broken, failure, ground_error, refusal, refused, said_of, way};
use crate::actions::decide::No;
use crate::actions::ground::Ground;
use crate::actions::intent::Intent;
use crate::cli::say::Say;
use crate::cli::stop::{Failure, Remedy, Stop};
use crate::deal::letter::MissCause;
use crate::mail::WriteError;
use crate::post::{PostFailure, TickFailure};
use crate::record::Moment;
use crate::record::id::PersonId;

/// Why a run of `tick` ended before its time; whoever is not the service may look at what it would do.
pub fn tick_failure(
    error: &TickFailure,
    intent: &Intent,
    ground: &Ground,
    actor: &PersonId,
    now: Moment,
    say: &Say,
) -> Stop {
    match error {
        TickFailure::Ground(error) => ground_error(error, say),
        TickFailure::Workspace(error) => failure(error, say),
        TickFailure::Still(still) => Stop::Failed(Failure {
            text: standstill(still, say),
            causes: Vec::new(),
            remedy: Some(standstill_way(still, say)),
        }),
        TickFailure::No(No::Broken(error)) => broken(error, intent, say),
        TickFailure::No(No::Refused(no)) => match refusal(no, intent, ground, actor, now, say) {
            Stop::Refused(mut screen) => {
                if let Some(unmet) = screen.unmet.first_mut() {
                    let look = Remedy {
                        command: "tlg tick --dry-run".to_owned(),
                        note: say.line("tick-look"),
                    };
                    unmet.remedies.insert(0, look);
                }
                Stop::Refused(screen)
            }
            stop => stop,
        },
    }
}

/// Why one letter did not leave.
pub fn post_failure(error: &PostFailure, say: &Say) -> String {
    match error {
        PostFailure::Unwritten(error) => unwritten(error, say),
        PostFailure::NotTheClaimed => say.line("mail-not-the-claimed"),
        PostFailure::Unreadable(why) => {
            say.text("mail-unreadable", args![error => unreadable(why, say)])
        }
        PostFailure::AttachmentMissing { file } => {
            say.text("mail-attachment-missing", args![file => file.as_str()])
        }
        PostFailure::AttachmentChanged { file } => {
            say.text("mail-attachment-changed", args![file => file.as_str()])
        }
        PostFailure::Address { email } => {
            say.text("mail-address", args![address => email.as_str()])
        }
        PostFailure::Message(error) => {
            let error = error.to_string();
            say.text("mail-message", args![error => error])
        }
        PostFailure::File { path, source } => {
            let (path, error) = (path.display().to_string(), source.to_string());
            say.text("mail-file", args![path => path, error => error])
        }
    }
}

/// What cannot be read of a letter, in a line; that nobody was entitled or that letters stand still stops a run as a whole.
fn unreadable(why: &TickFailure, say: &Say) -> String {
    match why {
        TickFailure::Ground(error) => said_of(ground_error(error, say)).text,
        TickFailure::Workspace(error) => said_of(failure(error, say)).text,
        TickFailure::Still(still) => standstill(still, say),
        TickFailure::No(_) => say.line("mail-not-the-claimed"),
    }
}

/// Why a letter is not known to have left, with what the mail server said.
pub fn missed(because: MissCause, said: Option<&str>, say: &Say) -> String {
    let why = say.text("mail-missed", args![because => because.id()]);
    with_said(why, said, say)
}

/// What happened to a letter, with what the mail server said.
pub fn with_said(what: String, said: Option<&str>, say: &Say) -> String {
    match said {
        Some(said) => say.text("mail-said", args![what => what, said => said]),
        None => what,
    }
}

/// Why a letter cannot be written.
pub fn unwritten(error: &WriteError, say: &Say) -> String {
    match error {
        WriteError::TemplateMissing { path } => {
            say.text("unwritten-template-missing", args![file => path.as_str()])
        }
        WriteError::NoSubject { path } => {
            say.text("unwritten-no-subject", args![file => path.as_str()])
        }
        WriteError::Template {
            path,
            line,
            message,
        } => say.text(
            "unwritten-template",
            args![
                file => path.as_str(),
                line => line.map_or_else(|| "?".to_owned(), |line| line.to_string()),
                message => message.as_str()
            ],
        ),
        WriteError::Empty { path } => say.text("unwritten-empty", args![file => path.as_str()]),
        WriteError::Sender { from } => {
            say.text("unwritten-sender", args![address => from.as_str()])
        }
        WriteError::Recipient { to } => {
            say.text("unwritten-recipient", args![address => to.as_str()])
        }
        WriteError::Unknown => say.line("unwritten-unknown"),
    }
}

/// `TLG_NOW` is set, and letters would really leave.
pub fn clock_set_and_mail_leaves(say: &Say) -> Stop {
    refused(
        "tlg tick".to_owned(),
        say.line("mail-clock-set"),
        vec![way("env -u TLG_NOW tlg tick")],
    )
}
