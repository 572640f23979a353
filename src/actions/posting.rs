//! The post's own acts on a deal: letters taken in hand, cancelled and sent (docs/process.md, Mail).

use super::authority::acting;
use super::case::{Case, Draft};
use super::letters::lost_cause;
use super::refusal::Unmet;
use super::request_letters;
use crate::deal::fact::check_line;
use crate::deal::letter::{CancelCause, Letter, LetterId, LetterState};
use crate::people::Role;
use crate::record::Moment;

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

/// A letter left: a fact of the world, taken whatever somebody said of the letter since, unless it cannot be: the record
/// of the day says that it was claimed before, and nothing leaves later than now.
pub(super) fn sent(case: &Case, draft: &mut Draft, id: &LetterId, sent: Moment) {
    by_the_service(case, draft);
    match last(case, id) {
        None => draft.refuse(Unmet::UnknownLetter { letter: id.clone() }),
        Some(_) => draft.require(sent <= case.now, || Unmet::LetterNotWaiting {
            letter: id.clone(),
        }),
    }
}

/// A letter did not leave, or nobody knows: a fact of the world, too.
pub(super) fn missed(case: &Case, draft: &mut Draft, id: &LetterId, said: Option<&str>) {
    by_the_service(case, draft);
    draft.require(last(case, id).is_some(), || Unmet::UnknownLetter {
        letter: id.clone(),
    });
    if let Some(Err(error)) = said.map(check_line) {
        draft.refuse(Unmet::TextUnfit { error });
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
