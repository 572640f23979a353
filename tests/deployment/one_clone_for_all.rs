//! One clone for several accounts of a machine: real accounts, so these tests need root to become them.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::office::{Ended, words};
use crate::sandbox::{Sandbox, succeed};
use crate::{NOW, commands};

/// Accounts that every Debian has, and a group.
const ADMINISTRATOR: &str = "daemon";
const MANAGER: &str = "bin";
const GROUP: &str = "staff";

/// Whether the test runs as root.
pub fn is_root() -> bool {
    let mut id = Command::new("id");
    succeed(id.arg("-u")).trim() == "0"
}

/// Whether these tests can be run; says so where they cannot.
fn can_become_others() -> bool {
    let can = is_root();
    if !can {
        eprintln!(
            "SKIPPED: one clone for several accounts was not tried, for only root becomes other accounts"
        );
    }
    can
}

/// A machine with two accounts that work in one folder.
struct Machine {
    sandbox: Sandbox,
}

impl Machine {
    fn new() -> Machine {
        let machine = Machine {
            sandbox: Sandbox::new(),
        };
        open(&machine.sandbox.path(""));
        let tlg = machine.sandbox.path("programs");
        fs::create_dir(&tlg).unwrap();
        fs::copy(assert_cmd::cargo::cargo_bin!("tlg"), tlg.join("tlg")).unwrap();
        open(&tlg);
        for account in [ADMINISTRATOR, MANAGER] {
            machine.move_in(account);
        }
        let folder = machine.folder();
        succeed(
            Command::new("install")
                .args(["-d", "-o", ADMINISTRATOR, "-g", GROUP, "-m", "2775"])
                .arg(&folder),
        );
        machine
    }

    fn folder(&self) -> PathBuf {
        self.sandbox.path("deals")
    }

    fn home(&self, account: &str) -> PathBuf {
        self.sandbox.path(account)
    }

    /// A home with a key and git's configuration, which belong to the account.
    fn move_in(&self, account: &str) {
        let home = self.home(account);
        fs::create_dir(&home).unwrap();
        let key = self.sandbox.make_key(&format!("{account}/key"), "");
        let config = format!(
            "[user]\n\tname = {account}\n\temail = {account}@tlg.example\n\tsigningkey = {}\n",
            key.display()
        );
        fs::write(home.join(".gitconfig"), config).unwrap();
        succeed(Command::new("chown").args(["-R", account]).arg(&home));
    }

    /// A program as an account runs it, in the group, with the usual umask.
    fn program(&self, account: &str, program: &str) -> Command {
        let mut command = self.sandbox.command("setpriv");
        let path = std::env::var("PATH").unwrap();
        command
            .env(
                "PATH",
                format!("{}:{path}", self.sandbox.path("programs").display()),
            )
            .env("HOME", self.home(account))
            .env_remove("GIT_CONFIG_GLOBAL")
            .env("TLG_NOW", NOW)
            .env("TLG_LANG", "en")
            .current_dir(self.folder())
            .args(["--reuid", account, "--regid", account, "--groups", GROUP])
            .args(["sh", "-c", "umask 022; exec \"$0\" \"$@\"", program]);
        command
    }

    fn run(&self, account: &str, program: &str, line: &str) -> Ended {
        let mut command = self.program(account, program);
        Ended::of(command.args(words(line)).output().unwrap())
    }

    fn done(&self, account: &str, program: &str, line: &str) -> String {
        let ended = self.run(account, program, line);
        assert_eq!(
            ended.code, 0,
            "{account}, {line}: {}{}",
            ended.stdout, ended.stderr
        );
        ended.stdout
    }

    /// The workspace of the administrator, with the manager let in.
    fn begin(&self) {
        self.done(ADMINISTRATOR, "tlg", "init . --company Cups");
        let key = self.home(MANAGER).join("key.pub");
        let key = fs::read_to_string(key).unwrap();
        let line = format!(
            "people add ivanova --name {MANAGER} --email {MANAGER}@tlg.example --role manager --key '{}'",
            key.trim()
        );
        self.done(ADMINISTRATOR, "tlg", &line);
    }

    /// What the page has the owner of the clone and everybody else do.
    fn share(&self) {
        for command in commands("$ cd /srv/deals && git config core.sharedRepository group") {
            let command = command
                .replace("/srv/deals", &self.folder().display().to_string())
                .replace(" deals .", &format!(" {GROUP} ."));
            self.done(ADMINISTRATOR, "sh", &format!("-ec '{command}'"));
        }
        for command in commands("$ git config --global --add safe.directory /srv/deals") {
            let command = command.replace("/srv/deals", &self.folder().display().to_string());
            self.done(MANAGER, "sh", &format!("-ec '{command}'"));
        }
    }
}

fn open(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn two_accounts_act_in_turn_in_one_clone() {
    if !can_become_others() {
        return;
    }
    let machine = Machine::new();
    machine.begin();
    machine.share();
    for round in 1..=2 {
        let client = format!("client add 'Client {round}' --email {round}@cup.example");
        machine.done(MANAGER, "tlg", &client);
        let deal = format!("deal new --client client-{round} --title 'Cups {round}'");
        machine.done(MANAGER, "tlg", &deal);
        machine.done(MANAGER, "tlg", "verify");
        let note = format!("deal note {round} -m seen");
        machine.done(ADMINISTRATOR, "tlg", &note);
        machine.done(ADMINISTRATOR, "tlg", "verify");
    }
    for account in [ADMINISTRATOR, MANAGER] {
        assert_eq!(machine.done(account, "git", "status --porcelain"), "");
        let said = machine.done(account, "git", "log --format=%G?");
        assert!(said.lines().all(|good| good == "G"), "{said}");
    }
    machine.done(MANAGER, "git", "gc -q");
    machine.done(ADMINISTRATOR, "tlg", "deal note 1 -m again");
    machine.done(ADMINISTRATOR, "git", "fsck --strict");
    every_file_is_the_groups(&machine.folder());
}

/// Folders can be written and entered by the group, and hand it on; files belong to it, and can be written where anybody
/// writes them in place.
fn every_file_is_the_groups(folder: &Path) {
    let mut group = Command::new("getent");
    let group = succeed(group.args(["group", GROUP]));
    let group: u32 = group.split(':').nth(2).unwrap().parse().unwrap();
    let written_in_place = ["lock", "post", "index", "config", "main", "HEAD"];
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        let (path, found) = (entry.path().display(), entry.metadata().unwrap());
        assert_eq!(found.gid(), group, "{path}");
        let needed = match found.is_dir() {
            true => 0o2070,
            false
                if written_in_place
                    .iter()
                    .any(|name| entry.file_name() == *name) =>
            {
                0o060
            }
            false => 0o040,
        };
        let mode = found.mode();
        assert_eq!(mode & needed, needed, "{path}: {mode:o}");
    }
}

#[test]
fn a_clone_that_is_not_shared_says_whose_it_is() {
    if !can_become_others() {
        return;
    }
    let machine = Machine::new();
    machine.begin();
    let ended = machine.run(MANAGER, "tlg", "client add Cup --email a@cup.example");
    assert_ne!(ended.code, 0, "{}", ended.stdout);
    assert!(ended.stderr.contains("safe.directory"), "{}", ended.stderr);
    let safe = format!(
        "config --global --add safe.directory {}",
        machine.folder().display()
    );
    machine.done(MANAGER, "git", &safe);
    let ended = machine.run(MANAGER, "tlg", "client add Cup --email a@cup.example");
    assert_eq!(ended.code, 3, "{}", ended.stdout);
    assert!(ended.stderr.contains("lock"), "{}", ended.stderr);
    let said = machine.done(ADMINISTRATOR, "git", "status --porcelain");
    assert_eq!(said, "");
}
