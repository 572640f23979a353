//! The workspace against real git and real ssh-keygen.
#![cfg(unix)]

#[path = "workspace/actor.rs"]
mod actor;
#[path = "workspace/committing.rs"]
mod committing;
#[path = "workspace/crashing.rs"]
mod crashing;
#[path = "workspace/documents.rs"]
mod documents;
#[allow(dead_code, reason = "shared with other tests")]
mod faults;
#[path = "workspace/locking.rs"]
mod locking;
#[path = "workspace/opening.rs"]
mod opening;
#[path = "workspace/reading.rs"]
mod reading;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;
#[path = "workspace/signing.rs"]
mod signing;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use sandbox::{EMAIL, NAME, Sandbox};
use tlg::workspace::{Commit, CommitId, Content, Failure, Person, Workspace};

const WAIT: Duration = Duration::from_secs(5);

fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn text(content: &str) -> Content {
    Content::Text(content.to_owned())
}

fn commit(parent: Option<CommitId>, trusted: &str, writes: &[(&str, Content)]) -> Commit {
    let writes: BTreeMap<String, Content> = writes
        .iter()
        .map(|(path, content)| ((*path).to_owned(), content.clone()))
        .collect();
    Commit {
        parent,
        writes,
        message: "TLG-1: открыта\n\nBy: ivanov\n".to_owned(),
        author: Person {
            name: NAME.to_owned(),
            email: EMAIL.to_owned(),
        },
        committed: at("2026-11-20T10:02:11+03:00"),
        authored: at("2026-11-20T10:02:11+03:00"),
        trusted: vec![trusted.to_owned()],
    }
}

/// A workspace with one commit, made by `tlg`'s own means.
struct Office {
    sandbox: Sandbox,
    root: PathBuf,
}

impl Office {
    fn new() -> Office {
        let sandbox = Sandbox::new();
        let root = sandbox.path("office");
        let office = Office { sandbox, root };
        let workspace = Workspace::init(&office.root).unwrap();
        office.configure(&workspace);
        let writes = [
            ("tlg.yaml", text("rules: 1\n")),
            ("allowed_signers", text(&office.allowed_signers())),
            ("deals/00/00/TLG-1.yaml", text("stage: new\n")),
        ];
        office.land(&workspace, None, &writes).unwrap();
        office
    }

    /// In this process the machine's own git configuration holds, so the clone's own must win.
    fn configure(&self, workspace: &Workspace) {
        let key = self.sandbox.path("id");
        workspace.set("user.name", NAME).unwrap();
        workspace.set("user.email", EMAIL).unwrap();
        workspace
            .set("user.signingkey", key.to_str().unwrap())
            .unwrap();
        workspace.set("gpg.ssh.program", "ssh-keygen").unwrap();
    }

    fn allowed_signers(&self) -> String {
        let key = self.sandbox.public_key("id");
        format!("{EMAIL} namespaces=\"git\" {key}\n")
    }

    fn open(&self) -> Workspace {
        Workspace::open(&self.root).unwrap()
    }

    fn trusted(&self) -> String {
        self.sandbox.public_key("id")
    }

    fn land(
        &self,
        workspace: &Workspace,
        parent: Option<CommitId>,
        writes: &[(&str, Content)],
    ) -> Result<CommitId, Failure> {
        let lock = workspace.lock(WAIT).unwrap();
        workspace.commit(&lock, &commit(parent, &self.trusted(), writes))
    }

    /// Commits on the tip as it is now.
    fn write(&self, writes: &[(&str, Content)]) -> Result<CommitId, Failure> {
        let workspace = self.open();
        let tip = workspace.tip().unwrap().id();
        self.land(&workspace, Some(tip), writes)
    }

    fn git(&self, arguments: &[&str]) -> String {
        self.sandbox.git(&self.root, arguments)
    }

    fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    fn assert_clean(&self) {
        self.sandbox.assert_clean(&self.root);
    }

    fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    fn content(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }
}

fn write(path: impl AsRef<Path>, content: &str) {
    fs::write(path, content).unwrap();
}
