//! The branch: where it points, and moving it by compare-and-swap.

use std::thread;
use std::time::Duration;

use git2::ErrorCode;

use super::{CommitId, Failure, Workspace, durable};

/// git holds a branch's lock for milliseconds.
const PATIENCE: Duration = Duration::from_millis(500);

/// A branch as people name it: without `refs/heads/`.
pub fn short_branch(reference: &str) -> &str {
    reference.strip_prefix("refs/heads/").unwrap_or(reference)
}

impl Workspace {
    /// The commit that the branch points to; `None` before the first one.
    pub(super) fn target(&self) -> Result<Option<CommitId>, Failure> {
        match self.repo.refname_to_id(&self.branch) {
            Ok(id) => Ok(Some(id)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Refuses when the branch is not where the decision was made.
    pub(super) fn expect_target(&self, expected: Option<CommitId>) -> Result<(), Failure> {
        let found = self.target()?;
        if found == expected {
            Ok(())
        } else {
            Err(Failure::Raced { expected, found })
        }
    }

    /// Moves the branch from `old` to `new`, or fails with [`Failure::Raced`] and leaves it. `log` is what git's own
    /// record of the branch says of it.
    pub(super) fn move_branch(
        &self,
        old: Option<CommitId>,
        new: CommitId,
        log: &str,
    ) -> Result<(), Failure> {
        let moved = match old {
            Some(old) => self
                .repo
                .reference_matching(&self.branch, new, true, old, log),
            None => self.repo.reference(&self.branch, new, false, log),
        };
        match moved {
            Ok(_) => Ok(()),
            Err(error) => match error.code() {
                ErrorCode::Modified | ErrorCode::Exists => Err(Failure::Raced {
                    expected: old,
                    found: self.target()?,
                }),
                ErrorCode::Locked => Err(Failure::GitBusy {
                    lock: self.branch_lock(),
                }),
                _ => Err(error.into()),
            },
        }
    }

    /// Removes the branch's lock that a `tlg` killed while moving it to `new` left behind: one
    /// that names `new` or nothing at all, and stays.
    pub(super) fn release_orphaned_branch(&self, new: CommitId) -> Result<(), Failure> {
        if !self.is_locked_for(new)? {
            return Ok(());
        }
        thread::sleep(PATIENCE);
        let lock = self.branch_lock();
        if self.is_locked_for(new)? {
            durable::remove_if_there(&lock).map_err(Failure::at(&lock))?;
        }
        Ok(())
    }

    fn is_locked_for(&self, new: CommitId) -> Result<bool, Failure> {
        let lock = self.branch_lock();
        let content = durable::read_if_there(&lock).map_err(Failure::at(&lock))?;
        Ok(content.is_some_and(|content| {
            new.to_string()
                .as_bytes()
                .starts_with(content.trim_ascii_end())
        }))
    }

    fn branch_lock(&self) -> std::path::PathBuf {
        self.repo.commondir().join(format!("{}.lock", self.branch))
    }
}
