//! A company at work: a workspace in a folder of its own, people with keys, and the real program.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

use crate::sandbox::Sandbox;

/// The people that [`Office::open`] lets in, beside the administrator.
const STAFF: [(&str, &str); 3] = [
    ("sidorov", "manager"),
    ("petrova", "finance_director"),
    ("orlova", "accountant"),
];

/// A workspace whose administrator is Иванов.
pub struct Office {
    pub sandbox: Sandbox,
    now: String,
}

/// Somebody of the company at the keyboard.
pub struct Person<'o> {
    office: &'o Office,
    id: &'o str,
}

/// How a command ended.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Office {
    /// A new workspace with nobody but its administrator.
    pub fn new() -> Office {
        Office::founded("2026-11-20T10:00:00+03:00")
    }

    /// The same, from that moment on.
    pub fn founded(now: &str) -> Office {
        let office = Office {
            sandbox: Sandbox::new(),
            now: now.to_owned(),
        };
        let made = office
            .sandbox
            .tlg(&office.now)
            .arg("init")
            .arg(office.folder())
            .output();
        let made = Ended::of(made.unwrap());
        assert_eq!(made.code, 0, "{}", made.stderr);
        office
    }

    /// The workspace of a sandbox that was laid out.
    pub fn in_sandbox(sandbox: Sandbox) -> Office {
        let now = "2026-11-20T10:00:00+03:00".to_owned();
        Office { sandbox, now }
    }

    /// A workspace with a manager, a finance director, an accountant and a client.
    pub fn open() -> Office {
        let office = Office::new();
        for (id, role) in STAFF {
            office.let_in(id, role);
        }
        office
            .by("sidorov")
            .done("client add 'Стакан Плюс' --email buyer@stakan.example");
        office
    }

    /// Lets somebody in, with a key of their own.
    pub fn let_in(&self, id: &str, role: &str) {
        let key = self.sandbox.make_key(id, "");
        let config = format!(
            "[user]\n\tname = {id}\n\temail = {id}@tlg.example\n\tsigningkey = {}\n",
            key.display()
        );
        fs::write(self.sandbox.path(&format!("{id}.gitconfig")), config).unwrap();
        let key = key.display();
        self.by("ivanov").done(&format!(
            "people add {id} --name {id} --email {id}@tlg.example --role {role} --key {key}.pub"
        ));
    }

    /// The folder of the workspace.
    pub fn folder(&self) -> PathBuf {
        self.sandbox.path("office")
    }

    /// The time from now on.
    pub fn at(&mut self, now: &str) {
        self.now = now.to_owned();
    }

    /// The time of the machine from now on.
    pub fn at_the_machines_time(&mut self) {
        self.now.clear();
    }

    /// A file that can be filed, of its own content.
    pub fn file(&self, name: &str, content: &str) -> String {
        let path = self.sandbox.path(name);
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// The person of that id.
    pub fn by<'o>(&'o self, id: &'o str) -> Person<'o> {
        Person { office: self, id }
    }

    /// What git prints in the workspace.
    pub fn git(&self, line: &str) -> String {
        self.sandbox.git(&self.folder(), &words(line))
    }

    /// The id of the last commit. Keys of this kind sign the same bytes the same way, so equal ids are equal bytes.
    pub fn tip(&self) -> String {
        self.git("rev-parse HEAD")
    }

    /// What a command commits, after which everything is as it was before: no person ever does that.
    pub fn tried(&self, person: &str, line: &str) -> String {
        let before = self.tip();
        self.by(person).done(line);
        let made = self.tip();
        assert_ne!(made, before, "{line}");
        self.git("reset -q --hard HEAD~1");
        made
    }

    /// Stock git finds nothing wrong, nothing to commit, and every signature good.
    pub fn assert_sound(&self) {
        self.sandbox.assert_clean(&self.folder());
        let signatures = self.git("log --format=%G?");
        assert!(signatures.lines().all(|good| good == "G"), "{signatures}");
    }
}

impl Person<'_> {
    /// Runs a command as the person types it, quotes and all.
    pub fn run(&self, line: &str) -> Ended {
        let tlg = assert_cmd::cargo::cargo_bin!("tlg");
        let mut command = self.command(tlg);
        Ended::of(command.args(words(line)).output().unwrap())
    }

    /// The command with a terminal before it, which shows both streams in one.
    pub fn on_a_terminal(&self, line: &str) -> Command {
        let tlg = assert_cmd::cargo::cargo_bin!("tlg").display();
        let mut command = self.command("script");
        command
            .env("TERM", "dumb")
            .args(["-qec", &format!("{tlg} {line}"), "/dev/null"]);
        command
    }

    /// The program, ready to be started in some way of its own.
    pub fn program(&self) -> std::process::Command {
        let office = self.office;
        let mut command = office.sandbox.command(assert_cmd::cargo::cargo_bin!("tlg"));
        let config = office.sandbox.path(&format!("{}.gitconfig", self.id));
        command
            .env("TLG_NOW", &office.now)
            .env("GIT_CONFIG_GLOBAL", config)
            .current_dir(office.folder());
        command
    }

    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let office = self.office;
        let mut command = office.sandbox.speaking(program, &office.now);
        if office.now.is_empty() {
            command.env_remove("TLG_NOW");
        }
        if self.id != "ivanov" {
            let config = office.sandbox.path(&format!("{}.gitconfig", self.id));
            command.env("GIT_CONFIG_GLOBAL", config);
        }
        command.current_dir(office.folder());
        command
    }

    /// Runs a command that must succeed, and returns what it printed.
    pub fn done(&self, line: &str) -> String {
        let ended = self.run(line);
        assert_eq!(ended.code, 0, "{line}: {}{}", ended.stdout, ended.stderr);
        ended.stdout
    }

    /// Runs a command that must succeed with `--json`.
    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.done(&format!("{line} --json"))).unwrap()
    }

    /// Runs a command that must end with that code and change nothing, and returns what it said.
    pub fn refused(&self, line: &str, code: i32) -> String {
        let before = self.office.tip();
        let ended = self.run(line);
        let said = format!("{}{}", ended.stdout, ended.stderr);
        assert_eq!(ended.code, code, "{line}: {said}");
        assert_eq!(self.office.tip(), before, "{line}");
        said
    }
}

impl Ended {
    pub fn of(output: Output) -> Ended {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The words of a line, split at blanks outside of single quotes.
pub fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'').unwrap(),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        words.push(word);
        rest = after.trim_start();
    }
    words
}

impl Sandbox {
    /// The program, at a time of its own, speaking Russian.
    pub fn tlg(&self, now: &str) -> Command {
        self.speaking(assert_cmd::cargo::cargo_bin!("tlg"), now)
    }

    fn speaking(&self, program: impl AsRef<OsStr>, now: &str) -> Command {
        let mut command = self.command(program);
        command.env("TLG_NOW", now).env("TLG_LANG", "ru");
        Command::from_std(command)
    }
}
