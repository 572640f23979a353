//! docs/process.md says what the process and the program say.

use super::{TLG, read};
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../docs/process.md");

fn under(heading: &str) -> &'static str {
    let (_, rest) = PAGE
        .split_once(&format!("\n## {heading}\n"))
        .expect(heading);
    rest.split("\n## ").next().unwrap_or(rest)
}

#[test]
fn every_heading_that_the_code_cites() {
    for heading in [
        "Roles",
        "Stages and tasks",
        "Moves and decisions",
        "Rounds",
        "What a decision binds",
        "Limits",
        "Facts",
        "Documents",
        "Mail",
        "Proof",
        "Time",
        "Process changes",
        "Four eyes",
        "Deputies",
        "Names",
        "The deal file",
        "The process language",
        "Rules",
    ] {
        assert!(!under(heading).trim().is_empty(), "{heading}");
    }
}

/// Whatever file of `docs/` the code cites has that heading, or a rule of that name.
#[test]
fn every_citation_leads_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cited = 0;
    for folder in ["src", "tests"] {
        let files = walkdir::WalkDir::new(root.join(folder)).into_iter();
        let files = files.map(|entry| entry.expect("an entry").into_path());
        for path in files.filter(|path| path.extension().is_some_and(|kind| kind == "rs")) {
            let code = std::fs::read_to_string(&path).expect("a source");
            let lines = code.lines().map(|line| line.trim_start());
            let lines = lines.map(|line| line.trim_start_matches(['/', '!']).trim_start());
            let text = lines.collect::<Vec<&str>>().join(" ");
            for citation in text.split("docs/").skip(1) {
                let Some((page, rest)) = citation.split_once(".md, ") else {
                    continue;
                };
                if !page.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    continue;
                }
                let end = rest.find([')', '.', ':', ';', '"']).unwrap_or(rest.len());
                let page_text = std::fs::read_to_string(root.join(format!("docs/{page}.md")));
                let page_text = page_text.unwrap_or_else(|_| panic!("docs/{page}.md"));
                let heading = &rest[..end];
                let found = heading.split(", ").all(|part| {
                    let mut both = part.split(" and ");
                    is_headed(&page_text, part) || both.all(|one| is_headed(&page_text, one))
                });
                assert!(found, "{}: docs/{page}.md, {heading}", path.display());
                cited += 1;
            }
        }
    }
    assert!(cited > 50, "{cited}");
}

fn is_headed(page: &str, heading: &str) -> bool {
    let section = page.lines().any(|line| {
        let name = line.strip_prefix("## ");
        name.is_some_and(|name| name == heading)
    });
    section || page.contains(&format!("**{heading}**")) || page.contains(&format!("**{heading}.**"))
}

#[test]
fn every_stage_task_fact_and_letter_of_the_process() {
    let process = read(TLG);
    let stages = process.stages.iter().map(|stage| stage.id.to_string());
    let tasks = process.tasks.keys().map(ToString::to_string);
    let facts = process.facts.keys().map(ToString::to_string);
    let mails = process.mails.iter().map(|mail| mail.id.to_string());
    let of_stages = under("Stages and tasks");
    let named = |text: &str, id: &str| text.contains(&format!("`{id}`"));
    for id in stages.chain(tasks) {
        assert!(
            named(of_stages, &id) || named(under("Moves and decisions"), &id),
            "{id}"
        );
    }
    for id in facts {
        assert!(named(under("Facts"), &id), "{id}");
    }
    for id in mails {
        assert!(named(under("Mail"), &id), "{id}");
    }
}

#[test]
fn every_key_of_the_language() {
    let language = under("The process language");
    fn keys(node: &tlg::record::Node, all: &mut BTreeSet<String>) {
        match node {
            tlg::record::Node::Map(fields) => {
                for (key, node) in fields {
                    all.insert(key.clone());
                    keys(node, all);
                }
            }
            tlg::record::Node::List(items) => items.iter().for_each(|item| keys(item, all)),
            _ => {}
        }
    }
    let process = read(TLG);
    let mut all = BTreeSet::new();
    keys(&process.node(), &mut all);
    let facts = process.facts.keys().map(ToString::to_string);
    let documents = process.documents.keys().map(ToString::to_string);
    let tasks = process.tasks.keys().map(ToString::to_string);
    let losing = process.losing.iter().flat_map(|rule| rule.reasons.keys());
    let own: BTreeSet<String> = facts
        .chain(documents)
        .chain(tasks)
        .chain(losing.map(ToString::to_string))
        .collect();
    for key in all.difference(&own) {
        let named = [format!("`{key}`"), format!("`{key}: ")];
        assert!(named.iter().any(|it| language.contains(it)), "{key}");
    }
}

#[test]
fn every_finding() {
    let source = include_str!("../../src/process/finding.rs");
    let (_, names) = source.split_once("pub fn id(&self)").expect("names");
    let (names, _) = names.split_once("pub fn at(").expect("their end");
    for id in names.split('"').skip(1).step_by(2) {
        assert!(under("Proof").contains(&format!("`{id}`")), "{id}");
    }
}

#[test]
fn links_lead_to_headings() {
    let anchors: BTreeSet<String> = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.to_lowercase().replace(' ', "-"))
        .collect();
    for link in PAGE.split("](#").skip(1) {
        let link = link.split(')').next().unwrap_or(link);
        assert!(anchors.contains(link), "{link}");
    }
}
