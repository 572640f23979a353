//! A mail server: one connection for many letters, each in stages that we drive ourselves, so that the moment from which
//! a letter may have left is known (docs/process.md, Mail).

use super::parcel::Parcel;
use super::password::Password;
use super::setback::{Setback, Standstill, kept};
use crate::process::transport::{SmtpSettings, Tls};
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use std::fmt;
use std::time::Duration;

/// The answer to a whole letter may take so many times longer than others: a server may look into the letter first.
const PATIENCE: u32 = 10;

/// How passwords are said, the best first.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// A mail server, connected to when the first letter needs it.
pub struct Smtp {
    settings: SmtpSettings,
    password: Option<Password>,
    connection: Option<SmtpConnection>,
}

/// Why the mail server takes no letters from us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpFailure {
    pub host: String,
    pub port: u16,
    pub step: SmtpStep,
    /// What the server said, or what the connection met with.
    pub said: String,
}

/// How far a connection to a mail server came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpStep {
    /// It was not reached, or is no mail server.
    Connect,
    /// It offers no STARTTLS.
    NoStarttls,
    /// It was to be secured; its certificate does not fit, or it is not trusted.
    Secure,
    /// It does not take the name and password.
    Login,
    /// It takes no letters from our address.
    Sender,
    /// It does not answer to NOOP.
    Answer,
}

impl Smtp {
    /// The server of these settings, not yet connected to.
    pub fn new(settings: SmtpSettings, password: Option<Password>) -> Smtp {
        Smtp {
            settings,
            password,
            connection: None,
        }
    }

    /// `mail.example.ru:587`.
    pub fn name(&self) -> String {
        format!("{}:{}", self.settings.host, self.settings.port)
    }

    /// Connects, secures the connection and logs in, where that was not done yet.
    ///
    /// # Errors
    /// How far it came.
    pub fn open(&mut self) -> Result<(), SmtpFailure> {
        if self.connection.is_none() {
            self.connection = Some(self.connect()?);
        }
        Ok(())
    }

    /// Tries the connection and sends nothing.
    ///
    /// # Errors
    /// How far it came.
    pub fn try_out(&mut self) -> Result<(), SmtpFailure> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let answer = connection.command(Noop);
        answer.map_err(|error| self.failure(SmtpStep::Answer, &error))?;
        self.connection = Some(connection);
        self.close();
        Ok(())
    }

    /// Asks whether the server takes a letter from us for the recipient.
    ///
    /// # Errors
    /// It does not, or cannot be reached.
    pub(super) fn offer(&mut self, parcel: &Parcel) -> Result<(), Setback> {
        let kept_open = self.connection.is_some();
        match self.envelope(parcel) {
            // The server may have closed a connection that was idle for long.
            Err(Setback::Later(_)) if kept_open && self.connection.is_none() => {
                self.envelope(parcel)
            }
            answer => answer,
        }
    }

    fn envelope(&mut self, parcel: &Parcel) -> Result<(), Setback> {
        let (from, to) = (address(&parcel.from)?, address(&parcel.to)?);
        let still = |failure| Setback::Still(Standstill::Smtp(failure));
        self.open().map_err(still)?;
        if let Err(error) = self.say(Mail::new(Some(from), Vec::new())) {
            if error.is_permanent() {
                return Err(still(self.failure(SmtpStep::Sender, &error)));
            }
            return Err(Setback::Later(said(&error)));
        }
        self.say(Rcpt::new(to, Vec::new())).map_err(|error| {
            let setback = setback(&error, Setback::Later);
            if self.say(Rset).is_err() {
                self.connection = None;
            }
            setback
        })
    }

    /// Hands the letter over that was offered.
    ///
    /// # Errors
    /// The server does not take it after all, or is not heard of any more.
    pub(super) fn hand_over(&mut self, message: &str) -> Result<(), Setback> {
        // What the server answers to DATA itself comes before the letter.
        self.say(Data)
            .map_err(|error| setback(&error, Setback::Later))?;
        let patience = self.settings.timeout.saturating_mul(PATIENCE);
        let Some(connection) = &mut self.connection else {
            return Err(Setback::Later(kept("")));
        };
        let answer =
            wait(connection, patience).and_then(|()| connection.command(InOnePiece(message)));
        let settled = answer.and_then(|_| wait(connection, self.settings.timeout));
        settled.map_err(|error| {
            if error.status().is_none() {
                self.connection = None;
            }
            setback(&error, Setback::Unheard)
        })
    }

    /// Takes leave.
    pub(super) fn close(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // Everything is said; a server that does not say goodbye changes nothing.
            let _ = connection.quit();
        }
    }

    /// One command; a connection on which no answer came is given up.
    fn say(&mut self, command: impl std::fmt::Display) -> Result<(), Error> {
        let Some(connection) = &mut self.connection else {
            return Ok(());
        };
        let answer = connection.command(command).map(|_| ());
        let gone = answer.as_ref().is_err_and(|error| {
            let closing = error.status().is_some_and(|code| code.to_string() == "421");
            error.status().is_none() || closing
        });
        if gone {
            self.connection = None;
        }
        answer
    }

    fn connect(&self) -> Result<SmtpConnection, SmtpFailure> {
        let settings = &self.settings;
        let hello = ClientId::default();
        let secured = TlsParameters::new(settings.host.clone())
            .map_err(|error| self.failure(SmtpStep::Secure, &error))?;
        let from_the_start = (settings.tls == Tls::Implicit).then_some(&secured);
        let server = (settings.host.as_str(), settings.port);
        let timeout = Some(settings.timeout);
        let mut connection = SmtpConnection::connect(server, timeout, &hello, from_the_start, None)
            .map_err(|error| self.failure(while_connecting(&error), &error))?;
        if settings.tls == Tls::Starttls {
            if !connection.can_starttls() {
                return Err(self.failed(SmtpStep::NoStarttls, String::new()));
            }
            let secured = connection.starttls(&secured, &hello);
            secured.map_err(|error| self.failure(SmtpStep::Secure, &error))?;
        }
        if let (Some(user), Some(password)) = (&settings.user, &self.password) {
            let credentials = Credentials::new(user.clone(), password.reveal());
            let welcome = connection.auth(&MECHANISMS, &credentials);
            welcome.map_err(|error| self.failure(SmtpStep::Login, &error))?;
        }
        Ok(connection)
    }

    fn failure(&self, step: SmtpStep, error: &Error) -> SmtpFailure {
        self.failed(step, said(error))
    }

    fn failed(&self, step: SmtpStep, said: String) -> SmtpFailure {
        SmtpFailure {
            host: self.settings.host.clone(),
            port: self.settings.port,
            step,
            said,
        }
    }
}

/// A letter with the dot that ends it. The library writes the two apart, and the operating system holds the dot back until
/// the server has confirmed the letter, which takes it up to 40 ms.
struct InOnePiece<'a>(&'a str);

impl fmt::Display for InOnePiece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.strip_suffix("\r\n").unwrap_or(self.0);
        for line in text.split("\r\n") {
            // A dot at the beginning of a line is doubled, so that none stands alone.
            let dot = if line.starts_with('.') { "." } else { "" };
            write!(f, "{dot}{line}\r\n")?;
        }
        f.write_str(".\r\n")
    }
}

/// A connection that is secured from the first byte on fails at its certificate while it connects.
fn while_connecting(error: &Error) -> SmtpStep {
    match said(error).contains("certificate") {
        true => SmtpStep::Secure,
        false => SmtpStep::Connect,
    }
}

fn wait(connection: &mut SmtpConnection, timeout: Duration) -> Result<(), Error> {
    // A timeout that cannot be set leaves the one before it, which ends a silence as well.
    let _ = connection.set_timeout(Some(timeout));
    Ok(())
}

/// What an answer means for the letter; `unheard` where there was none.
fn setback(error: &Error, unheard: impl FnOnce(String) -> Setback) -> Setback {
    let said = said(error);
    match (error.is_permanent(), error.is_transient()) {
        (true, _) => Setback::Refused(said),
        (_, true) => Setback::Later(said),
        _ => unheard(said),
    }
}

/// The server's words with its code, or what the connection met with.
fn said(error: &Error) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string);
    let source = source.unwrap_or_default();
    match error.status() {
        Some(code) => kept(&format!("{code} {source}")),
        None if source.is_empty() => kept(&error.to_string()),
        None => kept(&source),
    }
}

fn address(email: &str) -> Result<Address, Setback> {
    let wrong = |_| {
        let email = email.to_owned();
        Setback::Ours(super::PostFailure::Address { email })
    };
    email.parse().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_letter_ends_it_before_its_end() {
        let whole = |text: &str| InOnePiece(text).to_string();
        assert_eq!(whole("A: b\r\n\r\nc\r\n"), "A: b\r\n\r\nc\r\n.\r\n");
        assert_eq!(whole("c"), "c\r\n.\r\n");
        assert_eq!(whole(".\r\n..d\r\n"), "..\r\n...d\r\n.\r\n");
    }
}
