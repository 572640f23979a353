//! One deal of a tree, and whether something can be written onto it.

use super::ground::GroundError;
use crate::deal::entry::Entry;
use crate::deal::fold::fold;
use crate::deal::{Deal, DealFile, DealId, DealOnFile};
use crate::record::Fault;
use crate::record::tree::Tree;

/// How the file of a deal is read.
pub(super) type ReadDeal = fn(&str, &[u8]) -> Result<DealOnFile, Fault>;

/// The deal of an id, if there is one.
///
/// # Errors
/// The file is unreadable or wrong.
pub fn deal_at(tree: &dyn Tree, deal: &DealId) -> Result<Option<DealOnFile>, GroundError> {
    deal_by(tree, deal, DealOnFile::read)
}

/// As [`deal_at`], read in a way of its own.
///
/// # Errors
/// As [`deal_at`].
pub(super) fn deal_by(
    tree: &dyn Tree,
    deal: &DealId,
    read: ReadDeal,
) -> Result<Option<DealOnFile>, GroundError> {
    let path = deal.path();
    let Some(bytes) = tree.read(&path)? else {
        return Ok(None);
    };
    let file = read(&path, &bytes)?;
    match file.deal.deal == *deal {
        true => Ok(Some(file)),
        false => Err(GroundError::EditedByHand { path }),
    }
}

/// The deal of an id as something can be written onto it, if there is one.
///
/// # Errors
/// The file is unreadable or wrong; its history cannot be read, or tells something else than its header.
pub fn sound_deal_at(tree: &dyn Tree, deal: &DealId) -> Result<Option<DealOnFile>, GroundError> {
    let file = deal_at(tree, deal)?;
    file.as_ref().map(told_by_history).transpose()?;
    Ok(file)
}

/// The deal that a file holds, read to its last line, as something can be written onto it.
///
/// # Errors
/// As [`sound_deal_at`].
pub fn sound_deal_in(path: &str, bytes: &[u8]) -> Result<Deal, GroundError> {
    let DealFile { deal, history } = DealFile::read(path, bytes)?;
    told_by(&deal, &history)?;
    Ok(deal)
}

/// Nothing is written onto a deal whose history cannot be read, or tells something else than its header.
///
/// # Errors
/// What is wrong with the history; or that the two differ.
pub(crate) fn told_by_history(file: &DealOnFile) -> Result<(), GroundError> {
    told_by(&file.deal, &file.entries()?)
}

fn told_by(deal: &Deal, history: &[Entry]) -> Result<(), GroundError> {
    match fold(&deal.deal, history) {
        Ok(told) if told == *deal => Ok(()),
        _ => Err(GroundError::EditedByHand {
            path: deal.deal.path(),
        }),
    }
}
