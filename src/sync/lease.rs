//! Taking numbers of deals into stock while the server is there (docs/process.md, Numbers).

use super::manner::PATIENCE;
use super::{Answer, Meeting, SyncFailure};
use crate::actions::decide::decide;
use crate::actions::ground::{facts_at, house_at};
use crate::actions::intent::Intent;
use crate::actions::leasing::wanted;
use crate::numbers::Block;
use crate::people::Role;
use crate::workspace::{Along, Commit};

impl Meeting<'_> {
    /// Leases a block of numbers to this clone where whoever works here opens deals and has few left. A number counts only
    /// once the server knows whose it is, so the branch follows the server; where somebody was faster, the next meeting sees
    /// to it.
    ///
    /// # Errors
    /// The server is away or says no; the repository cannot be read or written, or nobody signs.
    pub fn lease(&self) -> Result<Option<Block>, SyncFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        let tip = self.workspace.tip()?;
        let remote = self.remote()?;
        if self.workspace.fetched(&remote)? != Some(tip.id()) {
            return Ok(None);
        }
        let house = house_at(&tip, &self.introduction)?;
        let Some(me) = self.me(&house.people).filter(|me| me.is(Role::Manager)) else {
            return Ok(None);
        };
        let clone = self.workspace.named_clone(&lock)?;
        let Some(intent) = wanted(&tip, &me.id, &clone)? else {
            return Ok(None);
        };
        let ground = facts_at(&tip, &self.introduction, &intent)?;
        let now = self.not_before(&tip, &ground);
        let Ok(change) = decide(&ground, &intent, &me.id, now) else {
            // Without a stock the next free number is taken.
            return Ok(None);
        };
        let from = tip.id();
        let commit = Commit::by(me, Some(from), now, &change.message, &change.files);
        let lease = self.workspace.prepare(&commit)?;
        match (self.offer(lease)?, intent) {
            (Answer::Taken, Intent::Lease { block, .. }) => {
                self.workspace
                    .bring(&lock, from, lease, Along::default(), "tlg sync")?;
                Ok(Some(block))
            }
            _ => Ok(None),
        }
    }
}
