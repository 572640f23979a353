//! What is kept, looked at again: tried on what is there now, or let go.

use super::manner::PATIENCE;
use super::past_act::PastAct;
use super::replay::{Held, Replay};
use super::report::{Kept, Redone, Why};
use super::shelf::{Shelf, Shelved};
use super::{Meeting, SyncFailure};
use crate::actions::ground::facts_at;
use crate::actions::intent::Intent;
use crate::audit::Difference;
use crate::deal::DealId;
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::workspace::{Along, CommitId, Failure};

impl Meeting<'_> {
    /// Judges everything that is kept of the one who works here on what is there now.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn look_at_kept(&self) -> Result<Vec<Kept>, SyncFailure> {
        let store = self.store()?;
        let replay = Replay::on(self, &store, self.workspace.tip()?.id())?;
        let shelf = Shelf::of(self.workspace)?;
        let me = replay.me.as_ref().map(|me| &me.id);
        let mut looked = Vec::new();
        for shelved in shelf.kept_of(me) {
            if !replay.begins_after(shelved.commit)? {
                looked.push(self.look(&replay, shelved)?.1);
            }
        }
        Ok(looked)
    }

    /// The kept act of a number, where it is one of the one who works here, or of a stranger.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn kept_as(&self, number: u32) -> Result<Option<Shelved>, SyncFailure> {
        let store = self.store()?;
        let replay = Replay::on(self, &store, self.workspace.tip()?.id())?;
        let shelf = Shelf::of(self.workspace)?;
        let mut kept = shelf.kept_of(replay.me.as_ref().map(|me| &me.id));
        let Some(kept) = kept.find(|act| act.number == number) else {
            return Ok(None);
        };
        // What a meeting that failed has left on the branch is not to be done twice.
        let is_on_branch = replay.begins_after(kept.commit)?;
        Ok((!is_on_branch).then(|| kept.clone()))
    }

    /// Does a kept act again on what is there now, as its author has seen it by now.
    ///
    /// # Errors
    /// The repository cannot be read or written, or nobody signs; inside, why it does not hold.
    pub fn retry(&self, shelved: &Shelved) -> Result<Result<CommitId, Kept>, SyncFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        self.expect_kept(shelved)?;
        let store = self.store()?;
        let from = self.workspace.tip()?.id();
        let mut replay = Replay::on(self, &store, from)?;
        let (done, kept) = self.look(&replay, shelved)?;
        let Some((act, held)) = done else {
            return Ok(Err(kept));
        };
        let Redone { new, .. } = replay.store(&act, &held)?;
        let along = Along {
            kept: Vec::new(),
            spent: vec![shelved.name()],
        };
        self.workspace
            .bring(&lock, from, new, along, "tlg sync --retry")?;
        Ok(Ok(new))
    }

    pub(super) fn look<'s>(
        &self,
        replay: &Replay<'s>,
        shelved: &Shelved,
    ) -> Result<(Option<(PastAct<'s>, Held)>, Kept), SyncFailure> {
        let mut kept = Kept {
            shelved: shelved.clone(),
            subject: self.subject(shelved.commit)?,
            why: None,
            meanwhile: Vec::new(),
        };
        let Some(act) = replay.read(shelved.commit)? else {
            kept.why = Some(Why::OutOfForm);
            return Ok((None, kept));
        };
        // What somebody else wrote in my name is not signed by me, however often I am asked.
        if !replay.is_mine(shelved.commit)? {
            kept.why = Some(Why::NotSigned);
            return Ok((None, kept));
        }
        // Of what the rules did not make of it, nothing would be left.
        if let Some(me) = &replay.me
            && let Err(difference) = act.check(&self.introduction, &me.id)
        {
            kept.why = Some(Why::NotAnAct(Box::new(difference)));
            return Ok((None, kept));
        }
        match afresh(replay, &act)? {
            Ok(held) => Ok((Some((act, held)), kept)),
            Err(why) => {
                kept.meanwhile = replay.meanwhile(&act)?;
                kept.why = Some(why);
                Ok((None, kept))
            }
        }
    }

    /// Lets go of a kept act.
    ///
    /// # Errors
    /// Another command has settled it meanwhile; the reference cannot be removed.
    pub fn let_go(&self, shelved: &Shelved) -> Result<(), SyncFailure> {
        let _lock = self.workspace.lock(PATIENCE)?;
        self.expect_kept(shelved)?;
        Ok(self.workspace.release(&shelved.name())?)
    }

    /// Refuses where another command has settled an act meanwhile.
    fn expect_kept(&self, shelved: &Shelved) -> Result<(), SyncFailure> {
        match self.kept_as(shelved.number)? {
            Some(found) if found == *shelved => Ok(()),
            found => Err(SyncFailure::Failure(Failure::Raced {
                expected: Some(shelved.commit),
                found: found.map(|found| found.commit),
            })),
        }
    }
}

/// Judges what was wanted once more, as somebody who has seen what is there now.
fn afresh(replay: &Replay, act: &PastAct) -> Result<Result<Held, Why>, SyncFailure> {
    let mut intents = match act.intents() {
        Ok(intents) => intents,
        Err(difference) => return Ok(Err(Why::NotAnAct(Box::new(difference)))),
    };
    let count = intents.len();
    match intents.pop().filter(|_| count == 1) {
        Some(intent) => replay.judge(act, seen_now(replay, intent)?),
        None => {
            let difference = Difference::ManyActs { count };
            Ok(Err(Why::NotAnAct(Box::new(difference))))
        }
    }
}

fn seen_now(replay: &Replay, intent: Intent) -> Result<Intent, SyncFailure> {
    let ground = facts_at(&replay.tip()?, replay.introduction(), &intent)?;
    Ok(match intent {
        Intent::Deal {
            act: act @ Act::Open { .. },
            seen,
            deal,
        } => {
            let next = ground.numbers.next;
            let next = next.map(|next| DealId::new(&ground.settings.prefix, next));
            let deal = next.unwrap_or(deal);
            Intent::Deal { deal, act, seen }
        }
        Intent::Deal { deal, act, seen } => {
            let now = ground.deal.as_ref().map(|file| Seen::of(&file.deal, &act));
            let seen = now.unwrap_or(seen);
            Intent::Deal { deal, act, seen }
        }
        Intent::Client {
            client,
            kind,
            details,
            after,
        } => {
            let known = ground.client.as_ref().map(|file| file.history.len());
            let known = known.and_then(|known| u32::try_from(known).ok());
            let after = known.unwrap_or(after);
            Intent::Client {
                client,
                kind,
                details,
                after,
            }
        }
        other => other,
    })
}
