//! Why no letter can leave now.

use super::{failure, sync_reason};
use crate::cli::say::Say;
use crate::post::{PasswordFailure, SmtpFailure, SmtpStep, Standstill};

/// Why no letter can leave now.
pub fn standstill(still: &Standstill, say: &Say) -> String {
    match still {
        Standstill::Password(failure) => password(failure, say),
        Standstill::Smtp(failure) => smtp(failure, say),
        Standstill::SendmailMissing { path: None } => say.line("mail-no-sendmail"),
        Standstill::SendmailMissing { path: Some(path) } => {
            let path = path.display().to_string();
            say.text("mail-sendmail-missing", args![path => path])
        }
        Standstill::Sendmail { path, source } => {
            let (path, error) = (path.display().to_string(), source.to_string());
            say.text("mail-sendmail", args![path => path, error => error])
        }
        Standstill::Apart(failure) => {
            say.text("mail-apart", args![why => sync_reason(failure, say)])
        }
        Standstill::Journal { path, source } => {
            let (path, error) = (path.display().to_string(), source.to_string());
            say.text("mail-journal", args![path => path, error => error])
        }
    }
}

/// Why there is no password for the mail server.
fn password(error: &PasswordFailure, say: &Say) -> String {
    match error {
        PasswordFailure::Missing => say.line("mail-password-missing"),
        PasswordFailure::Empty => say.line("mail-password-empty"),
        PasswordFailure::InTheClone { path } => {
            let path = path.display().to_string();
            say.text("mail-password-in-the-clone", args![path => path])
        }
        PasswordFailure::Unreadable { path, source } => {
            let (path, error) = (path.display().to_string(), source.to_string());
            say.text(
                "mail-password-unreadable",
                args![path => path, error => error],
            )
        }
        PasswordFailure::Setting(error) => failure(error, say).to_text(say),
    }
}

/// Why the mail server takes no letters.
fn smtp(error: &SmtpFailure, say: &Say) -> String {
    let server = format!("{}:{}", error.host, error.port);
    let said = error.said.as_str();
    match error.step {
        SmtpStep::Connect => say.text("mail-smtp-connect", args![server => server, said => said]),
        SmtpStep::NoStarttls => say.text("mail-smtp-no-starttls", args![server => server]),
        SmtpStep::Secure => say.text("mail-smtp-secure", args![server => server, said => said]),
        SmtpStep::Login => say.text("mail-smtp-login", args![server => server, said => said]),
        SmtpStep::Sender => say.text("mail-smtp-sender", args![server => server, said => said]),
    }
}
