//! What a run of `tick` did, as cron mails it.

use super::Wording;
use super::explain::{due, due_data};
use super::mail::{list_data, told};
use super::rows::Rows;
use super::standing::extend;
use super::unreadable;
use crate::agenda::tick::{EscalationKey, ReminderKey};
use crate::agenda::{LetterName, MailRow, Tick};
use crate::cli::say::Say;
use crate::cli::screen::{Meaning, paint, width};
use crate::cli::words;
use crate::deal::letter::CancelCause;
use crate::post::{Deferred, Report, Unknown};
use crate::record::id::PersonId;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a run did.
pub fn ran(report: &Report, words: &Wording) -> String {
    let head = heading(report, words);
    let sent = |count| words.say.text("tick-sent", args![count => count]);
    page(head, sent, report, words)
}

/// What keeps letters or their receipts here, each with what to do about it.
fn below(report: &Report, words: &Wording) -> Vec<(String, String)> {
    let say = words.say;
    let still = report.still.as_ref().map(|still| {
        let why = words::standstill(still, say);
        let text = match report.stay {
            true => say.text("tick-still", args![why => why]),
            false => say.text("tick-still-idle", args![why => why]),
        };
        (text, words::standstill_way(still, say))
    });
    let unshared = report.unshared.as_ref().map(|why| {
        let why = words::sync_reason(why, say);
        let text = say.text("tick-unshared", args![why => why]);
        (text, say.line("mail-way-apart"))
    });
    still.into_iter().chain(unshared).collect()
}

/// What a run would do, as far as can be known.
pub fn planned(report: &Report, unknown: &[Unknown], words: &Wording) -> String {
    let (head, dry_run) = (heading(report, words), words.say.line("tick-dry-run"));
    let head = format!("{head} · {dry_run}");
    let leaving = |count| words.say.text("tick-would-leave", args![count => count]);
    let mut page = page(head, leaving, report, words);
    for unknown in unknown {
        let unknown = words::unknown(unknown, words.say);
        page.push_str(&format!("\n  {} {unknown}", paint(Meaning::Late, "?")));
    }
    let blocks = report.due.iter().map(|deal| due(deal, words, width()));
    let text: Vec<String> = std::iter::once(page).chain(blocks).collect();
    text.join("\n\n")
}

/// The page of a run; `leaving` tells how many letters left.
fn page(
    head: String,
    leaving: impl Fn(usize) -> String,
    report: &Report,
    words: &Wording,
) -> String {
    let say = words.say;
    let mut lines = vec![head];
    let rows = rows(leaving, report, words);
    let room = width().saturating_sub(2);
    lines.extend(rows.to_lines(room).iter().map(|line| format!("  {line}")));
    let mark = paint(Meaning::Wrong, "!");
    let trouble = report.trouble.iter().map(|trouble| {
        let why = words::post_failure(&trouble.why, say);
        (trouble.letter.to_string(), why)
    });
    let waiting = report.waiting.iter().map(|row| waiting(row, words));
    for (letter, why) in trouble.chain(waiting) {
        let text = say.text("tick-trouble", args![letter => letter, why => why]);
        lines.push(format!("  {mark} {text}"));
    }
    if report.claim.is_none() && is_idle(report) {
        lines.push(format!("  {}", say.line("tick-nothing")));
    }
    if !report.unreadable.is_empty() {
        lines.push(format!(
            "\n{}",
            unreadable::to_text(&report.unreadable, say)
        ));
    }
    let below = below(report, words).into_iter();
    lines.extend(below.map(|(why, way)| format!("  {mark} {why}\n      → {way}")));
    lines.join("\n")
}

/// A letter that somebody has to see to, and the way to it.
fn waiting(row: &MailRow, words: &Wording) -> (String, String) {
    let fate = told(row.fate, row.said.as_deref(), row.stray.as_ref(), words);
    let why = match row.name.kept_by() {
        Some(_) => format!("{fate} → tlg mail show {}", row.name),
        None => fate,
    };
    (row.name.to_string(), why)
}

fn put_off(deferred: &Deferred, words: &Wording) -> String {
    let (letter, said) = (deferred.letter.to_string(), deferred.said.as_str());
    let until = words.moment(deferred.until);
    words.say.text(
        "tick-put-off",
        args![letter => letter, until => until, said => said],
    )
}

/// Whether a run did nothing that anybody has to hear of; the first of a day leaves its mark all the same.
pub fn is_idle(report: &Report) -> bool {
    let no_trouble = report.trouble.is_empty() && report.waiting.is_empty();
    let all_left =
        report.deferred.is_empty() && report.still.is_none() && report.unshared.is_none();
    let no_letters = report.sent.is_empty() && report.lapsed.is_empty();
    let all_read = report.unreadable.is_empty();
    report.tick.is_empty() && no_letters && no_trouble && all_left && all_read
}

/// What a run would do, for programs.
pub fn plan_data(report: &Report, unknown: &[Unknown], words: &Wording) -> Value {
    let agenda = report.due.iter().map(|deal| due_data(deal, words));
    let unknown = unknown.iter();
    let unknown = unknown.map(|unknown| words::unknown(unknown, words.say));
    let mut data = data(report, words);
    extend(
        &mut data,
        json!({
            "dry_run": true,
            "agenda": agenda.collect::<Vec<_>>(),
            "unknown": unknown.collect::<Vec<_>>(),
        }),
    );
    data
}

/// What a run did, for programs.
pub fn report_data(report: &Report, words: &Wording) -> Value {
    let receipts = report.receipts.iter().map(ToString::to_string);
    let mut data = data(report, words);
    extend(
        &mut data,
        json!({
            "claim": report.claim.map(|commit| commit.to_string()),
            "receipts": receipts.collect::<Vec<_>>(),
        }),
    );
    data
}

fn data(report: &Report, words: &Wording) -> Value {
    let mut data = tick_data(&report.tick);
    let trouble = report.trouble.iter().map(|trouble| {
        let why = words::post_failure(&trouble.why, words.say);
        json!({"letter": trouble.letter.to_string(), "why": why})
    });
    let deferred = report.deferred.iter().map(|deferred| {
        json!({
            "letter": deferred.letter.to_string(),
            "until": deferred.until.to_string(),
            "said": deferred.said,
        })
    });
    let still = report.still.as_ref();
    let still = still.map(|still| words::standstill(still, words.say));
    let way = below(report, words).into_iter().next().map(|(_, way)| way);
    let unshared = report.unshared.as_ref();
    let unshared = unshared.map(|why| words::sync_reason(why, words.say));
    extend(
        &mut data,
        json!({
            "at": report.at.to_string(),
            "open": report.open,
            "late": report.late,
            "sent": names(&report.sent),
            "lapsed": names(&report.lapsed),
            "deferred": deferred.collect::<Vec<_>>(),
            "waiting": list_data(&report.waiting),
            "still": still,
            "stay": report.stay,
            "unshared": unshared,
            "remedy": way,
            "trouble": trouble.collect::<Vec<_>>(),
            "unreadable": unreadable::to_json(&report.unreadable, words.say),
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

/// Reminders, escalations, digests, letters that leave, are dropped or put off.
fn rows(leaving: impl Fn(usize) -> String, report: &Report, words: &Wording) -> Rows {
    let (say, tick) = (words.say, &report.tick);
    let mut rows = Rows::default();
    let reminders = tick.reminders.iter().map(|key: &ReminderKey| &key.person);
    let escalations = tick.escalations.iter();
    let escalations = escalations.map(|key: &EscalationKey| &key.person);
    let people = [
        (say.line("tick-reminded"), counted(reminders, words)),
        (say.line("tick-escalated"), counted(escalations, words)),
        (
            say.line("tick-digests"),
            counted(tick.digests.keys(), words),
        ),
    ];
    for (label, told) in people {
        if let Some(told) = told {
            rows.add(&label, told);
        }
    }
    for told in letters(leaving, report, say) {
        rows.add(&say.line("tick-letters"), told);
    }
    for deferred in &report.deferred {
        rows.add(&say.line("tick-deferred"), put_off(deferred, words));
    }
    rows
}

/// How many letters leave, are dropped, got too old or lapsed.
fn letters(leaving: impl Fn(usize) -> String, report: &Report, say: &Say) -> Vec<String> {
    let gone = report.tick.claims.values();
    let gone = gone.flat_map(|claim| claim.cancelled.values());
    let (old, dropped): (Vec<CancelCause>, Vec<CancelCause>) =
        gone.copied().partition(|it| *it == CancelCause::TooOld);
    let (sent, lapsed) = (report.sent.len(), report.lapsed.len());
    let (old, dropped) = (old.len(), dropped.len());
    let told = [
        (sent > 0).then(|| leaving(sent)),
        (dropped > 0).then(|| say.text("tick-dropped", args![count => dropped])),
        (old > 0).then(|| say.text("tick-too-old", args![count => old])),
        (lapsed > 0).then(|| say.text("tick-lapsed", args![count => lapsed])),
    ];
    told.into_iter().flatten().collect()
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

fn heading(report: &Report, words: &Wording) -> String {
    let say = words.say;
    let time = report.at.time().format("%H:%M").to_string();
    let day = words.exact_day(words.today);
    let open = say.text("my-day-open", args![count => report.open]);
    let late = match report.late {
        0 => String::new(),
        late => format!(", {}", say.text("deals-count-late", args![count => late])),
    };
    format!("tick {day} {time} · {open}{late}")
}
