//! Which letters an act calls for, and whether the cause of a letter still holds (docs/process.md, Mail).

use super::authority::deciders;
use super::binding;
use super::case::{Case, Draft};
use super::ground::Ground;
use super::refusal::Unmet;
use super::request_letters;
use crate::deal::Deal;
use crate::deal::act::Act;
use crate::deal::fold::BrokenHistory;
use crate::deal::letter::{CancelCause, Letter, LetterId, LetterState};
use crate::process::Process;
use crate::process::mail::{MailRule, Occasion, Recipient};
use crate::process::names;
use crate::process::span::Span;
use crate::record::id::{DocumentKind, MailId, PersonId, StageId};
use crate::record::{Moment, Sha256Hex};

/// Adds the letters that a settled draft calls for.
///
/// # Errors
/// The draft fits no such deal.
pub fn call_for(case: &Case, draft: &mut Draft) -> Result<(), BrokenHistory> {
    let after = case.after(draft)?;
    let mut due = occasions(case, draft);
    if draft.entry.act.no_mail() {
        let called_for = due.len();
        due.retain(|(rule, _)| rule.to != Recipient::Client);
        // Nobody says of a letter that was never called for that it was handed over.
        if due.len() == called_for {
            draft.entry.act.forget_no_mail();
        }
    }
    if due.iter().any(|(rule, _)| rule.to == Recipient::Client) {
        require_address(case, draft);
    }
    let letters = due
        .into_iter()
        .flat_map(|(rule, number)| addressed(case, &after, rule, number, draft))
        .collect();
    draft.entry.outcome.letters = letters;
    Ok(())
}

/// A letter to the client needs an address. Money that came in is recorded whatever follows from it.
fn require_address(case: &Case, draft: &mut Draft) {
    let client = case.ground.client.as_ref();
    let has_email = client.is_some_and(|client| client.email.is_some());
    let missing = Unmet::ClientEmailMissing {
        client: case.deal().client.clone(),
    };
    let taken_anyway = matches!(draft.entry.act, Act::Pay { .. });
    if !has_email && !taken_anyway && !draft.unmet.contains(&missing) {
        draft.refuse(missing);
    }
}

/// The letters that are due, each with the number that tells it from others of its kind.
fn occasions<'a>(case: &Case<'a>, draft: &Draft) -> Vec<(&'a MailRule, Number)> {
    let process = &case.ground.process;
    let act = &draft.entry.act;
    let mut due = Vec::new();
    if matches!(act, Act::Reopen { .. } | Act::Relocate { .. }) {
        return due;
    }
    for stage in &draft.entry.outcome.entered {
        let entering = process
            .mails
            .iter()
            .filter(|rule| rule.when == Occasion::Enters(stage.clone()));
        due.extend(entering.map(|rule| (rule, Number::Visit(stage.clone()))));
    }
    for task in &draft.done {
        let done = process
            .mails
            .iter()
            .filter(|rule| rule.when == Occasion::Done(task.clone()));
        due.extend(done.map(|rule| (rule, Number::Visit(case.deal().stage.clone()))));
    }
    if matches!(act, Act::Ask { .. }) {
        let asked = process
            .mails
            .iter()
            .filter(|rule| rule.when == Occasion::Asked);
        due.extend(asked.map(|rule| (rule, Number::Event)));
    }
    if let Some(rule) = named_letter(case, act).and_then(|mail| process.mail(mail)) {
        due.push((rule, Number::Event));
    }
    due
}

/// What tells a letter from others of its kind.
enum Number {
    /// The visit of a stage; the round where the letter carries a quote.
    Visit(StageId),
    /// The history entry: it may be called for more than once in a visit.
    Event,
}

fn named_letter<'a>(case: &Case<'a>, act: &Act) -> Option<&'a MailId> {
    let process = &case.ground.process;
    match act {
        Act::Decide(reply) => process
            .decision(&reply.about)?
            .outcome(reply.answer)?
            .mail
            .as_ref(),
        Act::Pay { .. } => process.payments.as_ref()?.mail.as_ref(),
        _ => None,
    }
}

fn addressed(
    case: &Case,
    after: &Deal,
    rule: &MailRule,
    number: Number,
    draft: &Draft,
) -> Vec<Letter> {
    let attached = rule
        .attached
        .as_ref()
        .and_then(|kind| in_force(after, kind));
    let occasion = match number {
        Number::Visit(_) if rule.attached.as_ref().is_some_and(is_quote) => {
            after.last_round().map_or(0, |round| round.round)
        }
        Number::Visit(stage) => after.visits.get(&stage).copied().unwrap_or(0),
        Number::Event => after.events,
    };
    let hold = match rule.to {
        Recipient::Client => minutes(&case.ground.process.mail.hold),
        _ => 0,
    };
    let waits_until = draft.entry.at.later(i64::from(hold) * 60);
    let letter = |to: String, person: Option<PersonId>| {
        let id = LetterId {
            mail: rule.id.clone(),
            occasion,
            person,
        };
        Letter::queued(id, to, after.events, waits_until, attached.clone())
    };
    match rule.to {
        Recipient::Client => {
            let client = case.ground.client.as_ref();
            let email = client.and_then(|client| client.email.clone());
            email.map(|email| letter(email, None)).into_iter().collect()
        }
        Recipient::Manager => staff(case, std::slice::from_ref(&after.manager), letter),
        Recipient::Decider => {
            let request = after.request.as_ref();
            let people =
                request.map(|request| deciders(&case.ground.people, after, request, case.today));
            staff(case, &people.unwrap_or_default(), letter)
        }
        Recipient::Everyone => Vec::new(),
    }
}

fn staff(
    case: &Case,
    people: &[PersonId],
    letter: impl Fn(String, Option<PersonId>) -> Letter,
) -> Vec<Letter> {
    let people = people.iter().filter_map(|id| case.ground.people.person(id));
    people
        .map(|person| letter(person.email.clone(), Some(person.id.clone())))
        .collect()
}

fn is_quote(kind: &DocumentKind) -> bool {
    kind.as_str() == names::QUOTE
}

/// The document of a kind that is in force, with its hash: of quotes the last one put forward.
pub fn in_force(deal: &Deal, kind: &DocumentKind) -> Option<(String, Sha256Hex)> {
    match is_quote(kind) {
        true => deal
            .last_round()
            .map(|round| (round.file.clone(), round.sha256)),
        false => deal
            .document(kind)
            .map(|document| (document.file.clone(), document.sha256)),
    }
}

/// Minutes of a span by the clock; days are whole days.
fn minutes(span: &Span) -> u32 {
    match span {
        Span::Minutes(minutes) => *minutes,
        Span::Days(days) | Span::WorkingDays(days) => days.saturating_mul(24 * 60),
        Span::Until(_) => 0,
    }
}

/// How long a letter may wait and still leave by itself, in seconds.
pub fn longest_wait(process: &Process) -> i64 {
    i64::from(minutes(&process.mail.too_old)) * 60
}

/// Whether `tick` has the letter in its hands, or nobody knows whether it left them.
pub fn is_leaving(letter: &Letter) -> bool {
    matches!(letter.state, LetterState::Claimed | LetterState::Unclear)
}

/// Why a letter that waits should not go any more; none while its cause holds.
pub fn lost_cause(
    ground: &Ground,
    deal: &Deal,
    letter: &Letter,
    now: Moment,
) -> Option<CancelCause> {
    let Some(rule) = ground.process.mail(&letter.id.mail) else {
        return Some(CancelCause::MovedOn);
    };
    if letter.after.seconds_until(now) > longest_wait(&ground.process) {
        return Some(CancelCause::TooOld);
    }
    match (&rule.when, rule.to) {
        (Occasion::Asked, _) => request_letters::lost_cause(ground, deal, rule, letter, now),
        (Occasion::Paid, _) if deal.paid().all(|paid| paid.event != letter.event) => {
            Some(CancelCause::NotInForce)
        }
        (_, Recipient::Client) if deal.lost.is_some() => Some(CancelCause::Lost),
        (_, Recipient::Client) => client_cause(ground, deal, rule, letter, now),
        _ => None,
    }
}

fn client_cause(
    ground: &Ground,
    deal: &Deal,
    rule: &MailRule,
    letter: &Letter,
    now: Moment,
) -> Option<CancelCause> {
    match (&rule.attached, &rule.when) {
        (Some(kind), _) if is_quote(kind) => {
            (!quote_goes(ground, deal, rule, letter, now)).then_some(CancelCause::NotInForce)
        }
        (Some(kind), _) => {
            let same = deal.document(kind).map(|document| document.sha256) == letter.sha256;
            (!same).then_some(CancelCause::NotInForce)
        }
        (None, Occasion::Enters(stage)) => {
            let stands = deal.stage == *stage && deal.visit == letter.id.occasion;
            (!stands).then_some(CancelCause::MovedOn)
        }
        (None, Occasion::Done(task)) => {
            let stage = ground.process.stage(&deal.stage);
            let here = stage.is_some_and(|stage| stage.tasks.contains(task));
            (!(here && deal.visit == letter.id.occasion)).then_some(CancelCause::MovedOn)
        }
        _ => None,
    }
}

/// A quote's letter goes while the quote is the last one sent, holds today, nothing that it binds has changed and no
/// other one is being prepared.
fn quote_goes(ground: &Ground, deal: &Deal, rule: &MailRule, letter: &Letter, now: Moment) -> bool {
    let today = ground.calendar.local_day(now);
    let sent = rule.when == Occasion::Enters(deal.stage.clone());
    (sent || !prepares_a_quote(ground, deal))
        && deal.last_round().is_some_and(|round| {
            round.round == letter.id.occasion
                && round.sent.is_some()
                && round.valid_until >= today
                && Some(round.sha256) == letter.sha256
                && !binding::before_reopening(deal, round.event)
                && binding::round_holds(&ground.introduction, &ground.process, deal, round)
        })
}

/// Whether quotes are put forward from the stage where the deal stands.
fn prepares_a_quote(ground: &Ground, deal: &Deal) -> bool {
    let process = &ground.process;
    let moves = process.moves_from(&deal.stage);
    let mut forward = moves.map(|rule| rule.puts_forward.is_some());
    let decisions = process.decisions_from(&deal.stage);
    let mut asked = decisions.map(|rule| rule.puts_forward.is_some());
    forward.any(|puts| puts) || asked.any(|puts| puts)
}
