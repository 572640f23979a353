//! Reading all files of a folder at once.

use git2::{FileMode, Oid, Repository, Tree};

use super::side_by_side::{readers, side_by_side};
use super::{Failure, Tip, Workspace};
use crate::record::tree::TreeError;

/// Fewer files than this are read faster by one reader.
const WORTH_SHARING: usize = 64;

impl Workspace {
    /// Reads every file below a folder in the commit of `tip` and makes something of each, or of why it cannot be read, in
    /// the order of the paths, by several readers side by side, each with its own handle on the repository.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn read_all<T: Send>(
        &self,
        tip: &Tip,
        folder: &str,
        read: impl Fn(&str, Result<&[u8], TreeError>) -> T + Sync,
    ) -> Result<Vec<T>, Failure> {
        let mut files = Vec::new();
        if let Some(tree) = tip.folder_at(folder)? {
            list(&self.repo, folder, &tree, &mut files)?;
        }
        let share = files.len().div_ceil(readers()).max(WORTH_SHARING);
        let folder = self.repo.path();
        let another = || Ok(Repository::open(folder)?);
        let read = |repo: &Repository, _, files: &[File]| read_some(repo, files, &read);
        let shares = side_by_side(&files, share, &self.repo, another, read)?;
        let mut all = Vec::with_capacity(files.len());
        for share in shares {
            all.extend(share?);
        }
        Ok(all)
    }
}

/// What lies below a folder and is no folder.
struct File {
    path: String,
    id: Oid,
    /// git's; a regular file has [`FileMode::Blob`].
    mode: i32,
}

/// Every file below a tree, by path: each folder is read once.
fn list(
    repo: &Repository,
    folder: &str,
    tree: &Tree,
    files: &mut Vec<File>,
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
        } else {
            let id = entry.id();
            files.push(File { path, id, mode });
        }
    }
    Ok(())
}

fn read_some<T>(
    repo: &Repository,
    files: &[File],
    read: &impl Fn(&str, Result<&[u8], TreeError>) -> T,
) -> Result<Vec<T>, Failure> {
    let odb = repo.odb()?;
    let all = files.iter().map(|File { path, id, mode }| {
        if *mode != i32::from(FileMode::Blob) {
            let no_file = TreeError::NotAFile {
                path: path.clone(),
                mode: mode.cast_unsigned(),
            };
            return read(path, Err(no_file));
        }
        match odb.read(*id) {
            Ok(object) => read(path, Ok(object.data())),
            Err(error) => read(path, Err(unreadable(path, error))),
        }
    });
    Ok(all.collect())
}

fn unreadable(path: &str, error: git2::Error) -> TreeError {
    TreeError::Unreadable {
        path: path.to_owned(),
        source: Box::new(error),
    }
}
