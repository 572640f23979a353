//! A commit, and everything that may stand in its way.

use std::fs;
use std::os::unix::fs::symlink;

use tlg::workspace::{DirtyPath, Edit, Failure, Workspace};

use crate::actor::DEAL;
use crate::{Office, at, commit, text, write};

#[test]
fn a_commit_is_what_stock_git_expects() {
    let office = Office::new();
    office.assert_clean();
    let id = office
        .write(&[
            (DEAL, text("stage: procurement\n")),
            ("clients/s/stakan/client.yaml", text("name: Стакан\n")),
        ])
        .unwrap();
    office.assert_clean();
    assert_eq!(office.head(), id.to_string());
    assert_eq!(office.content(DEAL), "stage: procurement\n");
    let raw = office.git(&["cat-file", "commit", "HEAD"]);
    let keys: Vec<&str> = raw
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(keys, ["tree", "parent", "author", "committer", "gpgsig"]);
    let message = office.git(&["log", "-1", "--format=%B|%an <%ae>|%cI"]);
    assert_eq!(
        message,
        "TLG-1: открыта\n\nBy: ivanov\n|Иванов <ivanov@example.org>|2026-11-20T10:02:11+03:00\n"
    );
}

#[test]
fn stock_git_verifies_from_any_folder() {
    let office = Office::new();
    let below = office.file("deals/00");
    office.sandbox.git(&below, &["verify-commit", "HEAD"]);
}

#[test]
fn stock_git_and_tlg_write_the_same_bytes() {
    let office = Office::new();
    let tree = office.git(&["rev-parse", "HEAD^{tree}"]);
    let mut command = office.sandbox.command("git");
    command
        .current_dir(&office.root)
        .env("GIT_AUTHOR_DATE", "2026-11-20T10:02:11+03:00")
        .env("GIT_COMMITTER_DATE", "2026-11-20T10:02:11+03:00")
        .args(["commit-tree", "-S", tree.trim()])
        .args(["-m", "TLG-1: открыта\n\nBy: ivanov"]);
    let theirs = crate::sandbox::succeed(&mut command);
    assert_eq!(theirs.trim(), office.head());
}

#[test]
fn the_index_stays_in_its_compressed_form() {
    let office = Office::new();
    office.write(&[(DEAL, text("stage: x\n"))]).unwrap();
    let index = fs::read(office.file(".git/index")).unwrap();
    assert_eq!(index.get(..8), Some(b"DIRC\0\0\0\x04".as_slice()));
    assert_eq!(office.git(&["ls-files"]).lines().count(), 3);
}

#[test]
fn a_commit_of_nothing_keeps_the_tree() {
    let office = Office::new();
    let before = office.git(&["rev-parse", "HEAD^{tree}"]);
    office.write(&[]).unwrap();
    assert_eq!(office.git(&["rev-parse", "HEAD^{tree}"]), before);
    office.assert_clean();
}

#[test]
fn a_branch_that_moved_is_refused() {
    let office = Office::new();
    let workspace = office.open();
    let stale = workspace.tip().unwrap().id();
    office.write(&[(DEAL, text("stage: a\n"))]).unwrap();
    let head = office.head();
    let result = office.land(&workspace, Some(stale), &[(DEAL, text("stage: b\n"))]);
    assert!(matches!(
        result,
        Err(Failure::Raced { expected: Some(expected), found: Some(found) })
            if expected == stale && found.to_string() == head
    ));
    assert_eq!(office.head(), head);
    office.assert_clean();
}

/// Expects the write of the deal to be refused for `path`, and everything left as it was.
#[track_caller]
fn assert_dirty(office: &Office, path: &str, edit: Edit) {
    let head = office.head();
    let status = office.git(&["status", "--porcelain"]);
    match office.write(&[(path, text("ours\n"))]) {
        Err(Failure::Dirty { paths }) => assert_eq!(
            paths,
            [DirtyPath {
                path: path.to_owned(),
                edit
            }]
        ),
        other => panic!("{other:?}"),
    }
    assert_eq!(office.head(), head);
    assert_eq!(office.git(&["status", "--porcelain"]), status);
    assert!(!office.file(".git/index.lock").exists());
}

#[test]
fn hand_edits_are_refused() {
    let office = Office::new();
    write(office.file(DEAL), "stage: won\n");
    assert_dirty(&office, DEAL, Edit::Modified);
    office.git(&["add", DEAL]);
    assert_dirty(&office, DEAL, Edit::Staged);
    office.git(&["restore", "--staged", "--worktree", DEAL]);
    fs::remove_file(office.file(DEAL)).unwrap();
    assert_dirty(&office, DEAL, Edit::Deleted);
}

#[test]
fn hand_edits_elsewhere_are_no_hindrance() {
    let office = Office::new();
    write(office.file("tlg.yaml"), "rules: 2\n");
    office.write(&[(DEAL, text("stage: a\n"))]).unwrap();
    assert_eq!(office.git(&["status", "--porcelain"]), " M tlg.yaml\n");
}

#[test]
fn an_edit_by_hand_may_be_committed_as_it_stands() {
    let office = Office::new();
    write(office.file("tlg.yaml"), "rules: 2\n");
    office.write(&[("tlg.yaml", text("rules: 2\n"))]).unwrap();
    office.assert_clean();
}

#[test]
fn a_file_that_git_does_not_know_is_not_overwritten() {
    let office = Office::new();
    write(office.file("notes.txt"), "mine");
    assert_dirty(&office, "notes.txt", Edit::Untracked);
    assert_dirty(&office, "notes.txt/a", Edit::Obstructed);
    assert_eq!(office.content("notes.txt"), "mine");
}

#[test]
fn nothing_is_written_through_a_link() {
    let office = Office::new();
    let outside = office.sandbox.path("outside");
    fs::create_dir(&outside).unwrap();
    symlink(&outside, office.file("clients")).unwrap();
    assert_dirty(&office, "clients/s/client.yaml", Edit::Obstructed);
    fs::remove_file(office.file(DEAL)).unwrap();
    symlink(office.file("tlg.yaml"), office.file(DEAL)).unwrap();
    assert_dirty(&office, DEAL, Edit::Obstructed);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0);
}

#[test]
fn a_lock_of_another_git_program_is_respected() {
    let office = Office::new();
    let lock = office.file(".git/index.lock");
    write(&lock, "");
    let result = office.write(&[(DEAL, text("stage: a\n"))]);
    assert!(matches!(result, Err(Failure::GitBusy { .. })), "{result:?}");
    assert!(lock.exists());
    fs::remove_file(lock).unwrap();
    let lock = office.file(".git/refs/heads/main.lock");
    write(&lock, "");
    let result = office.write(&[(DEAL, text("stage: a\n"))]);
    assert!(matches!(result, Err(Failure::GitBusy { .. })), "{result:?}");
    fs::remove_file(lock).unwrap();
    office.write(&[(DEAL, text("stage: a\n"))]).unwrap();
    office.assert_clean();
}

#[test]
fn what_a_commit_cannot_carry_is_refused() {
    let office = Office::new();
    let workspace = office.open();
    let lock = workspace.lock(crate::WAIT).unwrap();
    let tip = workspace.tip().unwrap().id();
    let sound = commit(Some(tip), &office.trusted(), &[]);
    let mut bad = sound.clone();
    bad.author.name = "x> <y".to_owned();
    let result = workspace.commit(&lock, &bad);
    assert!(matches!(result, Err(Failure::BadPerson { .. })));
    let mut bad = sound.clone();
    bad.message = "a\0b".to_owned();
    let result = workspace.commit(&lock, &bad);
    assert!(matches!(result, Err(Failure::BadMessage)));
    let mut bad = sound;
    bad.writes.insert("../x".to_owned(), text(""));
    let result = workspace.commit(&lock, &bad);
    assert!(matches!(result, Err(Failure::BadPath { .. })));
    assert_eq!(office.head(), tip.to_string());
}

#[test]
fn a_commit_of_many_files_is_like_any_other() {
    let office = Office::new();
    let path = |number: usize| format!("deals/00/{:02}/TLG-{number}.yaml", number % 7);
    let paths: Vec<String> = (2..602).map(path).collect();
    let writes: Vec<_> = paths
        .iter()
        .map(|path| (path.as_str(), text(path)))
        .collect();
    office.write(&writes).unwrap();
    office.assert_clean();
    assert_eq!(office.git(&["ls-files"]).lines().count(), 603);
    let packs = fs::read_dir(office.file(".git/objects/pack")).unwrap();
    assert!(packs.count() >= 2, "a pack and its index");
    office.write(&[(&path(300), text("stage: won\n"))]).unwrap();
    office.assert_clean();
}

#[test]
fn a_linked_work_tree_is_a_workspace_of_its_own() {
    let office = Office::new();
    let linked = office.sandbox.path("linked");
    office.git(&["worktree", "add", "-q", linked.to_str().unwrap()]);
    let workspace = Workspace::open(&linked).unwrap();
    let tip = workspace.tip().unwrap().id();
    let writes = [(DEAL, text("stage: a\n"))];
    office.land(&workspace, Some(tip), &writes).unwrap();
    office.sandbox.assert_clean(&linked);
    assert_eq!(office.head(), tip.to_string());
    office.assert_clean();
}

#[test]
fn what_cannot_be_finished_now_is_finished_later() {
    let office = Office::new();
    let obstacle = office.file("deals/00/00/.TLG-1.yaml.tlg-new");
    fs::create_dir(&obstacle).unwrap();
    let commit = match office.write(&[(DEAL, text("stage: a\n"))]) {
        Err(Failure::Unfinished { commit, .. }) => commit,
        other => panic!("{other:?}"),
    };
    assert_eq!(office.head(), commit.to_string());
    assert_eq!(office.content(DEAL), "stage: new\n");
    fs::remove_dir(obstacle).unwrap();
    drop(office.open().lock(crate::WAIT).unwrap());
    assert_eq!(office.content(DEAL), "stage: a\n");
    office.assert_clean();
}

#[test]
fn the_time_of_asking_is_kept_apart() {
    let office = Office::new();
    let workspace = office.open();
    let lock = workspace.lock(crate::WAIT).unwrap();
    let tip = workspace.tip().unwrap().id();
    let mut replayed = commit(Some(tip), &office.trusted(), &[]);
    replayed.committed = at("2026-11-23T09:00:00+03:00");
    workspace.commit(&lock, &replayed).unwrap();
    assert_eq!(
        office.git(&["log", "-1", "--format=%aI %cI"]),
        "2026-11-20T10:02:11+03:00 2026-11-23T09:00:00+03:00\n"
    );
}
