//! A company whose people work in clones of their own, beside a server whose hook judges what they push.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use assert_cmd::cargo::cargo_bin;

use crate::office::{Ended, Office, words};
use crate::sandbox::{Packed, Sandbox, succeed};

pub const NOW: &str = "2026-11-20T10:00:00+03:00";

/// The clones of a company, and their server.
pub struct Firm {
    pub office: Office,
    pub server: PathBuf,
    introduction: String,
    now: Mutex<String>,
}

/// How far the deal of the company has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deal {
    /// It was asked for.
    New,
    /// Its quote is being prepared.
    Preparing,
    /// Its quote waits for the director.
    Asked,
    /// Its quote is with the client.
    Sent,
    /// Its invoice waits for the money.
    Invoiced,
}

/// Who has which clone in a [company at work](Firm::with).
const CLONES: [(&str, &str); 7] = [
    ("ivanov", "office"),
    ("sidorov", "desk"),
    ("sidorov", "laptop"),
    ("volkov", "bureau"),
    ("petrova", "board"),
    ("orlova", "books"),
    ("cron", "night"),
];

/// A company in memory.
struct Template {
    sandbox: Packed,
    introduction: String,
}

/// Somebody at work in a clone.
#[derive(Clone, Copy)]
pub struct Seat<'f> {
    pub firm: &'f Firm,
    pub person: &'f str,
    /// The name of the clone's folder.
    pub clone: &'f str,
}

impl Firm {
    /// A company with a manager, a director, an accountant and one deal; nobody has a clone yet but the administrator.
    pub fn open() -> Firm {
        let office = Office::open();
        office
            .by("sidorov")
            .done("deal new --client stakan-plus --title 'Line for cups'");
        let server = office.sandbox.path("server.git");
        let path = server.display().to_string();
        office.git(&format!("init -q --bare -b main {path}"));
        office.git(&format!("-C {path} config tlg.testClock true"));
        let of = |name: &str| office.git(&format!("config {name}")).trim().to_owned();
        let introduction = format!("{}:{}", of("tlg.introduction"), of("tlg.introducedBy"));
        let firm = Firm {
            office,
            server,
            introduction,
            now: Mutex::new(NOW.to_owned()),
        };
        let installed = firm.run(
            "ivanov",
            &firm.server,
            &format!("hook install --introduction {}", firm.introduction),
        );
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        firm.office.git(&format!("remote add origin {path}"));
        firm.seat("ivanov", "office").done("sync");
        firm
    }

    /// A company at work: everybody has a clone, and the deal has come so far.
    pub fn with(deal: Deal) -> Firm {
        static TEMPLATES: [OnceLock<Template>; 5] = [const { OnceLock::new() }; 5];
        let template = TEMPLATES[deal as usize].get_or_init(|| {
            let firm = Firm::made(deal);
            for (person, clone) in CLONES {
                firm.seat(person, clone).done("sync");
            }
            Template {
                sandbox: firm.sandbox().packed(),
                introduction: firm.introduction,
            }
        });
        let mut naming: Vec<String> = vec!["gitconfig".to_owned()];
        naming.extend(CLONES.map(|(_, clone)| format!("{clone}/.git/config")));
        let people = ["sidorov", "volkov", "petrova", "orlova", "cron"];
        naming.extend(people.map(|person| format!("{person}.gitconfig")));
        let naming: Vec<&str> = naming.iter().map(String::as_str).collect();
        let office = Office::in_sandbox(Sandbox::laid_out(&template.sandbox, &naming));
        Firm {
            server: office.sandbox.path("server.git"),
            office,
            introduction: template.introduction.clone(),
            now: Mutex::new(NOW.to_owned()),
        }
    }

    fn made(deal: Deal) -> Firm {
        match deal {
            Deal::New => {
                let firm = Firm::open();
                firm.office.let_in("volkov", "manager");
                firm.office.let_in("cron", "service");
                for (person, clone) in &CLONES[1..] {
                    firm.clone(person, clone);
                }
                firm
            }
            Deal::Preparing => {
                let firm = Firm::with(Deal::New);
                let desk = firm.desk();
                desk.done("deal move 1 in_stock");
                desk.done("deal move 1 quote_preparation");
                firm
            }
            Deal::Asked => {
                let firm = Firm::with(Deal::Preparing);
                let quote = firm.office.file("quote.pdf", "quote");
                firm.desk().done(&format!(
                    "quote ask 1 --file {quote} --total 2500000 --valid-until 31.12.2026 -m 'A big order'"
                ));
                firm
            }
            Deal::Sent => {
                let firm = Firm::with(Deal::Preparing);
                let quote = firm.office.file("quote.pdf", "quote");
                firm.desk().done(&format!(
                    "quote send 1 --file {quote} --total 2500000 --valid-until 31.12.2026"
                ));
                firm
            }
            Deal::Invoiced => {
                let firm = Firm::with(Deal::Sent);
                let invoice = firm.office.file("invoice.pdf", "invoice");
                let desk = firm.desk();
                desk.done("deal move 1 invoicing");
                desk.done(&format!(
                    "task done 1 --file invoice={invoice} --set invoice_number=A-17"
                ));
                firm
            }
        }
    }

    /// The administrator's clone.
    pub fn office(&self) -> Seat<'_> {
        self.seat("ivanov", "office")
    }

    /// The clone of the deal's manager.
    pub fn desk(&self) -> Seat<'_> {
        self.seat("sidorov", "desk")
    }

    /// Another clone of the deal's manager.
    pub fn laptop(&self) -> Seat<'_> {
        self.seat("sidorov", "laptop")
    }

    /// The clone of another manager.
    pub fn bureau(&self) -> Seat<'_> {
        self.seat("volkov", "bureau")
    }

    /// The director's clone.
    pub fn board(&self) -> Seat<'_> {
        self.seat("petrova", "board")
    }

    /// The accountant's clone.
    pub fn books(&self) -> Seat<'_> {
        self.seat("orlova", "books")
    }

    /// A seat in a clone that is there.
    pub fn seat<'f>(&'f self, person: &'f str, clone: &'f str) -> Seat<'f> {
        Seat {
            firm: self,
            person,
            clone,
        }
    }

    /// A seat in a new clone.
    pub fn clone<'f>(&'f self, person: &'f str, clone: &'f str) -> Seat<'f> {
        let seat = self.fresh(person, clone);
        // The first meeting takes numbers into stock.
        seat.done("sync");
        seat
    }

    /// A seat in a new clone that has not met the server yet.
    pub fn fresh<'f>(&'f self, person: &'f str, clone: &'f str) -> Seat<'f> {
        let seat = self.seat(person, clone);
        let line = format!(
            "clone {} {} --introduction {}",
            self.server.display(),
            seat.folder().display(),
            self.introduction
        );
        let made = self.run(person, self.sandbox().path("").as_path(), &line);
        assert_eq!(made.code, 0, "{}{}", made.stdout, made.stderr);
        seat
    }

    /// The time from now on, in all clones.
    pub fn at(&self, now: &str) {
        now.clone_into(&mut self.now.lock().unwrap());
    }

    pub fn sandbox(&self) -> &Sandbox {
        &self.office.sandbox
    }

    /// Runs `tlg` as a person in a folder.
    pub fn run(&self, person: &str, folder: &Path, line: &str) -> Ended {
        let mut command = self.command(person, cargo_bin!("tlg"));
        command.arg("-C").arg(folder).args(words(line));
        Ended::of(command.output().unwrap())
    }

    /// A program as a person starts it, in English.
    pub fn command(&self, person: &str, program: impl AsRef<OsStr>) -> Command {
        let mut command = self.sandbox().command(program);
        if person != "ivanov" {
            let config = self.sandbox().path(&format!("{person}.gitconfig"));
            command.env("GIT_CONFIG_GLOBAL", config);
        }
        let now = self.now.lock().unwrap().clone();
        command.env("TLG_NOW", now).env("TLG_LANG", "en");
        command
    }

    /// The server is away until it [comes back](Firm::server_comes_back).
    pub fn server_goes_away(&self) {
        fs::rename(&self.server, self.sandbox().path("away.git")).unwrap();
    }

    pub fn server_comes_back(&self) {
        fs::rename(self.sandbox().path("away.git"), &self.server).unwrap();
    }

    /// The server's tip, where the server is there and has one.
    pub fn tip_if_there(&self) -> Option<String> {
        if !self.server.is_dir() {
            return None;
        }
        let asked = ["rev-parse", "--verify", "-q", "main"];
        let found = self.sandbox().try_git(&self.server, &asked);
        found
            .status
            .success()
            .then(|| String::from_utf8_lossy(&found.stdout).into_owned())
    }

    /// The server's tip.
    pub fn tip(&self) -> String {
        let tip = self.sandbox().git(&self.server, &["rev-parse", "main"]);
        tip.trim().to_owned()
    }
}

impl Seat<'_> {
    pub fn folder(&self) -> PathBuf {
        self.firm.sandbox().path(self.clone)
    }

    /// Runs a command, whatever comes of it.
    pub fn run(&self, line: &str) -> Ended {
        self.firm.run(self.person, &self.folder(), line)
    }

    /// Runs a command that must succeed; both streams.
    pub fn done(&self, line: &str) -> String {
        let ended = self.run(line);
        let said = format!("{}{}", ended.stdout, ended.stderr);
        assert_eq!(ended.code, 0, "{line}: {said}");
        said
    }

    /// Runs a command that must end with a code; both streams.
    pub fn ends(&self, line: &str, code: i32) -> String {
        let ended = self.run(line);
        let said = format!("{}{}", ended.stdout, ended.stderr);
        assert_eq!(ended.code, code, "{line}: {said}");
        said
    }

    pub fn json(&self, line: &str) -> serde_json::Value {
        let ended = self.run(&format!("{line} --json"));
        let json = serde_json::from_str(&ended.stdout);
        json.unwrap_or_else(|error| panic!("{line}: {error}: {}{}", ended.stdout, ended.stderr))
    }

    /// Runs a command in Russian, whatever comes of it; both streams.
    pub fn says_in_russian(&self, line: &str) -> String {
        let mut command = self.command(line);
        let ended = Ended::of(command.env("TLG_LANG", "ru").output().unwrap());
        format!("{}{}", ended.stdout, ended.stderr)
    }

    /// A command of `tlg`, ready to run in the clone.
    pub fn command(&self, line: &str) -> Command {
        let mut command = self.firm.command(self.person, cargo_bin!("tlg"));
        command.arg("-C").arg(self.folder()).args(words(line));
        command
    }

    /// What git prints in the clone; it must succeed.
    pub fn git(&self, line: &str) -> String {
        succeed(&mut self.git_command(line)).trim().to_owned()
    }

    /// A command of the person's own git, ready to run in the clone.
    pub fn git_command(&self, line: &str) -> Command {
        let mut git = self.firm.command(self.person, "git");
        git.current_dir(self.folder()).args(words(line));
        git
    }

    /// What waits for this person's decision, as it is named when it is answered.
    pub fn binds(&self) -> String {
        let waiting = self.json("approve");
        let binds = waiting[0]["binds"].as_str();
        binds.unwrap_or_else(|| panic!("{waiting}"))[..8].to_owned()
    }

    /// What is kept here of this person's.
    pub fn kept(&self) -> Vec<serde_json::Value> {
        self.json("sync --kept").as_array().unwrap().clone()
    }

    pub fn tip(&self) -> String {
        self.git("rev-parse HEAD")
    }

    /// Nothing is to be committed, stock git finds nothing wrong, and all of the history is proved.
    pub fn assert_sound(&self) {
        self.firm.sandbox().assert_clean(&self.folder());
        self.done("verify --full");
    }

    /// Works without the server, as if it were away.
    pub fn offline(&self, line: &str) -> String {
        self.firm.server_goes_away();
        let said = self.done(line);
        self.firm.server_comes_back();
        said
    }
}
