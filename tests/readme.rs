//! What README.md and the pages of `docs/` say is so: the tour runs, the diagram is the process's, commands exist, links
//! lead somewhere.

#[path = "support/company.rs"]
mod company;
#[path = "support/document.rs"]
mod document;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use company::Company;
use tlg::cli::invocation::Invocation;
use tlg::process::{Process, diagram};

/// The section of the tour.
const TOUR: &str = "## A tour in five minutes\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// README.md, CHANGELOG.md and the pages of `docs/`, with where they are.
fn pages() -> Vec<(PathBuf, String)> {
    let docs = fs::read_dir(root().join("docs")).expect("a folder");
    let mut paths: Vec<PathBuf> = docs.map(|entry| entry.expect("an entry").path()).collect();
    paths.push(root().join("README.md"));
    paths.push(root().join("CHANGELOG.md"));
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let pages = paths.into_iter().map(|path| {
        let text = read(&path);
        (path, text)
    });
    pages.collect()
}

#[test]
fn the_tour_runs() {
    let path = root().join("README.md");
    let text = read(&path);
    let (before, tour) = text.split_once(TOUR).expect("a tour");
    let end = tour.find("\n## ").expect("a section after the tour");
    let (tour, after) = tour.split_at(end + 1);
    let played = document::play(tour, &Company::new());
    document::compare(&path, &[before, TOUR, &played, after].concat());
}

#[test]
fn the_diagram_is_that_of_the_process() {
    let template = include_bytes!("../templates/process.yaml");
    let process = Process::read(Process::PATH, template).expect("the process of the templates");
    let drawn = format!("```mermaid\n{}\n```\n", diagram(&process).trim_end());
    let pages = pages()
        .into_iter()
        .filter(|(_, text)| text.contains("```mermaid"));
    let drawings: Vec<PathBuf> = pages
        .map(|(path, text)| {
            assert!(
                text.contains(&drawn),
                "{}: tlg process diagram",
                path.display()
            );
            path
        })
        .collect();
    assert!(drawings.contains(&root().join("README.md")), "{drawings:?}");
}

#[test]
fn every_command_that_is_named_exists() {
    let mut tree = Invocation::command();
    tree.build();
    let mut wrong = Vec::new();
    let mut named = 0;
    for (path, text) in pages() {
        for line in commands_in(&text) {
            named += 1;
            if let Err(word) = understood(&tree, &line) {
                wrong.push(format!("{}: {line}: {word}", path.display()));
            }
        }
    }
    assert!(named > 60, "only {named} commands are named");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_link_leads_somewhere() {
    let mut lost = Vec::new();
    let mut followed = 0;
    for (path, text) in pages() {
        for target in links_in(&text) {
            followed += 1;
            if !is_there(&path, &text, &target) {
                lost.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(followed > 20, "only {followed} links");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn headings_go_down_by_one_and_are_said_once_in_a_section() {
    for (page, text) in pages() {
        let page = page.display();
        let mut known = BTreeSet::new();
        let mut path: Vec<&str> = Vec::new();
        for heading in headings(&text) {
            let depth = heading.bytes().take_while(|byte| *byte == b'#').count();
            assert!(depth <= path.len() + 1, "{page}: {heading}");
            path.truncate(depth - 1);
            path.push(heading);
            assert!(known.insert(path.join("\n")), "{page}: {heading} twice");
        }
        let titles = headings(&text).filter(|heading| heading.starts_with("# "));
        assert_eq!(titles.count(), 1, "{page}");
    }
}

/// The words of a page that begin with `tlg `: in code, and typed at a prompt.
fn commands_in(text: &str) -> Vec<String> {
    let typed = text.lines().filter_map(|line| line.strip_prefix("$ "));
    let mut commands: Vec<String> = typed
        .filter_map(|typed| Some(format!("tlg {}", typed.split_once("tlg ")?.1)))
        .map(|command| command.split("$(").next().unwrap_or_default().to_owned())
        .collect();
    for line in outside_of_blocks(text) {
        let code = line.split('`').skip(1).step_by(2);
        let named = code.filter(|code| code.starts_with("tlg "));
        commands.extend(named.map(str::to_owned));
    }
    commands
}

/// Whether the subcommands are there and know the options; else the word that is not understood.
fn understood(tree: &Command, line: &str) -> Result<(), String> {
    let mut command = tree;
    for word in line.split(' ').skip(1) {
        let word = word.trim_matches(['\'', '"', ',', ';', '[', ']', '.', ')', '…']);
        if let Some(option) = word.strip_prefix("--") {
            let option = option.split('=').next().unwrap_or_default();
            let known = |known: &str| known == option;
            let mut arguments = command.get_arguments();
            let is_known = arguments.any(|argument| argument.get_long().is_some_and(known));
            if !(is_known || option.is_empty()) {
                return Err(word.to_owned());
            }
        } else if let Some(next) = command.find_subcommand(word) {
            command = next;
        } else if command.has_subcommands() && is_a_name(word) {
            return Err(word.to_owned());
        }
    }
    Ok(())
}

/// Whether a word could be meant as a subcommand: neither an option, a number nor a place to fill in.
fn is_a_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|character| character.is_ascii_lowercase())
}

/// Where the links of a page lead that stay in the repository.
fn links_in(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for line in outside_of_blocks(text) {
        let targets = line.split("](").skip(1);
        let targets = targets.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()));
        links.extend(targets.filter(|target| !target.contains("://")));
    }
    links
}

fn is_there(page: &Path, text: &str, target: &str) -> bool {
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = page.parent().expect("a folder").join(file);
    if file.is_empty() {
        return headings(text).any(|heading| slug(heading) == anchor);
    }
    let is_anchored =
        anchor.is_empty() || headings(&read(&path)).any(|heading| slug(heading) == anchor);
    path.exists() && is_anchored
}

/// The anchor that forges give to a heading.
fn slug(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words
        .chars()
        .filter(|character| character.is_alphanumeric() || " -_".contains(*character));
    kept.map(|character| if character == ' ' { '-' } else { character })
        .collect()
}

fn headings(text: &str) -> impl Iterator<Item = &str> {
    outside_of_blocks(text).filter(|line| line.starts_with('#'))
}

fn outside_of_blocks(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    text.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        in_block ^= is_fence;
        !in_block && !is_fence
    })
}
