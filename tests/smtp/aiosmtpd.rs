//! The letters as another mail server and another mail library see them: Python's.

use crate::clone::{CRON, Clone, MONDAY, said, sent_quote};
use crate::post::{CLIENT, authority, transport};
use crate::server::{PASSWORD, USER};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use tlg::record::Sha256Hex;

/// The interpreters that may have aiosmtpd: the first of the path, and the one that Debian's package is for.
const PYTHONS: [&str; 2] = ["python3", "/usr/bin/python3"];

struct Mailbox {
    child: Child,
    port: u16,
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        // It ends with the test in any case.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A Python with aiosmtpd; without one the test says so past the test runner, and fails where CI has to have it.
fn python() -> Option<&'static str> {
    let has_it = |python: &&&str| {
        let mut command = Command::new(python);
        let command = command
            .args(["-c", "import aiosmtpd"])
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let found = PYTHONS.iter().find(has_it).copied();
    if found.is_none() {
        let missing = "NOT RUN: smtp::aiosmtpd needs the package python3-aiosmtpd\n";
        std::io::stderr()
            .write_all(missing.as_bytes())
            .expect("a terminal or file");
        assert!(std::env::var_os("CI").is_none(), "{missing}");
    }
    found
}

fn mailbox(python: &str, clone: &Clone) -> Mailbox {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp");
    let mut child = Command::new(python)
        .arg(format!("{folder}/mailbox.py"))
        .arg(clone.sandbox.path("mailbox"))
        .args([USER, PASSWORD])
        .args([
            format!("{folder}/keys/localhost.pem"),
            format!("{folder}/keys/localhost-key.pem"),
        ])
        .arg(port.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python");
    let mut line = String::new();
    let stdout = child.stdout.take().expect("its output");
    BufReader::new(stdout).read_line(&mut line).expect("a line");
    assert_eq!(line, "listening\n");
    Mailbox { child, port }
}

#[test]
fn another_library_reads_what_was_written() {
    let Some(python) = python() else { return };
    let server = Clone::of(&mut sent_quote());
    let mailbox = mailbox(python, &server);
    let mut house = sent_quote();
    let smtp = format!(
        "smtp\n  smtp: {{host: localhost, port: {}, user: {USER}}}",
        mailbox.port
    );
    transport(&mut house, &smtp);
    let file = house.deal().rounds[0].file.clone();
    let quote = Sha256Hex::of(house.files.0.get(&file).expect("the quote"));
    let clone = Clone::of(&mut house);
    let (_, shown) =
        said(&mut clone.command(CRON, MONDAY, &["mail", "show", "TLG-1/quote/1", "--json"]));
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let mut tick = clone.command(CRON, MONDAY, &["tick"]);
    tick.env("TLG_SMTP_PASSWORD", PASSWORD)
        .env("SSL_CERT_FILE", authority());
    let (code, told) = said(&mut tick);
    assert_eq!(code, Some(0), "{told}");
    let kept = std::fs::read_to_string(server.sandbox.path("mailbox")).expect("letters");
    let letters = kept
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let letters: Vec<Value> = letters.collect();
    let letter = letters.iter().find(|letter| letter["rcpt"] == CLIENT);
    let letter = letter.expect("the client's letter");
    assert_eq!(letter["defects"], serde_json::json!([]));
    assert_eq!(letter["user"], USER);
    assert_eq!(letter["subject"], shown["subject"]);
    assert_eq!(
        letter["message_id"],
        format!("<{}>", shown["message_id"].as_str().expect("an id"))
    );
    for header in ["from", "to", "reply_to"] {
        let (name, email) = (
            &letter[header][0],
            letter[header][1].as_str().expect("an address"),
        );
        let name = name.as_str().expect("a name");
        let whole = if name.is_empty() {
            email.to_owned()
        } else {
            format!("{name} <{email}>")
        };
        assert_eq!(shown[header], whole, "{header}");
    }
    let body = shown["body"].as_str().expect("a text").trim_end();
    assert_eq!(letter["text"].as_str().expect("a text").trim_end(), body);
    assert_eq!(letter["attachments"][0]["name"], "КП TLG-1 №1.pdf");
    assert_eq!(letter["attachments"][0]["type"], "application/pdf");
    assert_eq!(letter["attachments"][0]["sha256"], quote.to_string());
}
