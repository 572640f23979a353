//! A commit killed at every change it makes, and what the next command makes of it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tlg::workspace::Workspace;

use crate::actor::{DEAL, NEW_DEAL, actor};
use crate::faults::{Killer, Remains, Trial, copy_folder};
use crate::sandbox::quick_folder;
use crate::{Office, WAIT, commit, text, write};

const QUOTE: &str = "clients/s/stakan/TLG-1/quote-1.pdf";

/// An office as it was before the commit, copied for each trial.
struct Before {
    office: Office,
    head: String,
}

impl Before {
    fn new() -> Before {
        let office = Office::new();
        write(office.sandbox.path("quote.pdf"), "%PDF-1.7");
        let head = office.head();
        Before { office, head }
    }

    fn trial(&self, from: &Path, act: &str) -> Trial {
        let place = quick_folder();
        let folder = place.path().join("office");
        copy_folder(from, &folder);
        fs::copy(
            self.office.sandbox.path("quote.pdf"),
            place.path().join("quote.pdf"),
        )
        .unwrap();
        Trial {
            command: actor(&self.office.sandbox, &folder, act),
            folder,
            keep: vec![place],
        }
    }

    fn git(&self, folder: &Path, arguments: &[&str]) -> String {
        self.office.sandbox.git(folder, arguments)
    }

    /// Whether the branch has the new commit; nothing in between is allowed.
    fn has_moved(&self, folder: &Path) -> bool {
        let head = self.git(folder, &["rev-parse", "HEAD"]);
        if head.trim() == self.head {
            return false;
        }
        let parent = self.git(folder, &["rev-parse", "HEAD~1"]);
        assert_eq!(parent.trim(), self.head);
        true
    }

    /// The next command finds everything, or nothing, and says so to git. Returns which.
    fn judge(&self, remains: &Remains) -> bool {
        let folder = remains.folder;
        let killed_at = remains.killed_at.unwrap_or("never");
        self.office.sandbox.assert_sound(folder);
        let moved = self.has_moved(folder);
        let workspace = Workspace::open(folder).unwrap();
        drop(workspace.lock(WAIT).unwrap());
        let status = self.git(folder, &["status", "--porcelain", "--ignored"]);
        assert_eq!(status, "", "{killed_at}");
        let deal = fs::read_to_string(folder.join(DEAL)).unwrap();
        assert_eq!(deal == "stage: procurement\n", moved, "{killed_at}");
        assert_eq!(folder.join(NEW_DEAL).exists(), moved, "{killed_at}");
        assert_eq!(folder.join(QUOTE).exists(), moved, "{killed_at}");
        assert!(!folder.join(".git/tlg/pending").exists(), "{killed_at}");
        self.assert_writable(folder, killed_at);
        moved
    }

    /// No lock of the dead stands in the way of the next commit.
    fn assert_writable(&self, folder: &Path, killed_at: &str) {
        let workspace = Workspace::open(folder).unwrap();
        let lock = workspace.lock(WAIT).unwrap();
        let tip = workspace.tip().unwrap().id();
        let next = commit(Some(tip), &self.office.trusted(), &[(DEAL, text("next\n"))]);
        if let Err(failure) = workspace.commit(&lock, &next) {
            panic!("{killed_at}: {failure:?}");
        }
    }

    /// The first trial that was killed at a change which `matches`, as it was left.
    fn killed_at(&self, killer: &Killer, matches: impl Fn(&str) -> bool) -> (TempDir, Trial) {
        for number in 1.. {
            let mut trial = self.trial(&self.office.root, "commit");
            let killed_at = killer.run(&mut trial, number).expect("a matching change");
            if matches(&killed_at) {
                return (trial.keep.remove(0), trial);
            }
        }
        unreachable!()
    }
}

#[test]
fn a_commit_killed_anywhere_is_there_wholly_or_not_at_all() {
    let before = Before::new();
    let killer = Killer::new();
    let mut both = [false, false];
    let kills = killer.at_every_change(
        || before.trial(&before.office.root, "commit"),
        |remains| both[usize::from(before.judge(remains))] = true,
    );
    assert!(kills > 50, "only {kills} changes were seen");
    assert_eq!(both, [true, true]);
}

#[test]
fn a_recovery_killed_anywhere_is_recovered_from() {
    let before = Before::new();
    let killer = Killer::new();
    let (_keep, crashed) = before.killed_at(&killer, |change| {
        change.ends_with(&format!(".{}.tlg-new", "TLG-1.yaml"))
    });
    assert!(before.has_moved(&crashed.folder));
    let kills = killer.at_every_change(
        || before.trial(&crashed.folder, "lock"),
        |remains| assert!(before.judge(remains)),
    );
    assert!(kills > 10, "only {kills} changes were seen");
}

#[test]
fn work_done_by_hand_after_a_crash_is_kept() {
    let before = Before::new();
    let killer = Killer::new();
    let (_keep, crashed) = before.killed_at(&killer, |change| {
        change.starts_with("fsync") && change.ends_with(".TLG-1.yaml.tlg-new")
    });
    assert!(before.has_moved(&crashed.folder));
    write(crashed.folder.join(DEAL), "by hand\n");
    drop(
        Workspace::open(&crashed.folder)
            .unwrap()
            .lock(WAIT)
            .unwrap(),
    );
    let status = before.git(&crashed.folder, &["status", "--porcelain"]);
    assert_eq!(status, format!(" M {DEAL}\n"));
    let deal = fs::read_to_string(crashed.folder.join(DEAL)).unwrap();
    assert_eq!(deal, "by hand\n");
}
