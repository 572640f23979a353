//! Bringing the branch to where the server is, and what was done here along: built aside, swung in once.

use super::replay::{Replay, SetAside};
use super::report::Synced;
use super::shelf::{Place, Shelf, Shelved};
use super::start::Start;
use super::{Meeting, SyncFailure};
use crate::workspace::{CommitId, Line};
use std::time::Duration;

/// How long a meeting waits for another command in the same clone.
const PATIENCE: Duration = Duration::from_secs(30);

impl Meeting<'_> {
    /// Brings the branch to where the server is, and what was done here along.
    pub(super) fn catch_up(
        &self,
        upstream: Option<CommitId>,
        synced: &mut Synced,
    ) -> Result<(), SyncFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        let store = self.store()?;
        let local = self.workspace.tip()?.id();
        let line = self.workspace.line(upstream)?;
        if let Some(upstream) = upstream {
            synced.received += self.workspace.count_between(line.fork, upstream)?;
        }
        let mut shelf = Shelf::of(self.workspace)?;
        let mut spent = still_on_the_branch(&shelf, &line);
        let start = Start::find(self, &store, local, upstream, line)?;
        let mut replay = Replay::on(self, &store, start.tip)?;
        spent.extend(take_up_waiting(&mut replay, &shelf, &spent)?);
        replay.begin_the_branch();
        for commit in &start.again {
            replay.again(*commit)?;
        }
        let tip = replay.tip;
        let kept_before = (synced.kept.len(), synced.waiting.len());
        let put = self.put_aside(replay.set_aside, &mut shelf, &spent, synced)?;
        if tip != local || !spent.is_empty() {
            let spent = spent.iter().map(Shelved::name).collect();
            let brought = self.workspace.bring(&lock, local, tip, spent, "tlg sync");
            if let Err(failure) = brought {
                // The branch still has them.
                synced.kept.truncate(kept_before.0);
                synced.waiting.truncate(kept_before.1);
                put.iter()
                    .try_for_each(|name| self.workspace.release(name))?;
                return Err(failure.into());
            }
        }
        synced.dropped.extend(replay.dropped);
        for redone in replay.redone {
            synced.note_redone(redone);
        }
        Ok(())
    }

    /// Gives what was set aside its place on the shelf, unless it is there already; the references that were made for it.
    fn put_aside(
        &self,
        set_aside: Vec<SetAside>,
        shelf: &mut Shelf,
        spent: &[Shelved],
        synced: &mut Synced,
    ) -> Result<Vec<String>, SyncFailure> {
        let mut put = Vec::new();
        for aside in set_aside {
            let stays = |act: &Shelved| act.commit == aside.commit && !spent.contains(act);
            if shelf.acts().any(stays) {
                continue;
            }
            let subject = self.subject(aside.commit)?;
            let shelved = shelf.put(self.workspace, aside.place, aside.person, aside.commit)?;
            put.push(shelved.name());
            synced.note_set_aside(shelved, subject, aside.why, aside.meanwhile);
        }
        Ok(put)
    }
}

/// What a meeting that was killed put on the shelf before the branch had moved.
fn still_on_the_branch(shelf: &Shelf, line: &Line) -> Vec<Shelved> {
    let on_it = shelf.acts().filter(|act| line.own.contains(&act.commit));
    on_it.cloned().collect()
}

/// Takes up what waits, in the order in which it was put there; gives what waits no longer.
fn take_up_waiting(
    replay: &mut Replay,
    shelf: &Shelf,
    spent: &[Shelved],
) -> Result<Vec<Shelved>, SyncFailure> {
    let waiting = shelf.acts().filter(|act| act.place == Place::Waiting);
    let waiting: Vec<&Shelved> = waiting.filter(|act| !spent.contains(act)).collect();
    for act in &waiting {
        replay.take_up(act)?;
    }
    let settled = waiting.into_iter().filter(|act| replay.is_settled(act));
    Ok(settled.cloned().collect())
}
