//! The deal's last event taken back (docs/process.md, Moves and decisions).

use super::authority::acting;
use super::case::{Case, Draft};
use super::letters::is_leaving;
use super::refusal::Unmet;
use crate::deal::act::Act;
use crate::deal::entry::Entry;
use crate::deal::fold::{BrokenHistory, fold};
use crate::deal::letter::LetterState;
use crate::people::Role;

/// Takes back an event: by whoever did it, or by the administrator with a reason.
///
/// # Errors
/// The history cannot be read.
pub(super) fn take_back(
    case: &Case,
    draft: &mut Draft,
    event: u32,
    text: Option<&str>,
) -> Result<(), BrokenHistory> {
    let history = case.file.told()?;
    let Some((last, entry)) = last_event(&history) else {
        draft.refuse(Unmet::NothingToCorrect);
        return Ok(());
    };
    if last != event {
        let by = entry.by.clone();
        draft.refuse(Unmet::BuiltOn { by, event: last });
        return Ok(());
    }
    entitle(case, draft, entry, text);
    refuse_asker(case, draft, &history, event)?;
    for letter in case
        .deal()
        .mail
        .iter()
        .filter(|letter| letter.event == event)
    {
        let left = letter.state == LetterState::Sent || !letter.left.is_empty();
        let gone = is_leaving(letter) || left;
        draft.require(!gone, || Unmet::LetterLeft {
            letter: letter.id.clone(),
        });
    }
    Ok(())
}

fn entitle(case: &Case, draft: &mut Draft, entry: &Entry, text: Option<&str>) {
    let own = entry.by == *case.actor;
    if own {
        draft.entry.on_behalf_of.clone_from(&entry.on_behalf_of);
        return;
    }
    let people = &case.ground.people;
    match acting(people, None, Role::Administrator, case.actor, case.today) {
        Ok(_) => draft.require(text.is_some(), || Unmet::ReasonMissing),
        Err(_) => draft.refuse(Unmet::NotYours {
            by: entry.by.clone(),
        }),
    }
}

/// Whoever asked for a decision does not take it back, whatever roles they hold.
fn refuse_asker(
    case: &Case,
    draft: &mut Draft,
    history: &[Entry],
    event: u32,
) -> Result<(), BrokenHistory> {
    let split = number(event).and_then(|index| history.split_at_checked(index));
    let Some((before, [entry, ..])) = split else {
        return Ok(());
    };
    if !matches!(entry.act, Act::Decide(_)) {
        return Ok(());
    }
    let request = fold(&case.deal().deal, before)?.request;
    let asked = request.is_some_and(|request| {
        request.by == *case.actor || request.on_behalf_of.as_ref() == Some(case.actor)
    });
    draft.require(!asked, || Unmet::AskerCorrects);
    Ok(())
}

/// The number and entry of the last event that can be taken back: remarks and the post's own entries build on nothing,
/// corrections and what they took back do not count; the opening stays, and so does everything up to a change of the
/// process that took the deal along.
pub fn last_event(history: &[Entry]) -> Option<(u32, &Entry)> {
    let mut standing: Vec<(u32, &Entry)> = Vec::new();
    for (number, entry) in (1..).zip(history) {
        match &entry.act {
            Act::Open { .. } | Act::Note { .. } => {}
            act if act.is_about_letters() => {}
            Act::Relocate { .. } => standing.clear(),
            Act::Correct { event, .. } => standing.retain(|(number, _)| number != event),
            _ => standing.push((number, entry)),
        }
    }
    standing.last().copied()
}

fn number(event: u32) -> Option<usize> {
    usize::try_from(event).ok()?.checked_sub(1)
}
