//! Everything of one kind that a tree holds.

use super::ground::GroundError;
use crate::client::Client;
use crate::deal::Deal;
use crate::record::tree::{Tree, TreeEntry};

/// Every deal of a tree, header only, in the order of the folders.
///
/// # Errors
/// A deal file is unreadable or wrong: no deal is ever passed over.
pub fn deals_at(tree: &dyn Tree) -> Result<Vec<Deal>, GroundError> {
    let mut deals = Vec::new();
    for path in deal_paths_at(tree)? {
        if let Some(bytes) = tree.read(&path)? {
            deals.push(Deal::read(&path, &bytes)?);
        }
    }
    Ok(deals)
}

/// The path of every deal file of a tree, in the order of the folders; also of what lies there and is none.
///
/// # Errors
/// A folder is unreadable.
pub fn deal_paths_at(tree: &dyn Tree) -> Result<Vec<String>, GroundError> {
    let mut paths = Vec::new();
    for (thousands, is_folder) in entries(tree, "deals")? {
        if !is_folder {
            paths.push(thousands);
            continue;
        }
        for (hundreds, is_folder) in entries(tree, &thousands)? {
            match is_folder {
                true => paths.extend(entries(tree, &hundreds)?.map(|(path, _)| path)),
                false => paths.push(hundreds),
            }
        }
    }
    Ok(paths)
}

/// The path of everything in a folder, and whether it is a folder.
fn entries(
    tree: &dyn Tree,
    folder: &str,
) -> Result<impl Iterator<Item = (String, bool)> + use<>, GroundError> {
    let entries = tree.list(folder)?.into_iter();
    let folder = folder.to_owned();
    let path = move |entry: TreeEntry| (format!("{folder}/{}", entry.name), entry.is_folder);
    Ok(entries.map(path))
}

/// Every client of a tree, by id.
///
/// # Errors
/// A client file is unreadable or wrong.
pub fn clients_at(tree: &dyn Tree) -> Result<Vec<Client>, GroundError> {
    let mut clients = Vec::new();
    for letter in tree.list("clients")? {
        for entry in tree.list(&format!("clients/{}", letter.name))? {
            let path = format!("clients/{}/{}/client.yaml", letter.name, entry.name);
            if let Some(bytes) = tree.read(&path)? {
                clients.push(Client::read(&path, &bytes)?);
            }
        }
    }
    Ok(clients)
}
