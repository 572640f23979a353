//! The commits that changed a file, each with its author and signature.

use chrono::{DateTime, FixedOffset};
use git2::{Oid, Repository, Tree};

use super::commit_object::{self, Header};
use super::{CommitFault, CommitId, Failure, Person, SignedCommit, Tip, Workspace};
use crate::people::key::fingerprint;

/// A commit that changed the file.
pub struct Step<'w> {
    /// The commit and its files.
    pub tip: Tip<'w>,
    /// The commit before; `None` for the first one.
    pub parent: Option<Tip<'w>>,
    /// The commit read strictly: what is not in our form speaks for nobody.
    pub commit: Result<SignedCommit, CommitFault>,
}

/// What a signature proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureCheck {
    /// One of the trusted keys signed exactly these bytes; its fingerprint.
    Good { key: String },
    /// Another key signed, or other bytes were signed, or the commit is not in our form. The fingerprint of the key that
    /// the signature names, where that can be said.
    Bad { key: Option<String> },
    /// Nobody signed it.
    Missing,
}

impl Step<'_> {
    /// Whom the commit names as its author; `None` where it is not in our form.
    pub fn author(&self) -> Option<&Person> {
        self.commit.as_ref().ok().map(|commit| &commit.person)
    }

    /// Checks the signature against public keys as the register writes them, in-process.
    pub fn signature(&self, trusted: &[String]) -> SignatureCheck {
        let commit = match &self.commit {
            Ok(commit) => commit,
            Err(CommitFault::Unsigned) => return SignatureCheck::Missing,
            Err(_) => return SignatureCheck::Bad { key: None },
        };
        match commit.signing_key() {
            Ok(key) if trusted.contains(&key) => SignatureCheck::Good {
                key: fingerprint(&key),
            },
            _ => SignatureCheck::Bad {
                key: commit.named_key().ok().map(|key| fingerprint(&key)),
            },
        }
    }

    /// When the commit was made, in whole seconds.
    pub fn committed(&self) -> DateTime<FixedOffset> {
        self.tip.committed()
    }
}

impl Workspace {
    /// Every commit from `from` back to the first one in which the file at `path` differs from the commit before, the
    /// oldest first. Only first parents are followed, as the commits themselves name them.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn trail(&self, from: CommitId, path: &str) -> Result<Vec<Step<'_>>, Failure> {
        let mut steps = Vec::new();
        let mut tip = self.tip_of(from)?;
        loop {
            let header = Header::of(&self.repo, tip.id())?;
            let before = || header.parents.first().map(|id| self.tip_of(*id));
            let parent = before().transpose()?;
            if differs(&self.repo, tip.tree(), parent.as_ref().map(Tip::tree), path)? {
                let commit = commit_object::read(&self.repo, tip.id(), SignedCommit::read)?;
                steps.push(Step {
                    tip,
                    parent: before().transpose()?,
                    commit,
                });
            }
            match parent {
                Some(parent) => tip = parent,
                None => break,
            }
        }
        steps.reverse();
        Ok(steps)
    }
}

/// Walks two trees side by side down to `path` and stops where they are the same.
fn differs(
    repo: &Repository,
    tree: &Tree,
    before: Option<&Tree>,
    path: &str,
) -> Result<bool, Failure> {
    let mut ours = Some(tree.id());
    let mut theirs = before.map(Tree::id);
    for name in path.split('/') {
        if ours == theirs {
            return Ok(false);
        }
        ours = child(repo, ours, name)?;
        theirs = child(repo, theirs, name)?;
    }
    Ok(ours != theirs)
}

fn child(repo: &Repository, tree: Option<Oid>, name: &str) -> Result<Option<Oid>, Failure> {
    let Some(id) = tree else {
        return Ok(None);
    };
    let tree = repo.find_tree(id)?;
    Ok(tree.get_name(name).map(|entry| entry.id()))
}
