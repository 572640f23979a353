//! What the checks found: a line for what is well, and what to do about the rest.

use serde_json::{Value, json};

use crate::cli::say::Say;
use crate::cli::screen::{Meaning, of_text, paint, width, wrap};
use crate::cli::words::{self, Said};
use crate::doctor::{Finding, Judged, Kind, Observed, Outcome};

/// The checks one under another, as a person reads them.
pub fn report(observed: &Observed, judged: &[Judged], say: &Say) -> String {
    let titles = judged.iter().map(|judged| words::title(judged.check, say));
    let titles: Vec<String> = titles.collect();
    let room = titles.iter().map(|title| of_text(title)).max().unwrap_or(0);
    let mut lines: Vec<String> = heading(observed, say).into_iter().collect();
    for (judged, title) in judged.iter().zip(&titles) {
        lines.extend(of_check(judged, title, room, say));
    }
    lines.push(String::new());
    lines.push(sum(judged, say));
    lines.join("\n")
}

fn heading(observed: &Observed, say: &Say) -> Vec<String> {
    let Some(seen) = observed.seen() else {
        return Vec::new();
    };
    let folder = seen.folder.display().to_string();
    let folder = folder.trim_end_matches('/');
    let heading = match seen.kind {
        Kind::Clone => say.text("doctor-heading-clone", args![folder => folder]),
        Kind::Server => say.text("doctor-heading-server", args![folder => folder]),
    };
    vec![heading, String::new()]
}

/// The check with its findings; those that are no good with what the check is for and the ways out.
fn of_check(judged: &Judged, title: &str, room: usize, say: &Say) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, finding) in judged.findings.iter().enumerate() {
        let said = words::found(finding, say);
        let title = if place == 0 { title } else { "" };
        lines.extend(of_finding(finding, &said, title, room, say));
    }
    if judged.outcome() != Outcome::Well {
        let what = words::guards(judged.check, say);
        let text = say.text("doctor-guards", args![what => what]);
        let rest = wrap(&text, text_width(room, say));
        lines.extend(rest.iter().map(|line| {
            let line = paint(Meaning::Done, line);
            format!("{}{line}", margin(room, say))
        }));
    }
    lines
}

fn of_finding(finding: &Finding, said: &Said, title: &str, room: usize, say: &Say) -> Vec<String> {
    let outcome = finding.outcome();
    let word = word(outcome, say);
    let word = format!(
        "{word}{}",
        " ".repeat(words_width(say).saturating_sub(of_text(&word)))
    );
    let title = format!("{title}{}", " ".repeat(room.saturating_sub(of_text(title))));
    let head = paint(meaning(outcome), &format!("{} {word}", sign(outcome)));
    let margin = margin(room, say);
    let mut texts = wrap(&said.text, text_width(room, say)).into_iter();
    let first = texts.next().unwrap_or_default();
    let mut lines = vec![format!("{head}  {title}  {first}")];
    lines.extend(texts.map(|text| format!("{margin}{text}")));
    lines.extend(said.remedies.iter().map(|way| format!("{margin}→ {way}")));
    lines
}

/// Where the text of a finding begins: behind sign, word and title.
fn margin(room: usize, say: &Say) -> String {
    " ".repeat(2 + words_width(say) + 2 + room + 2)
}

fn text_width(room: usize, say: &Say) -> usize {
    const NARROWEST: usize = 20;
    let left = usize::from(width()).saturating_sub(of_text(&margin(room, say)));
    left.max(NARROWEST)
}

fn words_width(say: &Say) -> usize {
    let outcomes = [Outcome::Well, Outcome::Note, Outcome::Failing].into_iter();
    let widths = outcomes.map(|outcome| of_text(&word(outcome, say)));
    widths.max().unwrap_or(0)
}

fn word(outcome: Outcome, say: &Say) -> String {
    match outcome {
        Outcome::Well => say.line("doctor-well"),
        Outcome::Note => say.line("doctor-note"),
        Outcome::Failing => say.line("doctor-failing"),
    }
}

fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Well => "✓",
        Outcome::Note => "!",
        Outcome::Failing => "✗",
    }
}

fn meaning(outcome: Outcome) -> Meaning {
    match outcome {
        Outcome::Well => Meaning::Right,
        Outcome::Note => Meaning::Mine,
        Outcome::Failing => Meaning::Wrong,
    }
}

fn sum(judged: &[Judged], say: &Say) -> String {
    let count = |outcome| {
        let judged = judged.iter().map(Judged::outcome);
        judged.filter(|found| *found == outcome).count()
    };
    let (well, notes) = (count(Outcome::Well), count(Outcome::Note));
    let failing = count(Outcome::Failing);
    say.text(
        "doctor-sum",
        args![well => well, notes => notes, failing => failing],
    )
}

/// The same for programs: keys are stable, texts are for people.
pub fn data(observed: &Observed, judged: &[Judged], say: &Say) -> Value {
    let seen = observed.seen();
    let kind = seen.map(|seen| match seen.kind {
        Kind::Clone => "clone",
        Kind::Server => "server",
    });
    let worst = judged.iter().map(Judged::outcome).max();
    let checks = judged.iter().map(|judged| {
        let findings = judged.findings.iter().map(|finding| {
            let said = words::found(finding, say);
            json!({
                "finding": finding.id(),
                "outcome": outcome_id(finding.outcome()),
                "text": said.text,
                "remedies": said.remedies,
            })
        });
        json!({
            "check": judged.check.id(),
            "outcome": outcome_id(judged.outcome()),
            "guards_against": words::guards(judged.check, say),
            "findings": findings.collect::<Vec<_>>(),
        })
    });
    json!({
        "folder": seen.map(|seen| seen.folder.display().to_string()),
        "kind": kind,
        "outcome": outcome_id(worst.unwrap_or(Outcome::Well)),
        "checks": checks.collect::<Vec<_>>(),
    })
}

fn outcome_id(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Well => "ok",
        Outcome::Note => "note",
        Outcome::Failing => "failing",
    }
}
