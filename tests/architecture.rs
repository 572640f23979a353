//! The arrows between the layers, and the shape of the house.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Each layer with those that it may use besides itself. An arrow goes only to the left.
const ARROWS: &[(&str, &[&str])] = &[
    ("record", &[]),
    ("deal", DATA),
    ("client", DATA),
    ("numbers", DATA),
    ("process", DATA),
    ("people", DATA),
    ("calendar", DATA),
    ("actions", CORE),
    ("agenda", CORE),
    ("mail", CORE),
    ("audit", CORE),
    ("workspace", DATA),
    ("verify", CORE_AND_WORKSPACE),
    ("sync", CORE_WORKSPACE_AND_VERIFY),
    ("post", CORE_WORKSPACE_VERIFY_AND_SYNC),
    ("doctor", EVERYTHING_BELOW),
    ("cli", EVERYTHING),
];

const DATA: &[&str] = &[
    "record", "deal", "client", "numbers", "process", "people", "calendar",
];
const CORE: &[&str] = &[
    "record", "deal", "client", "numbers", "process", "people", "calendar", "actions", "agenda",
    "mail", "audit",
];
const CORE_AND_WORKSPACE: &[&str] = &[
    "record",
    "deal",
    "client",
    "numbers",
    "process",
    "people",
    "calendar",
    "actions",
    "agenda",
    "mail",
    "audit",
    "workspace",
];
const CORE_WORKSPACE_AND_VERIFY: &[&str] = &[
    "record",
    "deal",
    "client",
    "process",
    "people",
    "numbers",
    "calendar",
    "actions",
    "agenda",
    "mail",
    "audit",
    "workspace",
    "verify",
];
const CORE_WORKSPACE_VERIFY_AND_SYNC: &[&str] = &[
    "record",
    "deal",
    "client",
    "process",
    "people",
    "numbers",
    "calendar",
    "actions",
    "agenda",
    "mail",
    "audit",
    "workspace",
    "verify",
    "sync",
];
const EVERYTHING_BELOW: &[&str] = &[
    "record",
    "deal",
    "client",
    "numbers",
    "process",
    "people",
    "calendar",
    "actions",
    "agenda",
    "mail",
    "audit",
    "workspace",
    "verify",
    "sync",
    "post",
];
const EVERYTHING: &[&str] = &[
    "record",
    "deal",
    "client",
    "numbers",
    "process",
    "people",
    "calendar",
    "actions",
    "agenda",
    "mail",
    "audit",
    "workspace",
    "verify",
    "sync",
    "post",
    "doctor",
];

/// Layers that decide and do nothing else.
const PURE: &[&str] = &[
    "record", "deal", "client", "numbers", "process", "people", "calendar", "actions", "agenda",
    "mail", "audit",
];

/// What the outer world is reached by.
const OUTER_CRATES: &[&str] = &[
    "git2", "lettre", "clap", "inquire", "anstream", "tempfile", "walkdir",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_of(layer: &str) -> Vec<(String, String)> {
    let files = WalkDir::new(source().join(layer))
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap);
    let rust = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "rs"));
    rust.map(|file| {
        let name = file
            .path()
            .strip_prefix(source())
            .unwrap()
            .display()
            .to_string();
        (name, fs::read_to_string(file.path()).unwrap())
    })
    .collect()
}

/// The code of a file, without comments and without its unit tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The layers that a file of the crate names by `crate::`.
fn layers_used(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let parts = code.split("crate::").skip(1);
    let words = parts.map(|rest| {
        let word = rest
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
        word.collect::<String>()
    });
    words.filter(|word| source().join(word).is_dir()).collect()
}

#[test]
fn arrows_between_layers_go_one_way() {
    let mut wrong = Vec::new();
    for (layer, allowed) in ARROWS {
        for (file, text) in files_of(layer) {
            let used = layers_used(&text);
            let strange = used
                .iter()
                .filter(|used| *used != layer && !allowed.contains(&used.as_str()));
            wrong.extend(strange.map(|used| format!("{file} uses {used}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_layer_has_its_arrows() {
    let folders = fs::read_dir(source()).unwrap().map(Result::unwrap);
    let folders = folders.filter(|entry| entry.path().is_dir());
    let names: BTreeSet<String> = folders
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let known: BTreeSet<String> = ARROWS
        .iter()
        .map(|(layer, _)| (*layer).to_owned())
        .collect();
    assert_eq!(names, known);
}

#[test]
fn pure_layers_know_no_outer_crate() {
    let mut wrong = Vec::new();
    for layer in PURE {
        for (file, text) in files_of(layer) {
            let code = code(&text);
            let used = OUTER_CRATES
                .iter()
                .filter(|name| code.contains(&format!("{name}::")));
            wrong.extend(used.map(|name| format!("{file} uses {name}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pure_layers_deny_clocks_files_environment_and_printing() {
    for layer in PURE {
        let text = fs::read_to_string(source().join(layer).join("mod.rs")).unwrap();
        for lint in [
            "disallowed_methods",
            "disallowed_types",
            "print_stdout",
            "print_stderr",
        ] {
            let denied = text.contains(&format!("clippy::{lint}"));
            assert!(denied, "src/{layer}/mod.rs does not deny clippy::{lint}");
        }
    }
}

#[test]
fn files_hold_one_concept() {
    let long: BTreeMap<String, usize> = ARROWS
        .iter()
        .flat_map(|(layer, _)| files_of(layer))
        .map(|(file, text)| {
            (
                file,
                text.split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .lines()
                    .count(),
            )
        })
        .filter(|(_, lines)| *lines > 450)
        .collect();
    assert!(
        long.is_empty(),
        "files that hold more than one concept: {long:#?}"
    );
}

#[test]
fn the_root_of_the_house_is_the_design_card() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in [
        "Cargo.toml",
        "src",
        "deals",
        "templates",
        "tests",
        "README.md",
    ] {
        assert!(root.join(name).exists(), "{name} is missing");
    }
}
