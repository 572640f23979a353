//! What of the branch the server does not have.

use std::collections::HashSet;

use super::commit_object::Header;
use super::{CommitId, Failure, Workspace};
use git2::Repository;

/// The commits of the branch since the newest one that the server has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The newest commit that both have; `None` where the server has nothing.
    pub fork: Option<CommitId>,
    /// The commits after it, the oldest first. Of a merge only the first parent is followed.
    pub own: Vec<CommitId>,
}

impl Workspace {
    /// Walks from the branch's tip back to the first commit that is part of the history of `upstream`.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn line(&self, upstream: Option<CommitId>) -> Result<Line, Failure> {
        match self.target()? {
            Some(tip) => line(&self.repo, tip, upstream),
            None => Ok(Line::default()),
        }
    }

    /// How many commits of the history of `newer` are not in that of `older`, which is part of it.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn count_between(
        &self,
        older: Option<CommitId>,
        newer: CommitId,
    ) -> Result<usize, Failure> {
        let (mut count, mut next) = (0, Some(newer));
        while let Some(id) = next.filter(|id| Some(*id) != older) {
            count += 1;
            next = Header::of(&self.repo, id)?.parents.first().copied();
        }
        Ok(count)
    }
}

fn line(repo: &Repository, tip: CommitId, theirs: Option<CommitId>) -> Result<Line, Failure> {
    let mut theirs = Theirs {
        repo,
        known: HashSet::new(),
        next: theirs,
    };
    let mut line = Line::default();
    let mut next = Some(tip);
    while let Some(id) = next {
        if theirs.hold(id)? {
            line.fork = Some(id);
            break;
        }
        next = Header::of(repo, id)?.parents.first().copied();
        line.own.push(id);
    }
    line.own.reverse();
    Ok(line)
}

/// The history of the server's branch, walked back only as far as is asked for.
struct Theirs<'r> {
    repo: &'r Repository,
    known: HashSet<CommitId>,
    next: Option<CommitId>,
}

impl Theirs<'_> {
    /// Whether a commit is part of it. Times run forward along a history, so the walk ends where they are earlier.
    fn hold(&mut self, id: CommitId) -> Result<bool, Failure> {
        let repo = self.repo;
        let wanted = Header::of(repo, id)?.committed;
        while let Some(next) = self.next.filter(|_| !self.known.contains(&id)) {
            let header = Header::of(repo, next)?;
            if header.committed < wanted {
                break;
            }
            self.known.insert(next);
            self.next = header.parents.first().copied();
        }
        Ok(self.known.contains(&id))
    }
}
