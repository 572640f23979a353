use super::authorship::Authorship;
use super::meanwhile::{Meanwhile, meanwhile};
use super::past_act::PastAct;
use super::report::{Dropped, Redone, Refused, Why};
use super::shelf::{Place, Shelved};
use super::{Meeting, SyncFailure};
use crate::actions::change::Change;
use crate::actions::decide::{No, decide};
use crate::actions::ground::{Ground, facts_at, house_at};
use crate::actions::intent::Intent;
use crate::audit::Difference;
use crate::deal::act::Act;
use crate::people::{People, Person};
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::workspace::{CommitId, Store, Tip};
use std::collections::{BTreeMap, BTreeSet};

/// Acts of this clone, done again one after another on a tip that has none of them. Nothing moves: commits are stored, and
/// what cannot be done again is noted.
pub(super) struct Replay<'m> {
    meeting: &'m Meeting<'m>,
    store: &'m Store,
    people: People,
    /// Who works here, if the company knows.
    pub me: Option<Person>,
    /// Where it began.
    start: CommitId,
    /// Where the acts done so far lead.
    pub tip: CommitId,
    pub redone: Vec<Redone>,
    /// What is nobody's act, or is derived anew.
    pub dropped: Vec<Dropped>,
    pub set_aside: Vec<SetAside>,
    /// Files that acts which were set aside have written: what builds on them is set aside as well.
    blocked: BTreeMap<String, (CommitId, Place)>,
}

/// An act that holds on the tip.
pub(super) struct Held {
    change: Change,
    by: Person,
    now: Moment,
    /// When it was first asked for, told as the company tells time now.
    asked: Moment,
}

/// An act that goes on the shelf.
pub(super) struct SetAside {
    pub commit: CommitId,
    pub place: Place,
    pub person: Option<PersonId>,
    pub why: Option<Why>,
    pub meanwhile: Vec<Meanwhile>,
}

impl<'m> Replay<'m> {
    /// A replay that begins at a tip; who people are is asked there.
    ///
    /// # Errors
    /// The files of the tip tell nothing.
    pub fn on(
        meeting: &'m Meeting<'m>,
        store: &'m Store,
        tip: CommitId,
    ) -> Result<Replay<'m>, SyncFailure> {
        let house = house_at(&store.tip_of(tip)?, &meeting.introduction)?;
        let people = People::clone(&house.people);
        let me = meeting.me(&people).cloned();
        Ok(Replay {
            meeting,
            store,
            me,
            people,
            start: tip,
            tip,
            redone: Vec::new(),
            dropped: Vec::new(),
            set_aside: Vec::new(),
            blocked: BTreeMap::new(),
        })
    }

    /// The state that acts are decided on next.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn tip(&self) -> Result<Tip<'_>, SyncFailure> {
        Ok(self.store.tip_of(self.tip)?)
    }

    /// Whether a commit is part of the history that the replay began on.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn begins_after(&self, commit: CommitId) -> Result<bool, SyncFailure> {
        Ok(self.store.common(commit, self.start)? == Some(commit))
    }

    /// A commit of any form, read as an act.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn read(&self, commit: CommitId) -> Result<Option<PastAct<'m>>, SyncFailure> {
        PastAct::of(self.store, commit)
    }

    /// What was done elsewhere meanwhile to the files of an act.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn meanwhile(&self, act: &PastAct) -> Result<Vec<Meanwhile>, SyncFailure> {
        meanwhile(self.store, act, self.start, &self.people)
    }

    /// Whether I made a commit, by a key of mine.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn is_mine(&self, commit: CommitId) -> Result<bool, SyncFailure> {
        let whose = Authorship::of(self.store, commit, &self.people, self.me.as_ref())?;
        Ok(matches!(whose, Authorship::Mine))
    }

    pub fn introduction(&self) -> &str {
        &self.meeting.introduction
    }

    /// Takes up what waits on the shelf for me, behind what waits for others and was there earlier.
    ///
    /// # Errors
    /// The repository cannot be read or written, or nobody signs.
    pub fn take_up(&mut self, shelved: &Shelved) -> Result<(), SyncFailure> {
        let mine = self
            .me
            .as_ref()
            .is_some_and(|me| shelved.person.as_ref() == Some(&me.id));
        match mine {
            true => self.again(shelved.commit),
            false => {
                let act = PastAct::of(self.store, shelved.commit)?;
                let changed = act.map(|act| act.changed().clone()).unwrap_or_default();
                self.block(&changed, shelved.commit, shelved.place);
                Ok(())
            }
        }
    }

    /// Whether an act that waited waits no longer: it was done, or came to nothing.
    pub fn is_settled(&self, shelved: &Shelved) -> bool {
        let is = |commit: CommitId| commit == shelved.commit;
        let moved = |aside: &SetAside| is(aside.commit) && aside.place != shelved.place;
        self.redone.iter().any(|it| is(it.old))
            || self.dropped.iter().any(|it| is(it.commit))
            || self.set_aside.iter().any(moved)
    }

    /// What was blocked so far blocks nothing more: what comes now was not done on it.
    pub fn begin_the_branch(&mut self) {
        self.blocked.clear();
    }

    /// Does an act again, or notes why not.
    ///
    /// # Errors
    /// The repository cannot be read or written, or nobody signs.
    pub fn again(&mut self, commit: CommitId) -> Result<(), SyncFailure> {
        let whose = Authorship::of(self.store, commit, &self.people, self.me.as_ref())?;
        let me = self.me.as_ref().map(|me| me.id.clone());
        let Some(act) = self.read(commit)? else {
            self.set_aside(commit, Place::Kept, me, Some(Why::OutOfForm), Vec::new());
            return Ok(());
        };
        if act.claims_letters() {
            return Err(SyncFailure::Letters { commit });
        }
        match whose {
            Authorship::Merge => self.pass_over_merge(&act, me),
            Authorship::Others(person) => {
                self.block(act.changed(), commit, Place::Waiting);
                self.set_aside(commit, Place::Waiting, person, None, Vec::new());
                Ok(())
            }
            Authorship::Unsigned => self.keep(&act, Why::NotSigned),
            Authorship::Mine => self.mine_again(&act),
        }
    }

    fn mine_again(&mut self, act: &PastAct) -> Result<(), SyncFailure> {
        let before = act.changed().iter().find_map(|path| self.blocked.get(path));
        if let Some((before, place)) = before.copied() {
            let why = Why::Follows { commit: before };
            self.block(act.changed(), act.commit, place);
            let me = self.me.as_ref().map(|me| me.id.clone());
            self.set_aside(act.commit, place, me, Some(why), Vec::new());
            return Ok(());
        }
        let Some(me) = self.me.clone() else {
            return Ok(());
        };
        if let Err(difference) = act.check(&self.meeting.introduction, &me.id) {
            return self.keep(act, Why::NotAnAct(Box::new(difference)));
        }
        let intent = match act.intents().map(|mut intents| intents.pop()) {
            Ok(Some(intent)) => intent,
            Ok(None) => return Ok(()),
            Err(difference) => return self.keep(act, Why::NotAnAct(Box::new(difference))),
        };
        if self.is_there_already(act, &me, &intent)? {
            return self.drop(act.commit);
        }
        if let Intent::Tick(_) = intent {
            // What is due is derived anew by the next run.
            return self.drop(act.commit);
        }
        match self.judge(act, intent)? {
            Ok(held) => self.store(act, &held).map(drop),
            Err(why) => self.keep(act, why),
        }
    }

    /// Whether the history that the replay began on has the same act of the same moment since both parted: git changed the
    /// message of a commit that was pushed before, or another clone has brought it.
    fn is_there_already(
        &self,
        act: &PastAct,
        me: &Person,
        intent: &Intent,
    ) -> Result<bool, SyncFailure> {
        let fork = self.store.common(act.commit, self.start)?;
        let mut next = Some(self.start);
        while let Some(id) = next.filter(|id| Some(*id) != fork) {
            next = self.store.link(id)?.parent;
            let Ok(commit) = self.store.commit(id)? else {
                continue;
            };
            if commit.person.email != me.email || commit.authored.timestamp() != act.asked() {
                continue;
            }
            let there = self.read(id)?.and_then(|there| there.intents().ok());
            if there.is_some_and(|there| there.contains(intent)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Stores and signs the commit of an act that holds; the next one is decided on it.
    ///
    /// # Errors
    /// The repository cannot be written, or nobody signs.
    pub fn store(&mut self, act: &PastAct, held: &Held) -> Result<Redone, SyncFailure> {
        let commit = act.anew(&held.change, self.tip, &held.by, held.now, held.asked)?;
        let (old, new) = (act.commit, self.meeting.workspace.prepare(&commit)?);
        let subject = self.meeting.subject(new)?;
        let redone = Redone { old, new, subject };
        self.redone.push(redone.clone());
        self.tip = new;
        Ok(redone)
    }

    /// Decides what was wanted on the tip.
    ///
    /// # Errors
    /// The repository cannot be read; inside, why it does not hold.
    pub fn judge(&self, act: &PastAct, intent: Intent) -> Result<Result<Held, Why>, SyncFailure> {
        let tip = self.store.tip_of(self.tip)?;
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
        let ground = facts_at(&tip, &self.meeting.introduction, &intent)?;
        let now = self.meeting.not_before(&tip, &ground);
        let Some(me) = self.me.as_ref().and_then(|me| ground.people.person(&me.id)) else {
            return Ok(Err(Why::NotSigned));
        };
        match decide(&ground, &intent, &me.id, now) {
            Ok(change) => {
                let asked = act.asked().min(now.unix());
                Ok(Ok(Held {
                    asked: ground.calendar.moment(asked).unwrap_or(now),
                    by: me.clone(),
                    change,
                    now,
                }))
            }
            Err(no) => Ok(Err(refused(intent, no, me.id.clone(), now, ground))),
        }
    }

    /// A merge says nothing of its own where each file of it comes from one of the two sides.
    fn pass_over_merge(
        &mut self,
        merge: &PastAct,
        me: Option<PersonId>,
    ) -> Result<(), SyncFailure> {
        let commit = merge.commit;
        let tip = self.store.tip_of(commit)?;
        let start = self.store.tip_of(self.tip)?;
        for path in merge.changed() {
            if tip.blob(path)? != start.blob(path)? {
                let path = path.clone();
                let difference = Difference::Unexplained { path };
                let why = Why::NotAnAct(Box::new(difference));
                self.block(merge.changed(), commit, Place::Kept);
                self.set_aside(commit, Place::Kept, me, Some(why), Vec::new());
                return Ok(());
            }
        }
        self.drop(commit)
    }

    fn drop(&mut self, commit: CommitId) -> Result<(), SyncFailure> {
        let subject = self.meeting.subject(commit)?;
        self.dropped.push(Dropped { commit, subject });
        Ok(())
    }

    fn keep(&mut self, act: &PastAct, why: Why) -> Result<(), SyncFailure> {
        let me = self.me.as_ref().map(|me| me.id.clone());
        let meanwhile = self.meanwhile(act)?;
        self.block(act.changed(), act.commit, Place::Kept);
        self.set_aside(act.commit, Place::Kept, me, Some(why), meanwhile);
        Ok(())
    }

    fn block(&mut self, changed: &BTreeSet<String>, commit: CommitId, place: Place) {
        let paths = changed.iter();
        let blocked = paths.map(|path| (path.clone(), (commit, place)));
        self.blocked.extend(blocked);
    }

    fn set_aside(
        &mut self,
        commit: CommitId,
        place: Place,
        person: Option<PersonId>,
        why: Option<Why>,
        meanwhile: Vec<Meanwhile>,
    ) {
        self.set_aside.push(SetAside {
            commit,
            place,
            person,
            why,
            meanwhile,
        });
    }
}

fn refused(intent: Intent, no: No, actor: PersonId, now: Moment, ground: Ground) -> Why {
    Why::Refused(Box::new(Refused {
        intent,
        no,
        ground,
        actor,
        now,
    }))
}
