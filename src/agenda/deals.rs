use crate::actions::ground::{GroundError, deal_paths_at};
use crate::deal::{Deal, DealId};
use crate::record::tree::Tree;

/// Every deal of a workspace by number, without its history.
///
/// # Errors
/// A folder that cannot be read; of each deal, a file that is unreadable or wrong.
pub fn all_deals(
    tree: &dyn Tree,
) -> Result<impl Iterator<Item = Result<Deal, GroundError>>, GroundError> {
    let paths = deal_paths_at(tree)?.into_iter();
    let mut paths: Vec<(DealId, String)> = paths
        .filter_map(|path| Some((DealId::of_path(&path)?, path)))
        .collect();
    paths.sort();
    Ok(paths.into_iter().filter_map(move |(_, path)| {
        let bytes = tree.read(&path).map_err(GroundError::Tree).transpose()?;
        Some(bytes.and_then(|bytes| Ok(Deal::read(&path, &bytes)?)))
    }))
}
