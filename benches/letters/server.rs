//! A mail server on this machine that answers for what it takes: a letter is on the disk before it says so.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// A letter that the server took.
#[derive(Clone)]
pub struct Letter {
    pub from: String,
    pub to: String,
    pub text: String,
}

/// What the server took since it was asked last, and how long that took it.
#[derive(Default)]
struct Taken {
    letters: Vec<Letter>,
    /// When the first letter was offered, and when the last one was taken.
    begun: Option<Instant>,
    ended: Option<Instant>,
}

pub struct Server {
    pub port: u16,
    taken: Arc<Mutex<Taken>>,
}

struct Session {
    taken: Arc<Mutex<Taken>>,
    folder: PathBuf,
    from: String,
    to: String,
}

impl Server {
    /// A server that keeps its letters in a folder.
    pub fn keeping_in(folder: &Path) -> Server {
        fs::create_dir_all(folder).expect("a folder for letters");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let taken = Arc::new(Mutex::new(Taken::default()));
        let server = Server {
            port,
            taken: Arc::clone(&taken),
        };
        let folder = folder.to_owned();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let session = Session {
                    taken: Arc::clone(&taken),
                    folder: folder.clone(),
                    from: String::new(),
                    to: String::new(),
                };
                let stream = stream.expect("a connection");
                thread::spawn(move || session.talk(stream).expect("a client that stays"));
            }
        });
        server
    }

    /// The letters since the last time, and how long they took from the first offer to the last yes.
    pub fn takes(&self) -> (Vec<Letter>, Duration) {
        let taken = std::mem::take(&mut *self.taken.lock().expect("the letters"));
        let times = taken.begun.zip(taken.ended);
        let (begun, ended) = times.expect("at least one letter");
        (taken.letters, ended - begun)
    }
}

impl Session {
    fn talk(mut self, stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut answers = stream.try_clone()?;
        let mut lines = BufReader::new(stream);
        answers.write_all(b"220 mail.tlg.example ESMTP\r\n")?;
        let mut line = String::new();
        loop {
            line.clear();
            if lines.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let (verb, rest) = line
                .trim_end()
                .split_once(' ')
                .unwrap_or((line.trim_end(), ""));
            let answer = match verb {
                "EHLO" => "250-mail.tlg.example\r\n250 8BITMIME",
                "MAIL" => {
                    self.taken().begun.get_or_insert_with(Instant::now);
                    self.from = address(rest);
                    "250 2.1.0 ok"
                }
                "RCPT" => {
                    self.to = address(rest);
                    "250 2.1.5 ok"
                }
                "DATA" => {
                    answers.write_all(b"354 go on\r\n")?;
                    let text = letter(&mut lines)?;
                    self.keep(text)?;
                    "250 2.0.0 taken"
                }
                "NOOP" | "RSET" => "250 2.0.0 ok",
                "QUIT" => return answers.write_all(b"221 2.0.0 bye\r\n"),
                _ => "500 5.5.1 what?",
            };
            answers.write_all(format!("{answer}\r\n").as_bytes())?;
        }
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().expect("the letters")
    }

    fn keep(&self, text: String) -> io::Result<()> {
        let number = self.taken().letters.len();
        let mut file = File::create(self.folder.join(format!("{number}.eml")))?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        let mut taken = self.taken();
        taken.letters.push(Letter {
            from: self.from.clone(),
            to: self.to.clone(),
            text,
        });
        taken.ended = Some(Instant::now());
        Ok(())
    }
}

/// The lines of a letter up to the single dot, without the dots that were doubled on the way.
fn letter(lines: &mut impl BufRead) -> io::Result<String> {
    let mut text = String::new();
    loop {
        let before = text.len();
        if lines.read_line(&mut text)? == 0 || &text[before..] == ".\r\n" {
            text.truncate(before);
            return Ok(text);
        }
        if text[before..].starts_with("..") {
            text.remove(before);
        }
    }
}

/// `FROM:<a@b> SIZE=1` is `a@b`.
fn address(rest: &str) -> String {
    let inside = rest.split(['<', '>']).nth(1);
    inside.unwrap_or(rest).to_owned()
}
