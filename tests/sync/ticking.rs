//! Letters leave only once their claim is on the server.

use crate::firm::{Firm, Seat};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

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
    assert!(
        said.contains("does not answer") && said.contains("letters did not leave"),
        "{said}"
    );
    assert_eq!((delivered(&cron), cron.tip()), (0, before));
    firm.server_comes_back();
    cron.done("tick");
    assert_eq!(delivered(&cron), 1);
}

#[test]
fn letters_that_left_are_not_said_to_have_stayed_because_their_receipts_wait_for_the_server() {
    let firm = Firm::open();
    let cron = with_a_letter(&firm);
    // The server goes once it has the claim.
    let hook = firm.server.join("hooks/post-receive");
    let away = firm.sandbox().path("away.git");
    let script = format!(
        "#!/bin/sh\nmv {} {}\n",
        firm.server.display(),
        away.display()
    );
    fs::write(&hook, script).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let said = cron.ends("tick", 3);
    assert_eq!(delivered(&cron), 1, "{said}");
    assert!(
        said.contains("sent") && !said.contains("did not leave"),
        "{said}"
    );
    assert!(
        said.contains("recorded in this clone and waits for its server"),
        "{said}"
    );
    let said = cron.ends("tick", 3);
    assert!(said.contains("no letter waits to leave"), "{said}");
    fs::remove_file(away.join("hooks/post-receive")).unwrap();
    firm.server_comes_back();
    cron.done("tick");
    assert_eq!((delivered(&cron), cron.tip()), (1, firm.tip()));
    cron.assert_sound();
}

#[test]
fn while_a_claim_is_on_its_way_others_work_in_the_clone_and_its_letters_leave() {
    let firm = Firm::open();
    let cron = with_a_letter(&firm);
    let beside = firm.seat("sidorov", "cron-1");
    let slow = SlowServer::of(&firm);
    std::thread::scope(|threads| {
        let tick = threads.spawn(move || cron.run("tick"));
        slow.waits_until_asked();
        let begun = Instant::now();
        let said = beside.done("client add Cafe --email cafe@cafe.example");
        assert!(begun.elapsed().as_secs() < 15, "{:?}", begun.elapsed());
        assert!(
            said.contains("another command of this clone") && said.contains("tick"),
            "{said}"
        );
        slow.answers();
        let ended = tick.join().unwrap();
        assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
    });
    assert_eq!(delivered(&cron), 1);
    // It was done on what the claim was made on, and waited for its author.
    let said = beside.done("sync");
    assert!(said.contains("decided again"), "{said}");
    assert!(beside.done("client list").contains("Cafe"));
    assert_eq!(cron.tip(), firm.tip());
    cron.done("tick");
    assert_eq!(delivered(&cron), 1);
    cron.assert_sound();
}

#[test]
fn while_numbers_are_leased_others_work_in_the_clone() {
    let firm = Firm::open();
    let desk = firm.fresh("sidorov", "desk");
    let slow = SlowServer::of(&firm);
    std::thread::scope(|threads| {
        let sync = threads.spawn(move || desk.run("sync"));
        slow.waits_until_asked();
        let said = desk.done("client add Cafe --email cafe@cafe.example");
        assert!(said.contains("another command of this clone"), "{said}");
        slow.answers();
        let ended = sync.join().unwrap();
        assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
        assert!(ended.stdout.contains("in stock here"), "{}", ended.stdout);
    });
    desk.done("sync");
    assert_eq!(desk.tip(), firm.tip());
    let log = desk.git("log --format=%s");
    assert_eq!(log.matches("Cafe").count(), 1, "{log}");
    assert!(desk.kept().is_empty());
    desk.assert_sound();
}

#[test]
fn a_command_that_died_at_the_server_keeps_nobody_from_it() {
    let firm = Firm::open();
    let desk = firm.fresh("sidorov", "desk");
    let slow = SlowServer::of(&firm);
    let mut died = desk.command("sync").spawn().unwrap();
    slow.waits_until_asked();
    died.kill().unwrap();
    died.wait().unwrap();
    slow.answers();
    let begun = Instant::now();
    desk.done("client add Cafe --email cafe@cafe.example");
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    desk.done("sync");
    assert_eq!(desk.tip(), firm.tip());
    assert!(desk.kept().is_empty());
    desk.assert_sound();
}

/// A server that takes its time with a push.
struct SlowServer {
    asked: PathBuf,
    answers: PathBuf,
}

impl SlowServer {
    fn of(firm: &Firm) -> SlowServer {
        let slow = SlowServer {
            asked: firm.sandbox().path("asked"),
            answers: firm.sandbox().path("answers"),
        };
        let hook = firm.server.join("hooks/pre-receive");
        let real = hook.with_file_name("pre-receive.real");
        fs::rename(&hook, &real).unwrap();
        let script = format!(
            "#!/bin/sh\ntouch {}\nuntil test -e {}; do sleep 0.05; done\nexec {}\n",
            slow.asked.display(),
            slow.answers.display(),
            real.display()
        );
        fs::write(&hook, script).unwrap();
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
        slow
    }

    fn waits_until_asked(&self) {
        let begun = Instant::now();
        while !self.asked.exists() {
            assert!(begun.elapsed().as_secs() < 30, "nobody asks");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn answers(&self) {
        fs::write(&self.answers, "").unwrap();
    }
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

#[test]
fn letters_that_left_without_the_server_stop_a_sync_that_would_send_them_again() {
    let firm = Firm::open();
    let cron = with_a_letter(&firm);
    cron.git("remote rename origin aside");
    let aside = cron.git("config remote.aside.url");
    cron.git("remote remove aside");
    cron.done("tick");
    assert_eq!(delivered(&cron), 1);
    let claim = cron.git("log -1 --format=%h --grep=ticked");
    firm.seat("sidorov", "desk").done("deal note 1 -m Called");
    cron.git(&format!("remote add origin {aside}"));
    let before = cron.tip();
    let said = cron.ends("sync", 1);
    assert!(said.contains("took letters in hand"), "{said}");
    assert!(said.contains(&format!("git show {claim}")), "{said}");
    assert!(cron.says_in_russian("sync").contains("взял письма"));
    assert_eq!((cron.tip(), delivered(&cron)), (before, 1));
}
