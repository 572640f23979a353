//! What a run of `tick` did, as cron mails it.

use super::Wording;
use super::explain::{due, due_data};
use super::mail::{list_data, told};
use super::rows::Rows;
use super::unreadable;
use crate::agenda::deals::UnreadableDeal;
use crate::agenda::tick::{EscalationKey, ReminderKey};
use crate::agenda::{LetterName, MailRow, Plan, Tick};
use crate::cli::screen::{Meaning, paint, width};
use crate::cli::words;
use crate::deal::letter::CancelCause;
use crate::post::{Deferred, Report};
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
    let waiting = report.waiting.iter().map(|row| waiting(row, words));
    let trouble: Vec<(String, String)> = trouble.into_iter().chain(waiting).collect();
    let mut rows = rows;
    let lapsed = report.lapsed.len();
    if lapsed > 0 {
        let text = say.text("tick-lapsed", args![count => lapsed]);
        rows.add(&say.line("tick-letters"), text);
    }
    for (place, deferred) in report.deferred.iter().enumerate() {
        let label = match place {
            0 => say.line("tick-deferred"),
            _ => String::new(),
        };
        rows.add(&label, put_off(deferred, words));
    }
    let nothing = report.claim.is_none() && is_idle(report);
    let head = heading(report.at, report.open, report.late, words);
    let text = page(head, rows, &trouble, nothing, words);
    let text = with_unreadable(text, &report.unreadable, words);
    let below = below(report, words).into_iter().map(|(why, way)| {
        let mark = paint(Meaning::Wrong, "!");
        format!("\n  {mark} {why}\n      → {way}")
    });
    std::iter::once(text).chain(below).collect()
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

/// The page with the deals that are missing in it.
fn with_unreadable(page: String, unreadable: &[UnreadableDeal], words: &Wording) -> String {
    match unreadable.is_empty() {
        true => page,
        false => format!("{page}\n\n{}", unreadable::to_text(unreadable, words.say)),
    }
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

/// What a run would do.
pub fn planned(plan: &Plan, now: Moment, words: &Wording) -> String {
    let say = words.say;
    let claimed = plan.tick.claims.values();
    let letters: usize = claimed.map(|claim| claim.letters.len()).sum();
    let leaving = (letters > 0).then(|| say.text("tick-would-leave", args![count => letters]));
    let rows = said(&plan.tick, leaving, words);
    let head = format!(
        "{} · {}",
        heading(now, plan.open, plan.late, words),
        say.line("tick-dry-run")
    );
    let trouble = unwritten(plan, words);
    let page = page(head, rows, &trouble, !plan.writes(), words);
    let page = with_unreadable(page, &plan.unreadable, words);
    let blocks = plan.due.iter().map(|deal| due(deal, words, width()));
    let text: Vec<String> = std::iter::once(page).chain(blocks).collect();
    text.join("\n\n")
}

/// What a run would do, for programs.
pub fn plan_data(plan: &Plan, now: Moment, words: &Wording) -> Value {
    let agenda = plan.due.iter().map(|deal| due_data(deal, words));
    let mut data = tick_data(&plan.tick);
    let trouble = unwritten(plan, words).into_iter();
    let trouble = trouble.map(|(letter, why)| json!({"letter": letter, "why": why}));
    super::standing::extend(
        &mut data,
        json!({
            "at": now.to_string(),
            "open": plan.open,
            "late": plan.late,
            "dry_run": true,
            "agenda": agenda.collect::<Vec<_>>(),
            "trouble": trouble.collect::<Vec<_>>(),
            "unreadable": unreadable::to_json(&plan.unreadable, words.say),
        }),
    );
    data
}

/// Letters that cannot be written, each with the reason.
fn unwritten(plan: &Plan, words: &Wording) -> Vec<(String, String)> {
    let unwritten = plan.unwritten.iter();
    unwritten
        .map(|(name, error)| (name.to_string(), words::unwritten(error, words.say)))
        .collect()
}

/// What a run did, for programs.
pub fn report_data(report: &Report, words: &Wording) -> Value {
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
    let receipts = report.receipts.iter().map(ToString::to_string);
    super::standing::extend(
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
    let gone = tick.claims.values();
    let gone = gone.flat_map(|claim| claim.cancelled.values());
    let (old, dropped): (Vec<CancelCause>, Vec<CancelCause>) =
        gone.copied().partition(|it| *it == CancelCause::TooOld);
    let count = dropped.len();
    let dropped = (count > 0).then(|| say.text("tick-dropped", args![count => count]));
    row(say.line("tick-letters"), dropped);
    let count = old.len();
    let old = (count > 0).then(|| say.text("tick-too-old", args![count => count]));
    row(say.line("tick-letters"), old);
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
