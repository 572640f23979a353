//! Markdown documents that run: each ```` ```console ```` block is a talk with the shell, `$` before what is typed and
//! `>` before the lines that go on with it. A code other than 0 stands behind the answer: `? 1`.
//!
//! One shell runs a whole document, so that `cd` and variables last. Before a command may stand who types it
//! (`ivanov tlg deal move 1 in_stock`); a command of its own sets the time (`clock 2026-11-20T10:00`).

use std::path::Path;

use snapbox::Data;
use snapbox::assert::{Action, Assert, DEFAULT_ACTION_ENV};

use super::company::Company;

/// Stands before what the shell says after each command; no program prints it.
const MARK: char = '\u{1E}';

/// How the fingerprint of a key begins.
const FINGERPRINT: &str = "SHA256:";

/// Compares a document with what came out of it. `SNAPSHOTS=overwrite` writes it anew.
#[track_caller]
pub fn compare(path: &Path, played: &str) {
    let assert = Assert::new()
        .action(Action::Verify)
        .action_env(DEFAULT_ACTION_ENV)
        .normalize_paths(false);
    assert.eq(Data::text(played), Data::read_from(path, None));
}

/// The document with what really came out; what changes with a folder or the wording of a template has a name in
/// brackets: ids of commits and requests, hashes, keys; and so has how long something took.
pub fn play(text: &str, company: &Company) -> String {
    let parts = parts(text);
    let commands: Vec<&str> = parts.iter().filter_map(Part::command).collect();
    let mut answers = answers(&commands, company).into_iter();
    let mut played = String::new();
    for part in &parts {
        match part {
            Part::Prose(line) => {
                played.push_str(line);
                played.push('\n');
            }
            Part::Command(command) => {
                let typed = format!("$ {}\n", command.replace('\n', "\n> "));
                played.push_str(&typed);
                played.push_str(&answers.next().unwrap_or_default());
            }
        }
    }
    let folder = company.folder().to_str().expect("UTF-8");
    without_seconds(&without_ids(&played.replace(folder, "[FOLDER]")))
}

/// How long a verification took: `· 0.1 s`.
fn without_seconds(text: &str) -> String {
    let parts = text.split(" · ").map(|part| {
        let end = part.find('\n').unwrap_or(part.len());
        let (first, rest) = part.split_at(end);
        match first.split_once(' ') {
            Some((number, unit @ ("s" | "с")))
                if number.parse::<f64>().is_ok() || number.contains(',') =>
            {
                format!("[SECONDS] {unit}{rest}")
            }
            _ => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join(" · ")
}

fn without_ids(text: &str) -> String {
    let mut named = String::new();
    let mut word = String::new();
    for character in text.chars() {
        let of_a_key = match character {
            ':' => word == "SHA256",
            '+' | '/' => word.starts_with(FINGERPRINT),
            _ => false,
        };
        if character.is_alphanumeric() || of_a_key {
            word.push(character);
        } else {
            named.push_str(name_of(&word));
            named.push(character);
            word.clear();
        }
    }
    named.push_str(name_of(&word));
    named
}

fn name_of(word: &str) -> &str {
    let is_hex = word
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    match word.len() {
        8 if is_hex => "[ID]",
        40 if is_hex => "[COMMIT]",
        64 if is_hex => "[SHA256]",
        50 if word.starts_with(FINGERPRINT) => "[KEY]",
        _ => word,
    }
}

/// A line for the reader, or a command with its answer left out.
enum Part {
    Prose(String),
    Command(String),
}

impl Part {
    fn command(&self) -> Option<&str> {
        match self {
            Part::Command(command) => Some(command),
            Part::Prose(_) => None,
        }
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut in_console = false;
    let mut is_typing = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
            is_typing = false;
        } else if in_console {
            match (
                line.strip_prefix("$ "),
                line.strip_prefix("> "),
                parts.last_mut(),
            ) {
                (Some(command), ..) => {
                    parts.push(Part::Command(command.to_owned()));
                    is_typing = true;
                }
                (None, Some(more), Some(Part::Command(command))) if is_typing => {
                    command.push('\n');
                    command.push_str(more);
                }
                _ => is_typing = false,
            }
            continue;
        }
        parts.push(Part::Prose(line.to_owned()));
    }
    parts
}

/// What the shell says to each command.
fn answers(commands: &[&str], company: &Company) -> Vec<String> {
    let mut script = company.prelude();
    for command in commands {
        let said = format!("{{ {command}\n}} 2>&1 </dev/null\nprintf '{MARK}%d\\n' $?\n");
        script.push_str(&said);
    }
    let output = company.shell(&script).output().expect("bash starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.is_empty(), "{complaint}");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let mut answers = Vec::new();
    let mut rest = said.as_str();
    while let Some((answer, after)) = rest.split_once(MARK) {
        let (code, after) = after.split_once('\n').expect("a code and a line end");
        let mut answer = answer.to_owned();
        if !answer.is_empty() && !answer.ends_with('\n') {
            answer.push('\n');
        }
        if code != "0" {
            answer.push_str(&format!("? {code}\n"));
        }
        answers.push(answer);
        rest = after;
    }
    answers
}
