//! Files that are there whole or not at all, also after the power went.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// When a file has to be on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sync {
    /// Before the call returns.
    Now,
    /// When the system sees fit: after a power failure the file may be empty.
    Sometime,
}

/// Replaces `target` by what `fill` writes, by way of `temporary` in the same file system.
pub(super) fn replace(
    target: &Path,
    temporary: &Path,
    sync: Sync,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    remove_if_there(temporary)?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(temporary)?;
    fill(&mut file)?;
    if sync == Sync::Now {
        file.sync_all()?;
    }
    fs::rename(temporary, target)?;
    if sync == Sync::Now {
        sync_folder_of(target)?;
    }
    Ok(())
}

/// [`replace`] with a text.
pub(super) fn write(target: &Path, temporary: &Path, text: &str) -> io::Result<()> {
    replace(target, temporary, Sync::Now, |file| {
        file.write_all(text.as_bytes())
    })
}

/// Removes a file; one that is not there is fine.
pub(super) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Reads a file, or `None` where there is none.
pub(super) fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes names created or removed beside `path` survive a crash.
#[cfg(unix)]
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Folders cannot be synced here; the file system's journal has to do.
#[cfg(not(unix))]
pub(super) fn sync_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}
