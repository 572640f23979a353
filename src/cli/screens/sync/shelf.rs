//! What lies on the shelf: kept, or waiting.

use super::{noted, of_other_key};
use crate::cli::language::Language;
use crate::cli::say::Say;
use crate::cli::screen::{Meaning, foreign, paint, put_side_by_side, short};
use crate::cli::stop::{Remedy, Unmet};
use crate::cli::words;
use crate::record::id::PersonId;
use crate::sync::{Kept, Lying, Meanwhile, OnShelf, Shelved};
use crate::workspace::CommitId;
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

/// Everything that lies here: what is kept, each act judged on what is there now, then what waits, mine and that of others.
pub fn shelf_to_text(shelf: &OnShelf, say: &Say) -> String {
    let kept = shelf.kept.iter().flat_map(|kept| of_kept(kept, say));
    let mine = shelf.mine.iter().flat_map(|lying| of_mine(lying, say));
    let others = shelf.others.iter().map(|lying| of_other(lying, say));
    let key = shelf.other_key.iter().map(|key| of_other_key(key, say));
    let paragraphs = [
        kept.chain(mine)
            .chain(key)
            .collect::<Vec<String>>()
            .join("\n"),
        others.collect::<Vec<String>>().join("\n"),
    ];
    let said: Vec<String> = paragraphs.into_iter().filter(|it| !it.is_empty()).collect();
    match said.is_empty() {
        true => say.line("sync-nothing-kept"),
        false => said.join("\n\n"),
    }
}

/// One act that is kept: why, what others did meanwhile, and the ways on.
pub fn of_kept(kept: &Kept, say: &Say) -> Vec<String> {
    let (number, subject) = (kept.shelved.number, foreign(&kept.subject));
    let mut lines = vec![noted(
        say.text("sync-kept", args![number => number, subject => subject]),
    )];
    let now: Vec<String> = kept.why.iter().flat_map(|why| reasons(why, say)).collect();
    match &kept.first {
        None => {
            lines.extend(
                kept.why
                    .is_none()
                    .then(|| indented(say.line("sync-now-holds"))),
            );
            lines.extend(now);
        }
        Some(first) => {
            let at = told(&first.at);
            lines.push(format!("    {}", say.text("sync-kept-at", args![at => at])));
            let then = reasons(&first.why, say);
            let is_same = then == now;
            lines.extend(then);
            match (kept.why.is_some(), is_same) {
                (false, _) => lines.push(indented(say.line("sync-now-holds"))),
                (true, true) => lines.push(indented(say.line("sync-now-same"))),
                (true, false) => {
                    lines.push(indented(say.line("sync-now-other")));
                    lines.extend(now);
                }
            }
        }
    }
    lines.extend(kept.meanwhile.iter().map(|it| of_meanwhile(it, say)));
    lines.extend(steps(&words::ways_of_kept(kept, say)));
    lines
}

fn indented(text: String) -> String {
    format!("    {text}")
}

fn reasons(why: &crate::sync::Why, say: &Say) -> Vec<String> {
    words::why_kept(why, say).iter().flat_map(said).collect()
}

fn said(unmet: &Unmet) -> Vec<String> {
    let text = format!("    {} {}", paint(Meaning::Wrong, "✗"), unmet.text);
    let ways = unmet.remedies.iter().map(|way| {
        format!("        {} {}", way.command, way.note)
            .trim_end()
            .to_owned()
    });
    std::iter::once(text).chain(ways).collect()
}

fn steps(ways: &[Remedy]) -> Vec<String> {
    let rows: Vec<[&str; 2]> = ways
        .iter()
        .map(|way| [way.command.as_str(), way.note.as_str()])
        .collect();
    let lines = put_side_by_side(&rows).into_iter();
    lines.map(|line| format!("    → {line}")).collect()
}

fn of_meanwhile(meanwhile: &Meanwhile, say: &Say) -> String {
    let text = say.text(
        "sync-meanwhile",
        args![
            by => foreign(&meanwhile.by),
            at => told(&meanwhile.at),
            subject => foreign(&meanwhile.subject),
            commit => short(meanwhile.commit)
        ],
    );
    format!("    {text}")
}

fn told(at: &DateTime<FixedOffset>) -> String {
    at.format("%d.%m.%Y %H:%M").to_string()
}

fn of_mine(lying: &Lying, say: &Say) -> Vec<String> {
    let number = lying.shelved.number;
    let subject = foreign(&lying.subject);
    let text = say.text(
        "sync-mine-lies",
        args![number => number, subject => subject],
    );
    let mut lines = vec![noted(text)];
    lines.extend(steps(&words::ways_of(number, say)));
    lines
}

fn of_other(lying: &Lying, say: &Say) -> String {
    let person = name(lying.shelved.person.as_ref(), say);
    let (subject, commit) = (foreign(&lying.subject), short(lying.shelved.commit));
    noted(say.text(
        "sync-waits-for",
        args![person => person, subject => subject, commit => commit],
    ))
}

/// Somebody, or that nobody knows who.
pub fn name(person: Option<&PersonId>, say: &Say) -> String {
    person.map_or_else(|| say.line("sync-a-stranger"), ToString::to_string)
}

/// What became of an act: done as `commit`, or let go.
pub fn settled(shelved: &Shelved, subject: &str, commit: Option<CommitId>, say: &Say) -> String {
    let subject = foreign(subject);
    let text = match commit {
        Some(commit) => {
            let commit = short(commit);
            say.text("sync-retried", args![subject => subject, commit => commit])
        }
        None => {
            let commit = shelved.commit.to_string();
            say.text("sync-let-go", args![subject => subject, commit => commit])
        }
    };
    format!("{} {text}", paint(Meaning::Right, "✓"))
}

/// Everything that lies here, as programs read it.
pub fn shelf_to_json(shelf: &OnShelf) -> Value {
    let kept = shelf.kept.iter().map(kept_to_json);
    let waiting = shelf.mine.iter().chain(&shelf.others);
    kept.chain(waiting.map(lying_to_json)).collect()
}

/// What became of an act, as programs read it.
pub fn settled_to_json(shelved: &Shelved, commit: Option<CommitId>) -> Value {
    json!({
        "number": shelved.number,
        "was": shelved.commit.to_string(),
        "commit": commit.map(|commit| commit.to_string()),
    })
}

fn lying_to_json(lying: &Lying) -> Value {
    json!({
        "number": lying.shelved.number,
        "place": "waiting",
        "person": lying.shelved.person.as_ref().map(ToString::to_string),
        "was": lying.shelved.commit.to_string(),
        "subject": lying.subject,
    })
}

/// One act that is kept, as programs read it.
pub fn kept_to_json(kept: &Kept) -> Value {
    let english = Say::new(Language::English);
    let why = kept.why.as_ref().map(|why| words::why_kept(why, &english));
    let first = kept.first.as_ref().map(|first| {
        json!({
            "at": first.at.to_rfc3339(),
            "why": words::why_kept(&first.why, &english),
        })
    });
    let meanwhile = kept.meanwhile.iter().map(|it| {
        json!({
            "commit": it.commit.to_string(),
            "by": it.by,
            "at": it.at.to_rfc3339(),
            "subject": it.subject,
        })
    });
    json!({
        "number": kept.shelved.number,
        "place": "kept",
        "person": kept.shelved.person.as_ref().map(ToString::to_string),
        "was": kept.shelved.commit.to_string(),
        "subject": kept.subject,
        "first": first,
        "why": why,
        "meanwhile": meanwhile.collect::<Vec<Value>>(),
    })
}
