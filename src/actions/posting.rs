//! The post's own acts on a deal: letters called for, taken in hand and cancelled (docs/process.md, Mail).

use super::authority::acting;
use super::case::{Case, Draft};
use super::letters::lost_cause;
use super::refusal::Unmet;
use super::request_letters;
use crate::deal::letter::{CancelCause, Letter, LetterId, LetterState};
use crate::people::Role;

/// Takes letters in hand whose cause holds and whose hold is over, and calls for those that an open request lacks; cancels
/// those whose cause is gone.
pub(super) fn claim(
    case: &Case,
    draft: &mut Draft,
    letters: &[LetterId],
    cancelled: &[(LetterId, CancelCause)],
) {
    by_the_service(case, draft);
    draft.require(!letters.is_empty() || !cancelled.is_empty(), || {
        Unmet::NothingGiven
    });
    let missing = request_letters::missing(case.ground, case.deal(), case.now);
    for id in letters {
        if let Some(letter) = missing.iter().find(|letter| letter.id == *id) {
            draft.entry.outcome.letters.push(letter.clone());
            continue;
        }
        let due = waiting(case, draft, id).is_some_and(|letter| {
            letter.after <= case.now
                && lost_cause(case.ground, case.deal(), letter, case.now).is_none()
        });
        draft.require(due, || Unmet::LetterNotWaiting { letter: id.clone() });
    }
    for (id, because) in cancelled {
        let gone = waiting(case, draft, id).is_some_and(|letter| {
            lost_cause(case.ground, case.deal(), letter, case.now) == Some(*because)
        });
        draft.require(gone, || Unmet::LetterNotWaiting { letter: id.clone() });
    }
}

fn by_the_service(case: &Case, draft: &mut Draft) {
    let people = &case.ground.people;
    draft.by_authority(acting(people, None, Role::Service, case.actor, case.today));
}

fn waiting<'a>(case: &Case<'a>, draft: &mut Draft, id: &LetterId) -> Option<&'a Letter> {
    let letter = last(case, id);
    draft.require(letter.is_some(), || Unmet::UnknownLetter {
        letter: id.clone(),
    });
    letter.filter(|letter| letter.state == LetterState::Queued)
}

fn last<'a>(case: &Case<'a>, id: &LetterId) -> Option<&'a Letter> {
    case.deal()
        .mail
        .iter()
        .rev()
        .find(|letter| letter.id == *id)
}
