use crate::actions::ground::{GroundError, deal_paths_at, sound_deal_in};
use crate::deal::{Deal, DealId};
use crate::record::tree::{Tree, TreeError};
use std::sync::Arc;

/// A deal of which nothing can be told: its file is unreadable or wrong, its history tells something else than its header,
/// because somebody committed it by hand or a merge spoiled it. It holds up nothing but itself, and whoever passes it over says so.
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
    let read = deal_reader(tree);
    Ok(paths.into_iter().filter_map(move |(_, path)| {
        let bytes = tree.read(&path).transpose()?;
        Some(match bytes {
            Ok(bytes) => read(&path, Ok(&bytes)),
            Err(error) => read(&path, Err(error)),
        })
    }))
}

/// What makes a deal of the bytes of a file, or of why they cannot be read.
pub type DealReader = fn(&str, Result<&[u8], TreeError>) -> Result<Deal, UnreadableDeal>;

/// How the deals of a tree are read: each to its last line, for a header says nothing of what is wrong below it. Where the
/// tree is proved, that was done, and the header will do.
pub fn deal_reader(tree: &dyn Tree) -> DealReader {
    match tree.is_proved() {
        true => |path, bytes| deal_in(path, bytes, head),
        false => |path, bytes| deal_in(path, bytes, sound_deal_in),
    }
}

fn head(path: &str, bytes: &[u8]) -> Result<Deal, GroundError> {
    Ok(Deal::read(path, bytes)?)
}

/// The deal that a file holds, unless it is unreadable, is wrong, or holds another deal than its name says.
fn deal_in(
    path: &str,
    bytes: Result<&[u8], TreeError>,
    read: fn(&str, &[u8]) -> Result<Deal, GroundError>,
) -> Result<Deal, UnreadableDeal> {
    let bytes = bytes.map_err(GroundError::from);
    let deal = bytes.and_then(|bytes| read(path, bytes));
    let deal = deal.and_then(
        |deal| match DealId::of_path(path).as_ref() == Some(&deal.deal) {
            true => Ok(deal),
            false => Err(GroundError::EditedByHand {
                path: path.to_owned(),
            }),
        },
    );
    deal.map_err(|why| UnreadableDeal::new(path, why))
}
