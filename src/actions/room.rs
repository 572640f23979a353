//! Room in a file: nobody fills one so that others can go on no more (docs/process.md, Room).

use super::change::Change;
use super::ground::Ground;
use super::intent::Intent;
use super::refusal::{Refusal, Unmet};
use crate::agenda::DayFile;
use crate::client::Client;
use crate::deal::act::Act;
use crate::deal::{DealId, read};
use crate::people::{People, Role};
use crate::record::id::PersonId;

/// Refuses a change by which a file would be larger than this person may make it by this act.
///
/// # Errors
/// Every file that would be too large.
pub(super) fn keep(
    ground: &Ground,
    intent: &Intent,
    actor: &PersonId,
    change: &Change,
) -> Result<(), Refusal> {
    let person = ground.people.person(actor);
    let spends_all = person.is_some_and(|who| who.is(Role::Administrator) || who.is(Role::Service));
    let full = change.files.iter().filter_map(|(path, text)| {
        let largest = largest(path)?;
        let limit = match spends_all {
            true => largest,
            false => largest / 4 * quarters(intent),
        };
        (text.len() > limit).then(|| Unmet::FileFull {
            path: path.clone(),
            size: text.len() as u64,
            limit: limit as u64,
        })
    });
    let unmet: Vec<Unmet> = full.collect();
    let deal = match intent {
        Intent::Deal { deal, .. } => Some(deal.clone()),
        _ => None,
    };
    match unmet.is_empty() {
        true => Ok(()),
        false => Err(Refusal { deal, unmet }),
    }
}

/// How many quarters of a file an act may fill. Whoever may add a remark to any deal, or a deputy of their own to the
/// register, leaves half of it to others; what moves a deal leaves the last quarter to letters and to administrators.
fn quarters(intent: &Intent) -> usize {
    match intent {
        Intent::Deal {
            act: Act::Note { .. },
            ..
        } => 2,
        Intent::Deal { .. } => 3,
        _ => 2,
    }
}

/// The largest that a file with a history is read, in bytes; settings have limits of their own.
fn largest(path: &str) -> Option<usize> {
    if DealId::of_path(path).is_some() {
        Some(read::LARGEST)
    } else if path == People::PATH {
        Some(People::LARGEST)
    } else if DayFile::of_path(path).is_some() {
        Some(DayFile::LARGEST)
    } else if path.starts_with("clients/") {
        Some(Client::LARGEST)
    } else {
        None
    }
}
