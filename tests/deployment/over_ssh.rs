//! A bare repository over ssh with the hook: what the page says under "A server".

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::office::{Ended, Office, words};
use crate::sshd::Sshd;
use crate::{NOW, commands, introduction};

/// A company whose server is reached by ssh alone.
struct Site {
    office: Office,
    sshd: Sshd,
    server: PathBuf,
}

impl Site {
    fn new() -> Site {
        let office = Office::open();
        let sshd = Sshd::start(&office.sandbox, NOW);
        let server = office.sandbox.path("srv/deals.git");
        Site {
            office,
            sshd,
            server,
        }
    }

    /// A program that reaches the server with a key, as that person.
    fn program(&self, program: &str, person: &str, key: &str) -> Command {
        let sandbox = &self.office.sandbox;
        let tlg = assert_cmd::cargo::cargo_bin!("tlg");
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", tlg.parent().unwrap().display());
        let mut command = sandbox.command(program);
        command
            .env("PATH", path)
            .env("TLG_NOW", NOW)
            .env("TLG_LANG", "en")
            .env("GIT_SSH_COMMAND", Sshd::command(sandbox, key))
            .current_dir(sandbox.path(""));
        if person != "ivanov" {
            let config = sandbox.path(&format!("{person}.gitconfig"));
            command.env("GIT_CONFIG_GLOBAL", config);
        }
        command
    }

    fn run(&self, program: &str, person: &str, folder: &Path, line: &str) -> Ended {
        let mut command = self.program(program, person, "visitor");
        command.current_dir(folder).args(words(line));
        Ended::of(command.output().unwrap())
    }

    fn done(&self, program: &str, person: &str, folder: &Path, line: &str) -> String {
        let ended = self.run(program, person, folder, line);
        assert_eq!(ended.code, 0, "{line}: {}{}", ended.stdout, ended.stderr);
        ended.stdout
    }

    /// Every command of a block of the page, with the paths of this place.
    fn follow(&self, first: &str, folder: &Path) {
        let sandbox = &self.office.sandbox;
        let introduction = introduction(&self.office);
        let (id, key) = introduction.split_once(':').unwrap();
        for command in commands(first) {
            let command = command
                .replace(
                    "git@tlg.example:/srv/git/deals.git",
                    &self.sshd.url(&self.server),
                )
                .replace("/srv/git/deals.git", &self.server.display().to_string())
                .replace("/etc/tlg", &sandbox.path("etc").display().to_string())
                .replace("4f1c0c3e5d1a2b3c4d5e6f708192a3b4c5d6e7f8", id)
                .replace("SHA256:uNiVztksCsDhcc0u9e8BrqkCvWp3lRcjsUSaJOiZrZY", key)
                .replace("4f1c…:SHA256:uNiV…", &introduction);
            // The doctor of an empty server has its remarks.
            if command == "tlg doctor" || command.starts_with("cd ") {
                continue;
            }
            let mut shell = self.program("sh", "ivanov", "visitor");
            shell.current_dir(folder).args(["-ec", &command]);
            let ended = Ended::of(shell.output().unwrap());
            assert_eq!(ended.code, 0, "{command}: {}{}", ended.stdout, ended.stderr);
        }
    }
}

/// A server from an empty folder to the first commit of somebody who has joined.
fn served() -> Site {
    let site = Site::new();
    let home = site.office.sandbox.path("");
    site.follow(
        "$ git init --bare --initial-branch=main /srv/git/deals.git",
        &home,
    );
    site.follow("$ install -d /etc/tlg", &home);
    site.follow("$ cd /srv/git/deals.git", &site.server);
    site.office.git(&format!(
        "-C {} config tlg.testClock true",
        site.server.display()
    ));
    let first = "$ git remote add origin git@tlg.example:/srv/git/deals.git";
    site.follow(first, &site.office.folder());
    site
}

#[test]
fn a_server_a_clone_and_an_act_that_comes_back() {
    let site = served();
    let home = site.office.sandbox.path("");
    let join = commands(
        "$ tlg join git@tlg.example:/srv/git/deals.git deals --introduction 4f1c…:SHA256:uNiV…",
    )[0];
    let join = join
        .replace(
            "git@tlg.example:/srv/git/deals.git",
            &site.sshd.url(&site.server),
        )
        .replace("4f1c…:SHA256:uNiV…", &introduction(&site.office));
    let said = site.done("sh", "sidorov", &home, &format!("-c '{join}'"));
    assert!(said.contains("you are sidorov: manager"), "{said}");
    let deals = home.join("deals");
    site.done(
        "tlg",
        "sidorov",
        &deals,
        "deal new --client stakan-plus --title Cups",
    );
    site.done("git", "sidorov", &deals, "push -q");
    let office = site.office.folder();
    site.done("git", "ivanov", &office, "pull -q");
    let listed = site.done("tlg", "ivanov", &office, "deal list");
    assert!(listed.contains("TLG-1"), "{listed}");
    site.done("tlg", "ivanov", &office, "verify origin/main");
    site.office.assert_sound();
}

#[test]
fn what_is_no_act_is_refused_at_the_other_end() {
    let site = served();
    let office = site.office.folder();
    let before = site.office.tip();
    fs::write(office.join("todo.txt"), "to do\n").unwrap();
    site.office.git("add todo.txt");
    site.office
        .git("-c core.hooksPath=/dev/null commit -q -m past");
    let ended = site.run("git", "ivanov", &office, "push -q --no-verify");
    assert_ne!(ended.code, 0, "{}", ended.stdout);
    assert!(
        ended.stderr.contains("remote: ✗ сервер не принимает"),
        "{}",
        ended.stderr
    );
    let server = site
        .office
        .git(&format!("-C {} rev-parse main", site.server.display()));
    assert_eq!(server, before);
}

#[test]
fn whoever_is_not_let_in_by_ssh_is_told_by_git() {
    let site = served();
    site.office.sandbox.make_key("burglar", "");
    let mut join = site.program("tlg", "sidorov", "burglar");
    let (url, introduction) = (site.sshd.url(&site.server), introduction(&site.office));
    join.args(["join", &url, "taken", "--introduction", &introduction]);
    let ended = Ended::of(join.output().unwrap());
    assert_eq!(ended.code, 3, "{}", ended.stdout);
    assert!(
        ended.stderr.contains("Permission denied"),
        "{}",
        ended.stderr
    );
    assert!(!site.office.sandbox.path("taken").exists());
}
