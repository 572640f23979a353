//! Taking numbers of deals into stock while the server is there (docs/process.md, Numbers).

use super::exchange::{Answer, Exchange};
use super::manner::PATIENCE;
use super::{Meeting, SyncFailure};
use crate::actions::decide::decide;
use crate::actions::ground::{facts_at, house_at};
use crate::actions::intent::Intent;
use crate::actions::leasing::wanted;
use crate::numbers::Block;
use crate::people::Role;
use crate::workspace::{Commit, CommitId};

impl Exchange<'_> {
    /// Leases a block of numbers to this clone where whoever works here opens deals and has few left. A number counts only
    /// once the server knows whose it is, so the branch follows the server; where somebody was faster, the next meeting sees
    /// to it.
    ///
    /// # Errors
    /// The server is away or says no; the repository cannot be read or written, or nobody signs.
    pub(super) fn lease(&mut self) -> Result<Option<Block>, SyncFailure> {
        let known = self.meeting.workspace.fetched(&self.remote)?;
        let Some((lease, block)) = self.meeting.prepared_lease(known)? else {
            return Ok(None);
        };
        match self.offer(lease)? {
            Answer::Taken => {
                self.synced.leased = Some(block);
                self.synced.sent += 1;
                self.follow(lease)?;
                Ok(Some(block))
            }
            Answer::Overtaken => Ok(None),
        }
    }
}

impl Meeting<'_> {
    /// A lease that the rules allow on a branch that is where the server is.
    fn prepared_lease(
        &self,
        known: Option<CommitId>,
    ) -> Result<Option<(CommitId, Block)>, SyncFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        let tip = self.workspace.tip()?;
        if known != Some(tip.id()) {
            return Ok(None);
        }
        let house = house_at(&tip, &self.introduction)?;
        let Some(me) = self.me(&house.people).filter(|me| me.is(Role::Manager)) else {
            return Ok(None);
        };
        let clone = self.workspace.named_clone(&lock)?;
        let Some(intent @ Intent::Lease { block, .. }) = wanted(&tip, &me.id, &clone)? else {
            return Ok(None);
        };
        let ground = facts_at(&tip, &self.introduction, &intent)?;
        let now = self.not_before(&tip, &ground);
        let Ok(change) = decide(&ground, &intent, &me.id, now) else {
            // Without a stock the next free number is taken.
            return Ok(None);
        };
        let commit = Commit::by(me, known, now, &change.message, &change.files);
        Ok(Some((self.workspace.prepare(&commit)?, block)))
    }
}
