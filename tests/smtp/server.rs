//! A mail server: ESMTP with STARTTLS and AUTH, without pipelining, that does with a letter what the test tells it to.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

const CERTIFICATE: &[u8] = include_bytes!("keys/localhost.der");
const KEY: &[u8] = include_bytes!("keys/localhost-key.der");

/// The name and password that a server with a login knows.
pub const USER: &str = "sales@tlg.example";
pub const PASSWORD: &str = "пароль, и не один";

/// A letter that the server took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: String,
    pub text: String,
    pub encrypted: bool,
    pub logged_in: bool,
}

/// What the server does with a letter to a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It says this to RCPT.
    Recipient(&'static str),
    /// It says this to DATA.
    Data(&'static str),
    /// Its answer to RCPT comes byte by byte, and never ends.
    Drip,
    /// It says this to the whole letter, and does not keep it.
    Letter(&'static str),
    /// It goes away after RCPT.
    HangUpBefore,
    /// It keeps the letter and goes away without an answer.
    HangUpAfter,
    /// It says nothing for so long after RCPT, then goes on.
    SlowBefore(Duration),
    /// It keeps the letter and says nothing for so long.
    SlowAfter(Duration),
}

/// How the server greets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Open,
    Starttls,
    Implicit,
}

#[derive(Default)]
struct State {
    received: Vec<Received>,
    /// What is to come of letters, by a part of the recipient's address, each once.
    answers: VecDeque<(String, Answer)>,
    sender: Option<&'static str>,
    /// What it says in the place of a greeting, and to a login.
    greeting: Option<&'static str>,
    login: Option<&'static str>,
    no_login: bool,
    connections: usize,
}

/// A server on this machine, for as long as the test runs.
pub struct Server {
    pub port: u16,
    state: Arc<Mutex<State>>,
}

/// What one connection knows.
struct Session {
    kind: Kind,
    state: Arc<Mutex<State>>,
    encrypted: bool,
    logged_in: bool,
    from: String,
    to: String,
}

enum After {
    GoOn,
    Secure,
    HangUp,
}

trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

impl Server {
    pub fn new(kind: Kind) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(Mutex::new(State::default()));
        let server = Server {
            port,
            state: Arc::clone(&state),
        };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { return };
                state.lock().expect("the state").connections += 1;
                let session = Session {
                    kind,
                    state: Arc::clone(&state),
                    encrypted: false,
                    logged_in: false,
                    from: String::new(),
                    to: String::new(),
                };
                thread::spawn(move || session.run(stream));
            }
        });
        server
    }

    /// From the next letter to this recipient on, each answer once.
    pub fn answers(&self, to: &str, answers: &[Answer]) {
        let mut state = self.state.lock().expect("the state");
        let answers = answers.iter().map(|answer| (to.to_owned(), answer.clone()));
        state.answers.extend(answers);
    }

    /// From now on it takes every letter.
    pub fn forgets_its_answers(&self) {
        self.state.lock().expect("the state").answers.clear();
    }

    /// Says this to MAIL from now on.
    pub fn refuses_senders(&self, answer: Option<&'static str>) {
        self.state.lock().expect("the state").sender = answer;
    }

    /// Says this in the place of a greeting from now on.
    pub fn greets_with(&self, answer: &'static str) {
        self.state.lock().expect("the state").greeting = Some(answer);
    }

    /// Says this to every login from now on.
    pub fn answers_logins(&self, answer: &'static str) {
        self.state.lock().expect("the state").login = Some(answer);
    }

    /// Offers no login from now on.
    pub fn offers_no_login(&self) {
        self.state.lock().expect("the state").no_login = true;
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.lock().expect("the state").received.clone()
    }

    pub fn connections(&self) -> usize {
        self.state.lock().expect("the state").connections
    }
}

impl Session {
    fn run(mut self, stream: TcpStream) {
        let mut stream: Box<dyn Stream> = match self.kind {
            Kind::Implicit => {
                self.encrypted = true;
                secured(Box::new(stream))
            }
            Kind::Open | Kind::Starttls => Box::new(stream),
        };
        let said = self.state.lock().expect("the state").greeting;
        let mut greeting = Some(said.unwrap_or("220 mail.tlg.example ESMTP"));
        loop {
            let mut reader = BufReader::new(stream);
            let secure = self.talk(&mut reader, greeting.take()).unwrap_or(false);
            if !secure {
                return;
            }
            self.encrypted = true;
            stream = secured(reader.into_inner());
        }
    }

    /// Answers until the connection ends or is to be secured.
    fn talk(
        &mut self,
        stream: &mut BufReader<Box<dyn Stream>>,
        greeting: Option<&str>,
    ) -> std::io::Result<bool> {
        if let Some(greeting) = greeting {
            say(stream, greeting)?;
        }
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line)? == 0 {
                return Ok(false);
            }
            match self.answer(line.trim_end(), stream)? {
                After::GoOn => {}
                After::Secure => return Ok(true),
                After::HangUp => return Ok(false),
            }
        }
    }

    fn answer(
        &mut self,
        line: &str,
        stream: &mut BufReader<Box<dyn Stream>>,
    ) -> std::io::Result<After> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => say(stream, &self.greeting())?,
            "STARTTLS" => {
                say(stream, "220 ready")?;
                return Ok(After::Secure);
            }
            "AUTH" => {
                let wanted = base64(format!("\0{USER}\0{PASSWORD}").as_bytes());
                self.logged_in = rest == format!("PLAIN {wanted}");
                let said = self.state.lock().expect("the state").login;
                match self.logged_in {
                    _ if said.is_some() => say(stream, said.unwrap_or_default())?,
                    true => say(stream, "235 2.7.0 welcome")?,
                    false => say(stream, "535 5.7.8 wrong name or password")?,
                }
            }
            "MAIL" if !self.to.is_empty() => say(stream, "503 5.5.1 nested MAIL command")?,
            "RSET" => {
                self.to.clear();
                say(stream, "250 2.0.0 ok")?;
            }
            "MAIL" => {
                self.from = address(rest);
                let sender = self.state.lock().expect("the state").sender;
                say(stream, sender.unwrap_or("250 2.1.0 ok"))?;
            }
            "RCPT" => return self.recipient(address(rest), stream),
            "DATA" => return self.letter(stream),
            "NOOP" => say(stream, "250 2.0.0 ok")?,
            "QUIT" => {
                say(stream, "221 2.0.0 bye")?;
                return Ok(After::HangUp);
            }
            _ => say(stream, "500 5.5.1 what?")?,
        }
        Ok(After::GoOn)
    }

    fn greeting(&self) -> String {
        let mut lines = vec!["mail.tlg.example", "8BITMIME"];
        if self.kind == Kind::Starttls && !self.encrypted {
            lines.push("STARTTLS");
        }
        if self.encrypted && !self.state.lock().expect("the state").no_login {
            lines.push("AUTH PLAIN LOGIN");
        }
        let last = lines.len() - 1;
        let lines = lines.iter().enumerate().map(|(place, line)| {
            let dash = if place == last { ' ' } else { '-' };
            format!("250{dash}{line}")
        });
        lines.collect::<Vec<_>>().join("\r\n")
    }

    fn recipient(
        &mut self,
        to: String,
        stream: &mut BufReader<Box<dyn Stream>>,
    ) -> std::io::Result<After> {
        self.to = to;
        match self.next(|answer| {
            !matches!(
                answer,
                Answer::Data(_) | Answer::Letter(_) | Answer::HangUpAfter | Answer::SlowAfter(_)
            )
        }) {
            Some(Answer::Recipient(answer)) => say(stream, answer)?,
            Some(Answer::HangUpBefore) => return Ok(After::HangUp),
            Some(Answer::Drip) => loop {
                stream.get_mut().write_all(b"2")?;
                thread::sleep(Duration::from_millis(100));
            },
            Some(Answer::SlowBefore(time)) => {
                thread::sleep(time);
                say(stream, "250 2.1.5 ok")?;
            }
            _ => say(stream, "250 2.1.5 ok")?,
        }
        Ok(After::GoOn)
    }

    fn letter(&mut self, stream: &mut BufReader<Box<dyn Stream>>) -> std::io::Result<After> {
        if let Some(Answer::Data(no)) = self.next(|answer| matches!(answer, Answer::Data(_))) {
            say(stream, no)?;
            return Ok(After::GoOn);
        }
        say(stream, "354 go on")?;
        let mut text = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line)? == 0 {
                return Ok(After::HangUp);
            }
            if line == ".\r\n" {
                break;
            }
            text.push_str(line.strip_prefix('.').unwrap_or(&line));
        }
        let answer = self.next(|_| true);
        let to = std::mem::take(&mut self.to);
        if let Some(Answer::Letter(answer)) = answer {
            say(stream, answer)?;
            return Ok(After::GoOn);
        }
        let received = Received {
            from: self.from.clone(),
            to,
            text,
            encrypted: self.encrypted,
            logged_in: self.logged_in,
        };
        self.state
            .lock()
            .expect("the state")
            .received
            .push(received);
        match answer {
            Some(Answer::HangUpAfter) => return Ok(After::HangUp),
            Some(Answer::SlowAfter(time)) => thread::sleep(time),
            _ => {}
        }
        say(stream, "250 2.0.0 kept")?;
        Ok(After::GoOn)
    }

    /// The next answer for this recipient, where it is one of these.
    fn next(&self, fits: impl Fn(&Answer) -> bool) -> Option<Answer> {
        let mut state = self.state.lock().expect("the state");
        let mine = |(to, _): &(String, Answer)| self.to.contains(to.as_str());
        let place = state.answers.iter().position(mine)?;
        if !fits(&state.answers[place].1) {
            return None;
        }
        state.answers.remove(place).map(|(_, answer)| answer)
    }
}

impl Received {
    /// The value of a header, with its folds undone.
    pub fn header(&self, name: &str) -> Option<String> {
        let (head, _) = self.text.split_once("\r\n\r\n")?;
        let head = head.replace("\r\n ", " ");
        let mut lines = head.lines();
        let begin = format!("{name}: ");
        lines.find_map(|line| line.strip_prefix(&begin).map(str::to_owned))
    }

    pub fn message_id(&self) -> String {
        self.header("Message-ID").expect("a Message-ID")
    }
}

fn say(stream: &mut BufReader<Box<dyn Stream>>, answer: &str) -> std::io::Result<()> {
    let stream = stream.get_mut();
    stream.write_all(format!("{answer}\r\n").as_bytes())?;
    stream.flush()
}

fn secured(stream: Box<dyn Stream>) -> Box<dyn Stream> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(KEY));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_single_cert(vec![CERTIFICATE.into()], key)
        .expect("our certificate");
    let connection = ServerConnection::new(Arc::new(config)).expect("a connection");
    Box::new(StreamOwned::new(connection, stream))
}

/// `FROM:<a@b> SIZE=1` is `a@b`.
fn address(rest: &str) -> String {
    let inside = rest
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or(rest, |(address, _)| address).to_owned()
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut block = [0; 3];
        block[..chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes([0, block[0], block[1], block[2]]);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            text.push(match place <= chunk.len() {
                true => char::from(ALPHABET[digit as usize]),
                false => '=',
            });
        }
    }
    text
}
