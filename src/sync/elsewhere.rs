use super::SyncFailure;
use super::meanwhile::Meanwhile;
use super::past_act::PastAct;
use super::staff::Staff;
use crate::people::People;
use crate::workspace::{CommitFault, CommitId, Store};
use chrono::{DateTime, FixedOffset};
use std::collections::{BTreeSet, HashMap};

/// How many commits are looked through for what was done meanwhile.
const FARTHEST: usize = 10_000;

/// What every act rests on, beside the files that it changes.
const HOUSE: [&str; 3] = [People::PATH, "process.yaml", "tlg.yaml"];

/// What others did: the history that a replay begins on, walked back once, and only as far as somebody asks.
pub(super) struct Elsewhere<'s> {
    store: &'s Store,
    start: CommitId,
    /// The newest first.
    steps: Vec<Step>,
    places: HashMap<CommitId, usize>,
    next: Option<CommitId>,
    /// Where acts parted from it.
    partings: HashMap<CommitId, Option<CommitId>>,
}

/// A commit of it.
pub(super) struct Step {
    pub commit: CommitId,
    parent: Option<CommitId>,
    pub said: Option<Said>,
    /// The files that it changed, once somebody has asked.
    changed: Option<BTreeSet<String>>,
}

/// What a commit in our form says of itself.
pub(super) struct Said {
    pub email: String,
    pub authored: i64,
    name: String,
    committed: DateTime<FixedOffset>,
    subject: String,
}

impl<'s> Elsewhere<'s> {
    pub fn of(store: &'s Store, start: CommitId) -> Elsewhere<'s> {
        Elsewhere {
            store,
            start,
            steps: Vec::new(),
            places: HashMap::new(),
            next: Some(start),
            partings: HashMap::new(),
        }
    }

    /// What was done since an act parted from it, the newest first.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn since(&mut self, act: CommitId) -> Result<&mut [Step], SyncFailure> {
        let base = self.parting(act)?;
        let known = base.and_then(|base| self.places.get(&base).copied());
        let count = match known {
            Some(place) => place,
            None => {
                while let Some(id) = self.next.filter(|id| Some(*id) != base) {
                    self.step(id)?;
                }
                self.steps.len()
            }
        };
        Ok(self.steps.get_mut(..count).unwrap_or_default())
    }

    /// Where an act parted from it. To find that out git reads the history of years, so what stands on an act that has
    /// parted already has parted with it. A merge may have come back.
    fn parting(&mut self, act: CommitId) -> Result<Option<CommitId>, SyncFailure> {
        let is_merge = matches!(self.store.commit(act)?, Err(CommitFault::Merge { .. }));
        let parent = self.store.link(act)?.parent.filter(|_| !is_merge);
        let with_parent = parent.and_then(|parent| {
            let parting = self.partings.get(&parent).copied();
            parting.filter(|parting| *parting != Some(parent))
        });
        let parting = match with_parent {
            Some(parting) => parting,
            None => self.store.common(act, self.start)?,
        };
        self.partings.insert(act, parting);
        Ok(parting)
    }

    fn step(&mut self, id: CommitId) -> Result<(), SyncFailure> {
        let parent = self.store.link(id)?.parent;
        let said = self.store.commit(id)?.ok().map(|commit| Said {
            authored: commit.authored.timestamp(),
            committed: commit.committed,
            subject: commit.message.lines().next().unwrap_or_default().to_owned(),
            name: commit.person.name,
            email: commit.person.email,
        });
        self.places.insert(id, self.steps.len());
        self.steps.push(Step {
            commit: id,
            parent,
            said,
            changed: None,
        });
        self.next = parent;
        Ok(())
    }

    /// What was done to the files of an act since it parted, the oldest first. Where nothing was, somebody may have changed
    /// who may do what, and how.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn meanwhile(
        &mut self,
        act: &PastAct,
        staff: &Staff,
    ) -> Result<Vec<Meanwhile>, SyncFailure> {
        let found = self.changes_of(act, |path| act.changed().contains(path), staff)?;
        match found.is_empty() {
            true => self.changes_of(act, |path| HOUSE.contains(&path), staff),
            false => Ok(found),
        }
    }

    fn changes_of(
        &mut self,
        act: &PastAct,
        is_meant: impl Fn(&str) -> bool,
        staff: &Staff,
    ) -> Result<Vec<Meanwhile>, SyncFailure> {
        let store = self.store;
        let mut found = Vec::new();
        for step in self.since(act.commit)?.iter_mut().take(FARTHEST) {
            if step.changed(store)?.iter().any(|path| is_meant(path)) {
                found.extend(step.told(staff));
            }
        }
        found.reverse();
        Ok(found)
    }
}

impl Step {
    fn changed(&mut self, store: &Store) -> Result<&BTreeSet<String>, SyncFailure> {
        if self.changed.is_none() {
            let before = self.parent.map(|parent| store.tip_of(parent)).transpose()?;
            let after = store.tip_of(self.commit)?;
            let changes = store.changes(before.map(|tip| tip.tree_id()), after.tree_id())?;
            let paths = changes.unwrap_or_default().into_iter().map(|it| it.path);
            self.changed = Some(paths.collect());
        }
        Ok(self.changed.get_or_insert_default())
    }

    fn told(&self, staff: &Staff) -> Option<Meanwhile> {
        let said = self.said.as_ref()?;
        let by = staff.people.by_email(&said.email);
        let by = by.map_or(said.name.clone(), |person| person.id.to_string());
        let at = staff.calendar.moment(said.committed.timestamp());
        Some(Meanwhile {
            commit: self.commit,
            by,
            at: at.map_or(said.committed, |at| at.time()),
            subject: said.subject.clone(),
        })
    }
}
