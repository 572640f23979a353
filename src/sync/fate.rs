//! What becomes of an act that the server does not have, judged on a tip.

use super::SyncFailure;
use super::authorship::Authorship;
use super::past_act::PastAct;
use super::replay::Replay;
use super::report::Why;
use super::shelf::Place;
use crate::actions::change::Change;
use crate::actions::decide::decide;
use crate::actions::ground::about;
use crate::actions::intent::Intent;
use crate::audit::Difference;
use crate::audit::difference::Refused;
use crate::deal::act::Act;
use crate::people::Person;
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::workspace::CommitId;

/// What becomes of an act.
pub(super) enum Fate {
    /// It is done again.
    Holds(Box<Held>),
    /// It is there already, says nothing of its own, or is derived anew.
    Gone,
    /// Only its author can sign it anew.
    Waits(PersonId),
    /// It builds on one that is set aside, and shares its place.
    Follows(CommitId, Place),
    /// It is kept, as one of the one who works here.
    Kept(Why),
    /// It is kept for everybody to see: nobody can sign it any more.
    Stranded(Why),
}

/// An act that holds on the tip.
pub(super) struct Held {
    pub change: Change,
    pub by: Person,
    pub now: Moment,
    /// When it was first asked for, told as the company tells time now.
    pub asked: Moment,
}

fn no_act(difference: Difference) -> Fate {
    Fate::Kept(Why::NotAnAct(Box::new(difference)))
}

impl Replay<'_> {
    /// What becomes of an act on the tip; nothing is done yet.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn fate(&mut self, act: &PastAct) -> Result<Fate, SyncFailure> {
        match self.authorship(act.commit)? {
            Authorship::Merge => self.fate_of_merge(act),
            Authorship::Others(author) => self.fate_of_others(act, author),
            Authorship::Unsigned => self.fate_of_unsigned(act),
            Authorship::Mine => self.fate_of_mine(act),
        }
    }

    /// A merge says nothing of its own where each file of it comes from one of the two sides.
    fn fate_of_merge(&self, merge: &PastAct) -> Result<Fate, SyncFailure> {
        let tip = self.store.tip_of(merge.commit)?;
        let start = self.tip()?;
        for path in merge.changed() {
            if tip.blob(path)? != start.blob(path)? {
                let path = path.clone();
                return Ok(no_act(Difference::Unexplained { path }));
            }
        }
        Ok(Fate::Gone)
    }

    /// What is somebody else's waits for them, unless they did it again elsewhere, or nobody is left who could sign it.
    fn fate_of_others(
        &mut self,
        act: &PastAct,
        author: Option<PersonId>,
    ) -> Result<Fate, SyncFailure> {
        if let Some(intent) = act.intents().ok().and_then(|mut intents| intents.pop()) {
            let email = self.store.author(act.commit)?.email;
            if matches!(intent, Intent::Tick(_)) || self.is_there_already(act, &email, &intent)? {
                return Ok(Fate::Gone);
            }
        }
        match author.filter(|author| self.staff.can_sign(author)) {
            Some(author) => Ok(Fate::Waits(author)),
            None => Ok(Fate::Stranded(self.nobody_signs(act.commit)?)),
        }
    }

    /// That nobody can sign a commit any more.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn nobody_signs(&self, commit: CommitId) -> Result<Why, SyncFailure> {
        let author = self.store.author(commit)?;
        Ok(Why::NobodySigns {
            author: format!("{} <{}>", author.name, author.email),
        })
    }

    /// What is signed by the key that git signs with here may be mine once that key is let in: by an act that waits.
    fn fate_of_unsigned(&self, act: &PastAct) -> Result<Fate, SyncFailure> {
        let me = self.me().filter(|_| self.other_key().is_some());
        let key = self.store.commit(act.commit)?.ok();
        let key = key.and_then(|commit| commit.signing_key().ok());
        Ok(match me.filter(|_| key.is_some() && key == self.key) {
            Some(me) => Fate::Waits(me.clone()),
            None => Fate::Kept(Why::NotSigned),
        })
    }

    fn fate_of_mine(&mut self, act: &PastAct) -> Result<Fate, SyncFailure> {
        if let Some((before, place)) = self.blocked.before(act.changed()) {
            return Ok(Fate::Follows(before, place));
        }
        let Some(me) = self.staff.me.clone() else {
            return Ok(Fate::Kept(Why::NotSigned));
        };
        let introduction = self.introduction();
        if let Err(difference) = act.check(&mut self.houses, introduction, &me.id) {
            return Ok(no_act(difference));
        }
        let intent = match act.intents().map(|mut intents| intents.pop()) {
            Ok(Some(intent)) => intent,
            Ok(None) => return Ok(no_act(Difference::NothingDone)),
            Err(difference) => return Ok(no_act(difference)),
        };
        // What is due is derived anew by the next run of `tick`.
        if self.is_there_already(act, &me.email, &intent)? || matches!(intent, Intent::Tick(_)) {
            return Ok(Fate::Gone);
        }
        Ok(match self.judge(act, intent)? {
            // It can be signed once git is set to a key that counts there.
            Ok(_) if self.other_key().is_some() => Fate::Waits(me.id),
            Ok(held) => Fate::Holds(Box::new(held)),
            Err(why) => Fate::Kept(why),
        })
    }

    /// Whether the history that the replay began on has the same act of the same moment since both parted: git changed the
    /// message of a commit that was pushed before, or another clone has brought it.
    fn is_there_already(
        &mut self,
        act: &PastAct,
        email: &str,
        intent: &Intent,
    ) -> Result<bool, SyncFailure> {
        let asked = act.asked();
        let store = self.store;
        for step in self.elsewhere.since(act.commit)? {
            let same =
                |said: &super::elsewhere::Said| said.email == email && said.authored == asked;
            if !step.said.as_ref().is_some_and(same) {
                continue;
            }
            let there = PastAct::of(store, step.commit)?;
            let there = there.and_then(|there| there.intents().ok());
            if there.is_some_and(|there| there.contains(intent)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Decides what was wanted on the tip.
    ///
    /// # Errors
    /// The repository cannot be read; inside, why it does not hold.
    pub fn judge(
        &mut self,
        act: &PastAct,
        intent: Intent,
    ) -> Result<Result<Held, Why>, SyncFailure> {
        let tip = self.tip()?;
        if let Intent::Apply { files } = &intent
            && let Err(why) = act.still_stands_in(&tip, files)?
        {
            return Ok(Err(why));
        }
        if let Intent::Deal {
            deal, act: done, ..
        } = &intent
            && !matches!(done, Act::Open { .. })
            && !act.is_same_deal(deal, &tip)?
        {
            return Ok(Err(Why::OtherDeal));
        }
        let house = self.houses.at(&tip, self.introduction())?;
        let ground = about(house, &tip, &intent)?;
        let now = self.meeting.not_before(&tip, &ground);
        let me = self.staff.me.as_ref();
        let Some(me) = me.and_then(|me| ground.people.person(&me.id)).cloned() else {
            return Ok(Err(Why::NotSigned));
        };
        match decide(&ground, &intent, &me.id, now) {
            Ok(change) => {
                let asked = act.asked().min(now.unix());
                Ok(Ok(Held {
                    asked: ground.calendar.moment(asked).unwrap_or(now),
                    by: me,
                    change,
                    now,
                }))
            }
            Err(no) => Ok(Err(Why::Refused(Box::new(Refused {
                intent,
                no,
                ground,
                actor: me.id,
                now,
            })))),
        }
    }
}
