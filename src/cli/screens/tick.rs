//! What a run of `tick` did, as cron mails it.

use super::Wording;
use super::rows::Rows;
use crate::agenda::tick::{EscalationKey, ReminderKey};
use crate::agenda::{LetterName, Plan, Tick};
use crate::cli::screen::{Meaning, paint, width};
use crate::cli::words;
use crate::post::Report;
use crate::record::Moment;
use crate::record::id::PersonId;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a run did.
pub fn ran(report: &Report, words: &Wording) -> String {
    let say = words.say;
    let sent = report.sent.len();
    let sent = (sent > 0).then(|| say.text("tick-sent", args![count => sent]));
    let rows = said(&report.tick, sent, words);
    let trouble: Vec<(String, String)> = report
        .trouble
        .iter()
        .map(|trouble| {
            let why = words::post_failure(&trouble.why, say);
            (trouble.letter.to_string(), why)
        })
        .collect();
    let nothing = report.claim.is_none() && report.sent.is_empty() && trouble.is_empty();
    let head = heading(report.at, report.open, report.late, words);
    page(head, rows, &trouble, nothing, words)
}

/// What a run would do, in words and for programs.
pub fn planned(plan: &Plan, now: Moment, words: &Wording) -> (String, Value) {
    let say = words.say;
    let claimed = plan.tick.claims.values();
    let letters: usize = claimed.map(|claim| claim.letters.len()).sum();
    let leaving = (letters > 0).then(|| say.text("tick-would-leave", args![count => letters]));
    let rows = said(&plan.tick, leaving, words);
    let trouble: Vec<(String, String)> = plan
        .unwritten
        .iter()
        .map(|(name, error)| (name.to_string(), words::unwritten(error, say)))
        .collect();
    let head = format!(
        "{} · {}",
        heading(now, plan.open, plan.late, words),
        say.line("tick-dry-run")
    );
    let text = page(head, rows, &trouble, !plan.writes(), words);
    let mut data = tick_data(&plan.tick);
    let trouble = trouble
        .iter()
        .map(|(letter, why)| json!({"letter": letter, "why": why}));
    super::standing::extend(
        &mut data,
        json!({
            "at": now.to_string(),
            "open": plan.open,
            "late": plan.late,
            "dry_run": true,
            "trouble": trouble.collect::<Vec<_>>(),
        }),
    );
    (text, data)
}

/// What a run did, for programs.
pub fn report_data(report: &Report, words: &Wording) -> Value {
    let mut data = tick_data(&report.tick);
    let trouble = report.trouble.iter().map(|trouble| {
        let why = words::post_failure(&trouble.why, words.say);
        json!({"letter": trouble.letter.to_string(), "why": why})
    });
    let receipts = report.receipts.iter().map(ToString::to_string);
    super::standing::extend(
        &mut data,
        json!({
            "at": report.at.to_string(),
            "open": report.open,
            "late": report.late,
            "sent": names(&report.sent),
            "trouble": trouble.collect::<Vec<_>>(),
            "claim": report.claim.map(|commit| commit.to_string()),
            "receipts": receipts.collect::<Vec<_>>(),
        }),
    );
    data
}

fn tick_data(tick: &Tick) -> Value {
    let claims = tick.claims.iter();
    let claimed = claims.clone().flat_map(|(deal, claim)| {
        let letters = claim.letters.iter();
        letters.map(move |letter| LetterName::of_deal(deal, letter).to_string())
    });
    let cancelled = claims.flat_map(|(deal, claim)| {
        claim.cancelled.iter().map(move |(letter, because)| {
            let letter = LetterName::of_deal(deal, letter).to_string();
            json!({"letter": letter, "because": because.id()})
        })
    });
    let reminded = tick.reminders.iter().map(|key| {
        json!({
            "deal": key.deal.to_string(),
            "reminder": key.reminder.as_str(),
            "person": key.person.as_str(),
        })
    });
    let escalated = tick
        .escalations
        .iter()
        .map(|key| json!({"deal": key.deal.to_string(), "person": key.person.as_str()}));
    let digests = tick.digests.keys().map(|person| person.as_str());
    json!({
        "day": tick.day.to_string(),
        "reminded": reminded.collect::<Vec<_>>(),
        "escalated": escalated.collect::<Vec<_>>(),
        "digests": digests.collect::<Vec<_>>(),
        "claimed": claimed.collect::<Vec<_>>(),
        "cancelled": cancelled.collect::<Vec<_>>(),
    })
}

fn names(letters: &[LetterName]) -> Vec<String> {
    letters.iter().map(ToString::to_string).collect()
}

/// Reminders, escalations, digests, `letters` that leave, and letters that were dropped.
fn said(tick: &Tick, letters: Option<String>, words: &Wording) -> Rows {
    let say = words.say;
    let mut rows = Rows::default();
    let mut row = |label: String, text: Option<String>| {
        if let Some(text) = text {
            rows.add(&label, text);
        }
    };
    let reminders = tick.reminders.iter().map(|key: &ReminderKey| &key.person);
    row(say.line("tick-reminded"), counted(reminders, words));
    let escalations = tick.escalations.iter();
    let escalations = escalations.map(|key: &EscalationKey| &key.person);
    row(say.line("tick-escalated"), counted(escalations, words));
    row(
        say.line("tick-digests"),
        counted(tick.digests.keys(), words),
    );
    row(say.line("tick-letters"), letters);
    let dropped: usize = tick
        .claims
        .values()
        .map(|claim| claim.cancelled.len())
        .sum();
    let dropped = (dropped > 0).then(|| say.text("tick-dropped", args![count => dropped]));
    row(say.line("tick-letters"), dropped);
    rows
}

/// `7: Иванов 4, Сидоров 3`.
fn counted<'p>(people: impl Iterator<Item = &'p PersonId>, words: &Wording) -> Option<String> {
    let mut counts: BTreeMap<&PersonId, usize> = BTreeMap::new();
    for person in people {
        *counts.entry(person).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let each = counts.iter().map(|(person, count)| {
        let name = words.person(person);
        format!("{name} {count}")
    });
    let each: Vec<String> = each.collect();
    (total > 0).then(|| format!("{total}: {}", each.join(", ")))
}

fn heading(at: Moment, open: u32, late: u32, words: &Wording) -> String {
    let say = words.say;
    let time = at.time().format("%H:%M").to_string();
    let day = words.exact_day(words.today);
    let open = say.text("my-day-open", args![count => open]);
    let late = match late {
        0 => String::new(),
        late => format!(", {}", say.text("deals-count-late", args![count => late])),
    };
    format!("tick {day} {time} · {open}{late}")
}

fn page(
    head: String,
    rows: Rows,
    trouble: &[(String, String)],
    nothing: bool,
    words: &Wording,
) -> String {
    let room = width().saturating_sub(2);
    let mut lines = vec![head];
    lines.extend(rows.to_lines(room).iter().map(|line| format!("  {line}")));
    for (letter, why) in trouble {
        let text = words.say.text(
            "tick-trouble",
            args![letter => letter.as_str(), why => why.as_str()],
        );
        lines.push(format!("  {} {text}", paint(Meaning::Wrong, "!")));
    }
    if nothing {
        lines.push(format!("  {}", words.say.line("tick-nothing")));
    }
    lines.join("\n")
}
