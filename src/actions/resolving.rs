//! A letter that did not leave by itself, or is not to leave as it would: somebody says what becomes of it
//! (docs/process.md, Mail).

use super::authority::acting_as_any;
use super::case::{Case, Draft};
use super::clients::is_email;
use super::letters::lost_cause;
use super::refusal::Unmet;
use crate::deal::act::Act;
use crate::deal::letter::{CancelCause, Letter, LetterId, LetterState, Verdict};
use crate::people::Role;

/// For how long a letter that `tick` took in hand is its own, in seconds; after that something has come in between.
pub const IN_HAND: i64 = 30 * 60;

/// The deal's manager, or the administrator, sees to a letter. Whoever drops one says why.
pub(super) fn resolve(case: &Case, draft: &mut Draft, id: &LetterId, verdict: &Verdict) {
    let roles = [Role::Manager, Role::Administrator];
    let people = &case.ground.people;
    let deal = Some(case.deal());
    draft.by_authority(acting_as_any(people, deal, &roles, case.actor, case.today));
    let mail = case.deal().mail.iter();
    match mail.rev().find(|letter| letter.id == *id) {
        None => draft.refuse(Unmet::UnknownLetter { letter: id.clone() }),
        Some(letter) => {
            if let Some(unmet) = is_none_of_yours(case, letter, verdict) {
                draft.refuse(unmet);
            }
            allow(case, draft, letter, verdict);
            forget_same_address(draft, letter);
        }
    }
}

/// The address that the letter has is none that somebody gives it.
fn forget_same_address(draft: &mut Draft, letter: &Letter) {
    if let Act::Resolve {
        verdict: Verdict::Resend { to },
        ..
    } = &mut draft.entry.act
        && to.as_ref() == Some(&letter.to)
    {
        *to = None;
    }
}

fn allow(case: &Case, draft: &mut Draft, letter: &Letter, verdict: &Verdict) {
    match verdict {
        Verdict::Sent => {}
        Verdict::Drop => draft.require(draft.text().is_some(), || Unmet::ReasonMissing),
        Verdict::Resend { to } => {
            if let Some(email) = to.as_ref().filter(|email| !is_email(email)) {
                let email = email.clone();
                draft.refuse(Unmet::EmailUnfit { email });
            }
            let again = Letter {
                after: case.now,
                ..letter.clone()
            };
            if let Some(because) = lost_cause(case.ground, case.deal(), &again, case.now) {
                let letter = letter.id.clone();
                draft.refuse(Unmet::LetterCauseGone { letter, because });
            }
        }
    }
}

/// Why a letter is nobody's to see to; none where it is. One that still waits can go elsewhere, or not at all.
fn is_none_of_yours(case: &Case, letter: &Letter, verdict: &Verdict) -> Option<Unmet> {
    let id = letter.id.clone();
    let given_up = [CancelCause::TooOld, CancelCause::Dropped];
    match letter.state {
        LetterState::Failed | LetterState::Unclear => None,
        state if state != LetterState::Claimed && letter.stray().is_some() => None,
        LetterState::Queued if changes(letter, verdict) => None,
        LetterState::Cancelled if letter.because.is_some_and(|it| given_up.contains(&it)) => None,
        LetterState::Claimed => {
            let until = letter.claimed?.later(IN_HAND);
            (case.now < until).then_some(Unmet::LetterInHand { letter: id, until })
        }
        state => Some(Unmet::LetterFine { letter: id, state }),
    }
}

/// Whether a letter that waits would leave otherwise, or no more.
fn changes(letter: &Letter, verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Sent => false,
        Verdict::Drop => true,
        Verdict::Resend { to } => to.as_ref().is_some_and(|to| *to != letter.to),
    }
}
