//! `tlg join`: from an empty folder to somebody's first act, and what stands in the way of it.
#![cfg(unix)]

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use office::{Ended, Office, words};
use serde_json::Value;

const NOW: &str = "2026-11-20T10:00:00+03:00";

/// A company with a server that has the hook, and somebody with an empty home.
struct Site {
    office: Office,
    server: PathBuf,
}

impl Site {
    fn new() -> Site {
        let office = Office::open();
        let server = office.sandbox.path("server.git");
        office.git(&format!("init -q --bare -b main {}", server.display()));
        let site = Site { office, server };
        let install = format!("hook install --introduction {}", site.introduction());
        let installed = site.tlg_in(&site.server, &install);
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        site.git(&site.server, "config tlg.testClock true");
        site.office
            .git(&format!("remote add origin {}", site.server.display()));
        site.push();
        fs::create_dir_all(site.home().join(".ssh")).unwrap();
        site
    }

    fn push(&self) {
        self.office.git("push -q -u origin main");
    }

    fn home(&self) -> PathBuf {
        self.office.sandbox.path("home")
    }

    /// The folder that the newcomer joins in.
    fn crm(&self) -> PathBuf {
        self.home().join("crm")
    }

    fn url(&self) -> String {
        format!("file://{}", self.server.display())
    }

    /// The introduction, as `tlg init` tells it.
    fn introduction(&self) -> String {
        let of = |name: &str| self.office.git(&format!("config {name}")).trim().to_owned();
        format!("{}:{}", of("tlg.introduction"), of("tlg.introducedBy"))
    }

    /// A program as the newcomer starts it: with a home of their own and nobody else's settings.
    fn program(&self, program: &str) -> Command {
        let tlg = assert_cmd::cargo::cargo_bin!("tlg");
        let programs = std::env::var("PATH").unwrap();
        let path = format!("{}:{programs}", tlg.parent().unwrap().display());
        let mut command = self.office.sandbox.command(program);
        command
            .env("PATH", path)
            .env("HOME", self.home())
            .env_remove("GIT_CONFIG_GLOBAL")
            .env("TLG_NOW", NOW)
            .env("TLG_LANG", "ru")
            .current_dir(self.home());
        command
    }

    /// Runs `tlg join URL crm LINE` in the home of the newcomer.
    fn join(&self, line: &str) -> Ended {
        self.join_from(&self.url(), line)
    }

    fn join_from(&self, url: &str, line: &str) -> Ended {
        let mut command = self.program("tlg");
        command.args(["join", url, "crm"]).args(words(line));
        Ended::of(command.output().unwrap())
    }

    /// Joins with the introduction and a line of flags.
    fn introduced(&self, line: &str) -> Ended {
        self.join(&format!("--introduction {} {line}", self.introduction()))
    }

    /// Runs `tlg` in the newcomer's clone.
    fn done(&self, line: &str) -> String {
        let ended = Ended::of(
            self.program("tlg")
                .arg("-C")
                .arg(self.crm())
                .args(words(line))
                .output()
                .unwrap(),
        );
        assert_eq!(ended.code, 0, "{line}: {}{}", ended.stdout, ended.stderr);
        ended.stdout
    }

    fn tlg_in(&self, folder: &Path, line: &str) -> Ended {
        let mut command = self.office.sandbox.tlg(NOW);
        command.arg("-C").arg(folder).args(words(line));
        Ended::of(command.output().unwrap())
    }

    fn git(&self, folder: &Path, line: &str) -> String {
        let said = self.office.sandbox.git(folder, &words(line));
        said.trim().to_owned()
    }

    fn git_of_newcomer(&self, line: &str) -> String {
        let mut git = self.program("git");
        let said = sandbox::succeed(git.arg("-C").arg(self.crm()).args(words(line)));
        said.trim().to_owned()
    }

    /// A key where OpenSSH makes it.
    fn usual_key(&self) -> String {
        let key = self.office.sandbox.make_key("home/.ssh/id_ed25519", "");
        let text = fs::read_to_string(key.with_extension("pub")).unwrap();
        text.split(' ').take(2).collect::<Vec<_>>().join(" ")
    }

    /// The newcomer is a person of the company, by their own configuration.
    fn is(&self, id: &str) {
        let config = self.office.sandbox.path(&format!("{id}.gitconfig"));
        fs::copy(config, self.home().join(".gitconfig")).unwrap();
    }

    /// The line for the administrator, as it was printed.
    fn line_in(&self, ended: &Ended) -> String {
        let mut lines = ended.stdout.lines();
        let line = lines.find(|line| line.starts_with("tlg people "));
        line.unwrap_or_else(|| panic!("{}{}", ended.stdout, ended.stderr))
            .to_owned()
    }

    /// The administrator pastes the line into a shell, and pushes.
    fn administrator_runs(&self, line: &str) {
        let mut shell = self.program("sh");
        shell
            .env("GIT_CONFIG_GLOBAL", self.office.sandbox.path("gitconfig"))
            .current_dir(self.office.folder())
            .args(["-c", line]);
        sandbox::succeed(&mut shell);
        self.push();
    }

    fn assert_nothing(&self) {
        assert!(!self.crm().exists(), "a clone is there");
    }
}

fn json(ended: &Ended) -> Value {
    let value = serde_json::from_str(&ended.stdout);
    value.unwrap_or_else(|error| panic!("{error}: {}{}", ended.stdout, ended.stderr))
}

#[test]
fn from_an_empty_home_to_the_first_act_on_the_server() {
    let site = Site::new();
    let key = site.usual_key();
    let ended = site.introduced("--name 'Петров Пётр' --email petrov@tlg.example --role manager");
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    let line = site.line_in(&ended);
    assert_eq!(
        line,
        format!(
            "tlg people add petrov --name \"Петров Пётр\" --email petrov@tlg.example --role manager --key \"{key}\""
        )
    );
    site.administrator_runs(&line);
    site.git_of_newcomer("pull -q");
    site.done("deal new --client stakan-plus --title Cups");
    site.git_of_newcomer("push -q");
    let said = site.git(&site.server, "log -1 --format=%an main");
    assert_eq!(said, "Петров Пётр");
    assert_eq!(site.git_of_newcomer("log -1 --format=%G?"), "G");
    assert!(site.done("deal list").contains("Cups"));
}

#[test]
fn somebody_who_is_known_goes_on_at_once() {
    let site = Site::new();
    site.is("sidorov");
    let ended = site.introduced("");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stdout.contains("вы sidorov: менеджер"),
        "{}",
        ended.stdout
    );
    assert!(
        ended.stdout.ends_with("  cd crm\n  tlg\n"),
        "{}",
        ended.stdout
    );
    site.done("deal new --client stakan-plus --title Cups");
    site.git_of_newcomer("push -q");
    assert_eq!(
        site.git_of_newcomer("config --local commit.gpgsign"),
        "true"
    );
    assert_eq!(site.git_of_newcomer("config --local gpg.format"), "ssh");
    let signs = site.git_of_newcomer("config --local user.signingkey");
    assert_eq!(
        signs,
        site.office.sandbox.path("sidorov").display().to_string()
    );
    let own = site.git_of_newcomer("config --local --list");
    assert!(
        !own.contains("user.name") && !own.contains("user.email"),
        "{own}"
    );
    for hook in ["pre-push", "pre-commit", "prepare-commit-msg"] {
        assert!(site.crm().join(".git/hooks").join(hook).exists(), "{hook}");
    }
    let mut doctor = site.program("tlg");
    doctor.arg("-C").arg(site.crm()).args(["doctor", "--json"]);
    let report = json(&Ended::of(doctor.output().unwrap()));
    for check in [
        "identity",
        "key",
        "introduction",
        "hooks",
        "settings",
        "branch",
        "sync",
    ] {
        let checks = report["checks"].as_array().unwrap();
        let found = checks.iter().find(|found| found["check"] == check).unwrap();
        assert_eq!(found["outcome"], "ok", "{found:#}");
    }
}

#[test]
fn a_new_key_of_somebody_who_is_known_is_let_in() {
    let site = Site::new();
    site.is("sidorov");
    let key = site.usual_key();
    let laptop = site.home().join(".ssh/id_ed25519.pub");
    let ended = site.introduced(&format!("--key {}", laptop.display()));
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    let line = site.line_in(&ended);
    assert_eq!(line, format!("tlg people key add sidorov \"{key}\""));
    site.administrator_runs(&line);
    site.git_of_newcomer("pull -q");
    site.done("deal new --client stakan-plus --title Cups");
}

#[test]
fn whatever_a_person_is_called_the_line_is_one_line_of_the_shell() {
    let site = Site::new();
    site.usual_key();
    let name = "O'Neil \"$(touch hacked)\"; `touch hacked` && exit 1 #";
    let mut join = site.program("tlg");
    join.args([
        "join",
        &site.url(),
        "crm",
        "--introduction",
        &site.introduction(),
    ])
    .args(["--name", name, "--email", "o'neil+$x@tlg.example"])
    .args(["--role", "manager", "--role", "accountant"]);
    let ended = Ended::of(join.output().unwrap());
    site.administrator_runs(&site.line_in(&ended));
    let people = site.office.by("ivanov").json("people list");
    let people = people["people"].as_array().unwrap();
    let one = people.iter().find(|one| one["name"] == name).unwrap();
    assert_eq!(one["email"], "o'neil+$x@tlg.example");
    assert_eq!(one["roles"], serde_json::json!(["manager", "accountant"]));
    assert!(!site.office.folder().join("hacked").exists());
}

#[test]
fn a_name_that_no_commit_can_carry_is_refused_before_anything_is_fetched() {
    let site = Site::new();
    site.usual_key();
    for name in ["two\nlines", "<pointed>", "", " "] {
        let mut join = site.program("tlg");
        join.args(["join", &site.url(), "crm", "--trust-on-first-use"])
            .args(["--email", "p@tlg.example", "--name", name]);
        let ended = Ended::of(join.output().unwrap());
        assert_ne!(ended.code, 0, "{name:?}: {}", ended.stdout);
        site.assert_nothing();
    }
}

#[test]
fn an_id_that_somebody_has_is_not_proposed_again() {
    let site = Site::new();
    site.usual_key();
    let ended = site.introduced("--name Сидоров --email sidorov@other.example");
    let line = site.line_in(&ended);
    assert!(line.starts_with("tlg people add sidorov-2 "), "{line}");
    assert!(line.contains(" --role РОЛЬ "), "{line}");
}

#[test]
fn without_a_key_the_way_to_one_is_named() {
    let site = Site::new();
    for (language, said) in [
        ("ru", "подписывать в ней нечем"),
        ("en", "nothing to sign with"),
    ] {
        let mut join = site.program("tlg");
        join.env("TLG_LANG", language)
            .args([
                "join",
                &site.url(),
                "crm",
                "--introduction",
                &site.introduction(),
            ])
            .args(["--name", "P", "--email", "p@tlg.example"]);
        let ended = Ended::of(join.output().unwrap());
        assert_eq!(ended.code, 1, "{}", ended.stdout);
        for text in [said, "ssh-keygen -t ed25519", "--key"] {
            assert!(ended.stderr.contains(text), "{}", ended.stderr);
        }
        site.assert_nothing();
    }
}

#[test]
fn a_key_that_is_named_and_is_none_is_refused() {
    let site = Site::new();
    site.usual_key();
    fs::write(site.home().join("letter.txt"), "Dear").unwrap();
    for key in ["gone.pub", "letter.txt", "."] {
        let line = format!("--name P --email p@tlg.example --key {key}");
        let ended = site.introduced(&line);
        assert!([1, 3].contains(&ended.code), "{key}: {}", ended.stdout);
        assert_ne!(ended.stderr, "");
        site.assert_nothing();
    }
}

#[test]
fn what_signs_other_things_is_passed_over() {
    let site = Site::new();
    let key = site.usual_key();
    let config = "[user]\n\tname = P\n\temail = p@tlg.example\n\tsigningkey = 0xDEADBEEF\n";
    fs::write(site.home().join(".gitconfig"), config).unwrap();
    let told = json(&site.introduced("--json"));
    assert_eq!(told["key"]["public"], key);
}

#[test]
fn a_key_in_an_agent_is_named_by_its_text() {
    let site = Site::new();
    let key = site.usual_key();
    let config =
        format!("[user]\n\tname = P\n\temail = p@tlg.example\n\tsigningkey = key::{key} laptop\n");
    fs::write(site.home().join(".gitconfig"), config).unwrap();
    let told = json(&site.introduced("--json"));
    assert_eq!(told["key"]["public"], key);
}

#[test]
fn nobody_at_the_keyboard_is_told_which_flags_are_missing() {
    let site = Site::new();
    site.usual_key();
    let ended = site.introduced("");
    assert_eq!(ended.code, 2, "{}", ended.stdout);
    for flag in ["--name", "--email"] {
        assert!(ended.stderr.contains(flag), "{}", ended.stderr);
    }
    let ended = site.introduced("--name P");
    assert!(ended.stderr.contains("--email") && !ended.stderr.contains("--name"));
    site.assert_nothing();
}

#[test]
fn at_a_terminal_name_and_address_are_asked_for() {
    let site = Site::new();
    site.usual_key();
    let line = format!(
        "tlg join {} crm --introduction {}",
        site.url(),
        site.introduction()
    );
    let mut terminal = site.program("timeout");
    terminal
        .env("TERM", "dumb")
        .args(["60", "script", "-qec", &line, "/dev/null"]);
    let mut terminal = assert_cmd::Command::from_std(terminal);
    let said = terminal
        .write_stdin("Petrov\rpetrov@tlg.example\r")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains("tlg people add petrov --name Petrov"),
        "{said}"
    );
    assert_eq!(site.git_of_newcomer("config --local user.name"), "Petrov");
}

#[test]
fn a_role_that_there_is_not_is_refused_before_anything_is_fetched() {
    let site = Site::new();
    site.is("sidorov");
    let ended = site.introduced("--role boss");
    assert_eq!(ended.code, 2, "{}", ended.stdout);
    assert!(ended.stderr.contains("boss"), "{}", ended.stderr);
    site.assert_nothing();
}

#[test]
fn without_an_introduction_nothing_is_asked_or_fetched() {
    let site = Site::new();
    let ended = site.join("");
    assert_eq!(ended.code, 1, "{}", ended.stdout);
    for way in [
        "tlg join",
        "--introduction ID:SHA256:…",
        "--trust-on-first-use",
    ] {
        assert!(ended.stderr.contains(way), "{}", ended.stderr);
    }
    site.assert_nothing();
}

#[test]
fn an_introduction_that_is_believed_is_printed() {
    let site = Site::new();
    site.is("sidorov");
    let ended = site.join("--trust-on-first-use");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stdout.contains(&site.introduction()),
        "{}",
        ended.stdout
    );
}

#[test]
fn nothing_is_left_of_another_history() {
    let site = Site::new();
    site.is("sidorov");
    let other = format!("{}:SHA256:{}", "1".repeat(40), "A".repeat(43));
    let ended = site.join(&format!("--introduction {other}"));
    assert_eq!(ended.code, 1, "{}", ended.stdout);
    assert!(ended.stderr.contains("копия не снята"), "{}", ended.stderr);
    site.assert_nothing();
    let told = json(&site.join(&format!("--introduction {other} --json")));
    assert_eq!(told["verification"]["findings"][0]["rule"], "introduction");
    site.assert_nothing();
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let site = Site::new();
    site.is("sidorov");
    fs::create_dir(site.crm()).unwrap();
    fs::write(site.crm().join("letter.txt"), "Dear").unwrap();
    let ended = site.introduced("");
    assert_eq!(ended.code, 1, "{}", ended.stdout);
    assert!(ended.stderr.contains("tlg join"), "{}", ended.stderr);
    assert_eq!(fs::read_dir(site.crm()).unwrap().count(), 1);
}

#[test]
fn a_server_that_is_down_is_named() {
    let site = Site::new();
    site.is("sidorov");
    for url in [
        "file:///nowhere/deals.git",
        "ssh://git@127.0.0.1:1/deals.git",
    ] {
        let line = format!("--introduction {}", site.introduction());
        let ended = site.join_from(url, &line);
        assert_eq!(ended.code, 3, "{}", ended.stdout);
        assert!(ended.stderr.contains("git ls-remote"), "{}", ended.stderr);
        site.assert_nothing();
    }
}

#[test]
fn programs_are_told_the_same() {
    let site = Site::new();
    let key = site.usual_key();
    let flags = "--name P --email p@tlg.example --role manager --json";
    let told = json(&site.introduced(flags));
    assert_eq!(told["introduction"], site.introduction());
    assert_eq!(told["person"], Value::Null);
    assert_eq!(told["email"], "p@tlg.example");
    assert_eq!(told["key"]["public"], key);
    assert!(
        told["key"]["fingerprint"]
            .as_str()
            .unwrap()
            .starts_with("SHA256:")
    );
    let line = told["for_the_administrator"].as_str().unwrap();
    assert!(line.starts_with("tlg people add p --name P"), "{line}");
    fs::remove_dir_all(site.crm()).unwrap();
    site.administrator_runs(line);
    let told = json(&site.introduced(flags));
    assert_eq!(told["person"]["id"], "p");
    assert_eq!(told["for_the_administrator"], Value::Null);
}
