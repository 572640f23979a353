//! An example of everything that can keep letters from leaving.

use std::io;
use std::path::PathBuf;
use std::rc::Rc;

use tlg::actions::ground::GroundError;
use tlg::args;
use tlg::cli::language::Language;
use tlg::cli::say::Say;
use tlg::cli::words;
use tlg::deal::letter::MissCause;
use tlg::mail::WriteError;
use tlg::post::{PasswordFailure, PostFailure, SmtpFailure, SmtpStep, Standstill, TickFailure};
use tlg::sync::SyncFailure;
use tlg::workspace::Failure;

use super::kinds::{
    MISSED, PASSWORDS, POST, SMTP, STANDSTILLS, WRITING, of_missed, of_password, of_post, of_smtp,
    of_standstill, of_writing,
};
use super::meeting::{proof, proofs_without_a_finding};

/// What `tick` says where no letter leaves, under the name of the cause.
pub fn of_all(say: &Say) -> Vec<(&'static str, String)> {
    let told = standstills().into_iter().map(|still| {
        let why = words::standstill(&still, say);
        let way = words::standstill_way(&still, say);
        let why = say.text("tick-still", args![why => why]);
        (name(&still), format!("{why}\n  → {way}"))
    });
    told.collect()
}

/// What `tick` says where one letter does not leave, under the name of the cause.
pub fn of_one(say: &Say) -> Vec<(&'static str, String)> {
    let told = |why: String| {
        let letter = "TLG-42/quote/1";
        say.text("tick-trouble", args![letter => letter, why => why])
    };
    let ours = failures().into_iter().map(|failure| {
        let why = words::post_failure(&failure, say);
        (name_of_failure(&failure), told(why))
    });
    let missed = missed().into_iter().map(|(because, said)| {
        let why = words::missed(because, said, say);
        (of_missed(&because), told(why))
    });
    ours.chain(missed).collect()
}

/// The name of the innermost variant.
fn name(still: &Standstill) -> &'static str {
    match still {
        Standstill::Password(failure) => of_password(failure),
        Standstill::Smtp(failure) => of_smtp(&failure.step),
        still => of_standstill(still),
    }
}

fn name_of_failure(failure: &PostFailure) -> &'static str {
    match failure {
        PostFailure::Unwritten(error) => of_writing(error),
        failure => of_post(failure),
    }
}

fn denied() -> io::Error {
    io::Error::from(io::ErrorKind::PermissionDenied)
}

fn standstills() -> Vec<Standstill> {
    let path = PathBuf::from;
    let servers = [
        (
            SmtpStep::Connect,
            "failed to lookup address information: Name or service not known",
        ),
        (SmtpStep::Connect, "Connection refused (os error 111)"),
        (SmtpStep::Greeting, "554 5.7.1 No SMTP service here"),
        (
            SmtpStep::NotSecure,
            "received corrupt message of type InvalidContentType",
        ),
        (SmtpStep::NoStarttls, ""),
        (
            SmtpStep::Secure,
            "invalid peer certificate: certificate not valid for name \"mail.tlg.example\"; certificate is only valid for DnsName(\"mx7.hoster.example\")",
        ),
        (SmtpStep::Secure, "invalid peer certificate: UnknownIssuer"),
        (SmtpStep::NoLogin, ""),
        (SmtpStep::Login, "535 5.7.8 Error: authentication failed"),
        (
            SmtpStep::LoginLater,
            "454 4.7.0 Temporary authentication failure",
        ),
        (
            SmtpStep::SenderLater,
            "452 4.3.1 Insufficient system storage",
        ),
        (
            SmtpStep::Sender,
            "553 5.7.1 <sales@tlg.example>: Sender address rejected: not owned by user",
        ),
    ];
    let servers = servers.map(|(step, said)| {
        Standstill::Smtp(SmtpFailure {
            host: "mail.tlg.example".to_owned(),
            port: 587,
            step,
            said: said.to_owned(),
        })
    });
    let passwords = [
        PasswordFailure::Missing,
        PasswordFailure::Empty,
        PasswordFailure::InTheClone {
            path: path("/srv/deals/smtp-password"),
        },
        PasswordFailure::Unreadable {
            path: path("/etc/tlg/smtp-password"),
            source: denied(),
        },
        PasswordFailure::Setting(Box::new(Failure::Git {
            source: git2::Error::from_str("failed to parse config file"),
        })),
    ];
    let here = [
        Standstill::SendmailMissing { path: None },
        Standstill::SendmailMissing {
            path: Some(path("/opt/mail/sendmail")),
        },
        Standstill::Sendmail {
            path: path("/usr/sbin/sendmail"),
            source: denied(),
        },
        Standstill::Apart(Box::new(SyncFailure::Overtaken { tries: 20 })),
        Standstill::Journal {
            path: path("/srv/deals/.git/tlg/outbox"),
            source: io::Error::from(io::ErrorKind::StorageFull),
        },
    ];
    let passwords = passwords.map(Standstill::Password);
    let [not_judged, not_anchored] = proofs_without_a_finding();
    let unproved = [proof(), not_judged, not_anchored].map(Standstill::Unproved);
    let servers = servers.into_iter().chain(passwords).chain(here);
    servers.chain(unproved).collect()
}

fn failures() -> Vec<PostFailure> {
    let template = || "templates/mail/quote.txt".to_owned();
    let file = || "clients/s/stakan-plus/TLG-42/quote-1.pdf".to_owned();
    let errors = [
        WriteError::TemplateMissing { path: template() },
        WriteError::NoSubject { path: template() },
        WriteError::Template {
            path: template(),
            line: Some(7),
            message: "undefined value".to_owned(),
        },
        WriteError::Empty { path: template() },
        WriteError::Sender {
            from: "sales".to_owned(),
        },
        WriteError::Recipient {
            to: "buyer@".to_owned(),
        },
        WriteError::Unknown,
    ];
    let others = [
        PostFailure::NotTheClaimed,
        PostFailure::Unreadable(Rc::new(TickFailure::Ground(GroundError::EditedByHand {
            path: "deals/00/00/TLG-42.yaml".to_owned(),
        }))),
        PostFailure::AttachmentMissing { file: file() },
        PostFailure::AttachmentChanged { file: file() },
        PostFailure::Address {
            email: "закупки@stakan.example".to_owned(),
        },
        PostFailure::Message("a header cannot be written".into()),
        PostFailure::File {
            path: PathBuf::from("/srv/deals/.git/tlg/maildir/tmp"),
            source: denied(),
        },
    ];
    let unwritten = errors.into_iter().map(PostFailure::Unwritten);
    unwritten.chain(others).collect()
}

fn missed() -> Vec<(MissCause, Option<&'static str>)> {
    let refused = "550 5.1.1 <buyer@stakan.example>: Recipient address rejected: User unknown";
    let greylisted = "451 4.7.1 Greylisting in action, please come back later";
    vec![
        (MissCause::Refused, Some(refused)),
        (MissCause::GaveUp, Some(greylisted)),
        (MissCause::TooOld, None),
        (MissCause::Unfit, Some("documents/TLG-42/quote.pdf")),
        (MissCause::PutOff, Some(greylisted)),
        (MissCause::NotTried, None),
        (MissCause::Unclear, None),
        (MissCause::DayOver, None),
    ]
}

#[test]
fn everything_that_can_keep_a_letter_from_leaving_has_an_example() {
    let say = Say::new(Language::English);
    let shown = [of_all(&say), of_one(&say)].concat();
    let shown: Vec<&str> = shown.iter().map(|(name, _)| *name).collect();
    let within = ["Password", "Smtp", "Unwritten"];
    let outer = STANDSTILLS.iter().chain(POST);
    let outer = outer.filter(|kind| !within.contains(*kind));
    let inner = [PASSWORDS, SMTP, WRITING, MISSED].concat();
    let missing: Vec<&str> = outer
        .copied()
        .chain(inner)
        .filter(|kind| !shown.contains(kind))
        .collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}
