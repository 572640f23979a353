//! The edge that keeps the company's files in git: reading a commit, staging documents, signing,
//! and writing one commit at a time so that it is either wholly there or not at all.
//!
//! It knows nothing of deals: paths, texts, messages, people as name and address.
//!
//! **Invariants.** What is read comes from the object store, never from the work tree. The
//! branch moves only to a commit whose signature has been checked. Nobody's uncommitted work is
//! overwritten, whoever crashes and whenever.

mod branch;
mod checkout;
mod commit;
mod commit_object;
mod config;
mod dirty;
mod document;
mod durable;
mod edits;
mod failure;
mod git_index;
mod init;
mod lock;
mod maintenance;
mod objects;
mod open;
mod path;
mod pending;
mod read_all;
mod recovery;
mod signature;
mod signer;
mod tip;
mod trail;
mod work_tree;

use std::path::{Path, PathBuf};

use git2::Repository;

pub use commit::{Commit, Content, Person};
pub use dirty::{DirtyPath, Edit};
pub use document::{DocumentProblem, Staged};
pub use edits::Edited;
pub use failure::Failure;
pub use lock::{Holder, Lock, PostLock};
pub use signer::{Signer, SigningFailure};
pub use tip::Tip;
pub use trail::{Proof, Step};

/// The id of a commit, printed as 40 hexadecimal digits.
pub type CommitId = git2::Oid;

/// One clone of a company's repository, with its work tree.
pub struct Workspace {
    repo: Repository,
    root: PathBuf,
    branch: String,
}

impl Workspace {
    /// The folder of the work tree, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The branch that carries the deals, without `refs/heads/`.
    pub fn branch(&self) -> &str {
        self.branch
            .strip_prefix("refs/heads/")
            .unwrap_or(&self.branch)
    }

    /// The folder of this work tree's own state, `.git/tlg`; there once the lock was taken.
    pub fn state_dir(&self) -> PathBuf {
        self.repo.path().join("tlg")
    }
}
