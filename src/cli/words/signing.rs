//! Why a commit could not be signed.

use super::super::say::Say;
use super::super::stop::{Failure, Stop};
use crate::workspace::SigningFailure;

/// A commit could not be signed, or not by the right key.
pub(super) fn signing(failure: &SigningFailure, say: &Say) -> Stop {
    let (text, causes) = what(failure, say);
    Stop::Failed(Failure {
        text,
        causes,
        remedy: Some(way(failure, say)),
    })
}

fn what(failure: &SigningFailure, say: &Say) -> (String, Vec<String>) {
    let text = match failure {
        SigningFailure::NoKey => say.line("failure-no-key"),
        SigningFailure::NotSsh { format } => {
            say.text("failure-not-ssh", args![format => format.as_str()])
        }
        SigningFailure::KeyMissing { path } => say.text(
            "failure-key-missing",
            args![path => path.display().to_string()],
        ),
        SigningFailure::KeyUnreadable { path } => say.text(
            "failure-key-unreadable",
            args![path => path.display().to_string()],
        ),
        SigningFailure::ProgramMissing { program } => {
            let program = program.display().to_string();
            say.text("failure-signer-missing", args![program => program])
        }
        SigningFailure::Locked { key } => {
            say.text("failure-key-locked", args![key => key.as_str()])
        }
        SigningFailure::Refused { program, said } => {
            let program = program.display().to_string();
            let text = say.text("failure-signer-refused", args![program => program]);
            return (text, said.lines().map(str::to_owned).collect());
        }
        SigningFailure::Unreadable { source } => {
            return (
                say.line("failure-signature-unreadable"),
                vec![source.to_string()],
            );
        }
        SigningFailure::BadTrustedKey { line, source } => {
            let text = say.text("failure-bad-trusted-key", args![line => line.as_str()]);
            return (text, vec![source.to_string()]);
        }
        SigningFailure::WrongKey { used } => {
            say.text("failure-wrong-key", args![used => used.as_str()])
        }
    };
    (text, Vec::new())
}

fn way(failure: &SigningFailure, say: &Say) -> String {
    match failure {
        SigningFailure::NoKey => say.line("failure-way-set-key"),
        SigningFailure::NotSsh { .. } => say.line("failure-way-ssh-format"),
        SigningFailure::KeyMissing { .. } | SigningFailure::KeyUnreadable { .. } => {
            say.line("failure-way-key-file")
        }
        SigningFailure::ProgramMissing { .. } => say.line("failure-way-install-openssh"),
        SigningFailure::Locked { key } => {
            let private = key.strip_suffix(".pub").unwrap_or(key);
            say.text("failure-way-unlock", args![key => private])
        }
        SigningFailure::Refused { .. } => say.line("failure-way-try-signing"),
        SigningFailure::Unreadable { .. } => say.line("failure-way-other-signer"),
        SigningFailure::BadTrustedKey { .. } => say.line("failure-way-register-key"),
        SigningFailure::WrongKey { .. } => say.line("failure-way-right-key"),
    }
}
