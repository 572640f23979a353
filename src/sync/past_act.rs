use super::SyncFailure;
use super::report::Why;
use crate::actions::change::Change;
use crate::actions::intent::Intent;
use crate::agenda::tick::Claim;
use crate::audit::{Commit, Difference, Documents, audit_in, entries_of, intents_of};
use crate::client::ClientFile;
use crate::deal::DealId;
use crate::deal::entry::Entry;
use crate::people::{People, Person};
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::record::tree::Tree;
use crate::verify::Houses;
use crate::workspace::{self, CommitId, Content, DocumentProblem, Failure, Store, Tip};
use std::collections::{BTreeMap, BTreeSet};

/// A commit that is on no server, as it was made: the trees before and after it.
pub(super) struct PastAct<'s> {
    pub commit: CommitId,
    parent: Tip<'s>,
    child: Tip<'s>,
    changed: BTreeSet<String>,
    asked: i64,
}

impl<'s> PastAct<'s> {
    /// Reads a commit of any form; `None` where it or its trees cannot be an act, as they have no form of ours.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn of(store: &'s Store, commit: CommitId) -> Result<Option<PastAct<'s>>, SyncFailure> {
        let Some(before) = store.link(commit)?.parent else {
            return Ok(None);
        };
        let (parent, child) = (store.tip_of(before)?, store.tip_of(commit)?);
        let changes = store.changes(Some(parent.tree_id()), child.tree_id())?;
        let committed = child.committed();
        let signed = store.commit(commit)?;
        let asked = signed.map_or(committed, |signed| signed.authored);
        Ok(changes.ok().map(|changes| PastAct {
            asked: asked.timestamp(),
            commit,
            parent,
            child,
            changed: changes.into_iter().map(|change| change.path).collect(),
        }))
    }

    /// When it was first asked for, in seconds of the Unix clock; when it was committed where it does not say so in our form.
    pub fn asked(&self) -> i64 {
        self.asked
    }

    /// The files that it changed.
    pub fn changed(&self) -> &BTreeSet<String> {
        &self.changed
    }

    /// What was wanted.
    ///
    /// # Errors
    /// Nothing that `tlg` writes.
    pub fn intents(&self) -> Result<Vec<Intent>, Difference> {
        let intents = intents_of(&self.parent, &self.child, &self.changed)?;
        match (intents.is_empty(), self.changed.first()) {
            (true, Some(path)) => Err(Difference::Unexplained { path: path.clone() }),
            (true, None) => Err(Difference::NothingDone),
            (false, _) => Ok(intents),
        }
    }

    /// Whether it is a run of `tick` that took letters in hand: they may have left, and the next run would send them again.
    pub fn claims_letters(&self) -> bool {
        let intents = self.intents().unwrap_or_default();
        intents.iter().any(|intent| match intent {
            Intent::Tick(tick) => {
                let letters = |claim: &Claim| !claim.letters.is_empty();
                let digests = !tick.digests.is_empty() || !tick.reminders.is_empty();
                digests || tick.claims.values().any(letters)
            }
            _ => false,
        })
    }

    /// Whether the rules made it of what was wanted, and nobody wrote anything else into it. When it was committed and
    /// what its message says does not matter: git changes them when it rebases or amends.
    ///
    /// # Errors
    /// What else is in it.
    pub fn check(
        &self,
        houses: &mut Houses,
        introduction: &str,
        actor: &PersonId,
    ) -> Result<(), Difference> {
        let house = houses.at(&self.parent, introduction)?;
        let committed = Moment::new(self.child.committed()).ok();
        let now = self.stated_at()?.or(committed);
        let now = now.ok_or(Difference::NothingDone)?;
        let commit = Commit {
            introduction,
            parent: &self.parent,
            child: &self.child,
            changed: &self.changed,
            message: "",
            actor,
            now,
            documents: Documents::Sized,
        };
        match audit_in(house, &commit) {
            Err(Difference::Message(_)) => Ok(()),
            judged => judged.map(drop),
        }
    }

    /// When it was done, as the new entry of a file says that keeps a history.
    fn stated_at(&self) -> Result<Option<Moment>, Difference> {
        if let Some(entry) = self.entries()?.first() {
            return Ok(Some(entry.at));
        }
        for path in &self.changed {
            let Some(text) = self.child.read(path)? else {
                continue;
            };
            let at = match path.as_str() {
                People::PATH => {
                    let last = People::read(&text)?.history.pop();
                    last.map(|entry| entry.at)
                }
                path if path.ends_with("/client.yaml") => {
                    let last = ClientFile::read(path, &text)?.history.pop();
                    last.map(|entry| entry.at)
                }
                _ => None,
            };
            if at.is_some() {
                return Ok(at);
            }
        }
        Ok(None)
    }

    fn entries(&self) -> Result<Vec<Entry>, Difference> {
        entries_of(&self.parent, &self.child, &self.changed)
    }

    /// Whether every file stands in `tip` as it stood before this commit.
    ///
    /// # Errors
    /// The first that does not, or a tree that cannot be read.
    pub fn still_stands_in(
        &self,
        tip: &Tip,
        files: &BTreeMap<String, String>,
    ) -> Result<Result<(), Why>, SyncFailure> {
        for path in files.keys() {
            if self.parent.blob(path)? != tip.blob(path)? {
                let path = path.clone();
                return Ok(Err(Why::Overwritten { path }));
            }
        }
        Ok(Ok(()))
    }

    /// Whether the deal of this number is the one that was acted on: another clone may have given the number to another.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn is_same_deal(&self, deal: &DealId, tip: &Tip) -> Result<bool, SyncFailure> {
        let path = deal.path();
        let opening = |bytes: Option<Vec<u8>>| {
            let file = crate::deal::DealFile::read(&path, &bytes?).ok()?;
            file.history.into_iter().next()
        };
        let (then, now) = (opening(self.child.read(&path)?), opening(tip.read(&path)?));
        Ok(match (then, now) {
            (Some(then), Some(now)) => then.act == now.act && then.by == now.by,
            _ => true,
        })
    }

    /// The commit that a change makes of it anew; its documents are in the repository already.
    ///
    /// # Errors
    /// A document that is not.
    pub fn anew(
        &self,
        change: &Change,
        onto: CommitId,
        person: &Person,
        now: Moment,
        authored: Moment,
    ) -> Result<workspace::Commit, SyncFailure> {
        let (onto, message) = (Some(onto), &change.message);
        let mut commit = workspace::Commit::by(person, onto, now, message, &change.files);
        commit.authored = authored.time();
        let brought = self.documents()?;
        for (path, sha256) in &change.documents {
            let blob = brought.get(&sha256.to_string()).copied();
            let blob = blob.ok_or_else(|| Failure::Document {
                path: path.into(),
                problem: DocumentProblem::Missing,
            })?;
            commit.writes.insert(path.clone(), Content::Stored(blob));
        }
        Ok(commit)
    }

    /// The documents that came with it, by their hashes.
    fn documents(&self) -> Result<BTreeMap<String, CommitId>, SyncFailure> {
        let mut documents = BTreeMap::new();
        for filed in self
            .entries()
            .unwrap_or_default()
            .iter()
            .flat_map(|entry| &entry.outcome.filed)
        {
            if let Some(blob) = self.child.blob(&filed.file)? {
                documents.insert(filed.sha256.to_string(), blob);
            }
        }
        Ok(documents)
    }
}
