//! The work tree: looking at the files of a commit, and putting them there.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use git2::{ObjectType, Oid};

use super::Failure;
use super::durable::{self, Sync};

/// What stands at a path of the work tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing, and nothing in the way of its folders.
    Absent,
    /// A regular file with the content of this blob.
    File(Oid),
    /// A link, folder or device, there or in the place of one of its folders.
    Obstructed,
}

/// Looks at `path` below `root`, following no link.
pub(super) fn look(root: &Path, path: &str) -> Result<Found, Failure> {
    let mut target = root.to_owned();
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        target.push(name);
        let metadata = match fs::symlink_metadata(&target) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Absent),
            Err(source) => return Err(Failure::at(&target)(source)),
        };
        let expected = if names.peek().is_some() {
            metadata.is_dir()
        } else {
            metadata.is_file()
        };
        if !expected {
            return Ok(Found::Obstructed);
        }
    }
    Ok(Found::File(Oid::hash_file(ObjectType::Blob, &target)?))
}

/// Writes the file at `path` below `root` whole or not at all, making its folders.
///
/// The caller has looked: no folder on the way is a link.
pub(super) fn place(
    root: &Path,
    path: &str,
    sync: Sync,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Failure> {
    make_folders(root, path, sync)?;
    let target = root.join(path);
    durable::replace(&target, &temporary(&target), sync, fill).map_err(Failure::at(&target))
}

/// Removes the file at `path` below `root`, and the folders that hold nothing any more.
pub(super) fn remove(root: &Path, path: &str) -> Result<(), Failure> {
    let target = root.join(path);
    durable::remove_if_there(&target).map_err(Failure::at(&target))?;
    for folder in target.ancestors().skip(1).take_while(|it| *it != root) {
        match fs::remove_dir(folder) {
            Ok(()) => {}
            // Somebody keeps something there.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => break,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(Failure::at(folder)(source)),
        }
    }
    Ok(())
}

/// Removes what an interrupted [`place`] left beside `path`.
pub(super) fn sweep(root: &Path, path: &str) -> Result<(), Failure> {
    let temporary = temporary(&root.join(path));
    durable::remove_if_there(&temporary).map_err(Failure::at(&temporary))
}

/// The file's times and numbers as the index records them.
pub(super) fn metadata(root: &Path, path: &str) -> Result<Metadata, Failure> {
    let target = root.join(path);
    fs::symlink_metadata(&target).map_err(Failure::at(&target))
}

fn make_folders(root: &Path, path: &str, sync: Sync) -> Result<(), Failure> {
    let mut folder = root.to_owned();
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        if names.peek().is_none() {
            break;
        }
        folder.push(name);
        match fs::create_dir(&folder) {
            Ok(()) if sync == Sync::Sometime => {}
            Ok(()) => durable::sync_folder_of(&folder).map_err(Failure::at(&folder))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(Failure::at(&folder)(source)),
        }
    }
    Ok(())
}

/// A name of its own beside the target, the same each time, so that it can be swept.
fn temporary(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".tlg-new");
    target.with_file_name(name)
}
