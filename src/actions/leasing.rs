//! A clone takes numbers of deals into stock, so that those given out offline stay (docs/process.md, Numbers).

use super::authority::acting;
use super::change::Change;
use super::ground::{Ground, GroundError};
use super::intent::Intent;
use super::numbering::{leases_at, next_number, taken_in};
use super::refusal::{Refusal, Unmet};
use crate::numbers::{Block, Lease, Numbers, is_enough};
use crate::people::Role;
use crate::record::CloneName;
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::record::tree::Tree;
use std::collections::BTreeMap;

/// Leases a block to a clone of whoever acts: somebody who may open deals, and has few numbers left there.
pub(super) fn decide(
    ground: &Ground,
    clone: &CloneName,
    block: Block,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, Refusal> {
    let numbers = &ground.numbers;
    let today = ground.calendar.local_day(now);
    let mut unmet = Vec::new();
    unmet.extend(acting(&ground.people, None, Role::Manager, actor, today).err());
    let left = numbers.leases.left(actor, clone, &numbers.taken);
    if is_enough(&left) {
        unmet.push(Unmet::NumbersLeft { left });
    }
    match numbers.next.and_then(Block::starting) {
        None => unmet.push(Unmet::NumbersEnd),
        Some(free) if free != block => unmet.push(Unmet::NotTheBlock { block, free }),
        Some(_) => {}
    }
    let lease = Lease {
        at: now,
        by: actor.clone(),
        clone: clone.clone(),
        block,
    };
    let message = super::message::of_lease(ground, &lease);
    let text = numbers.leases.clone().with(lease).text();
    if text.len() > Numbers::LARGEST {
        unmet.push(Unmet::NumbersEnd);
    }
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet });
    }
    Ok(Change {
        message,
        files: BTreeMap::from([(Numbers::PATH.to_owned(), text)]),
        ..Change::default()
    })
}

/// The lease that somebody's clone should ask for now: none as long as it has enough numbers, or where there are no more.
///
/// # Errors
/// A file or folder that is unreadable or wrong.
pub fn wanted(
    tree: &dyn Tree,
    by: &PersonId,
    clone: &CloneName,
) -> Result<Option<Intent>, GroundError> {
    let leases = leases_at(tree)?;
    let taken = taken_in(tree, leases.blocks(by, clone))?;
    let next = next_number(tree, &leases)?;
    let block = leases.wanted(by, clone, &taken, next);
    Ok(block.map(|block| Intent::Lease {
        clone: clone.clone(),
        block,
    }))
}
