//! Commit messages: in the company's language, from a grammar of their own, never from the interface's texts.
//!
//! The subject says what happened; the person's own words stand indented below it; the last paragraph are trailers,
//! ours alone (docs/trust.md, Commit messages).

use super::ground::Ground;
use super::relocating::Relocated;
use crate::agenda::day_entry::Run;
use crate::agenda::receipts::{MissedLetter, Receipts};
use crate::client::{ClientFile, ClientKind};
use crate::deal::Deal;
use crate::deal::act::{Act, Given};
use crate::deal::departure::Stray;
use crate::deal::entry::Entry;
use crate::deal::letter::{LetterState, Verdict};
use crate::numbers::{Lease, LeaseKind};
use crate::process::Process;
use crate::process::decision::Answer;
use crate::process::settings::Language;
use crate::record::Day;
use crate::record::id::{PersonId, StageId};
use std::fmt::Display;

/// The message of a deal's first commit.
pub fn of_opening(ground: &Ground, deal: &Deal, entry: &Entry) -> String {
    let Act::Open { title, .. } = &entry.act else {
        return String::new();
    };
    let subject = match ground.settings.language {
        Language::Ru => format!("{}: открыта — {title}", deal.deal),
        Language::En => format!("{}: opened — {title}", deal.deal),
    };
    let trailers = deal_trailers(ground, None, deal, entry);
    message(&subject, None, &trailers)
}

/// The message of an act on a deal.
pub fn of_deal(ground: &Ground, before: &Deal, after: &Deal, entry: &Entry) -> String {
    let subject = format!("{}: {}", after.deal, told(ground, before, after, entry));
    let trailers = deal_trailers(ground, Some(before), after, entry);
    message(&subject, entry.act.text(), &trailers)
}

/// The message of a client added or put right.
pub fn of_client(ground: &Ground, file: &ClientFile, kind: ClientKind, by: &PersonId) -> String {
    let what = match (ground.settings.language, kind) {
        (Language::Ru, ClientKind::Added) => "новый клиент",
        (Language::Ru, ClientKind::Edited) => "клиент изменен",
        (Language::En, ClientKind::Added) => "client added",
        (Language::En, ClientKind::Edited) => "client edited",
    };
    let trailers = Trailers::new()
        .with("Client", &file.client)
        .with("Intent", kind.id())
        .with("By", by)
        .with("Rules", ground.settings.rules);
    message(
        &format!("{}: {what} — {}", file.client, file.name),
        None,
        &trailers,
    )
}

/// The message of numbers that somebody leased.
pub(super) fn of_lease(ground: &Ground, lease: &Lease) -> String {
    let Lease {
        by, clone, block, ..
    } = lease;
    let subject = match ground.settings.language {
        Language::Ru => format!("номера сделок: {block} — {by}, клон {clone}"),
        Language::En => format!("deal numbers: {block} — {by}, clone {clone}"),
    };
    let trailers = Trailers::new()
        .with("Intent", LeaseKind::Leased.id())
        .with("By", by)
        .with("Rules", ground.settings.rules);
    message(&subject, None, &trailers)
}

/// The message of settings, process, calendars or templates that were edited by hand; its body says what happened to
/// the deals that a new process took along.
pub(super) fn of_apply(
    ground: &Ground,
    paths: &[String],
    process: &Process,
    relocated: &[Relocated],
    by: &PersonId,
) -> String {
    let what = match ground.settings.language {
        Language::Ru => "настройки",
        Language::En => "settings",
    };
    let deals = relocated.iter().map(|deal| {
        let stages = deal.entry.outcome.entered.iter();
        let path: Vec<&str> = stages.map(|stage| process.stage_title(stage)).collect();
        let from = ground.process.stage_title(&deal.before.stage);
        let told = match (path.is_empty(), ground.settings.language) {
            (true, Language::Ru) => told_in_russian(&deal.before, &deal.entry),
            (true, Language::En) => told_in_english(&deal.before, &deal.entry),
            (false, _) => format!("{from} → {}", path.join(" → ")),
        };
        format!("{}: {told}", deal.before.deal)
    });
    let deals = deals.collect::<Vec<String>>().join("\n");
    let deals = (!deals.is_empty()).then_some(deals.as_str());
    let trailers = Trailers::new()
        .with("Intent", "applied")
        .with("By", by)
        .with("Rules", ground.settings.rules);
    message(&format!("{what}: {}", paths.join(", ")), deals, &trailers)
}

/// The message of a run of `tick`.
pub fn of_tick(ground: &Ground, day: Day, run: &Run, by: &PersonId) -> String {
    let counts = [
        run.reminded.len(),
        run.escalated.len(),
        run.letters.len(),
        run.dismissed.len(),
    ];
    let names = match ground.settings.language {
        Language::Ru => ["напоминания", "эскалации", "письма", "снятые письма"],
        Language::En => ["reminders", "escalations", "letters", "letters dropped"],
    };
    let told = names.iter().zip(counts).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    let what = match (told.is_empty(), ground.settings.language) {
        (false, _) => told.join(", "),
        (true, Language::Ru) => "нечего делать".to_owned(),
        (true, Language::En) => "nothing to do".to_owned(),
    };
    let trailers = service_trailers(ground, "ticked", by);
    message(&format!("tick {day}: {what}"), None, &trailers)
}

/// The message of the receipt of letters that left, and of those that did not.
pub fn of_receipt(ground: &Ground, posted: &Receipts, by: &PersonId) -> String {
    let (left, missed, back) = match ground.settings.language {
        Language::Ru => ("письма отправлены", "письма не ушли", "письма отложены"),
        Language::En => ("letters sent", "letters not sent", "letters put off"),
    };
    let told = |what: &str, names: Vec<String>| {
        (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
    };
    let sent = posted.sent.iter().map(|sent| sent.letter.name.to_string());
    let queued = |missed: &&MissedLetter| missed.miss.because.state() == LetterState::Queued;
    let (later, gone): (Vec<_>, Vec<_>) = posted.missed.iter().partition(queued);
    let names = |letters: Vec<&MissedLetter>| {
        let letters = letters.into_iter();
        letters
            .map(|missed| missed.letter.name.to_string())
            .collect()
    };
    let sent = told(left, sent.collect());
    let gone = told(missed, names(gone));
    let later = told(back, names(later));
    let subject: Vec<String> = sent.into_iter().chain(gone).chain(later).collect();
    let trailers = service_trailers(ground, "sent", by);
    message(&subject.join("; "), None, &trailers)
}

fn service_trailers(ground: &Ground, intent: &str, by: &PersonId) -> Trailers {
    Trailers::new()
        .with("Intent", intent)
        .with("By", by)
        .with("Rules", ground.settings.rules)
}

/// What an act did, in a few words.
fn told(ground: &Ground, before: &Deal, after: &Deal, entry: &Entry) -> String {
    let what = match ground.settings.language {
        Language::Ru => told_in_russian(before, entry),
        Language::En => told_in_english(before, entry),
    };
    let title = |stage: &StageId| ground.process.stage_title(stage).to_owned();
    let path: Vec<String> = entry.outcome.entered.iter().map(title).collect();
    match (&entry.act, path.is_empty()) {
        (_, true) => what,
        (Act::Move { .. }, false) => format!("{} → {}", title(&before.stage), path.join(" → ")),
        (_, false) => format!("{what} → {}", title(&after.stage)),
    }
}

fn told_in_russian(before: &Deal, entry: &Entry) -> String {
    match &entry.act {
        Act::Open { .. } => "открыта".to_owned(),
        Act::Set { given, .. } => format!("указано: {}", names(given)),
        Act::Attach { given, .. } => format!("приложено: {}", kinds(given)),
        Act::Note { .. } => "заметка".to_owned(),
        Act::Assign { to } => format!("передана: {} → {to}", before.manager),
        Act::Edit {
            client: Some(client),
            ..
        } => format!("клиент: {} → {client}", before.client),
        Act::Edit { .. } => "название изменено".to_owned(),
        Act::Move { given, .. } => format!("новая дата: {}", names(given)),
        Act::FinishTask { task, .. } => format!("задача выполнена: {task}"),
        Act::PutOffTask { task, until, .. } => format!("задача отложена: {task} до {until}"),
        Act::Ask { about, .. } => format!("на согласование: {about}"),
        Act::Withdraw { .. } => "запрос отозван".to_owned(),
        Act::Decide(reply) => match reply.answer {
            Answer::Approved => format!("утверждено: {} №{}", reply.about, reply.round),
            Answer::Returned => format!("возвращено: {} №{}", reply.about, reply.round),
            Answer::Rejected => format!("отклонено: {} №{}", reply.about, reply.round),
        },
        Act::Pay {
            amount, document, ..
        } => format!("оплата {amount}, документ {document}"),
        Act::CancelPayment { payment, .. } => format!("оплата №{payment} отменена"),
        Act::Correct { event, .. } => format!("событие №{event} взято назад"),
        Act::Reopen { .. } => "открыта снова".to_owned(),
        Act::Claim { letters, .. } => format!("письма: {} в отправке", letters.len()),
        Act::Send { letter, left } => match left.stray {
            None => format!("письмо {letter} отправлено"),
            Some(Stray::Late) => format!("письмо {letter} ушло, хотя уже не должно было"),
            Some(Stray::Twice { .. }) => format!("письмо {letter} ушло дважды"),
        },
        Act::Miss { letter, .. } => format!("письмо {letter} не ушло"),
        Act::Resolve {
            letter, verdict, ..
        } => match verdict {
            Verdict::Sent => format!("письмо {letter} доставлено"),
            Verdict::Resend { .. } => format!("письмо {letter} — отправить снова"),
            Verdict::Drop => format!("письмо {letter} снято"),
        },
        Act::Relocate { .. } => "дальше по новому процессу".to_owned(),
    }
}

fn told_in_english(before: &Deal, entry: &Entry) -> String {
    match &entry.act {
        Act::Open { .. } => "opened".to_owned(),
        Act::Set { given, .. } => format!("stated: {}", names(given)),
        Act::Attach { given, .. } => format!("attached: {}", kinds(given)),
        Act::Note { .. } => "note".to_owned(),
        Act::Assign { to } => format!("assigned: {} → {to}", before.manager),
        Act::Edit {
            client: Some(client),
            ..
        } => format!("client: {} → {client}", before.client),
        Act::Edit { .. } => "title edited".to_owned(),
        Act::Move { given, .. } => format!("new date: {}", names(given)),
        Act::FinishTask { task, .. } => format!("task done: {task}"),
        Act::PutOffTask { task, until, .. } => format!("task later: {task} until {until}"),
        Act::Ask { about, .. } => format!("asked: {about}"),
        Act::Withdraw { .. } => "request withdrawn".to_owned(),
        Act::Decide(reply) => match reply.answer {
            Answer::Approved => format!("approved: {} No. {}", reply.about, reply.round),
            Answer::Returned => format!("returned: {} No. {}", reply.about, reply.round),
            Answer::Rejected => format!("rejected: {} No. {}", reply.about, reply.round),
        },
        Act::Pay {
            amount, document, ..
        } => format!("payment {amount}, document {document}"),
        Act::CancelPayment { payment, .. } => format!("payment No. {payment} cancelled"),
        Act::Correct { event, .. } => format!("event No. {event} taken back"),
        Act::Reopen { .. } => "reopened".to_owned(),
        Act::Claim { letters, .. } => format!("letters: {} leaving", letters.len()),
        Act::Send { letter, left } => match left.stray {
            None => format!("letter {letter} sent"),
            Some(Stray::Late) => format!("letter {letter} left when it no longer should have"),
            Some(Stray::Twice { .. }) => format!("letter {letter} left twice"),
        },
        Act::Miss { letter, .. } => format!("letter {letter} did not leave"),
        Act::Resolve {
            letter, verdict, ..
        } => match verdict {
            Verdict::Sent => format!("letter {letter} was delivered"),
            Verdict::Resend { .. } => format!("letter {letter} is to leave again"),
            Verdict::Drop => format!("letter {letter} dropped"),
        },
        Act::Relocate { .. } => "goes on by the new process".to_owned(),
    }
}

fn names(given: &Given) -> String {
    let facts = given
        .facts
        .iter()
        .map(|(fact, value)| format!("{fact} = {value}"));
    facts.collect::<Vec<String>>().join(", ")
}

fn kinds(given: &Given) -> String {
    let kinds = given
        .documents
        .iter()
        .map(|document| document.kind.to_string());
    kinds.collect::<Vec<String>>().join(", ")
}

fn deal_trailers(ground: &Ground, before: Option<&Deal>, after: &Deal, entry: &Entry) -> Trailers {
    let moved =
        before.is_none_or(|before| before.stage != after.stage || before.visit != after.visit);
    let decision = match &entry.act {
        Act::Decide(reply) => Some((reply.round, reply.binds)),
        _ => None,
    };
    let request = after
        .request
        .as_ref()
        .filter(|_| matches!(entry.act, Act::Ask { .. }));
    let round = decision.map(|(round, _)| round).or(entry.outcome.round);
    let round = round.or(request.map(|request| request.round));
    let binds = decision.map(|(_, binds)| binds).or(entry.outcome.binds);
    Trailers::new()
        .with("Deal", &after.deal)
        .with("Intent", entry.act.kind().id())
        .maybe("From", before.map(|before| &before.stage))
        .maybe("To", moved.then_some(&after.stage))
        .with("Visit", after.visit)
        .maybe("Round", round)
        .with("By", &entry.by)
        .maybe("On-Behalf-Of", entry.on_behalf_of.as_ref())
        .maybe("Binds", binds)
        .with("Rules", ground.settings.rules)
}

/// The last paragraph of a message.
#[derive(Default)]
pub struct Trailers(String);

impl Trailers {
    /// No trailers yet.
    pub fn new() -> Trailers {
        Trailers::default()
    }

    /// One more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Display) -> Trailers {
        self.0.push_str(&format!("{name}: {value}\n"));
        self
    }

    /// One more, if there is one.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<impl Display>) -> Trailers {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

/// Subject, the person's words, trailers. Words are indented, so that none of them can pass for a trailer.
pub fn message(subject: &str, words: Option<&str>, trailers: &Trailers) -> String {
    let mut text = format!("{subject}\n\n");
    if let Some(words) = words {
        for line in words.lines() {
            let line = format!("    {line}");
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(&trailers.0);
    text
}
