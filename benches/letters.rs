//! How fast `tlg tick` hands letters to a mail server, beside a plain loop of the mail library over one connection that
//! hands over the same bytes, without a journal and without a history.
//!
//! `cargo bench --bench letters` sends 1,000 quotes, each to its client; `-- --letters 5000` as many as one likes. The
//! server is asked: its clock runs from the first MAIL to the last letter that it has taken. It confirms a letter once
//! its disk has; with `TMPDIR=/dev/shm` no disk has a say, and what is left is the work of the processors.
//!
//! The library writes a letter and the dot that ends it apart, and the system holds the dot back until the server has
//! confirmed the letter, some 40 ms. `tick` writes both at once. So there is a second loop that does the same.

mod generator;
#[path = "letters/server.rs"]
mod server;
#[allow(dead_code, reason = "shared with tests/tick.rs")]
#[path = "../tests/support/vouched.rs"]
mod vouched;

use generator::Company;
use generator::measure::{measured, median, number_after};
use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use server::{Letter, Server};
use std::fs;
use std::path::Path;
use std::time::Duration;
use tlg::workspace::Workspace;
use vouched::vouched_for;

/// Runs of each, in turn; the median is reported.
const RUNS: usize = 5;

/// Half an hour after the quotes were sent: their letters are held no longer.
const NOW: &str = "2026-11-20T10:30:00+03:00";

fn main() {
    let letters = number_after("--letters").unwrap_or(1_000);
    let company = Company::with_deals(1);
    let server = Server::keeping_in(&company.folder().join("mail"));
    company.send_quotes(letters as usize);
    company.lets_cron_in(server.port);
    let workspace = Workspace::open(&company.workspace()).expect("the workspace opens");
    vouched_for(&workspace, Path::new(env!("CARGO_BIN_EXE_tlg")));
    let start = company.head();
    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..RUNS {
        let whole = tick(&company);
        let (taken, sending) = server.takes();
        assert_eq!(taken.len(), letters as usize);
        let plain = loops(&server, &taken, plainly);
        let at_once = loops(&server, &taken, in_one_piece);
        for (times, time) in times.iter_mut().zip([plain, at_once, sending, whole]) {
            times.push(time);
        }
        undo(&company, &start);
    }
    let [plain, at_once, sending, whole] = times.map(|times| median(&times));
    println!("{letters} letters over one connection\n");
    tell("plain loop of the library", letters, plain, at_once);
    tell("the same, letters in one piece", letters, at_once, at_once);
    tell("tlg tick, while it sends", letters, sending, at_once);
    tell("tlg tick, all in all", letters, whole, at_once);
}

fn tell(what: &str, letters: u32, time: Duration, other: Duration) {
    let rate = f64::from(letters) / time.as_secs_f64();
    let share = other.as_secs_f64() / time.as_secs_f64();
    println!(
        "{what:<32} {:>8.1} ms {rate:>8.0} letters/s   {share:.3} × in one piece",
        time.as_secs_f64() * 1e3,
    );
}

/// One run that claims, sends and records every letter.
fn tick(company: &Company) -> Duration {
    let mut tick = company.command(&["tick"]);
    tick.env("TLG_NOW", NOW);
    measured(tick).0
}

/// The same letters once more, one after another; the server's time for them.
fn loops(
    server: &Server,
    letters: &[Letter],
    hand_over: fn(&mut SmtpConnection, &Letter),
) -> Duration {
    let hello = ClientId::default();
    let at = ("127.0.0.1", server.port);
    let timeout = Some(Duration::from_secs(60));
    let connection = SmtpConnection::connect(at, timeout, &hello, None, None);
    let mut connection = connection.expect("a connection");
    for letter in letters {
        hand_over(&mut connection, letter);
    }
    connection.quit().expect("a goodbye");
    let (again, time) = server.takes();
    let texts = |letters: &[Letter]| letters.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
    assert!(texts(&again) == texts(letters));
    time
}

fn plainly(connection: &mut SmtpConnection, letter: &Letter) {
    let (from, to) = addresses(letter);
    let envelope = Envelope::new(Some(from), vec![to]).expect("an envelope");
    let text = letter.text.strip_suffix("\r\n").unwrap_or(&letter.text);
    let answer = connection.send(&envelope, text.as_bytes());
    answer.expect("the letter is taken");
}

fn in_one_piece(connection: &mut SmtpConnection, letter: &Letter) {
    let (from, to) = addresses(letter);
    let stuffed = letter.text.replace("\r\n.", "\r\n..");
    let answers = connection
        .command(Mail::new(Some(from), Vec::new()))
        .and_then(|_| connection.command(Rcpt::new(to, Vec::new())))
        .and_then(|_| connection.command(Data))
        .and_then(|_| connection.command(format!("{stuffed}.\r\n")));
    answers.expect("the letter is taken");
}

fn addresses(letter: &Letter) -> (Address, Address) {
    let address = |text: &str| text.parse().expect("an address");
    (address(&letter.from), address(&letter.to))
}

/// As if nothing had left.
fn undo(company: &Company, start: &str) {
    company.git(&["reset", "-q", "--hard", start]);
    let journal = company.workspace().join(".git/tlg/outbox");
    fs::remove_file(journal).expect("a journal");
}
