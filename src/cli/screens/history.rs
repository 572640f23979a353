//! What was done, one line an entry.

use super::Wording;
use super::mail::departed;
use crate::cli::screen::{Cell, Column, Table};
use crate::cli::words::missed;
use crate::deal::act::{Act, Given, Reply};
use crate::deal::departure::{Departure, Strayed};
use crate::deal::entry::Entry;
use crate::deal::letter::{LetterId, Verdict};
use crate::process::decision::Answer;
use crate::process::names;
use crate::record::Moment;
use crate::record::id::{DecisionId, LossReason, StageId};

/// A history one entry a line: when, who, what.
pub fn to_text(history: &[Entry], indent: u16, words: &Wording, width: u16) -> String {
    let columns = [Column::Words, Column::Words, Column::Elastic];
    let mut table = Table::new(columns).indented(indent);
    for entry in history {
        table.row([
            Cell::from(when(entry.at, words)),
            words.actor(&entry.by, entry.on_behalf_of.as_ref()).into(),
            tell(entry, history, words).into(),
        ]);
    }
    table.to_text(width)
}

/// «20.11 17:30», with the year where it is another one.
pub fn when(at: Moment, words: &Wording) -> String {
    let day = words.house.calendar.local_day(at);
    let time = at.time().format("%H:%M");
    let text = words.exact_day(day);
    if day.year() != words.today.year() {
        return format!("{text} {time}");
    }
    let year = day.year().to_string();
    let short = text.strip_suffix(&year).unwrap_or(&text);
    format!("{} {time}", short.trim_end_matches(['.', ' ']))
}

/// What an entry did, in words.
pub fn tell(entry: &Entry, history: &[Entry], words: &Wording) -> String {
    let told = tell_act(entry, history, words);
    let told = match entry.act {
        Act::Open { .. } => told,
        _ => with(told, &arrows(entry.outcome.followed(&entry.act), words)),
    };
    let finished = entry.finished();
    let finished = finished.map(|task| format!("✓ {}", words.house.process.task_title(task)));
    let gone = entry.outcome.withdrew && !matches!(entry.act, Act::Withdraw { .. });
    let gone = gone.then(|| words.say.line("history-request-gone"));
    let parts = std::iter::once(told).chain(finished).chain(gone);
    parts.collect::<Vec<_>>().join("; ")
}

fn tell_act(entry: &Entry, history: &[Entry], words: &Wording) -> String {
    let say = words.say;
    match &entry.act {
        Act::Open { .. } => say.line("history-opened"),
        Act::Set { given, .. } => facts(given, words).join(", "),
        Act::Attach { .. } => say.text("history-attached", args![what => filed(entry, words)]),
        Act::Note { text } => words.quoted(text),
        Act::Assign { to } => say.text("history-assigned", args![person => words.person(to)]),
        Act::Edit { title, client } => {
            let title = title.iter().map(|title| words.quoted(title));
            let client = client
                .iter()
                .map(|client| say.text("history-client", args![client => client.as_str()]));
            say.text(
                "history-edited",
                args![what => title.chain(client).collect::<Vec<_>>().join(", ")],
            )
        }
        Act::Move {
            to, given, reason, ..
        } => moved(entry, to, given, reason.as_ref(), words),
        Act::FinishTask { task, given, .. } => {
            let title = words.house.process.task_title(task);
            let text = given.text.iter().map(|text| words.quoted(text));
            explained(&format!("✓ {title}"), &text.collect::<Vec<_>>())
        }
        Act::PutOffTask { task, until, text } => {
            let title = words.house.process.task_title(task);
            let day = words.exact_day(*until);
            let text = words.quoted(text);
            say.text(
                "history-put-off",
                args![task => title, day => day, text => text],
            )
        }
        Act::Ask { about, given } => {
            let question = words.question(about, entry.outcome.round.unwrap_or_default());
            let asked = say.text("history-asked", args![question => question]);
            let sum = asked_sum(about, given, words);
            let text = given.text.iter().map(|text| words.quoted(text));
            explained(&asked, &sum.into_iter().chain(text).collect::<Vec<_>>())
        }
        Act::Withdraw { text } => explained(&say.line("history-withdrawn"), &[words.quoted(text)]),
        Act::Decide(reply) => answered(reply, words),
        Act::Pay {
            amount, document, ..
        } => {
            let (amount, document) = (words.sum(amount), document.as_str());
            say.text(
                "history-paid",
                args![amount => amount, document => document],
            )
        }
        Act::CancelPayment { payment, text } => {
            let gone = say.text("history-payment-gone", args![number => *payment]);
            explained(&gone, &[words.quoted(text)])
        }
        Act::Correct { event, text } => {
            let taken_back = usize::try_from(*event)
                .ok()
                .and_then(|event| history.get(event.checked_sub(1)?));
            let what =
                taken_back.map_or_else(|| event.to_string(), |entry| tell(entry, &[], words));
            let corrected = say.text("history-corrected", args![what => what]);
            explained(
                &corrected,
                &text
                    .iter()
                    .map(|text| words.quoted(text))
                    .collect::<Vec<_>>(),
            )
        }
        Act::Reopen { text } => explained(&say.line("history-reopened"), &[words.quoted(text)]),
        Act::Claim { letters, cancelled } => {
            let list = |ids: Vec<String>| ids.join(", ");
            let taken = list(letters.iter().map(ToString::to_string).collect());
            let gone = list(cancelled.iter().map(|(id, _)| id.to_string()).collect());
            let taken =
                (!letters.is_empty()).then(|| say.text("history-claimed", args![letters => taken]));
            let gone = (!cancelled.is_empty())
                .then(|| say.text("history-dismissed", args![letters => gone]));
            taken.into_iter().chain(gone).collect::<Vec<_>>().join("; ")
        }
        Act::Send { letter: id, left } => {
            let letter = id.to_string();
            match left.stray {
                None => say.text("history-sent", args![letter => letter]),
                Some(_) => {
                    let how = departed(&strayed(id, left, entry, history), words);
                    say.text("history-stray", args![letter => letter, how => how])
                }
            }
        }
        Act::Miss {
            letter,
            because,
            said,
            ..
        } => {
            let why = missed(*because, said.as_deref(), say);
            let letter = letter.to_string();
            say.text("history-missed", args![letter => letter, why => why])
        }
        Act::Resolve {
            letter,
            verdict,
            text,
        } => {
            let letter = letter.to_string();
            let told = match verdict {
                Verdict::Sent => say.text("history-delivered", args![letter => letter]),
                Verdict::Drop => say.text("history-dropped", args![letter => letter]),
                Verdict::Resend { to } => {
                    let to = to
                        .as_ref()
                        .map_or_else(String::new, |to| format!(" → {to}"));
                    say.text("history-resend", args![letter => letter, to => to])
                }
            };
            let text = text.iter().map(|text| words.quoted(text));
            explained(&told, &text.collect::<Vec<_>>())
        }
        Act::Relocate { to, .. } => {
            with(say.line("history-relocated"), &arrows(to.as_slice(), words))
        }
    }
}

fn moved(
    entry: &Entry,
    to: &StageId,
    given: &Given,
    reason: Option<&LossReason>,
    words: &Wording,
) -> String {
    let process = &words.house.process;
    let mut told: Vec<String> = reason.iter().map(|reason| loss(reason, words)).collect();
    match entry.outcome.round {
        Some(round) => {
            let sum = given
                .facts
                .get(names::QUOTE_TOTAL)
                .map(|value| words.value(value));
            let quote = words.round(&names::quote(), round);
            told.extend(std::iter::once(quote).chain(sum));
            told.extend(given.text.iter().map(|text| words.quoted(text)));
        }
        None => told.extend(details(given, words)),
    }
    if told.is_empty() {
        let from = entry.seen.stage.as_ref();
        let rule = from.and_then(|from| process.move_between(from, to));
        told.extend(
            rule.map(|rule| rule.hint.clone())
                .filter(|hint| !hint.is_empty()),
        );
    }
    explained(&format!("→ {}", words.stage(to)), &told)
}

/// Why a deal was lost, by its title.
pub fn loss(reason: &LossReason, words: &Wording) -> String {
    let losing = words.house.process.losing.as_ref();
    let title = losing.and_then(|rule| rule.reasons.get(reason));
    title.cloned().unwrap_or_else(|| reason.to_string())
}

fn answered(reply: &Reply, words: &Wording) -> String {
    let say = words.say;
    let question = words.question(&reply.about, reply.round);
    let answer = match reply.answer {
        Answer::Approved => say.text("history-approved", args![question => question]),
        Answer::Returned => say.text("history-returned", args![question => question]),
        Answer::Rejected => say.text("history-rejected", args![question => question]),
    };
    let lowest = reply
        .lowest
        .iter()
        .map(|lowest| say.text("history-lowest", args![sum => words.sum(lowest)]));
    let until = reply
        .until
        .iter()
        .map(|day| say.text("history-until", args![day => words.exact_day(*day)]));
    let text = reply.text.iter().map(|text| words.quoted(text));
    explained(
        &answer,
        &lowest.chain(until).chain(text).collect::<Vec<_>>(),
    )
}

/// The sum that a question is about: the first amount given that its answer binds.
fn asked_sum(about: &DecisionId, given: &Given, words: &Wording) -> Option<String> {
    let rule = words.house.process.decision(about)?;
    let sum = rule
        .binds
        .iter()
        .find_map(|fact| given.facts.get(fact)?.money())?;
    Some(words.sum(&sum))
}

/// What came along: facts and the person's own words.
fn details(given: &Given, words: &Wording) -> Vec<String> {
    let text = given.text.iter().map(|text| words.quoted(text));
    facts(given, words).into_iter().chain(text).collect()
}

fn facts(given: &Given, words: &Wording) -> Vec<String> {
    let told = |(fact, value): (&_, &_)| format!("{} {}", words.fact(fact), words.value(value));
    given.facts.iter().map(told).collect()
}

/// A departure with the one before it for the same address.
fn strayed(id: &LetterId, left: &Departure, entry: &Entry, history: &[Entry]) -> Strayed {
    let before = history.iter().take_while(|other| *other != entry);
    let also = before.filter_map(|other| match &other.act {
        Act::Send { letter, left: also } => (letter == id && also.to == left.to).then_some(also),
        _ => None,
    });
    Strayed {
        left: left.clone(),
        also: also.last().cloned(),
    }
}

fn filed(entry: &Entry, words: &Wording) -> String {
    let documents = entry
        .outcome
        .filed
        .iter()
        .map(|document| words.document(&document.kind));
    documents.collect::<Vec<_>>().join(", ")
}

fn arrows(stages: &[StageId], words: &Wording) -> String {
    let arrows = stages
        .iter()
        .map(|stage| format!("→ {}", words.stage(stage)));
    arrows.collect::<Vec<_>>().join(" ")
}

fn with(told: String, more: &str) -> String {
    match (told.is_empty(), more.is_empty()) {
        (_, true) => told,
        (true, false) => more.to_owned(),
        (false, false) => format!("{told} {more}"),
    }
}

fn explained(told: &str, details: &[String]) -> String {
    match details.is_empty() {
        true => told.to_owned(),
        false => format!("{told}: {}", details.join(", ")),
    }
}
