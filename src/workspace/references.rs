//! References of our own, `refs/tlg/…`: commits that are kept although no branch leads to them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use git2::ErrorCode;

use super::pending::Pending;
use super::remote::SHOWN;
use super::{CommitId, Failure, Workspace, durable};

/// git holds a reference's lock for milliseconds.
const PATIENCE: Duration = Duration::from_millis(500);

/// References of ours that change when the branch moves, with it or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Along {
    /// What is kept from then on, under which name.
    pub kept: Vec<(String, CommitId)>,
    /// Names that have no more use.
    pub spent: Vec<String>,
}

impl Along {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.spent.is_empty()
    }
}

impl Workspace {
    /// The references whose names begin with `prefix`, with their commits, by name.
    ///
    /// # Errors
    /// References that cannot be read.
    pub fn references(&self, prefix: &str) -> Result<Vec<(String, CommitId)>, Failure> {
        let mut found = Vec::new();
        for reference in self.repo.references_glob(&format!("{prefix}*"))? {
            let reference = reference?;
            let name = reference.name()?.to_owned();
            found.extend(reference.target().map(|commit| (name, commit)));
        }
        found.sort();
        Ok(found)
    }

    /// Keeps a commit under a name, if it is not kept there already.
    fn keep(&self, name: &str, commit: CommitId) -> Result<(), Failure> {
        match self.repo.reference(name, commit, false, "tlg") {
            Ok(_) => Ok(()),
            Err(error) if error.code() == ErrorCode::Exists => {
                match self.repo.refname_to_id(name)? == commit {
                    true => Ok(()),
                    false => Err(error.into()),
                }
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Lets go of a name; one that is not there is fine.
    ///
    /// # Errors
    /// The reference cannot be removed.
    pub fn release(&self, name: &str) -> Result<(), Failure> {
        match self.repo.find_reference(name) {
            Ok(mut reference) => Ok(reference.delete()?),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes the locks that a `tlg` killed while it wrote references of ours left behind. Only a git that packs all
    /// references takes such locks besides, for milliseconds. The caller holds the workspace's lock.
    pub(super) fn release_orphaned_references(&self) -> Result<(), Failure> {
        self.release_orphans(|folder| {
            let mut locks = Vec::new();
            for ours in ["kept", "waiting", "why"] {
                locks.extend(locks_below(&folder.join("refs/tlg").join(ours))?);
            }
            Ok(locks)
        })
    }

    /// The same, of the references that say where servers are. The caller holds the right to meet them.
    pub(super) fn release_orphaned_upstream(&self) -> Result<(), Failure> {
        let lock = format!("{}.lock", self.branch());
        self.release_orphans(|folder| {
            let mut locks = locks_below(&folder.join(SHOWN))?;
            let followed = locks_below(&folder.join("refs/remotes"))?.into_iter();
            locks.extend(followed.filter(|path| path.ends_with(&lock)));
            Ok(locks)
        })
    }

    fn release_orphans(
        &self,
        look: impl Fn(&Path) -> Result<Vec<PathBuf>, Failure>,
    ) -> Result<(), Failure> {
        let folder = self.repo.commondir();
        let found = look(folder)?;
        if found.is_empty() {
            return Ok(());
        }
        thread::sleep(PATIENCE);
        let still = look(folder)?;
        for lock in still.iter().filter(|lock| found.contains(lock)) {
            durable::remove_if_there(lock).map_err(Failure::at(lock))?;
        }
        Ok(())
    }

    /// Changes the references that go along with the branch, once it is where that was for.
    pub(super) fn follow_the_branch(&self, pending: &Pending) -> Result<(), Failure> {
        let along = &pending.along;
        let Some(target) = self.target()?.filter(|_| !along.is_empty()) else {
            return Ok(());
        };
        if target != pending.new && !self.repo.graph_descendant_of(target, pending.new)? {
            return Ok(());
        }
        let mut kept = along.kept.iter();
        kept.try_for_each(|(name, commit)| self.keep(name, *commit))?;
        along.spent.iter().try_for_each(|name| self.release(name))
    }
}

/// The lock files in a folder and in all below it.
fn locks_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Failure::at(folder)(source)),
    };
    let mut locks = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Failure::at(folder))?;
        let path = entry.path();
        if entry.file_type().map_err(Failure::at(&path))?.is_dir() {
            locks.extend(locks_below(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "lock") {
            locks.push(path);
        }
    }
    Ok(locks)
}
