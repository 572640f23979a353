//! The history of a deal with its commits: who did what, when, and by which key it is signed.

use super::Wording;
use super::history::{tell, when};
use crate::cli::screen::{Cell, Column, Meaning, Table, foreign, short};
use crate::deal::entry::Entry;
use crate::record::Moment;
use crate::workspace::{CommitId, Person, SignatureCheck};
use serde_json::{Value, json};

/// A commit that changed the deal.
pub struct Line<'a> {
    pub commit: CommitId,
    pub at: Moment,
    /// Name and address as the commit has them; none where it is not in our form.
    pub author: Option<Person>,
    /// The entries that it added, with the number of the first, counted from 1.
    pub entries: &'a [Entry],
    pub first: usize,
    /// Whether a key signed that people.yaml of the parent gives to the author.
    pub signature: SignatureCheck,
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
        let told = line.entries.iter().map(|entry| tell(entry, history, words));
        table.row([
            Cell::new(short(line.commit), Meaning::Done),
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
    let mut known: Vec<(String, &SignatureCheck)> = Vec::new();
    for line in lines {
        let signed = (who(line, words), &line.signature);
        if !known.contains(&signed) {
            known.push(signed);
        }
    }
    let mut table = Table::new([Column::Words, Column::Words, Column::Elastic]);
    for (who, signature) in known {
        let key = match signature {
            SignatureCheck::Good { key } | SignatureCheck::Bad { key: Some(key) } => key.clone(),
            SignatureCheck::Bad { key: None } => words.say.line("deal-not-our-form"),
            SignatureCheck::Missing => words.say.line("deal-unsigned"),
        };
        table.row([seal(signature), who.into(), key.into()]);
    }
    table.to_text(width)
}

fn who(line: &Line, words: &Wording) -> String {
    let Some(author) = &line.author else {
        return words.say.line("deal-no-author");
    };
    let person = words.house.people.by_email(&author.email);
    person.map_or_else(
        || foreign(&author.name),
        |person| person.short_name().to_owned(),
    )
}

fn seal(signature: &SignatureCheck) -> Cell {
    match signature {
        SignatureCheck::Good { .. } => Cell::new("✓", Meaning::Right),
        SignatureCheck::Bad { .. } | SignatureCheck::Missing => Cell::new("✗", Meaning::Wrong),
    }
}

/// What a person has to know when not all signatures are good.
pub fn warning(lines: &[Line], words: &Wording) -> Option<String> {
    let bad = lines
        .iter()
        .filter(|line| !matches!(line.signature, SignatureCheck::Good { .. }))
        .count();
    (bad > 0).then(|| words.say.text("deal-bad-signatures", args![count => bad]))
}

/// The commits as programs read them, the oldest first.
pub fn to_json(lines: &[Line]) -> Value {
    lines.iter().map(line_to_json).collect()
}

fn line_to_json(line: &Line) -> Value {
    let (signature, key) = match &line.signature {
        SignatureCheck::Good { key } => ("good", Some(key)),
        SignatureCheck::Bad { key } => ("bad", key.as_ref()),
        SignatureCheck::Missing => ("missing", None),
    };
    let author = line.author.as_ref();
    let numbers: Vec<usize> = (line.first..).take(line.entries.len()).collect();
    json!({
        "commit": line.commit.to_string(),
        "at": line.at.to_string(),
        "name": author.map(|author| &author.name),
        "email": author.map(|author| &author.email),
        "signature": signature,
        "key": key,
        "events": numbers,
        "entries": line.entries.iter().map(|entry| entry.node().to_json()).collect::<Value>(),
    })
}
