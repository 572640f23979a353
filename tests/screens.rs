//! What the reading commands show, in both languages: `TLG_BLESS=1 cargo test --test screens` writes the screens anew.
#![cfg(unix)]

#[path = "screens/company.rs"]
mod company;
#[path = "screens/story.rs"]
mod story;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::LazyLock;

use company::Company;
use serde_json::Value;
use tlg::cli::screen::of_text;

static COMPANY: LazyLock<Company> = LazyLock::new(story::company);

/// The name of a screen, who looks, and the command.
const SCREENS: [(&str, &str, &str); 20] = [
    ("day-manager", "ivanov", ""),
    ("day-manager-2", "sidorov", ""),
    ("day-director", "petrova", ""),
    ("day-accountant", "smirnova", ""),
    ("day-administrator", "orlov", ""),
    ("day-service", "service", ""),
    ("day-stranger", "nobody", ""),
    ("day-unknown", "", ""),
    ("board", "petrova", "board"),
    ("deals", "ivanov", "deal list --closed"),
    ("deals-late", "ivanov", "deal list --late --manager ivanov"),
    ("deal-sent", "ivanov", "deal show 6"),
    ("deal-asked", "petrova", "deal show 7"),
    ("deal-paid-in-part", "smirnova", "deal show 1"),
    ("deal-deferred", "ivanov", "deal show 2"),
    ("deal-lost", "petrova", "deal show 3"),
    ("log", "ivanov", "deal log 6"),
    ("tasks", "ivanov", "task list --all"),
    ("clients", "ivanov", "client list"),
    ("client", "ivanov", "client show стакан"),
];

#[test]
fn screens_are_as_they_were_agreed() {
    let mut wrong = Vec::new();
    for (name, who, line) in SCREENS {
        for language in ["ru", "en"] {
            let path = folder().join(format!("{name}.{language}.txt"));
            let shown = transcript(&COMPANY.said(who, language, line), line);
            if std::env::var_os("TLG_BLESS").is_some() {
                fs::write(&path, &shown).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != shown {
                wrong.push(format!("{}\n{shown}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_screen_on_disk_is_shown_by_a_command() {
    let expected: BTreeSet<String> = SCREENS
        .iter()
        .flat_map(|(name, ..)| ["ru", "en"].map(|language| format!("{name}.{language}.txt")))
        .collect();
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let files = files.map(|name| name.to_string_lossy().into_owned());
    let texts: BTreeSet<String> = files.filter(|name| name.ends_with(".txt")).collect();
    assert_eq!(texts, expected);
}

#[test]
fn no_screen_is_wider_than_eighty_columns_or_coloured_without_a_terminal() {
    for (name, who, line) in SCREENS {
        for language in ["ru", "en"] {
            let shown = transcript(&COMPANY.said(who, language, line), line);
            assert!(!shown.contains('\u{1b}'), "{name}: {shown}");
            let widest = shown
                .lines()
                .max_by_key(|line| of_text(line))
                .unwrap_or_default();
            assert!(of_text(widest) <= 80, "{name}.{language}: {widest}");
        }
    }
}

#[test]
fn data_goes_to_standard_output_and_talk_is_left_out_when_quiet() {
    let talking = COMPANY.said("ivanov", "ru", "");
    assert!(!talking.stderr.is_empty());
    let quiet = COMPANY.said("ivanov", "ru", "--quiet");
    assert!(quiet.stderr.is_empty());
    assert_eq!(talking.stdout, quiet.stdout);
}

#[test]
fn a_reader_who_has_read_enough_hears_no_complaint() {
    for line in [
        "",
        "board",
        "deal list",
        "deal show 6",
        "deal log 6",
        "task list --all",
        "client list",
    ] {
        let mut child = COMPANY
            .tlg("ivanov", "ru", line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}");
        assert_eq!(text(&output.stderr), "", "{line}");
    }
}

#[test]
fn the_past_is_shown_as_it_was() {
    let list = |at: &str| {
        text(
            &COMPANY
                .said("ivanov", "ru", &format!("deal list --closed --at {at}"))
                .stdout,
        )
    };
    assert_eq!(list("2026-11-02").lines().count(), 2);
    assert_eq!(list("10.11.2026").lines().count(), 4);
    let then = text(
        &COMPANY
            .said("ivanov", "ru", "deal show 6 --at 20.11.2026")
            .stdout,
    );
    assert!(
        then.contains("● Подготовка КП") && !then.contains("Можно"),
        "{then}"
    );
    let board = |at: &str| {
        text(
            &COMPANY
                .said("ivanov", "ru", &format!("board --at {at}"))
                .stdout,
        )
    };
    assert_ne!(board("2026-11-10"), board("HEAD"));
}

#[test]
fn lists_show_what_was_asked_for() {
    let ids = |line: &str| -> Vec<String> {
        let output = COMPANY.said("ivanov", "en", &format!("deal list {line} --json"));
        let deals: Value = serde_json::from_slice(&output.stdout).unwrap();
        let deals = deals.as_array().unwrap().iter();
        deals
            .map(|deal| deal["deal"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids("").len(), 7);
    assert_eq!(ids("--closed").len(), 8);
    assert_eq!(ids("--stage lost"), ["TLG-3"]);
    assert_eq!(ids("--stage закуп"), ["TLG-5"]);
    assert_eq!(ids("--pipeline логистика"), ["TLG-1"]);
    assert_eq!(ids("--manager сидоров"), ["TLG-1", "TLG-4"]);
    assert_eq!(ids("волга --manager ivanov"), ["TLG-2", "TLG-7", "TLG-8"]);
    assert_eq!(ids("--late --manager ivanov"), ["TLG-2", "TLG-5"]);
    assert_eq!(ids("ЛИНИЯ"), ["TLG-5", "TLG-6"]);
    let output = COMPANY.said("ivanov", "en", "deal list --pipeline sails");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("sales, logistics"));
}

#[test]
fn programs_read_every_screen_and_find_the_documented_keys() {
    let documented = fs::read_to_string(root().join("docs/json.md")).unwrap();
    for (name, who, line) in SCREENS {
        let output = COMPANY.said(who, "ru", &format!("{line} --json"));
        let value: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{name}: {error}\n{}", text(&output.stdout)));
        let object = value.as_array().map_or(&value, |list| &list[0]);
        for key in object.as_object().unwrap().keys() {
            assert!(
                documented.contains(&format!("`{key}`")),
                "{name}: {key} is not documented"
            );
        }
    }
}

#[test]
fn a_deal_tells_programs_its_whole_file() {
    let output = COMPANY.said("ivanov", "ru", "deal show 6 --json");
    let page: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(page["deal"], "TLG-6");
    assert_eq!(page["stage"], "quote_sent");
    assert_eq!(page["history"].as_array().unwrap().len(), 7);
    assert_eq!(page["history"][6]["kind"], "approved");
    assert_eq!(
        page["path"],
        serde_json::json!([
            "new_request",
            "procurement",
            "quote_preparation",
            "quote_sent"
        ])
    );
    assert_eq!(page["sum"], "2325000.00 RUB");
    assert_eq!(page["quote"], "in_force");
    assert_eq!(page["late_days"], 0);
    let can = page["can"].as_array().unwrap().iter();
    let can: Vec<&str> = can
        .map(|offer| offer["command"].as_str().unwrap())
        .collect();
    assert!(can.contains(&"tlg deal move 6 invoicing"), "{can:?}");
    assert!(can.contains(&"tlg quote discount 6 --ask -m"), "{can:?}");
}

#[test]
fn nobody_is_offered_what_they_may_not_do() {
    let can = |who: &str, deal: u32| {
        let output = COMPANY.said(who, "ru", &format!("deal show {deal} --json"));
        let page: Value = serde_json::from_slice(&output.stdout).unwrap();
        page["can"].to_string()
    };
    assert!(can("petrova", 7).contains("tlg approve 7"));
    assert!(!can("ivanov", 7).contains("tlg approve 7"));
    assert!(can("ivanov", 7).contains("tlg quote withdraw 7"));
    assert!(can("smirnova", 1).contains("tlg pay 1"));
    assert!(!can("sidorov", 1).contains("tlg pay 1"));
    assert!(can("petrova", 3).contains("tlg deal reopen 3"));
    assert_eq!(can("ivanov", 3), "[]");
    assert_eq!(can("sidorov", 6), "[]");
}

#[test]
fn the_log_proves_every_commit_in_process() {
    let output = COMPANY.said("ivanov", "ru", "deal log 6 --json");
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines = log.as_array().unwrap();
    assert_eq!(lines.len(), 7);
    assert!(
        lines.iter().all(|line| line["signature"] == "good"),
        "{log}"
    );
    assert!(
        lines
            .iter()
            .all(|line| line["key"].as_str().unwrap().starts_with("SHA256:"))
    );
    assert_eq!(lines[6]["email"], "petrova@tlg.example");
    assert_eq!(lines[6]["events"], serde_json::json!([7]));
}

#[test]
fn a_foreign_signature_is_found() {
    let company = story::with_one_deal("foreign");
    let key = fs::canonicalize(company.root().join("../sidorov")).unwrap();
    // Sidorov signs what goes out under Ivanov's name.
    let mut git = std::process::Command::new("git");
    let output = git
        .current_dir(company.root())
        .env("GIT_COMMITTER_DATE", company::NOW)
        .args([
            "-c",
            &format!("user.signingkey={}", key.display()),
            "-c",
            "user.name=Иванов Иван",
        ])
        .args([
            "-c",
            "user.email=ivanov@tlg.example",
            "commit",
            "--amend",
            "--no-edit",
            "--quiet",
            "-S",
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let output = company.said("ivanov", "en", "deal log 1");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains("✗  Иванов  SHA256:"),
        "{}",
        text(&output.stdout)
    );
    assert!(
        text(&output.stderr).contains("1 signature is missing"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn without_colour_the_words_are_the_same() {
    for line in ["", "board", "deal list", "deal log 6", "mail list"] {
        let plain = COMPANY.said("ivanov", "ru", line);
        let no_colour = COMPANY
            .tlg("ivanov", "ru", line)
            .env("NO_COLOR", "1")
            .output();
        assert_eq!(
            text(&no_colour.unwrap().stdout),
            text(&plain.stdout),
            "{line}"
        );
    }
}

#[test]
fn a_broken_deal_is_named_and_never_passed_over() {
    let company = story::with_one_deal("broken");
    let path = company.root().join("deals/00/00/TLG-1.yaml");
    let broken = fs::read_to_string(&path)
        .unwrap()
        .replace("visit: 1\nopened", "visit: one\nopened");
    fs::write(&path, broken).unwrap();
    let mut git = std::process::Command::new("git");
    let commit = [
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@x",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "-qam",
        "x",
    ];
    let git = git
        .current_dir(company.root())
        .env("GIT_COMMITTER_DATE", company::NOW);
    assert!(git.args(commit).status().unwrap().success());
    for line in ["", "board", "deal list", "task list --all"] {
        let output = company.said("ivanov", "en", line);
        assert_eq!(output.status.code(), Some(1), "{line}");
        assert!(
            text(&output.stdout).contains("TLG-1.yaml"),
            "{line}: {}",
            text(&output.stdout)
        );
    }
}

#[test]
fn without_a_workspace_there_is_a_way_on() {
    let nowhere = tempfile::tempdir().unwrap();
    for (language, way) in [("ru", "tlg init ПАПКА"), ("en", "tlg init DIR")] {
        let mut tlg = COMPANY.tlg("ivanov", language, "");
        let output = tlg.current_dir(nowhere.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains(way) && text(&output.stdout).contains("tlg demo"));
    }
}

#[test]
fn the_shell_completes_from_the_workspace_and_is_silent_outside() {
    let complete = |folder: &Path, words: &[&str]| {
        let mut tlg = COMPANY.tlg("ivanov", "ru", "");
        tlg.current_dir(folder)
            .env("COMPLETE", "fish")
            .args(["--", "tlg"])
            .args(words);
        let output = tlg.output().unwrap();
        assert_eq!(text(&output.stderr), "");
        text(&output.stdout)
    };
    let office = COMPANY.root();
    let deals = complete(&office, &["deal", "show", ""]);
    assert!(
        deals.contains("TLG-6\tЛиния для стаканов 250 мл") && !deals.contains("TLG-3"),
        "{deals}"
    );
    assert!(
        complete(&office, &["deal", "move", "6", "quote_r"])
            .contains("quote_revision\tДоработка КП")
    );
    assert!(complete(&office, &["client", "show", "st"]).contains("stakan-plus\tСтакан Плюс"));
    assert!(complete(&office, &["deal", "assign", "6", "s"]).contains("sidorov\tСидоров Семён"));
    let nowhere = tempfile::tempdir().unwrap();
    assert!(!complete(nowhere.path(), &["deal", "show", ""]).contains("TLG"));
}

/// What a person sees: the command, what it printed, and what it said besides.
fn transcript(output: &Output, line: &str) -> String {
    let code = output.status.code();
    assert_eq!(code, Some(0), "tlg {line}: {}", text(&output.stderr));
    let command = format!("tlg {line}");
    let shown = text(&output.stdout);
    let shown = match line.starts_with("deal log") {
        true => shown
            .lines()
            .map(|line| without_commit(line) + "\n")
            .collect(),
        false => shown,
    };
    format!("$ {}\n{shown}{}", command.trim_end(), text(&output.stderr))
}

/// The ids of commits change with every word of the process that they begin with.
fn without_commit(line: &str) -> String {
    match line.split_once(' ') {
        Some((id, rest)) if id.len() == 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            format!("00000000 {rest}")
        }
        _ => line.to_owned(),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> PathBuf {
    root().join("tests/screens")
}
