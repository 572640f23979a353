//! A dry run asks the server where it is and tells it nothing: what depends on the answer ends as the run does, or is named
//! as what only the run finds out.

use crate::firm::{Deal, Firm, Seat};
use crate::office::Ended;
use crate::sandbox::succeed;
use serde_json::Value;
use std::fs;

/// What a dry run and a run both say.
const BOTH: [&str; 16] = [
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
    "remedy",
    "trouble",
];

fn document(ended: &Ended) -> Value {
    let said = format!("{}{}", ended.stdout, ended.stderr);
    serde_json::from_str(&ended.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// A company whose quote is on its way to the client, and the clone of the service.
fn firm() -> Firm {
    let firm = Firm::with(Deal::Sent);
    firm.at("2026-11-20T12:00:00+03:00");
    firm
}

fn night(firm: &Firm) -> Seat<'_> {
    firm.seat("cron", "night")
}

/// Tries it as the service and as somebody else, who both write nothing.
fn told(firm: &Firm) -> (i32, Value) {
    let night = night(firm);
    let references = || (night.git("for-each-ref"), firm.tip_if_there());
    let before = references();
    let tries = ["cron", "petrova"].map(|person| {
        let ended = firm.seat(person, "night").run("tick --dry-run --json");
        (ended.code, document(&ended))
    });
    assert_eq!(references(), before, "a dry run wrote");
    let [one, other] = tries;
    assert_eq!(one, other, "whoever asks");
    one
}

fn ran(firm: &Firm) -> (i32, Value) {
    let ended = night(firm).run("tick --json");
    (ended.code, document(&ended))
}

fn unknown(told: &Value) -> Vec<&str> {
    let unknown = told["unknown"].as_array().expect("a list").iter();
    unknown.map(|text| text.as_str().expect("words")).collect()
}

fn assert_same(told: &(i32, Value), done: &(i32, Value)) {
    for key in BOTH {
        assert_eq!(told.1[key], done.1[key], "{key}");
    }
    assert_eq!(told.0, done.0, "{:#}", told.1);
}

#[test]
fn in_step_with_its_server_a_clone_knows_everything() {
    let firm = firm();
    night(&firm).done("sync");
    let (tried, done) = (told(&firm), ran(&firm));
    assert_same(&tried, &done);
    assert_eq!(unknown(&tried.1), [""; 0]);
    assert_eq!(done.0, 0);
    assert!(
        done.1["sent"].to_string().contains("TLG-1/quote/1"),
        "{:#}",
        done.1
    );
    assert_same(&told(&firm), &ran(&firm));
}

#[test]
fn a_server_that_is_away_keeps_the_letters_of_a_dry_run_too() {
    let firm = firm();
    night(&firm).done("sync");
    firm.server_goes_away();
    let (tried, done) = (told(&firm), ran(&firm));
    assert_same(&tried, &done);
    assert_eq!(done.0, 3);
    let still = tried.1["still"].as_str().expect("words");
    assert!(still.contains("does not answer"), "{still}");
    firm.server_comes_back();
    assert_same(&told(&firm), &ran(&firm));
}

#[test]
fn what_the_server_has_and_this_clone_has_not_is_named() {
    let firm = firm();
    night(&firm).done("sync");
    firm.desk().done("deal note 1 -m 'Called'");
    let (code, tried) = told(&firm);
    let [missing] = unknown(&tried)[..] else {
        panic!("{tried:#}");
    };
    assert!(
        missing.contains("has commits that this clone has not"),
        "{missing}"
    );
    let said = night(&firm).done("tick --dry-run");
    assert!(said.contains(missing), "{said}");
    let russian = night(&firm).says_in_russian("tick --dry-run");
    assert!(russian.contains("которых нет в этой копии"), "{russian}");
    assert_same(&(code, tried), &ran(&firm));
    assert_eq!(unknown(&told(&firm).1), [""; 0]);
}

#[test]
fn what_this_clone_has_and_the_server_has_not_is_named() {
    let firm = firm();
    night(&firm).done("sync");
    firm.server_goes_away();
    firm.seat("sidorov", "night")
        .done("deal note 1 -m 'Called'");
    firm.server_comes_back();
    let (code, tried) = told(&firm);
    let [missing] = unknown(&tried)[..] else {
        panic!("{tried:#}");
    };
    assert!(missing.contains("1 commit of this clone"), "{missing}");
    assert_same(&(code, tried), &ran(&firm));
}

#[test]
fn a_history_of_the_server_that_is_not_proved_is_no_ground_for_a_dry_run_either() {
    let firm = firm();
    let night = night(&firm);
    night.done("sync");
    // Somebody took the hook away, wrote past tlg, and this clone was brought along with plain git.
    fs::remove_file(firm.server.join("hooks/pre-receive")).expect("the hook");
    let desk = firm.desk();
    desk.done("sync");
    let deal = desk.folder().join("deals/00/00/TLG-1.yaml");
    let text = fs::read_to_string(&deal).expect("a deal");
    let spoiled = text.replacen("Line for cups", "Line for plates", 1);
    assert_ne!(spoiled, text);
    fs::write(&deal, spoiled).expect("a deal");
    by_hand(&desk, "commit -q -a -m 'By hand'");
    by_hand(&desk, "push -q origin main");
    by_hand(&night, "pull -q");
    let (tried, done) = (told(&firm), ran(&firm));
    assert_same(&tried, &done);
    let still = tried.1["still"].as_str().expect("words");
    assert!(still.contains("not proved"), "{still}");
}

/// Git itself, without any hook.
fn by_hand(seat: &Seat, line: &str) {
    let mut git = seat.git_command(&format!("-c core.hooksPath=/dev/null {line}"));
    succeed(git.env("GIT_COMMITTER_DATE", "2026-11-20T11:00:00+03:00"));
}

#[test]
fn a_branch_that_the_server_lost_stops_a_dry_run_too() {
    let firm = firm();
    night(&firm).done("sync");
    let server = firm.server.display();
    night(&firm).git(&format!("-C {server} update-ref -d refs/heads/main"));
    let (tried, done) = (told(&firm), ran(&firm));
    assert_same(&tried, &done);
    assert_eq!(done.0, 3);
}
