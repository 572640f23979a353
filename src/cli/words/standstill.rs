//! Why no letter can leave now.

use super::failure::way_of_disk;
use super::sync::server;
use super::{failure, sync_reason};
use crate::cli::say::Say;
use crate::cli::screen::short;
use crate::post::{PasswordFailure, SmtpFailure, SmtpStep, Standstill, Unknown};
use crate::verify::Proof;

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
        Standstill::Unproved(proof) => unproved(proof, say),
        Standstill::Journal { path, source } => {
            let (path, error) = (path.display().to_string(), source.to_string());
            say.text("mail-journal", args![path => path, error => error])
        }
    }
}

/// What puts it right, or that nobody has to.
pub fn standstill_way(still: &Standstill, say: &Say) -> String {
    match still {
        Standstill::Password(_) => say.line("mail-way-password"),
        Standstill::Smtp(error) => smtp_way(error, say),
        Standstill::SendmailMissing { .. } => say.line("mail-way-sendmail-missing"),
        Standstill::Sendmail { path, .. } => {
            let path = path.display().to_string();
            say.text("mail-way-sendmail", args![path => path])
        }
        Standstill::Apart(_) => say.line("mail-way-apart"),
        Standstill::Unproved(proof) => match proof.findings.is_empty() {
            true => say.line("mail-way-not-judged"),
            false => say.line("mail-way-unproved"),
        },
        Standstill::Journal { source, .. } => way_of_disk(source, say),
    }
}

/// The first commit that no letter may leave on.
fn unproved(proof: &Proof, say: &Say) -> String {
    match (proof.findings.first(), &proof.unproved) {
        (Some(finding), _) => say.text(
            "mail-unproved",
            args![
                commit => short(finding.commit),
                rule => finding.wrong.rule()
            ],
        ),
        (None, Some(unproved)) => {
            say.text("mail-not-judged", args![commit => short(unproved.commit)])
        }
        (None, None) => say.line("mail-not-anchored"),
    }
}

/// What a dry run cannot know.
pub fn unknown(unknown: &Unknown, say: &Say) -> String {
    match unknown {
        Unknown::Nobody => say.line("tick-unknown-nobody"),
        Unknown::NotFetched { remote } => {
            let server = server(remote);
            say.text("tick-unknown-not-fetched", args![server => server])
        }
        Unknown::NotHandedOver { remote, commits } => {
            let (server, count) = (server(remote), *commits);
            say.text(
                "tick-unknown-not-handed-over",
                args![server => server, count => count],
            )
        }
        Unknown::Mail => say.line("tick-unknown-mail"),
    }
}

fn smtp_way(error: &SmtpFailure, say: &Say) -> String {
    match error.step {
        SmtpStep::Connect => say.line("mail-way-connect"),
        SmtpStep::Greeting => say.line("mail-way-greeting"),
        SmtpStep::NotSecure => say.line("mail-way-not-secure"),
        SmtpStep::NoStarttls => say.line("mail-way-no-starttls"),
        SmtpStep::Secure => say.line("mail-way-secure"),
        SmtpStep::NoLogin => say.line("mail-way-no-login"),
        SmtpStep::Login => say.line("mail-way-login"),
        SmtpStep::LoginLater | SmtpStep::SenderLater => say.line("mail-way-later"),
        SmtpStep::Sender => say.line("mail-way-sender"),
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
        SmtpStep::Greeting => say.text("mail-smtp-greeting", args![server => server, said => said]),
        SmtpStep::NotSecure => say.text("mail-smtp-not-secure", args![server => server]),
        SmtpStep::NoStarttls => say.text("mail-smtp-no-starttls", args![server => server]),
        SmtpStep::Secure => say.text("mail-smtp-secure", args![server => server, said => said]),
        SmtpStep::Login => say.text("mail-smtp-login", args![server => server, said => said]),
        SmtpStep::NoLogin => say.text("mail-smtp-no-login", args![server => server]),
        SmtpStep::LoginLater => say.text(
            "mail-smtp-login-later",
            args![server => server, said => said],
        ),
        SmtpStep::Sender => say.text("mail-smtp-sender", args![server => server, said => said]),
        SmtpStep::SenderLater => say.text(
            "mail-smtp-sender-later",
            args![server => server, said => said],
        ),
    }
}
