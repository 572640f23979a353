//! `tlg doctor`: every check passes where all is well, and fails where something is wrong.
#![cfg(unix)]

#[path = "doctor/cases.rs"]
mod cases;
#[path = "doctor/clinic.rs"]
mod clinic;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cases::{CASES, SERVER_CASES};
use clinic::{Clinic, Ward};
use serde_json::Value;
use tlg::cli::language::Language;
use tlg::cli::say::Say;
use tlg::cli::words;
use tlg::doctor::Check;

/// Findings that no repository of these tests shows, and the tests that show them.
const SHOWN_ELSEWHERE: [&str; 7] = [
    // A mail server and its letters: tests/smtp.rs.
    "letters_wait",
    "post_ready",
    // A disk that is full or read-only: tests/full_disk.rs, and the unit tests of the check.
    "not_writable",
    "little_room",
    // A git of years ago: the unit tests of the check.
    "git_old",
    // A hardware key.
    "key_not_tried",
    // Damaged objects: `what_cannot_be_looked_at_hides_nothing_else`.
    "unseen",
];

fn ids() -> impl Iterator<Item = &'static str> {
    Check::ALL.into_iter().map(Check::id)
}

#[test]
fn every_check_passes_in_a_house_in_order() {
    let clinic = Clinic::new();
    let (code, report) = clinic.ward("healthy").examine();
    let outcomes = outcomes(&report);
    let expected: Vec<(&str, &str)> = ids().map(|id| (id, "ok")).collect();
    assert_eq!(outcomes, expected, "{report:#}");
    assert_eq!((code, report["outcome"].as_str()), (0, Some("ok")));
}

#[test]
fn every_check_that_a_server_needs_passes_on_one_in_order() {
    let clinic = Clinic::new();
    let (code, report) = clinic.server("healthy.git").examine();
    let of_people = ["identity", "key", "branch", "edits", "sync", "mail"];
    let expected: Vec<(&str, &str)> = ids()
        .filter(|id| !of_people.contains(id))
        .map(|id| (id, "ok"))
        .collect();
    assert_eq!(outcomes(&report), expected, "{report:#}");
    assert_eq!((code, report["kind"].as_str()), (0, Some("server")));
}

#[test]
fn every_check_finds_what_it_guards_against() {
    let clinic = Clinic::new();
    for (number, case) in CASES.iter().enumerate() {
        let ward = clinic.ward(&format!("case-{number}"));
        assert_found(&ward, case);
    }
    for (number, case) in SERVER_CASES.iter().enumerate() {
        let ward = clinic.server(&format!("case-{number}.git"));
        assert_found(&ward, case);
    }
}

fn assert_found(ward: &Ward, case: &cases::Case) {
    let (check, expected, outcome) = (case.check, case.finding, case.outcome);
    (case.spoil)(ward);
    let (code, report) = ward.examine();
    let found = findings(&report, check);
    let finding = found.iter().find(|found| found["finding"] == expected);
    let finding = finding.unwrap_or_else(|| panic!("{check}, {expected}: {report:#}"));
    assert_eq!(finding["outcome"], outcome, "{check}, {expected}");
    let ways = finding["remedies"].as_array().unwrap();
    assert!(!ways.is_empty(), "{check}, {expected}: no way out");
    let fails = report["outcome"] == "failing";
    assert_eq!(code, i32::from(fails), "{check}, {expected}: {report:#}");
}

#[test]
fn no_check_lacks_its_failing_case() {
    let spoiled: BTreeSet<&str> = CASES
        .iter()
        .chain(SERVER_CASES)
        .map(|case| case.check)
        .collect();
    assert_eq!(spoiled, ids().collect());
}

#[test]
fn no_finding_lacks_its_case() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/doctor/finding_id.rs");
    let source = fs::read_to_string(source).unwrap();
    let named = source.lines().filter_map(|line| line.split_once(" => \""));
    let named: BTreeSet<&str> = named
        .map(|(_, rest)| rest.trim_end_matches(['"', ',']))
        .collect();
    let clinic = Clinic::new();
    let healthy = [
        clinic.ward("all").examine().1,
        clinic.server("all.git").examine().1,
    ];
    let well: BTreeSet<String> = healthy.iter().flat_map(all_findings).collect();
    let mut shown: BTreeSet<&str> = well.iter().map(String::as_str).collect();
    shown.extend(CASES.iter().chain(SERVER_CASES).map(|case| case.finding));
    shown.extend(SHOWN_ELSEWHERE);
    // A clone without a server, and the person whose key waits in an agent, have tests of their own.
    shown.insert("alone");
    assert_eq!(named, shown);
}

#[test]
fn no_check_lacks_its_texts_and_the_source_says_the_same() {
    let english = Say::new(Language::English);
    let russian = Say::new(Language::Russian);
    for check in Check::ALL {
        let path = format!("src/doctor/check/{}.rs", check.id());
        let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        let comment: Vec<&str> = source
            .lines()
            .map_while(|line| line.strip_prefix("//! "))
            .collect();
        let text = words::guards(check, &english);
        assert_eq!(comment.join(" "), format!("Guards against {text}."));
        for text in [
            words::title(check, &russian),
            words::guards(check, &russian),
        ] {
            assert!(!text.starts_with("doctor-"), "{text}");
        }
    }
}

#[test]
fn a_screen_fits_eighty_columns_in_both_languages() {
    let clinic = Clinic::new();
    let ward = clinic.ward("screen");
    ward.git("config user.email nobody@example.org");
    ward.append("tlg.yaml", "notes: новое\n");
    for (language, expected) in [
        ("ru", ["✗ ошибка", "защищает от", "верно: "]),
        ("en", ["✗ fails", "guards against", "ok: "]),
    ] {
        ward.with("TLG_LANG", language);
        let (code, screen) = ward.run("doctor");
        assert_eq!(code, 1, "{screen}");
        assert!(!screen.contains('\u{1b}'), "no colours in a pipe");
        for text in expected {
            assert!(screen.contains(text), "{text} in\n{screen}");
        }
        let texts = screen.lines().filter(|line| !line.contains('→'));
        let folder = ward.folder.display().to_string();
        let texts = texts.filter(|line| !line.contains(&folder));
        let widest = texts.max_by_key(|line| line.chars().count()).unwrap();
        assert!(widest.chars().count() <= 80, "{widest}");
    }
}

#[test]
fn a_clone_without_a_server_is_guarded_all_the_same() {
    let clinic = Clinic::new();
    let ward = clinic.ward("alone");
    ward.git("remote remove origin");
    let (_, report) = ward.examine();
    assert_eq!(findings(&report, "sync")[0]["finding"], "alone");
    assert_eq!(findings(&report, "hooks")[0]["finding"], "hooks");
    assert_eq!(findings(&report, "branch")[0]["finding"], "only_acts");
}

#[test]
fn a_locked_key_asks_nobody_for_its_passphrase() {
    let clinic = Clinic::new();
    let ward = clinic.ward("locked");
    ward.git(&format!("config user.signingkey {}", ward.key("locked")));
    let program = assert_cmd::cargo::cargo_bin!("tlg");
    let line = format!(
        "{} -C {} doctor --json",
        program.display(),
        ward.folder.display()
    );
    // On a terminal, where ssh-keygen could ask and wait for ever.
    let mut terminal = ward.command("timeout");
    terminal.args(["20", "script", "-qec", &line, "/dev/null"]);
    let output = terminal.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_ne!(output.status.code(), Some(124), "{said}");
    assert!(!said.contains("passphrase"), "{said}");
}

#[test]
fn a_locked_key_in_an_agent_signs() {
    let clinic = Clinic::new();
    let ward = clinic.ward("agent");
    ward.be("morozova");
    let answer = ward.folder.with_extension("answer");
    fs::write(&answer, "#!/bin/sh\necho secret\n").unwrap();
    clinic::make_executable(&answer);
    let program = assert_cmd::cargo::cargo_bin!("tlg");
    let script = format!(
        "ssh-add -q {} && {} -C {} doctor --json",
        ward.key("morozova"),
        program.display(),
        ward.folder.display()
    );
    let mut agent = ward.command("ssh-agent");
    agent
        .args(["sh", "-c", &script])
        .env("SSH_ASKPASS", &answer)
        .env("SSH_ASKPASS_REQUIRE", "force");
    let output = agent.output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(findings(&report, "key")[0]["finding"], "key", "{report:#}");
}

#[test]
fn a_guarded_anchor_is_told_from_a_loose_one() {
    let clinic = Clinic::new();
    let ward = clinic.server("anchored.git");
    let anchor = ward.folder.with_extension("anchor");
    let told = ward.introduction();
    let line = format!(
        "hook install --introduction {told} --anchor {}",
        anchor.display()
    );
    assert_eq!(ward.run(&line).0, 0);
    ward.git(&format!("config tlg.introduction {}", "1".repeat(40)));
    clinic::make_writable_by_all(&anchor);
    let (_, report) = ward.examine();
    assert_eq!(
        findings(&report, "introduction")[0]["finding"],
        "anchor_loose"
    );
}

#[test]
fn what_cannot_be_looked_at_hides_nothing_else() {
    let clinic = Clinic::new();
    let ward = clinic.ward("damaged");
    let tree = ward.git("rev-parse HEAD^{tree}");
    let (folder, name) = tree.split_at(2);
    let object = ward.folder.join(".git/objects").join(folder).join(name);
    fs::remove_file(&object).unwrap();
    let (code, report) = ward.examine();
    let found = findings(&report, "files");
    assert_eq!(found[0]["finding"], "unseen", "{report:#}");
    assert_eq!(findings(&report, "programs")[0]["finding"], "programs");
    assert_eq!(findings(&report, "settings")[0]["finding"], "settings");
    assert_eq!(
        code, 3,
        "{report:#}: the world failed, and nothing else is wrong"
    );
}

#[test]
fn a_clock_that_is_none_is_a_wrong_use_of_the_program() {
    let clinic = Clinic::new();
    let ward = clinic.ward("clock");
    ward.with("TLG_NOW", "yesterday");
    assert_ne!(ward.run("doctor").0, 0);
}

fn outcomes(report: &Value) -> Vec<(&str, &str)> {
    let checks = report["checks"].as_array().unwrap();
    checks
        .iter()
        .map(|check| {
            let check_id = check["check"].as_str().unwrap();
            (check_id, check["outcome"].as_str().unwrap())
        })
        .collect()
}

fn findings(report: &Value, check: &str) -> Vec<Value> {
    let checks = report["checks"].as_array().unwrap();
    let found = checks.iter().find(|found| found["check"] == check);
    let found = found.map(|found| found["findings"].as_array().unwrap().clone());
    found.unwrap_or_default()
}

fn all_findings(report: &Value) -> Vec<String> {
    let ids = Check::ALL.into_iter().map(Check::id);
    let found = ids.flat_map(|check| findings(report, check));
    found
        .map(|finding| finding["finding"].as_str().unwrap().to_owned())
        .collect()
}

/// Who may not run `tick` is not told to, but who can, and where.
#[test]
fn a_dead_cron_is_told_to_whom_it_concerns() {
    let clinic = Clinic::new();
    let ways = |ward: &Ward| {
        ward.with("TLG_NOW", "2026-11-24T09:00:00+03:00");
        let (_, report) = ward.examine();
        let checks = report["checks"].as_array().unwrap().iter();
        let tick = checks.filter(|check| check["check"] == "tick");
        let findings = tick.flat_map(|check| check["findings"].as_array().unwrap());
        let ways = findings.flat_map(|finding| finding["remedies"].as_array().unwrap());
        let ways: Vec<String> = ways.map(|way| way.as_str().unwrap().to_owned()).collect();
        ways.join("\n")
    };
    let ward = clinic.ward("of-the-service");
    ward.be("cron");
    assert!(ways(&ward).starts_with("tlg tick\n"));
    let ward = clinic.ward("of-a-person");
    let told = ways(&ward);
    assert!(
        told.contains("service cron runs it, from this clone"),
        "{told}"
    );
    assert!(!told.contains("tlg tick"), "{told}");
    let ward = clinic.ward("elsewhere");
    fs::remove_file(ward.folder.join(".git/tlg/post")).unwrap();
    let told = ways(&ward);
    assert!(
        told.contains("service cron runs it, from another clone"),
        "{told}"
    );
}
