//! A clone whose letters go to a mail server of the test's own.

use crate::clone::{CRON, Clone, MONDAY, said, sent_quote};
use crate::house::House;
use crate::server::{Kind, PASSWORD, Server, USER};
use std::process::Command;

/// The manager of the deal.
pub const MANAGER: &str = "ivanov@tlg.example";
/// Whom the quote's letter goes to.
pub const CLIENT: &str = "buyer@stakan.example";
/// The quote's letter.
pub const QUOTE: &str = "TLG-1/quote/1";

/// A clone and the server that its settings name.
pub struct Post {
    pub clone: Clone,
    pub server: Server,
}

impl Post {
    /// Letters of a sent quote wait; the server is asked in the open and without a login.
    pub fn open() -> Post {
        Post::of(Kind::Open, &mut sent_quote())
    }

    pub fn of(kind: Kind, house: &mut House) -> Post {
        let server = Server::new(kind);
        let port = server.port;
        let smtp = match kind {
            Kind::Open => format!("{{host: 127.0.0.1, port: {port}, tls: none, timeout: 1}}"),
            Kind::Starttls => format!("{{host: localhost, port: {port}, user: {USER}}}"),
            Kind::Implicit => {
                format!("{{host: localhost, port: {port}, tls: implicit, user: {USER}}}")
            }
        };
        transport(house, &format!("smtp\n  smtp: {smtp}"));
        Post {
            clone: Clone::of(house),
            server,
        }
    }

    /// `tlg tick` at a time.
    pub fn tick(&self, now: &str) -> Command {
        let mut command = self.clone.command(CRON, now, &["tick"]);
        command
            .env("TLG_SMTP_PASSWORD", PASSWORD)
            .env("SSL_CERT_FILE", authority());
        command
    }

    /// Runs `tlg tick` at a time: its exit code and what it said.
    pub fn ticks(&self, now: &str) -> (Option<i32>, String) {
        said(&mut self.tick(now))
    }

    /// Runs something else than `tick`.
    pub fn tlg(&self, email: &str, now: &str, arguments: &[&str]) -> (Option<i32>, String) {
        said(&mut self.clone.command(email, now, arguments))
    }

    /// How the quote's letter stands, as the deal file says.
    pub fn state(&self) -> String {
        state_of_quote(&self.clone)
    }

    /// How many letters came to an address.
    pub fn came_to(&self, to: &str) -> usize {
        let received = self.server.received();
        received.iter().filter(|letter| letter.to == to).count()
    }
}

pub fn state_of_quote(clone: &Clone) -> String {
    let tip = clone.workspace.tip().expect("a tip");
    let deal = tlg::deal::DealId::parse("TLG-1").expect("an id");
    let file = tlg::actions::ground::deal_at(&tip, &deal).expect("a deal");
    let file = file.expect("a deal");
    let mut mail = file.deal.mail.iter();
    let letter = mail.find(|letter| letter.id.to_string() == "quote/1");
    letter.expect("the letter").state.id().to_owned()
}

/// Writes another way for letters into the settings.
pub fn transport(house: &mut House, transport: &str) {
    let settings = house.files.0.get_mut("tlg.yaml").expect("settings");
    let text = String::from_utf8(settings.clone()).expect("a text");
    let anew = text.replace("transport: maildir", &format!("transport: {transport}"));
    assert_ne!(text, anew);
    *settings = anew.into_bytes();
}

/// The authority that signed the server's certificate.
pub fn authority() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp/keys/authority.pem")
}

/// Later on the same Monday.
pub fn at(time: &str) -> String {
    MONDAY.replace("09:00", time)
}
