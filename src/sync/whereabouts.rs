use super::replay::Replay;
use super::report::{Kept, Synced};
use super::shelf::{Place, Shelf};
use super::{Meeting, SyncFailure};
use crate::workspace::{CommitId, SignedCommit, Store};

/// How many commits are looked through for one that was decided again elsewhere.
const FARTHEST: usize = 1_000;

/// Where an act of this clone is after a meeting, its own or one of another command in the same clone.
#[derive(Debug)]
pub enum Whereabouts {
    /// On the branch, as this commit.
    Branch(CommitId),
    /// It no longer holds.
    Kept(Box<Kept>),
    /// It waits for the act of somebody else that it builds on.
    Waiting,
    /// Neither on the branch nor on the shelf: another command in this clone let go of it, or dropped it as done already.
    Nowhere,
}

impl Meeting<'_> {
    /// Where the commit `done` is after a meeting.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn whereabouts(
        &self,
        done: CommitId,
        synced: &mut Synced,
    ) -> Result<Whereabouts, SyncFailure> {
        if let Some(kept) = synced.kept.iter().position(|it| it.shelved.commit == done) {
            return Ok(Whereabouts::Kept(Box::new(synced.kept.remove(kept))));
        }
        let redone = synced.redone.iter().find(|it| it.old == done);
        let known = redone.map_or(done, |it| it.new);
        let store = self.store()?;
        let tip = self.workspace.tip()?.id();
        if store.common(known, tip)? == Some(known) {
            return Ok(Whereabouts::Branch(known));
        }
        let shelf = Shelf::of(self.workspace)?;
        let Some(shelved) = shelf.acts().find(|act| act.commit == known) else {
            let found = found_again(&store, known, tip)?;
            return Ok(found.map_or(Whereabouts::Nowhere, Whereabouts::Branch));
        };
        if shelved.place == Place::Waiting {
            return Ok(Whereabouts::Waiting);
        }
        let mut replay = Replay::on(self, &store, tip)?;
        let (_, kept) = self.look(&mut replay, shelved)?;
        Ok(Whereabouts::Kept(Box::new(kept)))
    }
}

/// The commit of the branch that says the same of the same person and the same moment.
fn found_again(
    store: &Store,
    made: CommitId,
    tip: CommitId,
) -> Result<Option<CommitId>, SyncFailure> {
    let Ok(made) = store.commit(made)? else {
        return Ok(None);
    };
    let same = |it: &SignedCommit| {
        it.person == made.person && it.authored == made.authored && it.message == made.message
    };
    let mut next = Some(tip);
    for _ in 0..FARTHEST {
        let Some(id) = next else {
            break;
        };
        if store.commit(id)?.is_ok_and(|commit| same(&commit)) {
            return Ok(Some(id));
        }
        next = store.link(id)?.parent;
    }
    Ok(None)
}
