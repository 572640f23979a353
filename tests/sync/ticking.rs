//! Letters leave only once their claim is on the server.

use crate::firm::{Firm, Seat};
use std::fs;

/// A quote waits to be sent, and the service has a clone of its own.
fn with_a_letter(firm: &Firm) -> Seat<'_> {
    let manager = firm.clone("sidorov", "desk");
    let file = firm.office.file("quote.pdf", "A quote");
    manager.done("deal move 1 in_stock");
    manager.done("deal move 1 quote_preparation");
    manager.done(&format!(
        "quote send 1 --file {file} --total 100000 --valid-until 2026-12-20 --prepayment 50"
    ));
    firm.office.let_in("cron", "service");
    firm.seat("ivanov", "office").done("sync");
    let cron = firm.clone("cron", "cron-1");
    // Letters to clients are held back for a while.
    firm.at("2026-11-20T12:00:00+03:00");
    cron
}

/// Letters to clients that lie in a clone's maildir.
fn delivered(seat: &Seat) -> usize {
    let folder = seat.folder().join(".git/tlg/maildir/new");
    let Ok(letters) = fs::read_dir(folder) else {
        return 0;
    };
    let texts = letters.map(|letter| fs::read_to_string(letter.unwrap().path()).unwrap());
    texts
        .filter(|text| text.contains("buyer@stakan.example"))
        .count()
}

#[test]
fn a_letter_leaves_once_and_everybody_knows() {
    let firm = Firm::open();
    let cron = with_a_letter(&firm);
    cron.done("tick");
    assert_eq!(delivered(&cron), 1);
    assert_eq!(firm.tip(), cron.tip());
    let manager = firm.seat("sidorov", "desk");
    manager.done("sync");
    assert!(manager.done("deal show 1 --json").contains("\"sent\""));
    cron.done("tick");
    assert_eq!(delivered(&cron), 1);
    cron.assert_sound();
}

#[test]
fn without_the_server_nothing_is_claimed_and_nothing_leaves() {
    let firm = Firm::open();
    let cron = with_a_letter(&firm);
    let before = cron.tip();
    firm.server_goes_away();
    let said = cron.ends("tick", 3);
    assert!(said.contains("does not answer"), "{said}");
    assert_eq!((delivered(&cron), cron.tip()), (0, before));
    firm.server_comes_back();
    cron.done("tick");
    assert_eq!(delivered(&cron), 1);
}

#[test]
fn of_two_tickers_one_claims() {
    let firm = Firm::open();
    let cron = with_a_letter(&firm);
    let other = firm.clone("cron", "cron-2");
    std::thread::scope(|threads| {
        let ticks = [cron, other].map(|seat| threads.spawn(move || seat.run("tick")));
        for tick in ticks {
            let ended = tick.join().unwrap();
            assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
        }
    });
    assert_eq!(delivered(&cron) + delivered(&other), 1);
    cron.done("sync");
    cron.assert_sound();
}
