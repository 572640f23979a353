//! The real program killed at every change it makes on disk: the old state is there, or the new one, nothing between.

#[allow(dead_code, reason = "shared with other tests")]
mod faults;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::process::Command;

use faults::{Killer, Remains, Trial, copy_folder};
use office::Office;
use sandbox::quick_folder;

/// A person's command in a copy of the office.
fn trial(office: &Office, person: &str, line: &[&str]) -> Trial {
    let place = quick_folder();
    let folder = place.path().join("office");
    copy_folder(&office.folder(), &folder);
    let mut command = the_program(office, person);
    command.arg("-C").arg(&folder).args(line);
    Trial {
        folder,
        command,
        keep: vec![place],
    }
}

fn the_program(office: &Office, person: &str) -> Command {
    let mut command = office.sandbox.command(assert_cmd::cargo::cargo_bin!("tlg"));
    let config = office.sandbox.path(&format!("{person}.gitconfig"));
    command
        .env("TLG_NOW", "2026-11-20T12:00:00+03:00")
        .env("GIT_CONFIG_GLOBAL", config);
    command
}

/// After each kill stock git finds nothing wrong; the next command finishes or forgets. Returns whether the act is there.
fn judge(office: &Office, remains: &Remains, before: &str) -> bool {
    let folder = remains.folder;
    let killed_at = remains.killed_at.unwrap_or("never");
    office.sandbox.assert_sound(folder);
    let mut next = the_program(office, "sidorov");
    let shown = next
        .arg("-C")
        .arg(folder)
        .args(["deal", "show", "1"])
        .output()
        .unwrap();
    assert!(shown.status.success(), "{killed_at}");
    let status = office
        .sandbox
        .git(folder, &["status", "--porcelain", "--ignored"]);
    assert_eq!(status, "", "{killed_at}");
    let head = office.sandbox.git(folder, &["rev-parse", "HEAD"]);
    head.trim() != before.trim()
}

fn killed_everywhere(office: &Office, person: &str, line: &[&str]) {
    let before = office.tip();
    let mut both = [false, false];
    let kills = Killer::new().at_every_change(
        || trial(office, person, line),
        |remains| both[usize::from(judge(office, remains, &before))] = true,
    );
    assert!(kills > 30, "only {kills} changes were seen");
    assert_eq!(both, [true, true]);
}

#[test]
fn a_move_killed_anywhere_is_there_wholly_or_not_at_all() {
    let office = Office::open();
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    killed_everywhere(&office, "sidorov", &["deal", "move", "1", "procurement"]);
}

#[test]
fn a_quote_killed_anywhere_is_filed_with_its_document_or_not_at_all() {
    let office = Office::open();
    let sidorov = office.by("sidorov");
    sidorov.done("deal new --client stakan-plus --title Линия");
    sidorov.done("deal move 1 in_stock");
    sidorov.done("deal move 1 quote_preparation");
    let quote = office.file("quote.pdf", "%PDF-1.7 quote");
    let line = [
        "quote",
        "send",
        "1",
        "--file",
        &quote,
        "--total",
        "100000",
        "--valid-until",
        "2026-12-31",
    ];
    killed_everywhere(&office, "sidorov", &line);
}
