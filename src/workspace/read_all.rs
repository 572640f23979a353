//! Reading all files of a folder at once.

use git2::{FileMode, Oid, Repository, Tree};

use super::side_by_side::{readers, side_by_side};
use super::{Failure, Tip, Workspace};
use crate::record::tree::TreeError;

/// Fewer files than this are read faster by one reader.
const WORTH_SHARING: usize = 64;

impl Workspace {
    /// Reads every file below a folder in the commit of `tip` and makes something of each, in the order of the paths, by
    /// several readers side by side, each with its own handle on the repository.
    ///
    /// # Errors
    /// The first file that is no regular one, cannot be read, or is refused by `read`.
    pub fn read_all<T: Send, E: Send + From<TreeError> + From<Failure>>(
        &self,
        tip: &Tip,
        folder: &str,
        read: impl Fn(&str, &[u8]) -> Result<T, E> + Sync,
    ) -> Result<Vec<T>, E> {
        let mut files = Vec::new();
        if let Some(tree) = tip.folder_at(folder)? {
            list(&self.repo, folder, &tree, &mut files)?;
        }
        let share = files.len().div_ceil(readers()).max(WORTH_SHARING);
        let folder = self.repo.path();
        let another = || Ok(Repository::open(folder)?);
        let read = |repo: &Repository, _, files: &[_]| read_some(repo, files, &read);
        let shares = side_by_side(&files, share, &self.repo, another, read)?;
        let mut all = Vec::with_capacity(files.len());
        for share in shares {
            all.extend(share?);
        }
        Ok(all)
    }
}

/// Every file below a tree, by path: each folder is read once.
fn list(
    repo: &Repository,
    folder: &str,
    tree: &Tree,
    files: &mut Vec<(String, Oid)>,
) -> Result<(), TreeError> {
    for entry in tree {
        let name = entry.name().map_err(|_| TreeError::UnreadableName {
            folder: folder.to_owned(),
        })?;
        let path = format!("{folder}/{name}");
        let mode = entry.filemode_raw();
        if mode == i32::from(FileMode::Tree) {
            let tree = repo.find_tree(entry.id());
            let tree = tree.map_err(|error| unreadable(&path, error))?;
            list(repo, &path, &tree, files)?;
        } else if mode == i32::from(FileMode::Blob) {
            files.push((path, entry.id()));
        } else {
            let mode = mode.cast_unsigned();
            return Err(TreeError::NotAFile { path, mode });
        }
    }
    Ok(())
}

fn read_some<T, E: From<TreeError> + From<Failure>>(
    repo: &Repository,
    files: &[(String, Oid)],
    read: &impl Fn(&str, &[u8]) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    let odb = repo.odb().map_err(Failure::from)?;
    let mut all = Vec::with_capacity(files.len());
    for (path, id) in files {
        let object = odb.read(*id).map_err(|error| unreadable(path, error))?;
        all.push(read(path, object.data())?);
    }
    Ok(all)
}

fn unreadable(path: &str, error: git2::Error) -> TreeError {
    TreeError::Unreadable {
        path: path.to_owned(),
        source: Box::new(error),
    }
}
