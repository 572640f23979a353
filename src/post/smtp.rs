//! A mail server: one connection for many letters, each in stages that we drive ourselves, so that the moment from which
//! a letter may have left is known (docs/process.md, Mail).

use super::parcel::Parcel;
use super::password::Password;
use super::setback::{Setback, Standstill, kept};
use super::smtp_line::{Line, Objection};
use crate::process::transport::{SmtpSettings, Tls};
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Severity;
use std::fmt;

/// The answer to a whole letter may take so many times longer than others: a server may look into the letter first.
const PATIENCE: u32 = 10;

/// Connecting, securing and logging in take so many answers.
const CONNECTING: u32 = 5;

/// How passwords are said, the best first.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// A mail server, connected to when the first letter needs it.
pub struct Smtp {
    settings: SmtpSettings,
    password: Option<Password>,
    line: Option<Line>,
    /// A letter was begun: the server knows whom it is from, or for.
    under_way: bool,
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
    /// It answered, and takes nothing from this machine.
    Greeting,
    /// It was to be secured from the first byte on, and does not speak so there.
    NotSecure,
    /// It offers no STARTTLS.
    NoStarttls,
    /// It was to be secured; its certificate does not fit, or it is not trusted.
    Secure,
    /// It offers no login of a kind that we know.
    NoLogin,
    /// It does not take the name and password.
    Login,
    /// It takes no login for now.
    LoginLater,
    /// It takes no letters from our address.
    Sender,
    /// It takes no letters from our address for now.
    SenderLater,
}

impl Smtp {
    /// The server of these settings, not yet connected to.
    pub fn new(settings: SmtpSettings, password: Option<Password>) -> Smtp {
        Smtp {
            settings,
            password,
            line: None,
            under_way: false,
        }
    }

    /// `mail.example.ru:587`.
    pub fn name(&self) -> String {
        format!("{}:{}", self.settings.host, self.settings.port)
    }

    /// Connects, secures the connection, logs in and asks whether the server takes letters from our address.
    ///
    /// # Errors
    /// How far it came.
    pub(super) fn open(&mut self, from: &str) -> Result<(), SmtpFailure> {
        let fresh = self.line.is_none();
        if fresh {
            self.line = Some(self.connect()?);
        }
        match self.sender(from) {
            // The server may have closed a connection that was idle for long.
            Err(_) if !fresh && self.line.is_none() => self.open(from),
            Err(no @ Objection::Later(_)) => Err(self.failure(SmtpStep::SenderLater, &no)),
            Err(no) => Err(self.failure(SmtpStep::Sender, &no)),
            Ok(()) => Ok(()),
        }
    }

    /// Tries the connection and sends nothing.
    ///
    /// # Errors
    /// How far it came.
    pub(super) fn try_out(&mut self, from: &str) -> Result<(), SmtpFailure> {
        self.open(from)?;
        self.close();
        Ok(())
    }

    /// Whether the server takes letters from an address, which it then waits for.
    fn sender(&mut self, from: &str) -> Result<(), Objection> {
        self.start_over();
        let Ok(from) = from.parse() else {
            // Letters from it cannot be written, which is said of each of them.
            return Ok(());
        };
        self.under_way = true;
        self.say(
            Mail::new(Some(from), Vec::new()),
            Severity::PositiveCompletion,
        )
    }

    /// Asks whether the server takes a letter from us for the recipient. What it says of us, it says of every letter.
    ///
    /// # Errors
    /// It does not, or cannot be reached.
    pub(super) fn offer(&mut self, parcel: &Parcel) -> Result<(), Setback> {
        let (_from, to) = (address(&parcel.from)?, address(&parcel.to)?);
        let still = |failure| Setback::Still(Standstill::Smtp(failure));
        self.open(&parcel.from).map_err(still)?;
        let answer = self.say(Rcpt::new(to, Vec::new()), Severity::PositiveCompletion);
        answer.map_err(|no| setback(no, Setback::Later))
    }

    /// Hands the letter over that was offered.
    ///
    /// # Errors
    /// The server does not take it after all, or is not heard of any more.
    pub(super) fn hand_over(&mut self, message: &str) -> Result<(), Setback> {
        // What the server answers to DATA itself comes before the letter.
        self.say(Data, Severity::PositiveIntermediate)
            .map_err(|no| setback(no, Setback::Later))?;
        self.under_way = false;
        let patience = self.settings.timeout.saturating_mul(PATIENCE);
        let letter = InOnePiece(message).to_string();
        let taken = Severity::PositiveCompletion;
        let answer = Line::ask(&mut self.line, letter, taken, patience);
        answer.map_err(|no| setback(no, Setback::Unheard))
    }

    /// Takes leave.
    pub(super) fn close(&mut self) {
        // Everything is said; a server that does not say goodbye changes nothing.
        let _ = self.say(Quit, Severity::PositiveCompletion);
        self.line = None;
    }

    /// Gives up a letter that was begun and not handed over.
    fn start_over(&mut self) {
        if self.under_way && self.say(Rset, Severity::PositiveCompletion).is_err() {
            self.line = None;
        }
        self.under_way = false;
    }

    fn say(&mut self, command: impl fmt::Display, wanted: Severity) -> Result<(), Objection> {
        let limit = self.settings.timeout;
        Line::ask(&mut self.line, command.to_string(), wanted, limit)
    }

    fn connect(&self) -> Result<Line, SmtpFailure> {
        let settings = self.settings.clone();
        let password = self.password.clone();
        let timeout = settings.timeout;
        let connect = move || connect(&settings, password.as_ref());
        let (limit, silence) = (
            timeout.saturating_mul(CONNECTING),
            timeout.saturating_mul(PATIENCE),
        );
        match Line::open(connect, limit, silence) {
            Some(Ok(line)) => Ok(line),
            Some(Err((step, no))) => Err(self.failure(step, &no)),
            None => Err(self.failure(SmtpStep::Connect, &Objection::Unheard(kept("")))),
        }
    }

    fn failure(&self, step: SmtpStep, no: &Objection) -> SmtpFailure {
        SmtpFailure {
            host: self.settings.host.clone(),
            port: self.settings.port,
            step,
            said: no.said().to_owned(),
        }
    }
}

/// Connects, secures the connection and logs in; or how far that came.
fn connect(
    settings: &SmtpSettings,
    password: Option<&Password>,
) -> Result<SmtpConnection, (SmtpStep, Objection)> {
    let failed = |step| move |error: Error| (step, Objection::from(&error));
    let hello = ClientId::default();
    let secured = TlsParameters::new(settings.host.clone()).map_err(failed(SmtpStep::Secure))?;
    let from_the_start = (settings.tls == Tls::Implicit).then_some(&secured);
    let server = (settings.host.as_str(), settings.port);
    let timeout = Some(settings.timeout);
    let mut connection = SmtpConnection::connect(server, timeout, &hello, from_the_start, None)
        .map_err(|error| while_connecting(Objection::from(&error), settings.tls))?;
    if settings.tls == Tls::Starttls {
        if !connection.can_starttls() {
            return Err((SmtpStep::NoStarttls, Objection::Unheard(String::new())));
        }
        let secured = connection.starttls(&secured, &hello);
        secured.map_err(failed(SmtpStep::Secure))?;
    }
    if let (Some(user), Some(password)) = (&settings.user, password) {
        if connection
            .server_info()
            .get_auth_mechanism(&MECHANISMS)
            .is_none()
        {
            return Err((SmtpStep::NoLogin, Objection::Unheard(String::new())));
        }
        let credentials = Credentials::new(user.clone(), password.reveal());
        let welcome = connection.auth(&MECHANISMS, &credentials);
        welcome.map_err(|error| match Objection::from(&error) {
            no @ Objection::Later(_) => (SmtpStep::LoginLater, no),
            no => (SmtpStep::Login, no),
        })?;
    }
    Ok(connection)
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

/// What a server says that answers words in the open to the beginning of a secured connection, in the library's words.
const IN_THE_OPEN: [&str; 2] = ["corrupt message", "InvalidContentType"];

/// How far it came where it could not be connected to. A connection that is secured from the first byte on fails at its
/// certificate while it connects.
fn while_connecting(no: Objection, tls: Tls) -> (SmtpStep, Objection) {
    let step = match &no {
        Objection::Refused(_) | Objection::Later(_) => SmtpStep::Greeting,
        Objection::Unheard(said) if said.contains("certificate") => SmtpStep::Secure,
        Objection::Unheard(said)
            if tls == Tls::Implicit && IN_THE_OPEN.iter().any(|words| said.contains(words)) =>
        {
            SmtpStep::NotSecure
        }
        Objection::Unheard(_) => SmtpStep::Connect,
    };
    (step, no)
}

/// What an objection means for the letter; `unheard` where no answer was heard. Files keep the words of the server and no
/// others.
fn setback(no: Objection, unheard: impl FnOnce(String) -> Setback) -> Setback {
    match no {
        Objection::Refused(said) => Setback::Refused(said),
        Objection::Later(said) => Setback::Later(said),
        Objection::Unheard(_) => unheard(kept("")),
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
