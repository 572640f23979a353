use super::aside::{Blocked, SetAside};
use super::authorship::Authorship;
use super::elsewhere::Elsewhere;
use super::fate::{Fate, Held};
use super::meanwhile::Meanwhile;
use super::past_act::PastAct;
use super::report::{Dropped, Redone, Why};
use super::shelf::{Place, Shelved};
use super::staff::Staff;
use super::{Meeting, SyncFailure};
use crate::people::key::fingerprint;
use crate::record::id::PersonId;
use crate::verify::Houses;
use crate::workspace::{CommitId, Store, Tip};

/// Acts of this clone, done again one after another on a tip that has none of them. Nothing moves: commits are stored, and
/// what cannot be done again is noted.
pub(super) struct Replay<'m> {
    pub(super) meeting: &'m Meeting<'m>,
    pub(super) store: &'m Store,
    pub(super) staff: Staff,
    pub(super) houses: Houses,
    /// The key that git signs with here; none where it names none that can be read, and signing tells why.
    pub(super) key: Option<String>,
    pub(super) elsewhere: Elsewhere<'m>,
    pub(super) blocked: Blocked,
    /// Where it began.
    start: CommitId,
    /// Where the acts done so far lead.
    pub tip: CommitId,
    pub redone: Vec<Redone>,
    /// What is nobody's act, or is derived anew.
    pub dropped: Vec<Dropped>,
    pub set_aside: Vec<SetAside>,
}

impl<'m> Replay<'m> {
    /// A replay that begins at a tip; who people are is asked there, and at each tip that an act leads to.
    ///
    /// # Errors
    /// The files of the tip tell nothing.
    pub fn on(
        meeting: &'m Meeting<'m>,
        store: &'m Store,
        tip: CommitId,
    ) -> Result<Replay<'m>, SyncFailure> {
        let email = meeting.identity.as_ref().map(|it| it.email.clone());
        Ok(Replay {
            meeting,
            store,
            staff: Staff::at(&store.tip_of(tip)?, &meeting.introduction, email)?,
            houses: Houses::default(),
            key: store.signer().and_then(|signer| signer.public_key()).ok(),
            elsewhere: Elsewhere::of(store, tip),
            blocked: Blocked::default(),
            start: tip,
            tip,
            redone: Vec::new(),
            dropped: Vec::new(),
            set_aside: Vec::new(),
        })
    }

    /// The state that acts are decided on next.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn tip(&self) -> Result<Tip<'m>, SyncFailure> {
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
    pub fn meanwhile(&mut self, act: &PastAct) -> Result<Vec<Meanwhile>, SyncFailure> {
        self.elsewhere.meanwhile(act, &self.staff)
    }

    /// Whose act a commit is.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn authorship(&self, commit: CommitId) -> Result<Authorship, SyncFailure> {
        let (people, me) = (&self.staff.people, self.staff.me.as_ref());
        Ok(Authorship::of(self.store, commit, people, me)?)
    }

    /// Who works here, if the company knows.
    pub fn me(&self) -> Option<&PersonId> {
        self.staff.me.as_ref().map(|me| &me.id)
    }

    pub fn introduction(&self) -> &'m str {
        &self.meeting.introduction
    }

    /// The fingerprint of the key that git signs with here, where it is none of those of the one who works here: it was let
    /// in by an act that is not done again yet, it was retired meanwhile, or git is set to a wrong one.
    pub fn other_key(&self) -> Option<String> {
        let me = self.staff.me.as_ref()?;
        let key = self.key.as_ref()?;
        (!me.keys.contains(key)).then(|| fingerprint(key))
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
        let me = self.me().cloned();
        let Some(act) = self.read(commit)? else {
            self.set_aside(commit, Place::Kept, me, Some(Why::OutOfForm), Vec::new());
            return Ok(());
        };
        if act.claims_letters() {
            return Err(SyncFailure::Letters { commit });
        }
        match self.fate(&act)? {
            Fate::Holds(held) => self.store(&act, &held).map(drop),
            Fate::Gone => self.drop(commit),
            Fate::Waits(author) => {
                self.blocked.add(act.changed(), commit, Place::Waiting);
                self.set_aside(commit, Place::Waiting, Some(author), None, Vec::new());
                Ok(())
            }
            Fate::Follows(before, place) => {
                let why = Why::Follows { commit: before };
                self.blocked.add(act.changed(), commit, place);
                self.set_aside(commit, place, me, Some(why), Vec::new());
                Ok(())
            }
            Fate::Kept(why) => self.keep(&act, me, why),
            Fate::Stranded(why) => self.keep(&act, None, why),
        }
    }

    /// Stores and signs the commit of an act that holds; the next one is decided on it.
    ///
    /// # Errors
    /// The repository cannot be written, or nobody signs.
    pub fn store(&mut self, act: &PastAct, held: &Held) -> Result<Redone, SyncFailure> {
        let commit = act.anew(&held.change, self.tip, &held.by, held.now, held.asked)?;
        let (old, new) = (act.commit, self.meeting.workspace.prepare(&commit)?);
        let subject = self.subject(new)?;
        let redone = Redone { old, new, subject };
        self.redone.push(redone.clone());
        self.tip = new;
        let tip = self.tip()?;
        self.staff.follow(&tip, self.introduction())?;
        Ok(redone)
    }

    /// The first line of a commit's message; its id where it has none that can be read.
    fn subject(&self, commit: CommitId) -> Result<String, SyncFailure> {
        let subject = self.store.subject(commit)?;
        Ok(subject.unwrap_or_else(|| commit.to_string()))
    }

    fn drop(&mut self, commit: CommitId) -> Result<(), SyncFailure> {
        let subject = self.subject(commit)?;
        self.dropped.push(Dropped { commit, subject });
        Ok(())
    }

    fn keep(
        &mut self,
        act: &PastAct,
        person: Option<PersonId>,
        why: Why,
    ) -> Result<(), SyncFailure> {
        let meanwhile = self.meanwhile(act)?;
        self.blocked.add(act.changed(), act.commit, Place::Kept);
        self.set_aside(act.commit, Place::Kept, person, Some(why), meanwhile);
        Ok(())
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
            judged_on: self.tip,
        });
    }
}
