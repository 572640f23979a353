//! The letters of an open request: everybody who can answer it gets one, and nobody else (docs/process.md, Mail).

use super::authority::{can_decide, deciders};
use super::ground::Ground;
use super::letters::in_force;
use crate::deal::Deal;
use crate::deal::letter::{CancelCause, Letter, LetterId};
use crate::deal::request::Request;
use crate::process::mail::{MailRule, Occasion, Recipient};
use crate::record::Moment;
use crate::record::id::PersonId;

/// The letters of the open request that are still to be called for: roles and delegations come and go while it waits.
pub fn missing(ground: &Ground, deal: &Deal, now: Moment) -> Vec<Letter> {
    let Some(request) = &deal.request else {
        return Vec::new();
    };
    let today = ground.calendar.local_day(now);
    let deciders = deciders(&ground.people, deal, request, today);
    let rules = ground.process.mails.iter().filter(|rule| asks(rule));
    rules
        .flat_map(|rule| deciders.iter().map(move |person| (rule, person)))
        .filter_map(|(rule, person)| letter(ground, deal, request, rule, person, now))
        .collect()
}

/// Why the letter of a request should not reach whom it was called for; none while it should.
pub(super) fn lost_cause(
    ground: &Ground,
    deal: &Deal,
    rule: &MailRule,
    letter: &Letter,
    now: Moment,
) -> Option<CancelCause> {
    let open = deal.request.as_ref();
    let Some(request) = open.filter(|request| request.event == letter.event) else {
        return Some(CancelCause::RequestClosed);
    };
    let today = ground.calendar.local_day(now);
    let recipient = letter.id.person.as_ref().filter(|_| asks(rule));
    let decides = |person| can_decide(&ground.people, deal, request, person, today);
    let wrong = recipient.is_some_and(|person| !decides(person));
    wrong.then_some(CancelCause::CannotDecide)
}

fn asks(rule: &MailRule) -> bool {
    rule.when == Occasion::Asked && rule.to == Recipient::Decider
}

/// The letter to one person, unless they have had it. Whoever could not decide for a while has not.
fn letter(
    ground: &Ground,
    deal: &Deal,
    request: &Request,
    rule: &MailRule,
    person: &PersonId,
    now: Moment,
) -> Option<Letter> {
    let id = LetterId {
        mail: rule.id.clone(),
        occasion: request.event,
        person: Some(person.clone()),
    };
    let mut mail = deal.mail.iter().rev();
    let had = mail.find(|letter| letter.id == id);
    if had.is_some_and(|letter| letter.because != Some(CancelCause::CannotDecide)) {
        return None;
    }
    let to = ground.people.person(person)?.email.clone();
    let attached = rule.attached.as_ref().and_then(|kind| in_force(deal, kind));
    Some(Letter::queued(id, to, request.event, now, attached))
}
