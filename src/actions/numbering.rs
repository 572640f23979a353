//! Which numbers are spoken for at a commit: by deals, and by leases (docs/process.md, Numbers).

use super::ground::GroundError;
use super::intent::Intent;
use super::refusal::Unmet;
use crate::deal::DealId;
use crate::deal::act::Act;
use crate::numbers::{Block, Numbers};
use crate::record::CloneName;
use crate::record::Fault;
use crate::record::id::PersonId;
use crate::record::tree::Tree;
use std::collections::BTreeSet;

/// What an opening and a lease stand on; empty for all other intents.
#[derive(Clone, Debug, Default)]
pub struct NumberGround {
    pub leases: Numbers,
    /// The lowest number above all that are on file or leased; none where numbers have come to their end.
    pub next: Option<u32>,
    /// Of the numbers leased to the clone that asks for more, those that deals have.
    pub taken: BTreeSet<u32>,
}

type Read = fn(&[u8]) -> Result<Numbers, Fault>;

impl NumberGround {
    /// The numbers at a tree, as far as an intent needs them.
    pub(super) fn at(tree: &dyn Tree, intent: &Intent, read: Read) -> Result<Self, GroundError> {
        let taken_of = match intent {
            Intent::Deal {
                act: Act::Open { .. },
                ..
            } => None,
            Intent::Lease { clone, .. } => Some(clone),
            _ => return Ok(NumberGround::default()),
        };
        let leases = leases_by(tree, read)?;
        let next = next_number(tree, &leases)?;
        let of_clone = leases.history.iter();
        let of_clone = of_clone.filter(|lease| taken_of == Some(&lease.clone));
        let taken = taken_in(tree, of_clone.map(|lease| lease.block))?;
        Ok(NumberGround {
            leases,
            next,
            taken,
        })
    }

    /// Why somebody cannot open a deal under a number: it is neither theirs by lease nor the next one that is free.
    pub(super) fn unmet(&self, deal: &DealId, is_free: bool, actor: &PersonId) -> Option<Unmet> {
        let number = deal.number();
        let holder = self.leases.holder(number);
        let may_have_it = holder == Some(actor) || self.next == Some(number);
        if may_have_it && is_free {
            return None;
        }
        let holder = holder.filter(|holder| is_free && *holder != actor);
        Some(match self.next {
            None => Unmet::NumbersEnd,
            Some(next) => Unmet::TakenNumber {
                deal: deal.clone(),
                next,
                holder: holder.cloned(),
            },
        })
    }
}

/// The leases at a tree.
///
/// # Errors
/// The file is unreadable or wrong.
pub fn leases_at(tree: &dyn Tree) -> Result<Numbers, GroundError> {
    leases_by(tree, Numbers::read)
}

fn leases_by(tree: &dyn Tree, read: Read) -> Result<Numbers, GroundError> {
    match tree.read(Numbers::PATH)? {
        Some(bytes) => Ok(read(&bytes)?),
        None => Ok(Numbers::default()),
    }
}

/// Numbers run on and never restart: one more than the highest that is on file, whatever the prefix was then, or leased.
///
/// # Errors
/// A folder that cannot be read.
pub fn next_number(tree: &dyn Tree, leases: &Numbers) -> Result<Option<u32>, GroundError> {
    let highest = highest_on_file(tree)?.max(leases.highest());
    Ok(highest.checked_add(1))
}

/// Of the numbers of blocks those that deals have.
///
/// # Errors
/// A folder that cannot be read.
pub fn taken_in(
    tree: &dyn Tree,
    blocks: impl Iterator<Item = Block>,
) -> Result<BTreeSet<u32>, GroundError> {
    let blocks: Vec<Block> = blocks.collect();
    let ends = blocks.iter().flat_map(|block| [block.from, block.to]);
    let folders: BTreeSet<String> = ends.map(DealId::folder).collect();
    let mut taken = BTreeSet::new();
    for folder in folders {
        taken.extend(numbers_in(tree, &folder)?);
    }
    taken.retain(|number| blocks.iter().any(|block| block.contains(*number)));
    Ok(taken)
}

/// The number that a clone of somebody's gives a deal next out of those that it leased; none where it has none left.
///
/// # Errors
/// A folder that cannot be read.
pub fn drawn(
    tree: &dyn Tree,
    leases: &Numbers,
    by: &PersonId,
    clone: &CloneName,
) -> Result<Option<u32>, GroundError> {
    let taken = taken_in(tree, leases.blocks(by, clone))?;
    let left = leases.left(by, clone, &taken);
    Ok(left.first().map(|block| block.from))
}

/// The numbers in the last folder are the highest, with gaps or without.
fn highest_on_file(tree: &dyn Tree) -> Result<u32, GroundError> {
    let Some(thousands) = last(tree, "deals")? else {
        return Ok(0);
    };
    let hundreds = last(tree, &format!("deals/{thousands}"))?.unwrap_or_default();
    let numbers = numbers_in(tree, &format!("deals/{thousands}/{hundreds}"))?;
    Ok(numbers.into_iter().max().unwrap_or_default())
}

fn numbers_in(tree: &dyn Tree, folder: &str) -> Result<Vec<u32>, GroundError> {
    let entries = tree.list(folder)?;
    let numbers = entries.iter().filter_map(|entry| {
        let id = DealId::parse(entry.name.strip_suffix(".yaml")?)?;
        Some(id.number())
    });
    Ok(numbers.collect())
}

fn last(tree: &dyn Tree, folder: &str) -> Result<Option<String>, GroundError> {
    let folders = tree
        .list(folder)?
        .into_iter()
        .filter(|entry| entry.is_folder);
    Ok(folders
        .map(|entry| entry.name)
        .max_by_key(|name| (name.len(), name.clone())))
}
