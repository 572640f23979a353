//! What a commit holds, now and earlier.

use std::fs;
use std::os::unix::fs::symlink;

use tlg::record::tree::{Tree, TreeEntry, TreeError};
use tlg::workspace::Failure;

use crate::actor::DEAL;
use crate::{Office, WAIT, at, commit, text, write};

fn entry(name: &str, is_folder: bool) -> TreeEntry {
    TreeEntry {
        name: name.to_owned(),
        is_folder,
    }
}

#[test]
fn a_tree_is_read_from_the_objects_alone() {
    let office = Office::new();
    write(office.file(DEAL), "by hand");
    let workspace = office.open();
    let tip = workspace.tip().unwrap();
    assert_eq!(tip.read(DEAL).unwrap(), Some(b"stage: new\n".to_vec()));
    assert_eq!(tip.read("deals/99/TLG-1.yaml").unwrap(), None);
    assert_eq!(
        tip.list("").unwrap(),
        [
            entry("allowed_signers", false),
            entry("deals", true),
            entry("tlg.yaml", false)
        ]
    );
    assert_eq!(tip.list("deals").unwrap(), [entry("00", true)]);
    assert_eq!(tip.list("clients/s").unwrap(), []);
}

#[test]
fn what_is_no_regular_file_is_an_error() {
    let office = Office::new();
    symlink("tlg.yaml", office.file("link")).unwrap();
    office.git(&["add", "link"]);
    office.git(&["commit", "-qm", "link"]);
    let workspace = office.open();
    let tip = workspace.tip().unwrap();
    assert!(matches!(
        tip.read("link"),
        Err(TreeError::NotAFile { mode: 0o120000, .. })
    ));
    assert!(matches!(
        tip.read("deals"),
        Err(TreeError::NotAFile { mode: 0o040000, .. })
    ));
    assert!(matches!(
        tip.read("tlg.yaml/x"),
        Err(TreeError::NotAFolder { .. })
    ));
    assert!(matches!(
        tip.list("tlg.yaml"),
        Err(TreeError::NotAFolder { .. })
    ));
}

#[test]
fn a_damaged_object_is_not_read() {
    let office = Office::new();
    let name = |revision: &str| office.git(&["rev-parse", revision]).trim().to_owned();
    let file = |id: &str| {
        let (folder, rest) = id.split_at(2);
        office.file(&format!(".git/objects/{folder}/{rest}"))
    };
    let deal = file(&name(&format!("HEAD:{DEAL}")));
    let other = file(&name("HEAD:tlg.yaml"));
    fs::remove_file(&deal).unwrap();
    fs::copy(other, &deal).unwrap();
    let workspace = office.open();
    let tip = workspace.tip().unwrap();
    assert!(matches!(tip.read(DEAL), Err(TreeError::Unreadable { .. })));
}

#[test]
fn earlier_states_are_found_by_name_and_by_day() {
    let office = Office::new();
    let workspace = office.open();
    let first = workspace.tip().unwrap().id();
    let lock = workspace.lock(WAIT).unwrap();
    let mut later = commit(
        Some(first),
        &office.trusted(),
        &[(DEAL, text("stage: won\n"))],
    );
    later.committed = at("2026-11-23T09:00:00+03:00");
    let second = workspace.commit(&lock, &later).unwrap();
    let on = |moment| workspace.at_date(at(moment)).map(|tip| tip.id());
    assert_eq!(on("2026-11-24T00:00:00+03:00").unwrap(), second);
    assert_eq!(on("2026-11-23T08:59:59+03:00").unwrap(), first);
    assert!(matches!(
        on("2026-11-20T00:00:00+03:00"),
        Err(Failure::BeforeHistory { first }) if first == at("2026-11-20T10:02:11+03:00")
    ));
    assert_eq!(workspace.at("HEAD~1").unwrap().id(), first);
    assert_eq!(workspace.at("main").unwrap().committed(), later.committed);
    assert!(matches!(
        workspace.at("v1"),
        Err(Failure::UnknownRevision { .. })
    ));
}

#[test]
fn the_introduction_is_recorded_and_can_be_walked_to() {
    let office = Office::new();
    let first = office.head();
    office.write(&[(DEAL, text("stage: a\n"))]).unwrap();
    let recorded = office.git(&["config", "tlg.introduction"]);
    assert_eq!(recorded.trim(), first);
    office.git(&["config", "--unset", "tlg.introduction"]);
    let introduction = office.open().introduction().unwrap();
    assert_eq!(introduction.to_string(), first);
}
