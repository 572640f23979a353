//! Reading a history: commits strictly, in the order in which they follow each other, and what each changed.

use git2::{ErrorCode, Oid};

use super::commit_object::{self, first_parent};
use super::tree_walk::{self, PathChange, TreeFault};
use super::{CommitFault, CommitId, Failure, Person, SignedCommit, Store};

/// What the header of a commit says about its place in history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The commit.
    pub id: CommitId,
    /// The commit before; `None` for the first one. Of a merge, the first of them.
    pub parent: Option<CommitId>,
}

impl Store {
    /// The place of a commit in history, as the commit itself says it.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn link(&self, id: CommitId) -> Result<Link, Failure> {
        let parent = commit_object::read(&self.repo, id, first_parent)?;
        Ok(Link { id, parent })
    }

    /// A commit, read strictly.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit; inside, a commit that is not in our form.
    pub fn commit(&self, id: CommitId) -> Result<Result<SignedCommit, CommitFault>, Failure> {
        commit_object::read(&self.repo, id, SignedCommit::read)
    }

    /// What a commit says, whatever its form; bytes that are no text are replaced.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn message(&self, id: CommitId) -> Result<String, Failure> {
        let commit = self.repo.find_commit(id)?;
        Ok(String::from_utf8_lossy(commit.message_bytes()).into_owned())
    }

    /// The first line of what a commit says, whatever its form; `None` where it has none.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn subject(&self, id: CommitId) -> Result<Option<String>, Failure> {
        let commit = self.repo.find_commit(id)?;
        let subject = commit.summary_bytes();
        Ok(subject.map(|subject| String::from_utf8_lossy(subject).into_owned()))
    }

    /// Whom a commit of any form names as its author, unproved.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn author(&self, id: CommitId) -> Result<Person, Failure> {
        let commit = self.repo.find_commit(id)?;
        let author = commit.author();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Person {
            name: text(author.name_bytes()),
            email: text(author.email_bytes()),
        })
    }

    /// The last commit that two histories share; `None` where they share none.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn common(&self, one: CommitId, other: CommitId) -> Result<Option<CommitId>, Failure> {
        match self.repo.merge_base(one, other) {
            Ok(id) => Ok(Some(id)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Every path that differs between two trees, in the order of git; inside of the error, what no tree of ours has.
    ///
    /// # Errors
    /// An object that is missing, damaged or no tree.
    pub fn changes(
        &self,
        before: Option<Oid>,
        after: Oid,
    ) -> Result<Result<Vec<PathChange>, TreeFault>, Failure> {
        tree_walk::changes(&self.repo.odb()?, before, after)
    }
}
