//! A write as programs see it, and as it would be committed.

use serde_json::{Map, Value, json};

use crate::cli::desk::Acted;
use crate::cli::say::Say;
use crate::deal::Deal;
use crate::deal::entry::Entry;
use crate::deal::letter::Letter;
use crate::record::{Fields, Node};

/// What a program is told of a write; the keys are those of the files.
pub(super) fn data(acted: &Acted) -> Value {
    let mut data = Map::new();
    if let Some((deal, entry)) = acted.deal() {
        data.extend(deal_data(&deal, &entry));
    }
    data.insert(
        "commit".into(),
        json!(acted.commit.map(|id| id.to_string())),
    );
    data.insert("key".into(), json!(acted.key));
    let relocated = acted.relocated();
    let relocated: Vec<Value> = relocated
        .map(|(deal, entry)| deal_data(&deal, &entry).into())
        .collect();
    if !relocated.is_empty() {
        data.insert("relocated".into(), relocated.into());
    }
    let paths: Vec<&String> = acted.change.files.keys().collect();
    data.insert("paths".into(), json!(paths));
    if acted.commit.is_none() {
        let change = &acted.change;
        data.insert("dry_run".into(), json!(true));
        data.insert("message".into(), json!(change.message));
        data.insert("files".into(), json!(change.files));
        let documents = change.documents.iter();
        let documents: Map<String, Value> = documents
            .map(|(path, sha256)| (path.clone(), json!(sha256.to_string())))
            .collect();
        data.insert("documents".into(), documents.into());
    }
    Value::Object(data)
}

fn deal_data(deal: &Deal, entry: &Entry) -> Map<String, Value> {
    let outcome = &entry.outcome;
    let fields = Fields::new()
        .word("deal", &deal.deal)
        .text("title", &deal.title)
        .word("client", &deal.client)
        .word("manager", &deal.manager)
        .word("stage", &deal.stage)
        .number("visit", deal.visit)
        .word("kind", entry.act.kind().id())
        .list("entered", outcome.entered.iter().map(Node::word))
        .list("tasks", outcome.opened.iter().map(|task| task.node()))
        .list("closed", outcome.closed.iter().map(|task| task.node()))
        .list("letters", outcome.letters.iter().map(Letter::node))
        .list("documents", outcome.filed.iter().map(|file| file.node()))
        .maybe(
            "request",
            deal.request.as_ref().map(|request| request.node()),
        );
    match Node::from(fields).to_json() {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The change as it would be committed: message, files, documents and letters.
pub(super) fn change(acted: &Acted, say: &Say) -> String {
    let change = &acted.change;
    let mut parts = vec![
        say.line("acted-dry-run"),
        change.message.trim_end().to_owned(),
    ];
    for (path, text) in &change.files {
        let before = acted.text_before(path);
        parts.push(format!(
            "--- {path}\n{}",
            difference(before.as_deref(), text)
        ));
    }
    for (path, sha256) in &change.documents {
        parts.push(format!("+++ {path}\nsha256 {sha256}"));
    }
    parts.join("\n\n")
}

/// The lines that come and go.
fn difference(before: Option<&str>, after: &str) -> String {
    let before: Vec<&str> = before.unwrap_or_default().lines().collect();
    let after: Vec<&str> = after.lines().collect();
    let gone = before.iter().filter(|line| !after.contains(line));
    let come = after.iter().filter(|line| !before.contains(line));
    let gone = gone.map(|line| format!("- {line}"));
    let lines: Vec<String> = gone.chain(come.map(|line| format!("+ {line}"))).collect();
    lines.join("\n")
}
