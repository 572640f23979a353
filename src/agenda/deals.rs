use crate::actions::ground::{GroundError, deal_paths_at};
use crate::deal::{Deal, DealId};
use crate::record::tree::{Tree, TreeError};
use std::sync::Arc;

/// A deal of which nothing can be told: its file is unreadable or wrong, because somebody committed it by hand or a merge
/// spoiled it. It holds up nothing but itself, and whoever passes it over says so.
#[derive(Clone, Debug)]
pub struct UnreadableDeal {
    pub path: String,
    pub why: Arc<GroundError>,
}

impl UnreadableDeal {
    /// The deal at a path, and why it says nothing.
    pub fn new(path: &str, why: impl Into<GroundError>) -> UnreadableDeal {
        UnreadableDeal {
            path: path.to_owned(),
            why: Arc::new(why.into()),
        }
    }

    /// The deal that belongs there; none where no deal does.
    pub fn deal(&self) -> Option<DealId> {
        DealId::of_path(&self.path)
    }
}

/// Every deal of a workspace by number, without its history; of some it is said that they cannot be read.
///
/// # Errors
/// A folder that cannot be read.
pub fn all_deals(
    tree: &dyn Tree,
) -> Result<impl Iterator<Item = Result<Deal, UnreadableDeal>>, GroundError> {
    let paths = deal_paths_at(tree)?.into_iter();
    let mut paths: Vec<(Option<DealId>, String)> =
        paths.map(|path| (DealId::of_path(&path), path)).collect();
    paths.sort();
    Ok(paths.into_iter().filter_map(move |(_, path)| {
        let bytes = tree.read(&path).transpose()?;
        Some(match bytes {
            Ok(bytes) => deal_in(&path, Ok(&bytes)),
            Err(error) => deal_in(&path, Err(error)),
        })
    }))
}

/// The deal that a file holds, without its history.
///
/// # Errors
/// The file cannot be read, is wrong, or holds another deal than its name says.
pub fn deal_in(path: &str, bytes: Result<&[u8], TreeError>) -> Result<Deal, UnreadableDeal> {
    let unreadable = |why| UnreadableDeal::new(path, why);
    let bytes = bytes.map_err(|error| unreadable(error.into()))?;
    let deal = Deal::read(path, bytes).map_err(|fault| unreadable(fault.into()))?;
    match DealId::of_path(path).as_ref() == Some(&deal.deal) {
        true => Ok(deal),
        false => Err(unreadable(GroundError::EditedByHand {
            path: path.to_owned(),
        })),
    }
}
