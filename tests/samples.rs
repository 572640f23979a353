//! The sample deals: `deals/` is what the program writes today, one deal in every stage at least.
//!
//! `TLG_BLESS=1 cargo test --test samples` writes the files anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tlg::deal::deal::DealFile;
use tlg::deal::fold::fold;
use tlg::process::Process;
use walkdir::WalkDir;

#[path = "core/doing.rs"]
#[allow(dead_code, reason = "the samples do less than the tests of the core")]
mod doing;
#[path = "core/house.rs"]
#[allow(dead_code, reason = "the samples do less than the tests of the core")]
mod house;
#[path = "samples/story.rs"]
mod story;

/// What the program writes, by path.
static WRITTEN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let played = story::played();
    let texts = played.files.0.iter();
    let deals: BTreeMap<String, String> = texts
        .filter(|(path, _)| path.starts_with("deals/"))
        .map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    if std::env::var_os("TLG_BLESS").is_some() {
        bless(&deals);
    }
    deals
});

/// What lies in `deals/`, by path, the page about it left out.
fn on_disk() -> BTreeMap<String, String> {
    let files = WalkDir::new(root().join("deals")).into_iter();
    let files = files
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "README.md");
    let texts = files.map(|file| {
        let path = file.path().strip_prefix(root()).unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        (path.to_str().unwrap().to_owned(), text)
    });
    texts.collect()
}

#[test]
fn the_samples_are_what_the_program_writes() {
    let written = &*WRITTEN;
    let on_disk = on_disk();
    let paths =
        |files: &BTreeMap<String, String>| -> Vec<String> { files.keys().cloned().collect() };
    assert_eq!(paths(&on_disk), paths(written));
    for (path, text) in written {
        assert!(
            on_disk[path] == *text,
            "{path} is not what the program writes; TLG_BLESS=1 writes it anew"
        );
    }
}

#[test]
fn every_sample_is_read_and_its_header_is_the_fold_of_its_history() {
    for (path, text) in WRITTEN.iter() {
        let file = DealFile::read(path, text.as_bytes()).unwrap();
        let folded = fold(&file.deal.deal, &file.history).unwrap();
        assert_eq!(file.deal, folded, "{path}");
        assert_eq!(file.node().to_yaml(), *text, "{path}");
        assert_eq!(file.deal.deal.path(), *path);
    }
}

#[test]
fn every_stage_has_a_sample() {
    let process = fs::read(root().join("templates/process.yaml")).unwrap();
    let process = Process::read(Process::PATH, &process).unwrap();
    let stages: BTreeSet<String> = process
        .stages
        .iter()
        .map(|stage| stage.id.to_string())
        .collect();
    let samples = WRITTEN.iter().map(|(path, text)| {
        let file = DealFile::read(path, text.as_bytes()).unwrap();
        file.deal.stage.to_string()
    });
    assert_eq!(samples.collect::<BTreeSet<String>>(), stages);
}

#[test]
fn the_page_about_the_samples_lists_them() {
    let page = fs::read_to_string(root().join("deals/README.md")).unwrap();
    for (path, text) in WRITTEN.iter() {
        let file = DealFile::read(path, text.as_bytes()).unwrap();
        let (deal, stage) = (&file.deal.deal, &file.deal.stage);
        let row = format!(
            "| [{deal}]({}) | `{stage}` |",
            path.trim_start_matches("deals/")
        );
        assert!(page.contains(&row), "deals/README.md has no row {row}");
    }
}

fn bless(deals: &BTreeMap<String, String>) {
    let folder = root().join("deals/00");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    for (path, text) in deals {
        let path = root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
