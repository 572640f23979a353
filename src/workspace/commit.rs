//! Writing one commit: decided before, signed here, there wholly or not at all.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Index, IndexEntry, IndexTime, ObjectType, Oid, Tree};

use super::commit_object::{self, Unsigned};
use super::git_index::GitIndex;
use super::introduction::INTRODUCED_BY;
use super::pending::{Pending, PendingFile};
use super::references::Along;
use super::tree_walk::{PathChange, Way};
use super::{
    CommitId, Failure, Lock, SignedCommit, Signer, Staged, Tip, Workspace, config, path, signature,
    tree_walk,
};
use crate::people;
use crate::people::key::fingerprint;
use crate::record::Moment;

/// A commit to be made: all of it, except the signature.
#[derive(Clone, Debug)]
pub struct Commit {
    /// The commit that the decision was made on; `None` for the first one.
    pub parent: Option<CommitId>,
    /// The new contents of the files it changes.
    pub writes: BTreeMap<String, Content>,
    /// The whole message.
    pub message: String,
    /// Who acts: author and committer.
    pub author: Person,
    /// When it is committed, in whole seconds.
    pub committed: DateTime<FixedOffset>,
    /// When it was first asked for, in whole seconds.
    pub authored: DateTime<FixedOffset>,
    /// The public keys in authorized-keys form, one of which must have signed.
    pub trusted: Vec<String>,
}

/// What a file will hold.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text of ours.
    Text(String),
    /// A document from outside, staged before.
    Document(Staged),
    /// A document that the repository holds already, by its blob.
    Stored(Oid),
}

/// A person as git writes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

impl Commit {
    /// A commit by somebody of the register at a moment, which writes these texts.
    pub fn by(
        person: &people::Person,
        parent: Option<CommitId>,
        now: Moment,
        message: &str,
        texts: &BTreeMap<String, String>,
    ) -> Commit {
        let texts = texts.iter();
        Commit {
            parent,
            writes: texts
                .map(|(path, text)| (path.clone(), Content::Text(text.clone())))
                .collect(),
            message: message.to_owned(),
            author: Person {
                name: person.name.clone(),
                email: person.email.clone(),
            },
            committed: now.time(),
            authored: now.time(),
            trusted: person.keys.clone(),
        }
    }

    fn check(&self) -> Result<(), Failure> {
        for path in self.writes.keys() {
            path::check(path)?;
        }
        self.author.check()?;
        if self.message.trim().is_empty() || self.message.contains('\0') {
            return Err(Failure::BadMessage);
        }
        Ok(())
    }

    fn unsigned(&self, tree: Oid) -> Unsigned<'_> {
        Unsigned {
            tree,
            parent: self.parent,
            author: &self.author,
            authored: self.authored,
            committed: self.committed,
            message: &self.message,
        }
    }
}

impl Person {
    /// Refuses a name or address that a commit cannot carry.
    ///
    /// # Errors
    /// [`Failure::BadPerson`].
    pub fn check(&self) -> Result<(), Failure> {
        for part in [&self.name, &self.email] {
            let unsound = |c: char| c.is_control() || matches!(c, '<' | '>');
            if part.is_empty() || part.trim() != part || part.contains(unsound) {
                return Err(Failure::BadPerson {
                    person: part.clone(),
                });
            }
        }
        Ok(())
    }
}

impl Workspace {
    /// Signs and lands `commit`: branch, work tree and index.
    ///
    /// # Errors
    /// [`Failure::Raced`], [`Failure::Dirty`], [`Failure::Signing`], [`Failure::GitBusy`] and
    /// failures of the world, all of which leave branch, work tree and index as they were;
    /// [`Failure::Unfinished`] when the commit stands and the next lock will finish it.
    pub fn commit(&self, _lock: &Lock, commit: &Commit) -> Result<CommitId, Failure> {
        commit.check()?;
        let signer = self.signer()?;
        self.expect_target(commit.parent)?;
        let parent = self.parent_of(commit)?;
        let files = self.changed_files(parent.as_ref(), commit)?;
        let index = GitIndex::take(&self.repo)?;
        self.refuse_dirty(&index, &files)?;
        let new = self.store(commit, parent.as_ref(), &files, &signer)?;
        let pending = Pending {
            old: commit.parent,
            new,
            files,
            along: Along::default(),
        };
        self.swing(index, &pending, &log_line(commit))?;
        Ok(new)
    }

    /// Signs and stores `commit` on whatever parent it names, and leaves the branch where it is.
    ///
    /// # Errors
    /// [`Failure::Signing`] and failures of the world.
    pub fn prepare(&self, commit: &Commit) -> Result<CommitId, Failure> {
        commit.check()?;
        let signer = self.signer()?;
        let parent = self.parent_of(commit)?;
        let files = self.changed_files(parent.as_ref(), commit)?;
        self.store(commit, parent.as_ref(), &files, &signer)
    }

    /// Brings branch, work tree and index from the commit `from`, where the branch is, to the commit `to`, which was
    /// prepared or fetched; references of ours change with it. `log` is what git's own record of the branch says.
    ///
    /// # Errors
    /// As [`Workspace::commit`].
    pub fn bring(
        &self,
        _lock: &Lock,
        from: CommitId,
        to: CommitId,
        along: Along,
        log: &str,
    ) -> Result<(), Failure> {
        self.expect_target(Some(from))?;
        let way = self.way(from, to)?;
        let files = pending_files(way.changes);
        let mut index = GitIndex::take(&self.repo)?;
        self.refuse_dirty(&index, &files)?;
        // The files themselves stay: what is no file of ours is not ours to remove.
        let mut foreign = way.foreign.iter();
        foreign.try_for_each(|path| index.forget_below(path))?;
        let pending = Pending {
            old: Some(from),
            new: to,
            files,
            along,
        };
        self.swing(index, &pending, log)
    }

    fn parent_of(&self, commit: &Commit) -> Result<Option<Tip<'_>>, Failure> {
        let parent = commit.parent.map(|id| Tip::load(&self.repo, id));
        parent.transpose()
    }

    fn store(
        &self,
        commit: &Commit,
        parent: Option<&Tip>,
        files: &[PendingFile],
        signer: &Signer,
    ) -> Result<CommitId, Failure> {
        self.store_texts(&commit.writes)?;
        let tree = self.store_tree(parent.map(Tip::tree), files)?;
        let unsigned = commit.unsigned(tree);
        let payload = unsigned.payload();
        let armour = signer.sign(payload.as_bytes())?;
        signature::check(&armour, payload.as_bytes(), &commit.trusted)?;
        let object = unsigned.signed(&armour);
        let odb = self.repo.odb()?;
        Ok(odb.write(ObjectType::Commit, object.as_bytes())?)
    }

    fn store_tree(&self, parent: Option<&Tree>, files: &[PendingFile]) -> Result<Oid, Failure> {
        match parent {
            Some(tree) if files.is_empty() => Ok(tree.id()),
            Some(tree) => {
                let mut update = TreeUpdateBuilder::new();
                for (path, new) in files.iter().filter_map(PendingFile::written) {
                    update.upsert(path, new, FileMode::Blob);
                }
                Ok(update.create_updated(&self.repo, tree)?)
            }
            None => self.store_first_tree(files),
        }
    }

    /// A tree without a parent's, made in memory so that no empty tree is left over.
    fn store_first_tree(&self, files: &[PendingFile]) -> Result<Oid, Failure> {
        let mut index = Index::new()?;
        for (path, new) in files.iter().filter_map(PendingFile::written) {
            index.add(&IndexEntry {
                ctime: IndexTime::new(0, 0),
                mtime: IndexTime::new(0, 0),
                dev: 0,
                ino: 0,
                mode: FileMode::Blob.into(),
                uid: 0,
                gid: 0,
                file_size: 0,
                id: new,
                flags: 0,
                flags_extended: 0,
                path: path.to_owned().into_bytes(),
            })?;
        }
        Ok(index.write_tree_to(&self.repo)?)
    }

    /// Moves the branch, with the record of it on disk first; work tree and index follow.
    fn swing(&self, index: GitIndex, pending: &Pending, log: &str) -> Result<(), Failure> {
        pending.write(&self.state_dir())?;
        let moved = self.move_branch(pending.old, pending.new, log);
        if moved.is_err() {
            Pending::clear(&self.state_dir())?;
            return moved;
        }
        self.land(index, pending)
            .and_then(|()| self.remember_introduction(pending))
            .map_err(|source| Failure::Unfinished {
                commit: pending.new,
                source: Box::new(source),
            })
    }

    fn changed_files(
        &self,
        parent: Option<&Tip>,
        commit: &Commit,
    ) -> Result<Vec<PendingFile>, Failure> {
        let documents = self.store_documents(&commit.writes)?;
        let mut files = Vec::new();
        for (path, content) in &commit.writes {
            let new = match (content, documents.get(path)) {
                (Content::Text(text), _) => Oid::hash_object(ObjectType::Blob, text.as_bytes())?,
                (Content::Stored(blob), _) | (Content::Document(_), Some(blob)) => *blob,
                (Content::Document(_), None) => {
                    return Err(Failure::BadPath { path: path.clone() });
                }
            };
            files.push(PendingFile {
                path: path.clone(),
                old: parent.map(|tip| tip.blob(path)).transpose()?.flatten(),
                new: Some(new),
            });
        }
        Ok(files)
    }

    fn way(&self, from: CommitId, to: CommitId) -> Result<Way, Failure> {
        let (from, to) = (Tip::load(&self.repo, from)?, Tip::load(&self.repo, to)?);
        let way = tree_walk::way(&self.repo.odb()?, from.tree_id(), to.tree_id())?;
        // Only what is proved is brought in, and no tree of it is out of form.
        way.map_err(|_| Failure::MalformedCommit { commit: to.id() })
    }

    fn remember_introduction(&self, pending: &Pending) -> Result<(), Failure> {
        if pending.old.is_some() {
            return Ok(());
        }
        self.set(config::INTRODUCTION, &pending.new.to_string())?;
        let commit = commit_object::read(&self.repo, pending.new, SignedCommit::read)?;
        let key = commit.ok().and_then(|commit| commit.named_key().ok());
        key.map_or(Ok(()), |key| self.set(INTRODUCED_BY, &fingerprint(&key)))
    }
}

fn pending_files(changes: Vec<PathChange>) -> Vec<PendingFile> {
    let files = changes.into_iter().map(|change| PendingFile {
        path: change.path,
        old: change.before,
        new: change.after,
    });
    files.collect()
}

/// What git's own record of the branch says of a commit.
fn log_line(commit: &Commit) -> String {
    let subject = commit.message.lines().next().unwrap_or_default();
    match commit.parent {
        Some(_) => format!("commit: {subject}"),
        None => format!("commit (initial): {subject}"),
    }
}
