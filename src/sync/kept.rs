//! What is on the shelf, looked at again: tried on what is there now, or let go.

use super::authorship::Authorship;
use super::fate::{Fate, Held};
use super::manner::PATIENCE;
use super::note::Note;
use super::past_act::PastAct;
use super::replay::Replay;
use super::report::{First, Kept, Redone, Why};
use super::shelf::{Place, Shelf, Shelved};
use super::{Meeting, SyncFailure};
use crate::actions::ground::facts_at;
use crate::actions::intent::Intent;
use crate::audit::Difference;
use crate::deal::DealId;
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::record::Moment;
use crate::workspace::{Along, CommitId, Failure, Store};

/// What is on the shelf, as the one who works here sees it.
#[derive(Debug, Default)]
pub struct OnShelf {
    /// What is kept of theirs, or of somebody who can sign no more.
    pub kept: Vec<Kept>,
    /// What waits of theirs: behind acts of others, or for a key that they have.
    pub mine: Vec<Lying>,
    /// What waits for others.
    pub others: Vec<Lying>,
    /// The fingerprint of the key that git signs with here, where something of theirs waits and it is none of their keys.
    pub other_key: Option<String>,
}

/// An act that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lying {
    pub shelved: Shelved,
    /// The first line of the commit's message.
    pub subject: String,
}

impl Meeting<'_> {
    /// Looks at everything that lies here; what is kept is judged on what is there now.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn look_at_shelf(&self) -> Result<OnShelf, SyncFailure> {
        let store = self.store()?;
        let mut replay = Replay::on(self, &store, self.workspace.tip()?.id())?;
        let shelf = Shelf::of(self.workspace)?;
        let mut seen = OnShelf::default();
        for shelved in shelf.acts() {
            if replay.begins_after(shelved.commit)? {
                continue;
            }
            if shelved.place == Place::Waiting {
                let lying = Lying {
                    subject: self.subject(shelved.commit)?,
                    shelved: shelved.clone(),
                };
                match concerns_me(&replay, shelved) {
                    true => seen.mine.push(lying),
                    false => seen.others.push(lying),
                }
            } else if concerns_me(&replay, shelved) {
                seen.kept.push(self.look(&mut replay, shelved)?.1);
            }
        }
        if !seen.mine.is_empty() {
            seen.other_key = replay.other_key();
        }
        Ok(seen)
    }

    /// The act of a number, where the one who works here may try it again or let it go: what is kept or waits of theirs, and
    /// what is kept of somebody who can sign no more.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn shelved_as(&self, number: u32) -> Result<Option<Shelved>, SyncFailure> {
        let store = self.store()?;
        let replay = Replay::on(self, &store, self.workspace.tip()?.id())?;
        let shelf = Shelf::of(self.workspace)?;
        let mut acts = shelf.acts().filter(|act| act.number == number);
        let Some(shelved) = acts.find(|act| concerns_me(&replay, act)) else {
            return Ok(None);
        };
        // What a meeting that failed has left on the branch is not to be done twice.
        let is_on_branch = replay.begins_after(shelved.commit)?;
        Ok((!is_on_branch).then(|| shelved.clone()))
    }

    /// Does an act again on what is there now, as its author has seen it by now.
    ///
    /// # Errors
    /// The repository cannot be read or written, or nobody signs; inside, why it does not hold.
    pub fn retry(&self, shelved: &Shelved) -> Result<Result<CommitId, Kept>, SyncFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        self.expect_shelved(shelved)?;
        let store = self.store()?;
        let from = self.workspace.tip()?.id();
        let mut replay = Replay::on(self, &store, from)?;
        let (done, kept) = self.look(&mut replay, shelved)?;
        let Some((act, held)) = done else {
            return Ok(Err(kept));
        };
        let Redone { new, .. } = replay.store(&act, &held)?;
        let along = Along {
            kept: Vec::new(),
            spent: shelved.names().to_vec(),
        };
        self.workspace
            .bring(&lock, from, new, along, "tlg sync --retry")?;
        Ok(Ok(new))
    }

    /// Lets go of an act.
    ///
    /// # Errors
    /// Another command has settled it meanwhile; the reference cannot be removed.
    pub fn let_go(&self, shelved: &Shelved) -> Result<(), SyncFailure> {
        let _lock = self.workspace.lock(PATIENCE)?;
        self.expect_shelved(shelved)?;
        // What is noted of it goes first: alone it would stand in the way of the next act of that number.
        let names = shelved.names();
        let mut names = names.iter().rev();
        Ok(names.try_for_each(|name| self.workspace.release(name))?)
    }

    /// Looks at an act: whether it holds on what is there now, and why it did not when it was kept.
    pub(super) fn look<'s>(
        &self,
        replay: &mut Replay<'s>,
        shelved: &Shelved,
    ) -> Result<(Option<(PastAct<'s>, Held)>, Kept), SyncFailure> {
        let mut kept = Kept {
            shelved: shelved.clone(),
            subject: self.subject(shelved.commit)?,
            first: self.first_reason(replay, shelved)?,
            why: None,
            meanwhile: Vec::new(),
        };
        let Some(act) = replay.read(shelved.commit)? else {
            kept.why = Some(Why::OutOfForm);
            return Ok((None, kept));
        };
        match afresh(replay, &act)? {
            Ok(held) => Ok((Some((act, held)), kept)),
            Err(why) => {
                kept.meanwhile = match why {
                    Why::NotSigned | Why::NobodySigns { .. } | Why::NotAnAct(_) => Vec::new(),
                    _ => replay.meanwhile(&act)?,
                };
                kept.why = Some(why);
                Ok((None, kept))
            }
        }
    }

    /// Why an act was kept, decided again on what was there then; none where that is gone.
    fn first_reason(
        &self,
        replay: &Replay,
        shelved: &Shelved,
    ) -> Result<Option<First>, SyncFailure> {
        let Some(note) = Note::of(self.workspace, shelved)? else {
            return Ok(None);
        };
        let Ok(at) = replay.staff.calendar.moment(note.at) else {
            return Ok(None);
        };
        let why = match note.follows {
            Some(commit) => Some(Why::Follows { commit }),
            None => self.judged_then(replay.store, shelved.commit, &note, at)?,
        };
        let at = at.time();
        Ok(why.map(|why| First { at, why }))
    }

    fn judged_then(
        &self,
        store: &Store,
        commit: CommitId,
        note: &Note,
        at: Moment,
    ) -> Result<Option<Why>, SyncFailure> {
        if !store.holds(note.tip)? {
            return Ok(None);
        }
        let then = Meeting {
            introduction: self.introduction.clone(),
            identity: self.identity.clone(),
            now: at,
            ..*self
        };
        let mut replay = Replay::on(&then, store, note.tip)?;
        let Some(act) = replay.read(commit)? else {
            return Ok(Some(Why::OutOfForm));
        };
        Ok(match replay.fate(&act)? {
            Fate::Kept(why) | Fate::Stranded(why) => Some(why),
            _ => None,
        })
    }

    /// Refuses where another command has settled an act meanwhile.
    fn expect_shelved(&self, shelved: &Shelved) -> Result<(), SyncFailure> {
        match self.shelved_as(shelved.number)? {
            Some(found) if found == *shelved => Ok(()),
            found => Err(SyncFailure::Failure(Failure::Raced {
                expected: Some(shelved.commit),
                found: found.map(|found| found.commit),
            })),
        }
    }
}

/// Whether somebody has a say in an act: it is theirs, or it is kept and nobody is left whose it could be.
fn concerns_me(replay: &Replay, shelved: &Shelved) -> bool {
    match &shelved.person {
        Some(person) if Some(person) == replay.me() => true,
        Some(person) => shelved.place == Place::Kept && !replay.staff.can_sign(person),
        None => shelved.place == Place::Kept,
    }
}

/// Judges what was wanted once more, as somebody who has seen what is there now.
fn afresh(replay: &mut Replay, act: &PastAct) -> Result<Result<Held, Why>, SyncFailure> {
    let can_sign = |author| replay.staff.can_sign(author);
    match replay.authorship(act.commit)? {
        Authorship::Mine => {}
        Authorship::Others(author) if !author.as_ref().is_some_and(can_sign) => {
            return Ok(Err(replay.nobody_signs(act.commit)?));
        }
        // What somebody else wrote in my name is not signed by me, however often I am asked.
        _ => return Ok(Err(Why::NotSigned)),
    }
    let no_act = |difference| Ok(Err(Why::NotAnAct(Box::new(difference))));
    // Of what the rules did not make of it, nothing would be left.
    let introduction = replay.introduction();
    if let Some(me) = replay.me().cloned()
        && let Err(difference) = act.check(&mut replay.houses, introduction, &me)
    {
        return no_act(difference);
    }
    let mut intents = match act.intents() {
        Ok(intents) => intents,
        Err(difference) => return no_act(difference),
    };
    let count = intents.len();
    match intents.pop().filter(|_| count == 1) {
        Some(intent) => {
            let intent = seen_now(replay, intent)?;
            replay.judge(act, intent)
        }
        None => no_act(Difference::ManyActs { count }),
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
