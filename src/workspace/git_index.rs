//! git's index, changed entry by entry under git's own lock.
//!
//! The lock is taken before the branch moves, so that no other git program can write the index
//! between our look at it and our change. It is a link to a file of ours: after a crash it is
//! known as ours and removed, which no foreign lock ever is.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use git2::{Index, IndexEntry, IndexTime, Oid, Repository};

use super::{Failure, durable};

/// Prefix-compressed paths: a third of the size at 100,000 deals.
pub(super) const VERSION: u32 = 4;
const MARK: &str = "held by tlg\n";
const CONFLICT_STAGES: [i32; 3] = [1, 2, 3];

/// The index, locked against other git programs until dropped.
pub(super) struct GitIndex {
    index: Index,
    copy: PathBuf,
    target: PathBuf,
    /// It was changed before any file landed.
    is_changed: bool,
    _lock: IndexLock,
}

impl GitIndex {
    /// Locks and reads the index.
    ///
    /// # Errors
    /// [`Failure::GitBusy`] while another git program holds it.
    pub fn take(repo: &Repository) -> Result<GitIndex, Failure> {
        let state = repo.path().join("tlg");
        let target = repo.path().join("index");
        let copy = state.join("index");
        let lock = IndexLock::take(repo.path())?;
        for leftover in [&copy, &state.join("index.lock")] {
            durable::remove_if_there(leftover).map_err(Failure::at(leftover))?;
        }
        duplicate(&target, &copy).map_err(Failure::at(&copy))?;
        let mut index = Index::open(&copy)?;
        index.set_version(VERSION)?;
        // The repository as owner lets libgit2 recheck entries as young as the index itself.
        repo.set_index(&mut index)?;
        Ok(GitIndex {
            index,
            copy,
            target,
            is_changed: false,
            _lock: lock,
        })
    }

    /// The blob recorded for `path`, `None` where it is not a plain file of the index.
    pub fn blob(&self, path: &str) -> Option<Oid> {
        let entry = self.index.get_path(Path::new(path), 0)?;
        (entry.mode == u32::from(git2::FileMode::Blob)).then_some(entry.id)
    }

    pub fn has_conflict(&self, path: &str) -> bool {
        CONFLICT_STAGES
            .iter()
            .any(|stage| self.index.get_path(Path::new(path), *stage).is_some())
    }

    pub fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// Records `blob` for `path`; without `metadata` git will compare the file itself.
    pub fn set(
        &mut self,
        path: &str,
        blob: Oid,
        metadata: Option<&Metadata>,
    ) -> Result<(), Failure> {
        Ok(self.index.add(&entry(path, blob, metadata))?)
    }

    /// Forgets `path`.
    pub fn forget(&mut self, path: &str) -> Result<(), Failure> {
        Ok(self.index.remove(Path::new(path), 0)?)
    }

    /// Forgets a path of any form, and all that lies below it.
    pub fn forget_below(&mut self, path: &[u8]) -> Result<(), Failure> {
        let folder = [path, b"/"].concat();
        let is_meant = |known: &[u8]| known == path || known.starts_with(&folder);
        let (kept, gone): (Vec<IndexEntry>, Vec<IndexEntry>) =
            self.index.iter().partition(|entry| !is_meant(&entry.path));
        if gone.is_empty() {
            return Ok(());
        }
        self.index.clear()?;
        kept.iter().try_for_each(|entry| self.index.add(entry))?;
        self.is_changed = true;
        Ok(())
    }

    /// Puts the changed index in the place of git's.
    pub fn write(mut self) -> Result<(), Failure> {
        self.index.write()?;
        File::open(&self.copy)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.copy, &self.target))
            .and_then(|()| durable::sync_folder_of(&self.target))
            .map_err(Failure::at(&self.target))
    }
}

/// The same file under a second name: libgit2 replaces a name, it never writes into the file.
/// Where links are not to be had, a copy as old as the original.
fn duplicate(original: &Path, copy: &Path) -> io::Result<()> {
    let modified = match fs::metadata(original) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        metadata => metadata?.modified()?,
    };
    fs::hard_link(original, copy).or_else(|_| {
        fs::copy(original, copy)?;
        File::options()
            .append(true)
            .open(copy)?
            .set_modified(modified)
    })
}

fn entry(path: &str, blob: Oid, metadata: Option<&Metadata>) -> IndexEntry {
    let mut entry = IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: git2::FileMode::Blob.into(),
        uid: 0,
        gid: 0,
        file_size: 0,
        id: blob,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    };
    if let Some(metadata) = metadata {
        record(&mut entry, metadata);
    }
    entry
}

/// The numbers that git compares, cut to the index's 32 bits as git cuts them.
#[cfg(unix)]
fn record(entry: &mut IndexEntry, metadata: &Metadata) {
    use std::os::unix::fs::MetadataExt;
    entry.ctime = IndexTime::new(metadata.ctime() as i32, metadata.ctime_nsec() as u32);
    entry.mtime = IndexTime::new(metadata.mtime() as i32, metadata.mtime_nsec() as u32);
    entry.dev = metadata.dev() as u32;
    entry.ino = metadata.ino() as u32;
    entry.uid = metadata.uid();
    entry.gid = metadata.gid();
    entry.file_size = metadata.len() as u32;
}

/// Without these numbers git compares the file once and records them itself.
#[cfg(not(unix))]
fn record(_entry: &mut IndexEntry, _metadata: &Metadata) {}

/// git's `index.lock`, marked as ours.
struct IndexLock {
    path: PathBuf,
}

impl IndexLock {
    fn take(git_dir: &Path) -> Result<IndexLock, Failure> {
        let path = git_dir.join("index.lock");
        let mark = git_dir.join("tlg").join("index-mark");
        if durable::read_if_there(&mark).map_err(Failure::at(&mark))? != Some(MARK.into()) {
            let temporary = mark.with_extension("new");
            durable::write(&mark, &temporary, MARK).map_err(Failure::at(&mark))?;
        }
        match fs::hard_link(&mark, &path).or_else(|error| create_marked(&path, error)) {
            Ok(()) => Ok(IndexLock { path }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(Failure::GitBusy { lock: path })
            }
            Err(source) => Err(Failure::File { path, source }),
        }
    }
}

/// For file systems without links: created first and marked in a second step.
fn create_marked(path: &Path, linking: io::Error) -> io::Result<()> {
    if linking.kind() == io::ErrorKind::AlreadyExists {
        return Err(linking);
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(MARK.as_bytes())
}

impl Drop for IndexLock {
    fn drop(&mut self) {
        // A lock that stays is ours by its mark, and the next command removes it.
        let _ = fs::remove_file(&self.path);
    }
}

/// Removes the index lock of a `tlg` that died. The caller holds the workspace's lock, so no
/// living one has it.
pub(super) fn release_orphan(git_dir: &Path) -> Result<(), Failure> {
    let path = git_dir.join("index.lock");
    let found = durable::read_if_there(&path).map_err(Failure::at(&path))?;
    if found.is_some_and(|content| content == MARK.as_bytes()) {
        durable::remove_if_there(&path).map_err(Failure::at(&path))?;
    }
    Ok(())
}
