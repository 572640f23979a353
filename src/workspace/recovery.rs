//! What the next command does after a `tlg` was killed.

use super::git_index::{self, GitIndex};
use super::pending::Pending;
use super::{Failure, Workspace};

impl Workspace {
    /// Whether a `tlg` was killed before it had finished; taking the lock finishes or forgets its work.
    pub fn was_interrupted(&self) -> bool {
        Pending::path(&self.state_dir()).exists()
    }

    /// Finishes or forgets an interrupted commit. The caller holds the workspace's lock.
    pub(super) fn recover(&self) -> Result<(), Failure> {
        git_index::release_orphan(self.repo.path())?;
        self.release_orphaned_references()?;
        let Some(pending) = Pending::read(&self.state_dir())? else {
            return Ok(());
        };
        self.release_orphaned_branch(pending.new)?;
        let index = GitIndex::take(&self.repo)?;
        self.land(index, &pending)
    }
}
