//! What docs/deployment.md tells administrators to write down works as it stands there.
#![cfg(unix)]

use crate::office::{Ended, Office};
use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/deployment.md"));
const THURSDAY: &str = "2026-11-26T09:00:00+03:00";

/// The file of the page that begins with `# path`.
fn file(path: &str) -> String {
    let head = format!("# {path}\n");
    let start = PAGE.find(&head).expect("the page has the file") + head.len();
    let text = &PAGE[start..];
    text[..text.find("```").expect("the end of the block")].to_owned()
}

fn office() -> Office {
    let office = Office::open();
    office.let_in("cron", "service");
    office
        .by("sidorov")
        .done("deal new --client stakan-plus --title Линия");
    office
}

/// The paths of the page as they are here.
fn here(text: &str, office: &Office) -> String {
    let tlg = assert_cmd::cargo::cargo_bin!("tlg").display().to_string();
    let config = office.sandbox.path("cron.gitconfig").display().to_string();
    let deals = office.folder().display().to_string();
    for path in ["/usr/local/bin/tlg", "/srv/deals", "/etc/tlg/gitconfig"] {
        assert!(text.contains(path), "no {path} in {text}");
    }
    text.replace("/usr/local/bin/tlg", &tlg)
        .replace("/srv/deals", &deals)
        .replace("/etc/tlg/gitconfig", &config)
}

/// Runs a command line in an environment that has nothing but what is named.
fn runs(line: &str, variables: &BTreeMap<&str, &str>, office: &Office) -> Ended {
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", line]).env_clear().current_dir("/");
    shell
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", office.sandbox.path("nobody"))
        .env("TLG_NOW", THURSDAY)
        .envs(variables);
    Ended::of(shell.output().expect("a shell"))
}

fn speaks_once(line: &str, variables: &BTreeMap<&str, &str>, office: &Office) {
    let first = runs(line, variables, office);
    assert_eq!((first.code, first.stderr.as_str()), (0, ""), "{line}");
    assert!(first.stdout.starts_with("tick "), "{}", first.stdout);
    let again = runs(line, variables, office);
    assert_eq!(
        (again.code, again.stdout.as_str(), again.stderr.as_str()),
        (0, "", "")
    );
    let letters = office.folder().join(".git/tlg/maildir/new");
    assert_eq!(fs::read_dir(letters).expect("a maildir").count(), 1);
    office.assert_sound();
}

#[test]
fn the_crontab_runs_tick_in_the_environment_of_cron() {
    let office = office();
    let crontab = here(&file("/etc/cron.d/tlg"), &office);
    let mut variables = BTreeMap::new();
    let mut jobs = Vec::new();
    for line in crontab.lines() {
        match line.split_once('=') {
            Some((name, value)) if !name.contains(' ') => {
                variables.insert(name, value);
            }
            _ => jobs.push(line),
        }
    }
    let [job] = jobs.as_slice() else {
        panic!("{jobs:?}");
    };
    let fields: Vec<&str> = job.splitn(7, ' ').collect();
    assert_eq!(fields[..6], ["*/10", "*", "*", "*", "*", "tlg"]);
    assert!(
        !fields[6].contains('%'),
        "cron reads a `%` as the end of the line"
    );
    speaks_once(fields[6], &variables, &office);
}

#[test]
fn the_unit_runs_tick_in_the_environment_of_systemd() {
    let office = office();
    let unit = here(&file("/etc/systemd/system/tlg-tick.service"), &office);
    let value = |key: &str| unit.lines().find_map(|line| line.strip_prefix(key));
    let (name, config) = value("Environment=")
        .and_then(|variable| variable.split_once('='))
        .expect("a variable");
    let line = value("ExecStart=").expect("a command");
    speaks_once(line, &BTreeMap::from([(name, config)]), &office);
}

/// systemd's own opinion of the two units, where it is installed.
#[test]
fn systemd_finds_nothing_wrong_with_the_units() {
    let office = office();
    let folder = office.sandbox.path("units");
    fs::create_dir(&folder).expect("a folder");
    let service = here(&file("/etc/systemd/system/tlg-tick.service"), &office);
    let timer = file("/etc/systemd/system/tlg-tick.timer");
    assert!(timer.contains("OnCalendar=*:0/10\n"), "{timer}");
    fs::write(folder.join("tlg-tick.service"), service).expect("a unit");
    fs::write(folder.join("tlg-tick.timer"), timer).expect("a unit");
    let mut verify = Command::new("systemd-analyze");
    let verify = verify.arg("verify").arg(folder.join("tlg-tick.timer"));
    let Ok(output) = verify.output() else {
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !said.contains("tlg-tick"),
        "{said}"
    );
}
