//! A letter that did not leave by itself, or is not to leave as it would: somebody says what becomes of it
//! (docs/process.md, Mail).

use super::authority::acting_as_any;
use super::case::{Case, Draft};
use super::clients::is_email;
use super::ground::Ground;
use super::letters::lost_cause;
use super::refusal::Unmet;
use crate::deal::Deal;
use crate::deal::act::Act;
use crate::deal::letter::{CancelCause, Letter, LetterId, LetterState, Verdict};
use crate::people::Role;
use crate::record::Moment;

/// For how long a letter that `tick` took in hand is its own, in seconds; after that something has come in between.
pub const IN_HAND: i64 = 30 * 60;

/// What somebody can do about a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Say that it reached its recipient; of one that left as it should not have, leave it at that.
    Sent,
    /// Let it leave again, for the same address.
    Again,
    /// Let it leave for another address.
    Elsewhere,
    /// Say that it is not to leave.
    Drop,
}

impl Way {
    fn of(verdict: &Verdict, letter: &Letter) -> Way {
        match verdict {
            Verdict::Sent => Way::Sent,
            Verdict::Drop => Way::Drop,
            Verdict::Resend { to: Some(to) } if *to != letter.to => Way::Elsewhere,
            Verdict::Resend { .. } => Way::Again,
        }
    }

    fn lets_it_leave(self) -> bool {
        matches!(self, Way::Again | Way::Elsewhere)
    }
}

/// What can be done about a letter of a deal at a moment. One that has left is not advised to leave once more for the
/// same address.
pub fn ways(ground: &Ground, deal: &Deal, letter: &Letter, now: Moment) -> Vec<Way> {
    let all = [Way::Sent, Way::Again, Way::Elsewhere, Way::Drop];
    let has_left = letter.stray().is_some();
    let open = all.into_iter().filter(|way| {
        let once_more = has_left && *way == Way::Again;
        !once_more && hindrance(ground, deal, letter, *way, now).is_none()
    });
    open.collect()
}

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
            let way = Way::of(verdict, letter);
            let hindrance = hindrance(case.ground, case.deal(), letter, way, case.now);
            if let Some(unmet) = hindrance {
                draft.refuse(unmet);
            }
            require_words(draft, verdict);
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

/// What a verdict says besides: a reason, an address.
fn require_words(draft: &mut Draft, verdict: &Verdict) {
    match verdict {
        Verdict::Drop => draft.require(draft.text().is_some(), || Unmet::ReasonMissing),
        Verdict::Resend { to: Some(email) } if !is_email(email) => {
            let email = email.clone();
            draft.refuse(Unmet::EmailUnfit { email });
        }
        Verdict::Sent | Verdict::Resend { .. } => {}
    }
}

/// Why nobody can do this about a letter; none where the deal's people can.
fn hindrance(
    ground: &Ground,
    deal: &Deal,
    letter: &Letter,
    way: Way,
    now: Moment,
) -> Option<Unmet> {
    is_none_of_yours(letter, way, now).or_else(|| {
        let again = Letter {
            after: now,
            ..letter.clone()
        };
        let because = lost_cause(ground, deal, &again, now).filter(|_| way.lets_it_leave())?;
        let letter = letter.id.clone();
        Some(Unmet::LetterCauseGone { letter, because })
    })
}

/// Why a letter is nobody's to see to so; none where it is. One that still waits can go elsewhere, or not at all; of one
/// that has left nobody can say that it does not leave.
fn is_none_of_yours(letter: &Letter, way: Way, now: Moment) -> Option<Unmet> {
    let id = letter.id.clone();
    if let (LetterState::Claimed, Some(claimed)) = (letter.state, letter.claimed) {
        let until = claimed.later(IN_HAND);
        if now < until {
            return Some(Unmet::LetterInHand { letter: id, until });
        }
    }
    match (letter.state, letter.because) {
        _ if letter.stray().is_some() => {
            (way == Way::Drop).then_some(Unmet::LetterLeft { letter: id })
        }
        (LetterState::Claimed | LetterState::Failed | LetterState::Unclear, _) => None,
        (LetterState::Queued, _) if matches!(way, Way::Elsewhere | Way::Drop) => None,
        (LetterState::Cancelled, Some(CancelCause::TooOld)) => None,
        (LetterState::Cancelled, Some(CancelCause::Dropped)) if way != Way::Drop => None,
        (state, _) => Some(Unmet::LetterFine { letter: id, state }),
    }
}
