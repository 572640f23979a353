//! A clone with real git and real ssh-keygen, in which the service runs `tick`.

use crate::cron::house;
use crate::house::{House, INTRODUCTION, moment, person_id};
use crate::journey::{TOTAL, ask_quote};
use crate::sandbox::Sandbox;
use crate::vouched::{vouched_for, vouched_for_here};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tlg::post::{Outcome, Report, run};
use tlg::process::decision::Answer;
use tlg::workspace::{Commit, Content, Person, Workspace};

pub const MONDAY: &str = "2026-11-23T09:00:00+03:00";
pub const CRON: &str = "cron@tlg.example";

/// A clone with the files of a house, in which the service signs.
pub struct Clone {
    pub sandbox: Sandbox,
    pub workspace: Workspace,
}

impl Clone {
    pub fn of(house: &mut House) -> Clone {
        let sandbox = Sandbox::new();
        sandbox.make_key("manager", "");
        let key = |name: &str| {
            let key = sandbox.public_key(name);
            key.split(' ').take(2).collect::<Vec<_>>().join(" ")
        };
        let keys = [("cron", key("id")), ("ivanov", key("manager"))];
        house.people(|people| {
            for (id, key) in &keys {
                let person = people.people.iter_mut().find(|person| person.id == *id);
                person.expect("a person").keys.push(key.clone());
            }
        });
        let [(_, key), _] = keys;
        let signers = house.register().allowed_signers();
        let root = sandbox.path("office");
        let workspace = Workspace::init(&root).expect("a repository");
        for (name, value) in [
            ("user.name", "tick"),
            ("user.email", "cron@tlg.example"),
            (
                "user.signingkey",
                sandbox.path("id").to_str().expect("a path"),
            ),
            ("gpg.ssh.program", "ssh-keygen"),
        ] {
            workspace.set(name, value).expect("a setting");
        }
        let clone = Clone { sandbox, workspace };
        clone.lands(house, signers, key);
        clone
            .workspace
            .set("tlg.introduction", INTRODUCTION)
            .expect("a setting");
        clone
    }

    fn lands(&self, house: &House, signers: String, key: String) {
        let mut writes: BTreeMap<String, Content> = BTreeMap::new();
        for (path, bytes) in &house.files.0 {
            let content = match String::from_utf8(bytes.clone()) {
                Ok(text) => Content::Text(text),
                Err(_) => panic!("{path} is no text"),
            };
            writes.insert(path.clone(), content);
        }
        writes.insert("allowed_signers".to_owned(), Content::Text(signers));
        let at = house.now().time();
        let commit = Commit {
            parent: None,
            writes,
            message: "введение\n\nBy: admin\n".to_owned(),
            author: Person {
                name: "tick".into(),
                email: "cron@tlg.example".into(),
            },
            committed: at,
            authored: at,
            trusted: vec![key],
        };
        let lock = self
            .workspace
            .lock(Duration::from_secs(5))
            .expect("the lock");
        self.workspace.commit(&lock, &commit).expect("a commit");
    }

    /// One file of a house, as somebody changed it since.
    pub fn takes_over(&self, house: &House, path: &str, now: &str) {
        let text = String::from_utf8(house.files.0[path].clone()).expect("a text");
        let tip = self.workspace.tip().expect("a tip").id();
        let at = moment(now).time();
        let commit = Commit {
            parent: Some(tip),
            writes: [(path.to_owned(), Content::Text(text))].into(),
            message: "изменено\n\nBy: admin\n".to_owned(),
            author: Person {
                name: "tick".into(),
                email: "cron@tlg.example".into(),
            },
            committed: at,
            authored: at,
            trusted: vec![self.sandbox.public_key("id")],
        };
        let lock = self.workspace.lock(Duration::from_secs(5));
        let lock = lock.expect("the lock");
        self.workspace.commit(&lock, &commit).expect("a commit");
    }

    pub fn ticks(&self, now: &str) -> Report {
        vouched_for_here(&self.workspace);
        match run(&self.workspace, &person_id("cron"), &|| moment(now)).expect("a run") {
            Outcome::Ran(report) => *report,
            Outcome::AnotherRuns(holder) => panic!("{holder:?} runs"),
        }
    }

    pub fn maildir(&self) -> PathBuf {
        self.workspace.state_dir().join("maildir")
    }

    /// The letters that left, as bytes.
    pub fn mail(&self) -> Vec<Vec<u8>> {
        let Ok(entries) = fs::read_dir(self.maildir().join("new")) else {
            return Vec::new();
        };
        let paths = entries.map(|entry| entry.expect("a letter").path());
        paths
            .map(|path| fs::read(path).expect("a letter"))
            .collect()
    }

    pub fn head(&self) -> String {
        self.workspace.tip().expect("a tip").id().to_string()
    }
}

/// A house whose quote is on its way to the client.
pub fn sent_quote() -> House {
    let mut house = house();
    house
        .reaches("quote_preparation")
        .does(ask_quote(TOTAL))
        .answers(Answer::Approved);
    house
}

impl Clone {
    /// The program in the clone, run by somebody at a time.
    pub fn command(&self, email: &str, now: &str, arguments: &[&str]) -> Command {
        let key = match email {
            CRON => "id",
            _ => "manager",
        };
        let key = self.sandbox.path(key);
        let key = key.to_str().expect("a path");
        for (name, value) in [("user.email", email), ("user.signingkey", key)] {
            self.workspace.set(name, value).expect("a setting");
        }
        let program = env!("CARGO_BIN_EXE_tlg");
        vouched_for(&self.workspace, Path::new(program));
        let mut command = self.sandbox.command(program);
        command
            .current_dir(self.workspace.root())
            .args(arguments)
            .env("TLG_NOW", now)
            .env("TLG_LANG", "ru")
            .env("TZ", "Pacific/Auckland");
        command
    }

    /// Runs the program in the clone: its exit code and what it said.
    pub fn tlg(&self, email: &str, arguments: &[&str]) -> (Option<i32>, String) {
        said(&mut self.command(email, MONDAY, arguments))
    }
}

/// How a program ended, and what it said.
pub fn said(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().expect("the program");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8(said).expect("UTF-8"),
    )
}
