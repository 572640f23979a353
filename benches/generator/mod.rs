//! A company with as many deals as one likes, made by the program itself: the first deal by commands, the others as
//! copies under their own numbers.

#![allow(
    dead_code,
    reason = "each benchmark is a crate of its own and uses its part of this one"
)]

mod history;
pub mod measure;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;
use tlg::workspace::{Commit, Content, Person, Workspace};

/// The moment of the first request.
const NOW: &str = "2026-11-20T10:00:00+03:00";

/// The address of the service.
const CRON: &str = "cron@tlg.example";

pub struct Company {
    folder: TempDir,
    /// Commits that were written by [`Company::act`].
    acted: Cell<usize>,
}

/// Where a deal's file stands.
pub fn path(deal: u32) -> String {
    tlg::deal::DealId::new("TLG", deal).path()
}

impl Company {
    /// A workspace with so many deals in their first stage.
    pub fn with_deals(deals: u32) -> Company {
        let company = Company {
            folder: tempfile::tempdir().expect("a folder for the company"),
            acted: Cell::new(0),
        };
        company.make_person();
        company.found();
        company.tlg(&[
            "people",
            "add",
            "ivanov",
            "--name",
            "Иванов Иван",
            "--email",
            "ivanov@tlg.example",
            "--role",
            "manager",
            "--key",
            company
                .key("manager")
                .with_extension("pub")
                .to_str()
                .expect("UTF-8"),
        ]);
        company.become_manager();
        company.tlg(&[
            "client",
            "add",
            "Стакан Плюс",
            "--email",
            "buyer@stakan.example",
        ]);
        company.tlg(&[
            "deal",
            "new",
            "--client",
            "stakan-plus",
            "--title",
            "Линия для стаканов",
        ]);
        company.copy_first_deal(deals);
        company
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// Where everything of the company is, and what has nothing to do with it may be put as well.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The last commit of the workspace.
    pub fn head(&self) -> String {
        let store = tlg::workspace::Store::open(&self.workspace()).expect("the store opens");
        let head = store.commit_at("HEAD").expect("a branch");
        head.expect("a commit").to_string()
    }

    /// A command of the program under measurement, ready to run in the workspace.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tlg"));
        command
            .args(arguments)
            .current_dir(self.workspace())
            .env("TLG_NOW", NOW)
            .env("TLG_LANG", "en");
        self.as_person(&mut command);
        command
    }

    /// Runs the program in the workspace.
    pub fn tlg(&self, arguments: &[&str]) {
        succeed(self.command(arguments));
    }

    /// Lets the service in, under which `tick` runs, and has letters go to a server on this machine.
    pub fn lets_cron_in(&self, port: u16) {
        let key = self.key("cron");
        make_key(&key);
        let public = key.with_extension("pub");
        let public = public.to_str().expect("UTF-8");
        self.write_config("Орлов Олег", "orlov@tlg.example", "administrator");
        self.tlg(&[
            "people", "add", "cron", "--name", "tick", "--email", CRON, "--role", "service",
            "--key", public,
        ]);
        let settings = self.workspace().join("tlg.yaml");
        let text = fs::read_to_string(&settings).expect("settings");
        let smtp = format!("transport: smtp\n  smtp: {{host: 127.0.0.1, port: {port}, tls: none}}");
        let text = text.replace("transport: maildir", &smtp);
        fs::write(&settings, text).expect("settings can be written");
        self.tlg(&["apply"]);
        self.write_config("tick", CRON, "cron");
    }

    /// Runs stock git in the workspace.
    pub fn git(&self, arguments: &[&str]) {
        succeed(self.git_command(arguments));
    }

    /// Stock git, ready to run in the workspace.
    pub fn git_command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(self.workspace());
        self.as_person(&mut command);
        command
    }

    /// A server's repository with the hook, and the history so far.
    pub fn server(&self) -> PathBuf {
        let server = self.folder.path().join("server.git");
        let at = server.to_str().expect("UTF-8");
        self.git(&["clone", "-q", "--bare", ".", at]);
        self.git(&["-C", at, "config", "tlg.testClock", "true"]);
        let mut install = self.command(&["hook", "install", "--introduction"]);
        install.arg(self.introduction()).current_dir(&server);
        succeed(install);
        server
    }

    fn introduction(&self) -> String {
        let mut init = fs::read_to_string(self.folder.path().join("init.json"));
        let init = init.as_mut().expect("what init said");
        let said: serde_json::Value = serde_json::from_str(init).expect("JSON");
        let word = |name: &str| said[name].as_str().expect("a word").to_owned();
        format!("{}:{}", word("introduction"), word("key"))
    }

    /// Takes the hook of the server away, or puts it back.
    pub fn switch_hook(&self, server: &Path, on: bool) {
        let (hook, aside) = (server.join("hooks/pre-receive"), server.join("hooks/aside"));
        let moved = match on {
            true if hook.exists() => return,
            true => fs::rename(&aside, &hook),
            false if aside.exists() => return,
            false => fs::rename(&hook, &aside),
        };
        moved.expect("the hook can be moved");
    }

    fn found(&self) {
        let mut command = self.command(&["init", "workspace", "--json"]);
        let said = command.current_dir(self.folder.path()).output();
        let said = said.expect("tlg starts");
        assert!(said.status.success(), "{said:?}");
        fs::write(self.folder.path().join("init.json"), said.stdout).expect("a file");
    }

    fn as_person(&self, command: &mut Command) {
        command
            .env("HOME", self.folder.path())
            .env("GIT_CONFIG_GLOBAL", self.folder.path().join("gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1");
    }

    fn key(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn make_person(&self) {
        for name in ["administrator", "manager"] {
            make_key(&self.key(name));
        }
        self.write_config("Орлов Олег", "orlov@tlg.example", "administrator");
    }

    fn become_manager(&self) {
        self.write_config("Иванов Иван", "ivanov@tlg.example", "manager");
    }

    fn write_config(&self, name: &str, email: &str, key: &str) {
        let key = self.key(key);
        let text = format!(
            "[user]\n\tname = {name}\n\temail = {email}\n\tsigningkey = {}\n[gpg]\n\tformat = ssh\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n",
            key.display()
        );
        fs::write(self.folder.path().join("gitconfig"), text)
            .expect("the configuration can be written");
    }

    fn copy_first_deal(&self, deals: u32) {
        if deals == 1 {
            return;
        }
        self.git(&[
            "config",
            "user.signingkey",
            self.key("manager").to_str().expect("UTF-8"),
        ]);
        let workspace = Workspace::open(&self.workspace()).expect("the workspace opens");
        let first = fs::read_to_string(self.workspace().join(path(1))).expect("the first deal");
        let copies = (2..=deals).map(|number| {
            let text = first.replace("deal: TLG-1\n", &format!("deal: TLG-{number}\n"));
            (path(number), Content::Text(text))
        });
        let writes: BTreeMap<String, Content> = copies.collect();
        let tip = workspace.tip().expect("the tip");
        let public =
            fs::read_to_string(self.key("manager").with_extension("pub")).expect("the key");
        let commit = Commit {
            parent: Some(tip.id()),
            writes,
            message: "copies of the first deal\n".to_owned(),
            author: Person {
                name: "Иванов Иван".to_owned(),
                email: "ivanov@tlg.example".to_owned(),
            },
            committed: tip.committed(),
            authored: tip.committed(),
            trusted: vec![public],
        };
        let lock = workspace.lock(Duration::from_secs(5)).expect("the lock");
        workspace
            .commit(&lock, &commit)
            .expect("the copies are committed");
        drop(lock);
        self.git(&["repack", "-a", "-d", "-q"]);
    }
}

fn make_key(path: &Path) {
    let mut keygen = Command::new("ssh-keygen");
    keygen
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path);
    succeed(keygen);
}

fn succeed(mut command: Command) {
    let output = command.output().expect("the program starts");
    assert!(
        output.status.success(),
        "{command:?}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
