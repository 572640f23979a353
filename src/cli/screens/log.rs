//! The history of a deal with its commits: who did what, when, and by which key it is signed.

use super::Wording;
use super::history::{tell, when};
use crate::cli::screen::{Cell, Column, Meaning, Table};
use crate::deal::entry::Entry;
use crate::record::Moment;
use crate::workspace::CommitId;
use serde_json::{Value, json};

/// Digits of a commit's id that tell it from others.
const SHORT: usize = 7;

/// A commit that changed the deal.
pub struct Line<'a> {
    pub commit: CommitId,
    pub at: Moment,
    /// Name and address as the commit has them.
    pub name: String,
    pub email: String,
    /// The entries that it added, with the number of the first, counted from 1.
    pub entries: &'a [Entry],
    pub first: usize,
    pub signature: Signature,
}

/// What is known of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// By a key that people.yaml of the parent gives to the author.
    Good {
        key: String,
    },
    /// By another key, or over other bytes.
    Bad {
        key: String,
    },
    Missing,
}

/// The commits one under another, the oldest first, and below them by which keys they are signed.
pub fn to_text(lines: &[Line], history: &[Entry], words: &Wording, width: u16) -> String {
    let mut table = Table::new([
        Column::Words,
        Column::Words,
        Column::Words,
        Column::Words,
        Column::Elastic,
    ]);
    for line in lines {
        let commit = line.commit.to_string();
        let told = line.entries.iter().map(|entry| tell(entry, history, words));
        table.row([
            Cell::new(commit.get(..SHORT).unwrap_or_default(), Meaning::Done),
            seal(&line.signature),
            when(line.at, words).into(),
            who(line, words).into(),
            told.collect::<Vec<_>>().join("; ").into(),
        ]);
    }
    format!("{}\n\n{}", table.to_text(width), keys(lines, words, width))
}

/// Everybody's keys, each once, in the order in which they first signed.
fn keys(lines: &[Line], words: &Wording, width: u16) -> String {
    let mut known: Vec<(String, &Signature)> = Vec::new();
    for line in lines {
        let signed = (who(line, words), &line.signature);
        if !known.contains(&signed) {
            known.push(signed);
        }
    }
    let mut table = Table::new([Column::Words, Column::Words, Column::Elastic]);
    for (who, signature) in known {
        let key = match signature {
            Signature::Good { key } | Signature::Bad { key } => key.clone(),
            Signature::Missing => words.say.line("deal-unsigned"),
        };
        table.row([seal(signature), who.into(), key.into()]);
    }
    table.to_text(width)
}

fn who(line: &Line, words: &Wording) -> String {
    let person = words.house.people.by_email(&line.email);
    person.map_or_else(
        || line.name.clone(),
        |person| person.short_name().to_owned(),
    )
}

fn seal(signature: &Signature) -> Cell {
    match signature {
        Signature::Good { .. } => Cell::new("✓", Meaning::Right),
        Signature::Bad { .. } | Signature::Missing => Cell::new("✗", Meaning::Wrong),
    }
}

/// What a person has to know when not all signatures are good.
pub fn warning(lines: &[Line], words: &Wording) -> Option<String> {
    let bad = lines
        .iter()
        .filter(|line| !matches!(line.signature, Signature::Good { .. }))
        .count();
    (bad > 0).then(|| words.say.text("deal-bad-signatures", args![count => bad]))
}

/// The commits as programs read them, the oldest first.
pub fn to_json(lines: &[Line]) -> Value {
    lines.iter().map(line_to_json).collect()
}

fn line_to_json(line: &Line) -> Value {
    let (signature, key) = match &line.signature {
        Signature::Good { key } => ("good", Some(key)),
        Signature::Bad { key } => ("bad", Some(key)),
        Signature::Missing => ("missing", None),
    };
    let numbers: Vec<usize> = (line.first..).take(line.entries.len()).collect();
    json!({
        "commit": line.commit.to_string(),
        "at": line.at.to_string(),
        "name": line.name,
        "email": line.email,
        "signature": signature,
        "key": key,
        "events": numbers,
        "entries": line.entries.iter().map(|entry| entry.node().to_json()).collect::<Value>(),
    })
}
