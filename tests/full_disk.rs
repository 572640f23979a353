//! `tick` on a disk that is full or read-only: a clear failure, nothing half done, and the next run makes up for it.

#[allow(dead_code, reason = "shared with other tests")]
mod faults;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::fs;
use std::path::Path;
use std::process::Command;

use faults::copy_folder;
use faults::failing::{Disk, Failing};
use office::Office;
use sandbox::quick_folder;

const THURSDAY: &str = "2026-11-26T09:00:00+03:00";

/// An office in which a run of `tick` has a digest to send.
fn office() -> Office {
    let office = Office::open();
    office.let_in("cron", "service");
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    office
}

fn tick(office: &Office, folder: &Path) -> Command {
    command(office, folder, "tick")
}

fn command(office: &Office, folder: &Path, line: &str) -> Command {
    let mut command = office.sandbox.command(assert_cmd::cargo::cargo_bin!("tlg"));
    command
        .env("TLG_NOW", THURSDAY)
        .env("TLG_LANG", "ru")
        .env("GIT_CONFIG_GLOBAL", office.sandbox.path("cron.gitconfig"))
        .arg("-C")
        .arg(folder)
        .arg(line);
    command
}

/// How many letters left.
fn letters(folder: &Path) -> usize {
    fs::read_dir(folder.join(".git/tlg/maildir/new")).map_or(0, Iterator::count)
}

/// After the failure git finds nothing wrong, and with the disk in order again the next run does what was left.
fn recovers(office: &Office, folder: &Path, what: &str) {
    office.sandbox.assert_sound(folder);
    let next = tick(office, folder).output().unwrap();
    let said = String::from_utf8_lossy(&next.stderr);
    assert!(next.status.success(), "{what}: {said}");
    office.sandbox.assert_clean(folder);
    assert_eq!(letters(folder), 1, "{what}");
    let record = fs::read_to_string(folder.join("ticks/2026/11/26.yaml")).unwrap();
    assert_eq!(record.matches("  digests:").count(), 1, "{what}: {record}");
    assert!(record.contains("  state: sent"), "{what}: {record}");
}

/// Runs `tick` with the disk wrong from every third change on, until none is refused. Returns after how many changes.
fn failing_everywhere(disk: Disk) -> usize {
    let office = office();
    let failing = Failing::new();
    for number in (1..5_000).step_by(3) {
        let place = quick_folder();
        let folder = place.path().join("office");
        copy_folder(&office.folder(), &folder);
        let (output, refused) = failing.run(tick(&office, &folder), &folder, disk, number);
        let what = format!("{disk:?} from change {number}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        match output.status.code() {
            Some(0) => {}
            Some(3) => assert!(
                !format!("{said}{told}").trim().is_empty(),
                "{what} says nothing"
            ),
            code => panic!("{what} ends with {code:?}: {said}{told}"),
        }
        recovers(&office, &folder, &what);
        if !refused {
            return number - 1;
        }
    }
    panic!("a run has no end");
}

#[test]
fn a_full_disk_is_a_failure_that_the_next_run_makes_up_for() {
    assert!(failing_everywhere(Disk::Full) > 30);
}

#[test]
fn a_disk_that_turns_read_only_is_a_failure_that_the_next_run_makes_up_for() {
    assert!(failing_everywhere(Disk::ReadOnly) > 30);
}

#[test]
fn a_read_only_repository_is_refused_before_anything_happens_and_says_why() {
    let office = office();
    let before = office.tip();
    let folder = office.folder();
    let (output, _) = Failing::new().run(tick(&office, &folder), &folder, Disk::ReadOnly, 1);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("Read-only file system"), "{said}");
    assert_eq!((office.tip(), letters(&folder)), (before, 0));
}

#[test]
fn the_doctor_sees_that_nothing_can_be_written_and_says_what_to_do() {
    let office = office();
    let folder = office.folder();
    for (disk, way) in [(Disk::Full, "освободите место"), (Disk::ReadOnly, "mount")]
    {
        let mut doctor = command(&office, &folder, "doctor");
        doctor.arg("--json");
        let (output, refused) = Failing::new().run(doctor, &folder, disk, 1);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            refused && output.status.code() == Some(1),
            "{disk:?}: {said}"
        );
        for told in ["not_writable", way] {
            assert!(said.contains(told), "{disk:?}: {said}");
        }
        assert!(!said.contains("клонируйте заново"), "{disk:?}: {said}");
    }
}
