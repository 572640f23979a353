//! A dry run is the run without its edges: it tells what the run then does (docs/process.md, Mail and Time).
#![cfg(unix)]

use crate::faults::Killer;
use crate::office::{Ended, Office};
use crate::unreadable::by_hand;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use tlg::workspace::Workspace;

const FRIDAY: &str = "2026-11-20T10:00:00+03:00";
const NOON: &str = "2026-11-20T12:00:00+03:00";
const MONDAY: &str = "2026-11-23T09:00:00+03:00";
const THURSDAY: &str = "2026-11-26T09:00:00+03:00";
const SATURDAY: &str = "2026-11-28T09:00:00+03:00";
const NEW_YEAR: &str = "2027-01-04T09:00:00+03:00";

/// What a dry run and a run both say.
const BOTH: [&str; 20] = [
    "day",
    "at",
    "open",
    "late",
    "reminded",
    "escalated",
    "digests",
    "claimed",
    "cancelled",
    "sent",
    "lapsed",
    "deferred",
    "waiting",
    "still",
    "stay",
    "unshared",
    "remedy",
    "trouble",
    "unreadable",
    "failed",
];

/// A company in which a quote was sent to the client and a deal waits for somebody to look at the stock.
fn office() -> Office {
    let office = Office::open();
    office.let_in("cron", "service");
    let quote = office.file("quote.pdf", "%PDF-1.7 quote");
    let sidorov = office.by("sidorov");
    sidorov.done("deal new --client stakan-plus --title Линия");
    sidorov.done("deal move 1 in_stock");
    sidorov.done("deal move 1 quote_preparation");
    sidorov.done(&format!(
        "quote ask 1 --file {quote} --total 100000 --valid-until 2026-12-31 -m Срочно"
    ));
    let asked = office.by("petrova").json("approve");
    let binds = asked[0]["binds"].as_str().expect("a hash");
    office
        .by("petrova")
        .done(&format!("approve 1 --binds {binds}"));
    sidorov.done("deal new --client stakan-plus --title Стаканы");
    office
}

/// A deal whose payment was put off to a day.
fn deferred(office: &Office) {
    let file = office.file("invoice.pdf", "%PDF-1.7 invoice");
    let sidorov = office.by("sidorov");
    sidorov.done("deal move 1 invoicing");
    sidorov.done(&format!(
        "task done 1 --file invoice={file} --set invoice_number=A-17 --no-mail"
    ));
    sidorov.done(&format!(
        "deal defer 1 --until 2026-11-25 --file specification={file}"
    ));
}

fn document(ended: &Ended) -> Value {
    let said = format!("{}{}", ended.stdout, ended.stderr);
    serde_json::from_str(&ended.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// Everything of the clone that a dry run might write.
fn written(office: &Office) -> Vec<(&str, Option<Vec<u8>>)> {
    let git = office.folder().join(".git");
    let files = ["tlg/outbox", "tlg/post", "HEAD"];
    let files = files.map(|name| (name, fs::read(git.join(name)).ok()));
    let references = office.git("for-each-ref").into_bytes();
    files
        .into_iter()
        .chain([("references", Some(references))])
        .collect()
}

/// Tries it, runs it, and compares.
fn rehearsed(what: &str, office: &Office) -> (i32, Value) {
    let before = written(office);
    let tries = ["cron", "petrova"].map(|person| {
        let ended = office.by(person).run("tick --dry-run --json");
        for ((name, before), (_, after)) in before.iter().zip(written(office)) {
            assert!(*before == after, "{what}: {person} wrote {name}");
        }
        (person, ended)
    });
    let run = office.by("cron").run("tick --json");
    let done = document(&run);
    for (person, ended) in tries {
        let told = document(&ended);
        for key in BOTH {
            assert_eq!(told[key], done[key], "{what}: {key}, by {person}");
        }
        assert_eq!(ended.code, run.code, "{what}, by {person}: {told:#}");
    }
    (run.code, done)
}

/// How many of something a run names.
fn count(done: &Value, key: &str) -> usize {
    done[key].as_array().map_or(0, Vec::len)
}

#[test]
fn what_a_dry_run_tells_the_run_does() {
    let mut office = office();
    for (what, now) in [
        ("the first", NOON),
        ("nothing to do", NOON),
        ("an ordinary day", MONDAY),
        ("late tasks", THURSDAY),
        ("a day off", SATURDAY),
        ("the holidays", NEW_YEAR),
    ] {
        office.at(now);
        let (code, done) = rehearsed(what, &office);
        assert_eq!(code, 0, "{what}: {done:#}");
        match what {
            "the first" => assert_eq!(count(&done, "sent"), 2, "{done:#}"),
            "late tasks" => assert_eq!(count(&done, "digests"), 1, "{done:#}"),
            _ => {}
        }
    }
    office.assert_sound();
}

#[test]
fn reminders_and_escalations_come_as_they_were_told() {
    let mut office = office();
    office.at(NOON);
    office.by("cron").done("tick");
    deferred(&office);
    let mut told = (0, 0);
    for day in 24..=30 {
        office.at(&format!("2026-11-{day}T09:00:00+03:00"));
        let (code, done) = rehearsed(&format!("day {day}"), &office);
        assert_eq!(code, 0, "{done:#}");
        told.0 += count(&done, "reminded");
        told.1 += count(&done, "escalated");
    }
    assert_eq!(told.0, 6, "once a day");
    assert!(told.1 > 0, "{told:?}");
}

#[test]
fn a_letter_that_waits_for_its_hold_is_told_of_as_waiting() {
    let mut office = office();
    for (now, leaves) in [("10:09", false), ("10:10", true)] {
        office.at(&FRIDAY.replace("10:00", now));
        let (_, done) = rehearsed(now, &office);
        let sent = done["sent"].to_string();
        assert_eq!(sent.contains("TLG-1/quote/1"), leaves, "{now}: {sent}");
    }
}

#[test]
fn letters_that_got_too_old_need_a_person_before_the_run_and_after() {
    let mut office = office();
    office.at(THURSDAY);
    let (code, done) = rehearsed("too old", &office);
    let too_old = done["cancelled"].as_array().expect("letters").iter();
    let too_old = too_old.filter(|letter| letter["because"] == "too_old");
    assert_eq!(
        (code, too_old.count()),
        (1, count(&done, "waiting")),
        "{done:#}"
    );
    assert!(count(&done, "waiting") > 0, "{done:#}");
    rehearsed("too old, once more", &office);
}

#[test]
fn what_a_run_left_that_was_cut_off_is_told() {
    for days in [NOON, MONDAY, THURSDAY] {
        let mut office = office();
        office.at(NOON);
        let maildir = maildir(&office);
        fs::create_dir_all(maildir.parent().expect("a folder")).expect("a folder");
        // A file in the maildir's place: the claim lands, nothing can leave.
        fs::write(&maildir, "in the way").expect("a file");
        let cut_off = office.by("cron").run("tick");
        assert_eq!(cut_off.code, 3, "{}{}", cut_off.stdout, cut_off.stderr);
        fs::remove_file(&maildir).expect("out of the way");
        office.at(days);
        let (_, done) = rehearsed(days, &office);
        assert!(
            count(&done, "sent") + count(&done, "waiting") > 0,
            "{done:#}"
        );
        rehearsed(&format!("{days}, once more"), &office);
    }
}

fn maildir(office: &Office) -> PathBuf {
    office.folder().join(".git/tlg/maildir")
}

/// `tick` killed at every ninth change that it makes on disk, and what the next one does, on that day or the next.
#[test]
fn whatever_a_killed_run_left_is_told() {
    let killer = Killer::new();
    let (mut recovered, mut number) = (0, 1);
    loop {
        let mut office = office();
        office.at(NOON);
        let folder = office.folder();
        let mut tick = office.by("cron").program();
        tick.args(["tick", "--quiet"]);
        let ended = killer.killed_at(tick, &folder, number);
        if ended.status.code().is_some() {
            break;
        }
        if number % 2 == 0 {
            office.at(MONDAY);
        }
        let (_, done) = rehearsed(&format!("killed at change {number}"), &office);
        recovered += usize::from(count(&done, "sent") > count(&done, "claimed"));
        number += 9;
    }
    assert!(recovered > 1, "{recovered} of {number}");
}

#[test]
fn where_a_run_does_not_begin_neither_does_a_dry_one() {
    let mut office = office();
    office.at(MONDAY);
    office.by("cron").done("tick");
    office.at(NOON);
    let (code, done) = rehearsed("a clock that went backwards", &office);
    assert_eq!(code, 3, "{done:#}");
    office.at("2026-11-23T08:55:00+03:00");
    assert_eq!(rehearsed("clocks of two machines", &office).0, 0);
    office.at("2036-11-20T09:00:00+03:00");
    assert_eq!(rehearsed("a clock that was set for a test", &office).0, 0);
    office.git("config tlg.branch main");
    office.git("switch -q -c probe");
    let (code, done) = rehearsed("another branch", &office);
    assert_eq!(code, 3, "{done:#}");
}

/// Nobody sets the clock here: it is years ahead of the last commit.
#[test]
fn a_machine_whose_clock_leapt_is_told_of_as_the_run_tells_it() {
    let mut office = Office::founded("2021-11-22T10:00:00+03:00");
    office.let_in("cron", "service");
    office.at_the_machines_time();
    let (code, done) = rehearsed("a leap", &office);
    assert_eq!(code, 3, "{done:#}");
    let (told, done) = ("tick --dry-run --clock-is-right", "tick --clock-is-right");
    let [told, done] = [told, done].map(|line| office.by("cron").run(line).code);
    assert_eq!((told, done), (0, 0));
}

#[test]
fn while_another_run_is_at_work_a_dry_one_says_so() {
    let mut office = office();
    office.at(MONDAY);
    let workspace = Workspace::open(&office.folder()).expect("the office");
    let post = workspace.lock_post().expect("the post");
    let (code, done) = rehearsed("another run", &office);
    assert_eq!(code, 0);
    let told = document(&office.by("petrova").run("tick --dry-run --json"));
    assert_eq!(told["another_runs"], done["another_runs"]);
    assert!(told["another_runs"].is_string(), "{told}");
    drop(post);
    rehearsed("once it is over", &office);
}

#[test]
fn letters_that_cannot_leave_are_told_of() {
    for (what, transport) in [
        ("no sendmail", "sendmail"),
        (
            "no password",
            "smtp\n  smtp: {host: 127.0.0.1, port: 9, tls: none, user: tlg}",
        ),
    ] {
        let mut office = office();
        let settings = office.folder().join("tlg.yaml");
        let text = fs::read_to_string(&settings).expect("settings");
        let anew = text.replace("transport: maildir", &format!("transport: {transport}"));
        assert_ne!(anew, text);
        fs::write(&settings, anew).expect("settings");
        office.git("config tlg.sendmail /nowhere/sendmail");
        office.by("ivanov").done("apply");
        office.at(MONDAY);
        if what == "no sendmail" {
            // With a clock that was set a run is refused there: that is said, and how it would go.
            let ended = office.by("cron").run("tick --dry-run");
            assert_eq!(ended.code, 3, "{}{}", ended.stdout, ended.stderr);
            assert!(ended.stderr.contains("TLG_NOW"), "{}", ended.stderr);
            continue;
        }
        let (code, done) = rehearsed(what, &office);
        assert_eq!((code, count(&done, "sent")), (3, 0), "{done:#}");
    }
}

#[test]
fn a_deal_that_cannot_be_read_is_told_of() {
    let mut office = office();
    let path = "deals/00/00/TLG-2.yaml";
    let file = office.folder().join(path);
    let text = fs::read_to_string(&file).expect("a deal");
    fs::write(&file, text.replacen("\nclient:", "\nclinet: x\nclient:", 1)).expect("a deal");
    by_hand(&office.sandbox, &office.folder());
    office.at(MONDAY);
    let (code, done) = rehearsed("unreadable", &office);
    assert_eq!((code, count(&done, "unreadable")), (1, 1), "{done:#}");
    assert_eq!(count(&done, "sent"), 0, "{done:#}");
}

#[test]
fn on_a_template_that_nobody_applied_no_letter_leaves() {
    let mut office = office();
    let template = office.folder().join("templates/mail/approved_and_sent.txt");
    fs::write(&template, "Тема: {{ nonsense }}\n\n{{ nonsense }}\n").expect("a template");
    by_hand(&office.sandbox, &office.folder());
    office.at(NOON);
    let (code, done) = rehearsed("a template", &office);
    assert_eq!((code, count(&done, "sent")), (3, 0), "{done:#}");
    assert!(done["still"].is_string(), "{done:#}");
}

#[test]
fn without_a_service_what_is_due_is_shown_and_that_nobody_does_it() {
    let mut office = Office::open();
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    office.at(THURSDAY);
    let said = office.by("petrova").refused("tick --dry-run", 1);
    assert!(said.contains("tlg people add"), "{said}");
    assert!(said.contains("сводки  1: sidorov 1"), "{said}");
}
