//! Why the workspace could not do what was asked: the world failed, or somebody is in the way.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::CommitId;
use super::dirty::DirtyPath;
use super::document::DocumentProblem;
use super::lock::Holder;
use super::signer::SigningFailure;
use crate::record::tree::TreeError;

/// Every way in which the workspace fails, as data; the interface finds the words.
#[derive(Debug)]
pub enum Failure {
    /// No repository in this folder or above it.
    NotARepository { from: PathBuf },
    /// A repository without a `tlg.yaml` in its last commit.
    NotAWorkspace { root: PathBuf },
    /// A repository without a work tree.
    Bare { repository: PathBuf },
    /// A repository format that is not read here, such as `extensions.objectformat=sha256`.
    UnsupportedFormat {
        repository: PathBuf,
        extension: String,
    },
    /// The folder belongs to another user and is no `safe.directory`.
    ForeignOwner { path: PathBuf },
    /// No branch is checked out.
    DetachedHead { root: PathBuf },
    /// A merge, a rebase or the like waits to be finished.
    InProgress {
        root: PathBuf,
        operation: git2::RepositoryState,
    },
    /// A new workspace needs a folder of its own: this one is not empty.
    FolderInUse { dir: PathBuf },
    /// Another `tlg` works here and did not finish while we waited.
    Busy { holder: Option<Holder> },
    /// Another git program holds this lock file, or left it behind.
    GitBusy { lock: PathBuf },
    /// No commit of that name.
    UnknownRevision { revision: String },
    /// Nothing had been written yet at that moment.
    BeforeHistory { first: DateTime<FixedOffset> },
    /// A commit object that cannot be understood.
    MalformedCommit { commit: CommitId },
    /// A file of a tree cannot be read.
    Tree(TreeError),
    /// The commit could not be signed, or not by the right key.
    Signing(SigningFailure),
    /// The branch moved since the decision was made.
    Raced {
        expected: Option<CommitId>,
        found: Option<CommitId>,
    },
    /// Files of the commit carry somebody's uncommitted work.
    Dirty { paths: Vec<DirtyPath> },
    /// A path that may not be written: empty or dotted parts, `.git`, control characters.
    BadPath { path: String },
    /// A name or address that a commit cannot carry (`<`, `>`, control characters, empty).
    BadPerson { person: String },
    /// A message that a commit cannot carry (NUL) or that is empty.
    BadMessage,
    /// The commit stands, but work tree or index lag behind; the next lock finishes them.
    Unfinished {
        commit: CommitId,
        source: Box<Failure>,
    },
    /// A document that cannot be accepted.
    Document {
        path: PathBuf,
        problem: DocumentProblem,
    },
    /// The record of an interrupted commit cannot be understood.
    MalformedPending { path: PathBuf },
    /// A file operation failed.
    File { path: PathBuf, source: io::Error },
    /// git could not fetch from there; what it said, unless the person has seen it.
    Fetch { url: String, said: String },
    /// The server's repository has no commit yet, or no branch that it calls its own.
    NothingThere { url: String },
    /// Several servers, and nothing says which of them this branch is shared with.
    WhichServer { names: Vec<String>, branch: String },
    /// What is pushed would go elsewhere than what is fetched comes from: `remote.NAME.pushurl`.
    TwoServers { name: String },
    /// A program could not be started.
    Program { program: PathBuf, source: io::Error },
    /// git could not be configured or asked.
    Git { source: git2::Error },
}

impl Failure {
    /// Names the file at which an operation failed; for `map_err`.
    pub(super) fn at(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Failure {
        move |source| Failure::File {
            path: path.as_ref().to_owned(),
            source,
        }
    }
}

impl From<git2::Error> for Failure {
    fn from(source: git2::Error) -> Failure {
        Failure::Git { source }
    }
}

impl From<TreeError> for Failure {
    fn from(error: TreeError) -> Failure {
        Failure::Tree(error)
    }
}

impl From<SigningFailure> for Failure {
    fn from(failure: SigningFailure) -> Failure {
        Failure::Signing(failure)
    }
}
