//! The demonstration plays to its end, in both languages, and leaves a workspace that stock git finds nothing wrong with.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::LazyLock;

use tlg::cli::demo::Place;
use tlg::deal::deal::DealFile;
use unicode_width::UnicodeWidthStr;
use walkdir::WalkDir;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use sandbox::Sandbox;

/// A Monday at noon: the last evening of the story is that of the Friday before.
const NOW: &str = "2026-11-23T12:00:00+03:00";

/// Where the deals stand when the story has caught up with the clock.
const STAGES: [&str; 14] = [
    "won",
    "won",
    "awaiting_supply",
    "quote_sent",
    "procurement",
    "lost",
    "in_delivery",
    "payment_deferred",
    "invoicing",
    "quote_revision",
    "quote_preparation",
    "in_stock",
    "new_request",
    "invoice_and_specification",
];

/// A demo that was played once for all tests.
struct Played {
    sandbox: Sandbox,
    told: String,
}

static RUSSIAN: LazyLock<Played> = LazyLock::new(|| play("ru"));
static ENGLISH: LazyLock<Played> = LazyLock::new(|| play("en"));

fn play(language: &str) -> Played {
    let sandbox = Sandbox::new();
    let output = demo(&sandbox, language, &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{language}: {said}");
    assert_eq!(said, "", "{language}");
    let told = String::from_utf8(output.stdout).unwrap();
    Played { sandbox, told }
}

fn demo(sandbox: &Sandbox, language: &str, arguments: &[&str]) -> Output {
    let mut command = sandbox.command(env!("CARGO_BIN_EXE_tlg"));
    command
        .current_dir(sandbox.path(""))
        .env("TLG_NOW", NOW)
        .env("TLG_LANG", language)
        .arg("demo")
        .args(arguments);
    command.output().unwrap()
}

impl Played {
    fn workspace(&self) -> PathBuf {
        self.sandbox.path("tlg-demo/workspace")
    }

    /// The text of every deal, by path, with the hashes masked that depend on the keys of the demo.
    fn deals(&self) -> BTreeMap<String, String> {
        let workspace = self.workspace();
        let files = WalkDir::new(workspace.join("deals")).into_iter();
        let files = files
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file());
        let texts = files.map(|file| {
            let path = file.path().strip_prefix(&workspace).unwrap();
            let text = fs::read_to_string(file.path()).unwrap();
            (path.to_str().unwrap().to_owned(), masked(&text))
        });
        texts.collect()
    }
}

/// What a decision binds begins with the introduction, which a key of the demo signed.
fn masked(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once(": ") {
        Some((key, _)) if ["binds", "request"].contains(&key.trim_start_matches([' ', '-'])) => {
            format!("{key}: …")
        }
        _ => line.to_owned(),
    });
    lines.collect::<Vec<String>>().join("\n")
}

#[test]
fn every_deal_of_the_story_stands_where_the_story_leaves_it() {
    let workspace = RUSSIAN.workspace();
    for (number, stage) in (1..).zip(STAGES) {
        let path = format!("deals/00/00/TLG-{number}.yaml");
        let bytes = fs::read(workspace.join(&path)).unwrap();
        let file = DealFile::read(&path, &bytes).unwrap();
        assert_eq!(file.deal.stage.to_string(), stage, "TLG-{number}");
    }
    assert_eq!(RUSSIAN.deals().len(), STAGES.len());
}

#[test]
fn the_same_story_gives_the_same_deals_whatever_the_language() {
    assert_eq!(RUSSIAN.deals(), ENGLISH.deals());
}

#[test]
fn stock_git_finds_a_clean_store_in_which_every_commit_is_signed() {
    let (sandbox, workspace) = (&RUSSIAN.sandbox, RUSSIAN.workspace());
    sandbox.assert_clean(&workspace);
    let signatures = sandbox.git(&workspace, &["log", "--format=%G?"]);
    assert!(signatures.lines().count() > 100, "{signatures}");
    assert!(signatures.lines().all(|good| good == "G"), "{signatures}");
}

#[test]
fn what_is_told_is_plain_and_fits_eighty_columns_where_it_is_ours() {
    for played in [&*RUSSIAN, &*ENGLISH] {
        assert!(!played.told.contains('\u{1b}'), "colours in a pipe");
        let wide: Vec<&str> = ours(&played.told)
            .filter(|line| line.width() > 80)
            .collect();
        assert!(wide.is_empty(), "{wide:#?}");
        assert!(ours(&played.told).count() > 100);
    }
}

/// Heads, remarks, commands and the last words; the rest is what commands and git say.
fn ours(told: &str) -> impl Iterator<Item = &str> {
    let mut goes_on = false;
    let mut is_over = false;
    told.lines().filter(move |line| {
        let begins = ["── ", "# "].iter().any(|mark| line.starts_with(mark));
        let typed = line.contains(" $ tlg") || line.contains(" $ git");
        let is_ours = begins || typed || goes_on || is_over;
        goes_on = (typed || goes_on) && line.ends_with(" \\");
        is_over |= line.starts_with("── Теперь") || line.starts_with("── Your move");
        is_ours
    })
}

#[test]
fn both_languages_show_the_same_commands() {
    let typed = |told: &str| -> Vec<String> {
        let lines = told.lines().filter_map(|line| line.split_once(" $ "));
        lines.map(|(_, command)| without_hash(command)).collect()
    };
    let (russian, english) = (typed(&RUSSIAN.told), typed(&ENGLISH.told));
    assert_eq!(russian, english);
    assert!((30..=60).contains(&russian.len()), "{}", russian.len());
}

/// Lines break where the name before the prompt lets them; hashes differ from run to run.
fn without_hash(command: &str) -> String {
    let words: Vec<&str> = command.split(' ').take(3).collect();
    words.join(" ")
}

#[test]
fn refusals_are_shown_with_the_way_on() {
    assert!(RUSSIAN.told.contains("нельзя: TLG-1"));
    assert!(RUSSIAN.told.contains("tlg deal move 1 in_stock"));
    assert!(
        ENGLISH
            .told
            .contains("Good \"git\" signature for petrova@tlg.example")
    );
}

#[test]
fn the_workspace_is_there_to_go_on_with() {
    let workspace = ENGLISH.workspace();
    let mut command = ENGLISH.sandbox.command(env!("CARGO_BIN_EXE_tlg"));
    command
        .current_dir(&workspace)
        .env("GIT_CONFIG_GLOBAL", "../people/sidorov/gitconfig")
        .env("TLG_NOW", "2026-11-23T12:30:00+03:00")
        .args(["deal", "move", "13", "in_stock"]);
    sandbox::succeed(&mut command);
}

#[test]
fn a_folder_that_is_taken_is_left_alone() {
    let sandbox = Sandbox::new();
    let taken = sandbox.path("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("diary.txt"), "mine").unwrap();
    let output = demo(&sandbox, "en", &["taken"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("taken"), "{said}");
    assert_eq!(fs::read_dir(&taken).unwrap().count(), 1);
}

#[test]
fn without_a_folder_the_next_free_one_is_taken() {
    let here = sandbox::quick_folder();
    let root = |named: Option<&str>| {
        let place = Place::chosen(named.map(Path::new), here.path());
        place.root().strip_prefix(here.path()).unwrap().to_owned()
    };
    assert_eq!(root(None), Path::new("tlg-demo"));
    fs::create_dir(here.path().join("tlg-demo")).unwrap();
    assert_eq!(root(None), Path::new("tlg-demo-2"));
    fs::create_dir(here.path().join("tlg-demo-2")).unwrap();
    assert_eq!(root(None), Path::new("tlg-demo-3"));
    assert_eq!(root(Some("elsewhere")), Path::new("elsewhere"));
}

#[test]
fn without_ssh_keygen_the_world_has_failed() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(env!("CARGO_BIN_EXE_tlg"));
    command
        .current_dir(sandbox.path(""))
        .env("PATH", sandbox.path("nowhere"))
        .env("TLG_NOW", NOW)
        .args(["demo", "place"]);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("ssh-keygen"), "{said}");
}

#[test]
fn a_command_that_leaves_the_story_ends_it_with_what_it_said() {
    let sandbox = Sandbox::new();
    let programs = sandbox.path("programs");
    fs::create_dir(&programs).unwrap();
    fs::write(
        programs.join("git"),
        "#!/bin/sh\necho out of order\nexit 7\n",
    )
    .unwrap();
    fs::set_permissions(programs.join("git"), Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    let mut command = sandbox.command(env!("CARGO_BIN_EXE_tlg"));
    command
        .current_dir(sandbox.path(""))
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("TLG_NOW", NOW)
        .args(["demo", "--quiet", "place"]);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    for words in ["git log -1 --show-signature", "code 7", "out of order"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}
