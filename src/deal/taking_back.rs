//! An entry taken back: the state is that before it, with what cannot be undone.

use super::deal::Deal;
use super::document::Document;
use super::entry::Entry;
use super::fold::fold;
use super::letter::{CancelCause, Letter, LetterId, LetterState};
use super::payment::Payment;
use super::round::Round;

/// The state before an entry, with what cannot be undone: documents on file, numbers of rounds, payments and visits,
/// letters that left. Letters that were cancelled since wait again: their cause may have come back.
pub(super) fn take_back(before: &Deal, history: &[Entry], event: u32) -> Option<Deal> {
    let kept = history.get(..usize::try_from(event).ok()?.checked_sub(1)?)?;
    let mut state = fold(&before.deal, kept).ok()?;
    state.events = before.events + 1;
    state.visits.clone_from(&before.visits);
    let waited = std::mem::replace(&mut state.mail, before.mail.clone());
    wait_again(&mut state.mail, waited);
    for letter in state.mail.iter_mut().filter(|letter| letter.event == event) {
        if matches!(letter.state, LetterState::Queued | LetterState::Failed) {
            letter.cancel(CancelCause::TakenBack);
        }
    }
    let newer = before.documents.iter().skip(state.documents.len());
    let newer: Vec<Document> = newer.cloned().map(Document::taken_back).collect();
    state.documents.extend(newer);
    let newer = before.rounds.iter().skip(state.rounds.len()).cloned();
    state.rounds.extend(newer.map(|round| Round {
        taken_back: true,
        ..round
    }));
    let newer = before.payments.iter().skip(state.payments.len()).cloned();
    state.payments.extend(newer.map(|payment| Payment {
        cancelled: true,
        ..payment
    }));
    Some(state)
}

/// Letters are only ever added, so those of an earlier state are the first of a later one. What was called for anew since
/// does not wait a second time.
fn wait_again(mail: &mut [Letter], before: Vec<Letter>) {
    let called_anew = |at: usize, id: &LetterId, mail: &[Letter]| {
        let mut later = mail.iter().skip(at + 1);
        later.any(|letter| letter.id == *id)
    };
    for (at, before) in before.into_iter().enumerate() {
        let anew = called_anew(at, &before.id, mail);
        let Some(letter) = mail.get_mut(at).filter(|_| !anew) else {
            continue;
        };
        let dropped = letter.because == Some(CancelCause::Dropped);
        let cancelled =
            letter.state == LetterState::Cancelled && !dropped && letter.left.is_empty();
        if cancelled && before.state == LetterState::Queued {
            *letter = before;
        }
    }
}
