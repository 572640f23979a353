//! A house in order with a server, of which every test spoils a copy.

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

use crate::office::{Ended, Office, words};
use crate::sandbox::succeed;

const NOW: &str = "2026-11-20T10:00:00+03:00";

/// The house in order.
pub struct Clinic {
    office: Office,
}

/// A copy of it, or of its server, and the world as its examination sees it.
pub struct Ward<'c> {
    clinic: &'c Clinic,
    pub folder: PathBuf,
    environment: RefCell<Vec<(String, String)>>,
}

impl Clinic {
    pub fn new() -> Clinic {
        let office = Office::new();
        for (id, role) in [
            ("orlov", "administrator"),
            ("petrova", "finance_director"),
            ("kozlov", "finance_director"),
            ("cron", "service"),
        ] {
            office.let_in(id, role);
        }
        let clinic = Clinic { office };
        clinic.let_in_with_a_locked_key();
        clinic.furnish();
        clinic
    }

    fn let_in_with_a_locked_key(&self) {
        let key = self.office.sandbox.make_key("morozova", "secret");
        self.office.by("ivanov").done(&format!(
            "people add morozova --name morozova --email morozova@tlg.example --role manager --key {}.pub",
            key.display()
        ));
    }

    /// A calendar for the next year, a run of `tick`, a server, hooks.
    fn furnish(&self) {
        let folder = self.office.folder();
        let calendar = "format: 1\nyear: 2027\nsource: проба\ndays_off: []\nworking: []\n";
        fs::write(folder.join("calendar/2027.yaml"), calendar).unwrap();
        self.office.by("ivanov").done("apply");
        self.office.by("cron").done("tick");
        let server = self.office.sandbox.path("server.git");
        self.office
            .git(&format!("init -q --bare -b main {}", server.display()));
        self.office
            .git(&format!("remote add origin {}", server.display()));
        self.office.git("push -q origin main");
        for folder in [folder, server] {
            let ward = self.ward_in(folder);
            let install = format!("hook install --introduction {}", ward.introduction());
            let (code, said) = ward.run(&install);
            assert_eq!(code, 0, "{said}");
        }
    }

    /// A copy of the clone.
    pub fn ward(&self, name: &str) -> Ward<'_> {
        self.copy(&self.office.folder(), name)
    }

    /// A copy of the server.
    pub fn server(&self, name: &str) -> Ward<'_> {
        self.copy(&self.office.sandbox.path("server.git"), name)
    }

    fn copy(&self, from: &Path, name: &str) -> Ward<'_> {
        let to = self.office.sandbox.path(name);
        succeed(
            std::process::Command::new("cp")
                .arg("-a")
                .arg(from)
                .arg(&to),
        );
        self.ward_in(to)
    }

    fn ward_in(&self, folder: PathBuf) -> Ward<'_> {
        Ward {
            clinic: self,
            folder,
            environment: RefCell::default(),
        }
    }
}

impl Ward<'_> {
    /// What `tlg doctor` finds, and its exit code.
    pub fn examine(&self) -> (i32, Value) {
        let (code, said) = self.run("doctor --json");
        let report = serde_json::from_str(&said);
        (
            code,
            report.unwrap_or_else(|error| panic!("{error}: {said}")),
        )
    }

    /// Runs `tlg` here: its exit code and what it printed.
    pub fn run(&self, line: &str) -> (i32, String) {
        let program = assert_cmd::cargo::cargo_bin!("tlg");
        let mut command = self.command(program);
        command.arg("-C").arg(&self.folder).args(words(line));
        let ended = Ended::of(command.output().unwrap());
        (ended.code, ended.stdout)
    }

    /// A program that sees the world as the examination does.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = self.clinic.office.sandbox.command(program);
        command.env("TLG_NOW", NOW).env("TLG_LANG", "en");
        command.envs(self.environment.borrow().iter().cloned());
        Command::from_std(command)
    }

    /// Sets a variable of the environment.
    pub fn with(&self, name: &str, value: &str) {
        let mut environment = self.environment.borrow_mut();
        environment.push((name.to_owned(), value.to_owned()));
    }

    /// Lets git name a person of the house, with their own key.
    pub fn be(&self, id: &str) {
        self.git(&format!("config user.name {id}"));
        self.git(&format!("config user.email {id}@tlg.example"));
        self.git(&format!("config user.signingkey {}", self.key(id)));
    }

    /// The file of the key of that name; `locked` is a new one with a passphrase.
    pub fn key(&self, name: &str) -> String {
        let path = self.clinic.office.sandbox.path(name);
        if !path.exists() {
            self.clinic.office.sandbox.make_key(name, "secret");
        }
        path.display().to_string()
    }

    pub fn git(&self, line: &str) -> String {
        let said = self.clinic.office.sandbox.git(&self.folder, &words(line));
        said.trim().to_owned()
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn append(&self, path: &str, content: &str) {
        let before = fs::read_to_string(self.folder.join(path)).unwrap();
        self.write(path, &format!("{before}{content}"));
    }

    /// Commits a file as it stands, past `tlg`.
    pub fn commit(&self, path: &str, content: &str) {
        self.write(path, content);
        self.git(&format!("add {path}"));
        self.git("-c core.hooksPath=/dev/null commit -q -m past");
    }

    /// The introduction, as `tlg init` tells it.
    pub fn introduction(&self) -> String {
        let id = self.git("rev-list --max-parents=0 HEAD");
        let mut command = std::process::Command::new("ssh-keygen");
        command
            .arg("-lf")
            .arg(self.clinic.office.sandbox.path("id.pub"));
        let listed = succeed(&mut command);
        format!("{id}:{}", listed.split(' ').nth(1).unwrap())
    }
}

pub fn make_executable(path: &Path) {
    set_mode(path, 0o755);
}

pub fn make_writable_by_all(path: &Path) {
    set_mode(path, 0o666);
}

pub fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
