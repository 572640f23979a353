//! The edge that keeps the company's files in git: reading a commit, staging documents, signing,
//! and writing one commit at a time so that it is either wholly there or not at all.
//!
//! It knows nothing of deals: paths, texts, messages, people as name and address.
//!
//! **Invariants.** What is read comes from the object store, never from the work tree. The
//! branch moves only to a commit whose signature has been checked. Nobody's uncommitted work is
//! overwritten, whoever crashes and whenever.

mod armour;
mod branch;
mod checkout;
mod clone_name;
mod cloning;
mod commit;
mod commit_object;
mod config;
mod contact;
mod dirty;
mod document;
mod durable;
mod edits;
mod failure;
mod family;
mod git_index;
mod git_program;
mod history;
mod hook;
mod init;
mod inspection;
mod introduction;
mod key_file;
mod line;
mod lock;
mod maintenance;
mod note;
mod objects;
mod open;
mod ownership;
mod path;
mod pending;
mod read_all;
mod receiving;
mod recovery;
mod references;
mod remote;
mod sharing;
mod side_by_side;
mod signature;
mod signed_commit;
mod signer;
mod store;
mod tip;
mod trail;
mod tree_walk;
mod trial;
mod users_config;
mod work_tree;

use std::path::{Path, PathBuf};

use git2::Repository;

pub use branch::short_branch;
pub use cloning::Fetched;
pub use commit::{Commit, Content, Person};
pub use config::Differing;
pub use contact::Contact;
pub use dirty::{DirtyPath, Edit};
pub use document::{DocumentProblem, Staged};
pub use edits::Edited;
pub use failure::Failure;
pub use git_program::Call;
pub use history::Link;
pub use hook::{Hook, HooksFolder, Installed, Installing};
pub use inspection::{Following, Inspection};
pub use introduction::{Anchor, AnchorContent, AnchorFile, Introduction, NoIntroduction};
pub use key_file::{KeyFileFault, public_key};
pub use line::Line;
pub use lock::{Holder, Lock, MeetingLock, PostLock, host_name};
pub use receiving::largest_push;
pub use references::Along;
pub use remote::{Fetching, Pushing, Remote};
pub(crate) use side_by_side::side_by_side;
pub use signed_commit::{CommitFault, SignedCommit};
pub use signer::{Signer, SigningFailure};
pub use store::{FirstCommit, Store};
pub use tip::Tip;
pub use trail::{SignatureCheck, Step};
pub use tree_walk::{PathChange, TreeFault};
pub use trial::Trial;
pub use users_config::UsersConfig;

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
        short_branch(&self.branch)
    }

    /// The folder of the state that all work trees of this clone share, `.git/tlg`.
    pub fn shared_dir(&self) -> PathBuf {
        self.repo.commondir().join("tlg")
    }

    /// The folder of this work tree's own state, `.git/tlg`; there once the lock was taken.
    pub fn state_dir(&self) -> PathBuf {
        self.repo.path().join("tlg")
    }
}
