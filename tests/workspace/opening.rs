//! Which folders are workspaces, and how one comes to be.

use std::fs;

use tlg::workspace::{Failure, Workspace};

use crate::actor::{DEAL, actor, perform};
use crate::sandbox::{Sandbox, succeed};
use crate::{Office, text, write};

#[test]
fn a_workspace_is_found_from_any_folder_below() {
    let office = Office::new();
    let workspace = Workspace::open(&office.file("deals/00/00")).unwrap();
    let root = office.root.canonicalize().unwrap();
    assert_eq!(workspace.root().canonicalize().unwrap(), root);
    assert_eq!(workspace.branch(), "main");
}

#[test]
fn other_folders_are_refused() {
    let sandbox = Sandbox::new();
    let folder = sandbox.path("folder");
    fs::create_dir(&folder).unwrap();
    let failure = |folder| Workspace::open(folder).err().unwrap();
    assert!(matches!(failure(&folder), Failure::NotARepository { .. }));
    sandbox.git(&folder, &["init", "-q"]);
    assert!(matches!(failure(&folder), Failure::NotAWorkspace { .. }));
    write(folder.join("a"), "a");
    sandbox.git(&folder, &["add", "a"]);
    sandbox.git(&folder, &["commit", "-qm", "a"]);
    assert!(matches!(failure(&folder), Failure::NotAWorkspace { .. }));
}

#[test]
fn formats_that_are_not_read_are_named() {
    let sandbox = Sandbox::new();
    for (flag, extension) in [
        ("--object-format=sha256", "extensions.objectformat=sha256"),
        ("--ref-format=reftable", "extensions.refstorage=reftable"),
    ] {
        let folder = sandbox.path(flag);
        fs::create_dir(&folder).unwrap();
        sandbox.git(&folder, &["init", "-q", flag]);
        match Workspace::open(&folder).err().unwrap() {
            Failure::UnsupportedFormat {
                extension: found, ..
            } => assert_eq!(found, extension),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_bare_repository_is_refused() {
    let office = Office::new();
    let bare = office.sandbox.path("bare.git");
    let mut clone = office.sandbox.command("git");
    succeed(
        clone
            .args(["clone", "-q", "--bare"])
            .arg(&office.root)
            .arg(&bare),
    );
    let failure = Workspace::open(&bare).err().unwrap();
    assert!(matches!(failure, Failure::Bare { .. }), "{failure:?}");
}

#[test]
fn unfinished_business_of_git_is_refused() {
    let office = Office::new();
    office.git(&["checkout", "-q", "--detach"]);
    let failure = Workspace::open(&office.root).err().unwrap();
    assert!(matches!(failure, Failure::DetachedHead { .. }));
    office.git(&["checkout", "-q", "-b", "other", "main"]);
    office.write(&[(DEAL, text("stage: a\n"))]).unwrap();
    office.git(&["checkout", "-q", "main"]);
    office.write(&[(DEAL, text("stage: b\n"))]).unwrap();
    let merge = ["merge", "--no-ff", "-q", "other"];
    assert!(
        !office
            .sandbox
            .try_git(&office.root, &merge)
            .status
            .success()
    );
    let failure = Workspace::open(&office.root).err().unwrap();
    assert!(
        matches!(
            failure,
            Failure::InProgress {
                operation: git2::RepositoryState::Merge,
                ..
            }
        ),
        "{failure:?}"
    );
}

#[test]
fn a_new_workspace_wants_a_folder_of_its_own() {
    let office = Office::new();
    let failure = Workspace::init(&office.root).err().unwrap();
    assert!(matches!(failure, Failure::FolderInUse { .. }));
    let file = office.sandbox.path("file");
    write(&file, "");
    let failure = Workspace::init(&file).err().unwrap();
    assert!(matches!(failure, Failure::FolderInUse { .. }));
    let empty = office.sandbox.path("empty");
    fs::create_dir(&empty).unwrap();
    Workspace::init(&empty).unwrap();
}

#[test]
fn who_works_here_is_what_git_says() {
    let office = Office::new();
    for name in ["user.name", "user.email"] {
        office.git(&["config", "--local", "--unset", name]);
    }
    let act = || actor(&office.sandbox, &office.root, "identity");
    let (done, said) = perform(act());
    assert!(done && said.contains("ivanov@example.org"), "{said}");
    let mut elsewhere = act();
    elsewhere.env("GIT_CONFIG_GLOBAL", "/dev/null");
    let (done, said) = perform(elsewhere);
    assert!(done && said.contains("None"), "{said}");
    fs::rename(
        office.sandbox.path("gitconfig"),
        office.sandbox.path(".gitconfig"),
    )
    .unwrap();
    let mut home = act();
    home.env_remove("GIT_CONFIG_GLOBAL");
    let (done, said) = perform(home);
    assert!(done && said.contains("ivanov@example.org"), "{said}");
}
