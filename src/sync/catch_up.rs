//! Bringing the branch to where the server is, and what was done here along: built aside, swung in once.

use super::aside::SetAside;
use super::manner::PATIENCE;
use super::note::{self, Note};
use super::replay::Replay;
use super::report::{Synced, Why};
use super::shelf::{Place, Shelf, Shelved};
use super::start::Start;
use super::{Meeting, SyncFailure};
use crate::workspace::{Along, CommitId};
use std::mem;

impl Meeting<'_> {
    /// Brings the branch to where the server is, and what was done here along; how many commits came in.
    pub(super) fn catch_up(
        &self,
        upstream: Option<CommitId>,
        synced: &mut Synced,
    ) -> Result<usize, SyncFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        let store = self.store()?;
        let local = self.workspace.tip()?.id();
        let line = self.workspace.line(upstream)?;
        let received = match upstream {
            Some(upstream) => self.workspace.count_between(line.fork, upstream)?,
            None => 0,
        };
        let mut shelf = Shelf::of(self.workspace)?;
        let start = Start::find(self, &store, local, upstream, line)?;
        let mut replay = Replay::on(self, &store, start.tip)?;
        let spent = take_up_waiting(&mut replay, &shelf)?;
        replay.begin_the_branch();
        for commit in &start.again {
            replay.again(*commit)?;
        }
        let put = put_aside(mem::take(&mut replay.set_aside), &mut shelf, &spent);
        let along = Along {
            kept: self.references_of(&put)?,
            spent: spent.iter().flat_map(Shelved::names).collect(),
        };
        if replay.tip != local || !along.is_empty() {
            self.workspace
                .bring(&lock, local, replay.tip, along, "tlg sync")?;
        }
        if put.iter().any(|(act, _)| act.waits_for(replay.me())) {
            synced.other_key = replay.other_key();
        }
        for (shelved, aside) in put {
            let subject = self.subject(shelved.commit)?;
            synced.note_set_aside(shelved, subject, aside.why, aside.meanwhile);
        }
        synced.dropped.extend(replay.dropped);
        for redone in replay.redone {
            synced.note_redone(redone);
        }
        Ok(received)
    }

    /// What leads to the acts that are set aside now, and to what is noted of them.
    fn references_of(
        &self,
        put: &[(Shelved, SetAside)],
    ) -> Result<Vec<(String, CommitId)>, SyncFailure> {
        let mut references = Vec::new();
        for (shelved, aside) in put {
            references.push((shelved.name(), shelved.commit));
            let noted = self.note(aside)?;
            references.extend(noted.map(|noted| (note::name(shelved.number), noted)));
        }
        Ok(references)
    }

    /// Stores what is to be known later of an act that is kept now.
    fn note(&self, aside: &SetAside) -> Result<Option<CommitId>, SyncFailure> {
        let Some(why) = &aside.why else {
            return Ok(None);
        };
        let note = Note {
            at: self.now.unix(),
            tip: aside.judged_on,
            follows: match why {
                Why::Follows { commit } => Some(*commit),
                _ => None,
            },
        };
        Ok(Some(note.store(self.workspace)?))
    }
}

/// Gives what was set aside its place on the shelf, unless it is there already.
fn put_aside(
    set_aside: Vec<SetAside>,
    shelf: &mut Shelf,
    spent: &[Shelved],
) -> Vec<(Shelved, SetAside)> {
    let mut put = Vec::new();
    for aside in set_aside {
        let stays = |act: &Shelved| act.commit == aside.commit && !spent.contains(act);
        if !shelf.acts().any(stays) {
            let shelved = shelf.put(aside.place, aside.person.clone(), aside.commit);
            put.push((shelved, aside));
        }
    }
    put
}

/// Takes up what waits, in the order in which it was put there; gives what waits no longer.
fn take_up_waiting(replay: &mut Replay, shelf: &Shelf) -> Result<Vec<Shelved>, SyncFailure> {
    let waiting = shelf.acts().filter(|act| act.place == Place::Waiting);
    let waiting: Vec<&Shelved> = waiting.collect();
    for act in &waiting {
        replay.again(act.commit)?;
    }
    let settled = waiting.into_iter().filter(|act| replay.is_settled(act));
    Ok(settled.cloned().collect())
}
