//! How letters leave the company: `mail` in `tlg.yaml` (docs/deployment.md, Mail).

use crate::record::FaultKind;
use serde::{Deserialize, Deserializer, de::Error};
use std::net::IpAddr;
use std::num::NonZeroU16;
use std::time::Duration;

/// How letters leave.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "MailFields")]
pub struct MailSettings {
    pub transport: Transport,
    /// The address that letters come from.
    pub from: String,
    /// The maildir; without it `maildir` inside of the clone's own folder `.git/tlg`.
    pub maildir: Option<String>,
}

/// The ways in which letters can leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Files in a folder: everything works without a server.
    Maildir,
    /// The program `sendmail` of the machine that runs `tick`.
    Sendmail,
    /// A mail server.
    Smtp(SmtpSettings),
}

/// A mail server and how to speak to it. Its password stands in no file of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "SmtpFields")]
pub struct SmtpSettings {
    /// A name or an IP address.
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// Who logs in; nobody where the server asks for no login.
    pub user: Option<String>,
    /// How long an answer is waited for.
    pub timeout: Duration,
}

/// How a connection to a mail server is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// It begins in the open and is secured before anything is said: port 587. Never goes on in the open.
    Starttls,
    /// It is secured from the first byte on: port 465.
    Implicit,
    /// In the open: port 25.
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MailFields {
    transport: TransportName,
    from: String,
    #[serde(default)]
    maildir: Option<String>,
    #[serde(default)]
    smtp: Option<SmtpSettings>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TransportName {
    Maildir,
    Sendmail,
    Smtp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SmtpFields {
    #[serde(deserialize_with = "host")]
    host: String,
    #[serde(default)]
    port: Option<NonZeroU16>,
    #[serde(default = "starttls")]
    tls: Tls,
    #[serde(default, deserialize_with = "user")]
    user: Option<String>,
    #[serde(default = "minute", deserialize_with = "seconds")]
    timeout: Duration,
}

impl SmtpSettings {
    /// Whether the server is this very machine.
    pub fn is_loopback(&self) -> bool {
        let address: Result<IpAddr, _> = self.host.parse();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }
}

impl Transport {
    /// As `tlg.yaml` names it.
    pub fn id(&self) -> &'static str {
        match self {
            Transport::Maildir => "maildir",
            Transport::Sendmail => "sendmail",
            Transport::Smtp(_) => "smtp",
        }
    }

    /// Whether letters may really leave this machine.
    pub fn leaves_the_machine(&self) -> bool {
        match self {
            Transport::Maildir => false,
            Transport::Sendmail => true,
            Transport::Smtp(smtp) => !smtp.is_loopback(),
        }
    }
}

impl MailSettings {
    /// What no value is wrong by itself for, and the key that it stands under.
    pub(super) fn fault(&self) -> Option<(&'static str, FaultKind)> {
        let Transport::Smtp(smtp) = &self.transport else {
            return None;
        };
        if smtp.host.is_empty() {
            let (at, key) = ("mail.smtp".to_owned(), "host".to_owned());
            return Some(("transport", FaultKind::MissingKey { at, key }));
        }
        let in_the_open = smtp.tls == Tls::None && !smtp.is_loopback();
        (in_the_open && smtp.user.is_some()).then(|| {
            let at = "mail.smtp.user".to_owned();
            let message = "with `tls: none` the password would travel in the open".to_owned();
            ("smtp", FaultKind::WrongType { at, message })
        })
    }
}

impl From<MailFields> for MailSettings {
    fn from(fields: MailFields) -> MailSettings {
        MailSettings {
            transport: match fields.transport {
                TransportName::Maildir => Transport::Maildir,
                TransportName::Sendmail => Transport::Sendmail,
                TransportName::Smtp => Transport::Smtp(fields.smtp.unwrap_or_else(nowhere)),
            },
            from: fields.from,
            maildir: fields.maildir,
        }
    }
}

impl From<SmtpFields> for SmtpSettings {
    fn from(fields: SmtpFields) -> SmtpSettings {
        let usual = match fields.tls {
            Tls::Starttls => 587,
            Tls::Implicit => 465,
            Tls::None => 25,
        };
        SmtpSettings {
            host: fields.host,
            port: fields.port.map_or(usual, NonZeroU16::get),
            tls: fields.tls,
            user: fields.user,
            timeout: fields.timeout,
        }
    }
}

/// A server that nobody has named; reading the settings refuses it.
fn nowhere() -> SmtpSettings {
    SmtpSettings {
        host: String::new(),
        port: 0,
        tls: starttls(),
        user: None,
        timeout: minute(),
    }
}

fn starttls() -> Tls {
    Tls::Starttls
}

fn minute() -> Duration {
    Duration::from_secs(60)
}

fn seconds<'de, D: Deserializer<'de>>(input: D) -> Result<Duration, D::Error> {
    match u64::deserialize(input)? {
        seconds @ 1..=600 => Ok(Duration::from_secs(seconds)),
        other => Err(D::Error::custom(format!(
            "`{other}` is no timeout of 1 to 600 seconds"
        ))),
    }
}

fn host<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    let host = String::deserialize(input)?;
    let fit = |character: char| character.is_ascii_alphanumeric() || ".-:".contains(character);
    match !host.is_empty() && host.len() <= 253 && host.chars().all(fit) {
        true => Ok(host),
        false => Err(D::Error::custom(format!(
            "`{host}` is no mail server such as mail.example.ru"
        ))),
    }
}

fn user<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    let user = String::deserialize(input)?;
    match user.is_empty() || user.chars().any(char::is_control) {
        true => Err(D::Error::custom("`user` is the name to log in with")),
        false => Ok(Some(user)),
    }
}
