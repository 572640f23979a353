//! A repository as git keeps it, with or without a work tree: a clone in whatever state it is, or the server's.
//!
//! Nobody acts in it, so less is asked of it than of a [`super::Workspace`]: it may be empty, bare, detached or in the
//! middle of a merge.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType, Repository};

use super::branch::short_branch;
use super::commit_object::{Header, whole_id};
use super::open::{discover, prepare_library};
use super::{
    CommitId, Failure, Person, SignedCommit, Signer, SigningFailure, Tip, config, sharing,
};
use crate::people::key::fingerprint;

/// The setting that names the branch which carries the deals.
const BRANCH: &str = "tlg.branch";

/// A repository, its objects, references and configuration.
pub struct Store {
    pub(super) repo: Repository,
    place: Place,
}

/// Where a repository is found again, by another reader in a thread of its own.
#[derive(Clone)]
pub(crate) enum Place {
    Folder(PathBuf),
    /// Where git's own variables say: only so a hook sees what is being pushed.
    Environment,
}

impl Place {
    /// Another handle on the same repository.
    ///
    /// # Errors
    /// The repository cannot be opened any more.
    pub fn open(&self) -> Result<Store, Failure> {
        match self {
            Place::Environment => Store::from_environment(),
            Place::Folder(folder) => {
                let repo = Repository::open(folder)?;
                Store::following_environment(repo, self.clone())
            }
        }
    }
}

/// The commit that a history begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstCommit {
    pub id: CommitId,
    /// The fingerprint of the key that its signature names; `None` where it has none that can be read. Nothing is
    /// proved by it.
    pub key: Option<String>,
    /// The committer's time, in seconds of the Unix clock.
    pub committed: i64,
}

impl Store {
    /// Opens the repository that holds `dir`, with or without a work tree.
    ///
    /// # Errors
    /// No repository, another user's, a format that is not read here.
    pub fn open(dir: &Path) -> Result<Store, Failure> {
        let repo = discover(dir)?;
        let place = Place::Folder(repo.path().to_owned());
        Store::following_environment(repo, place)
    }

    /// Opens the repository that git names to a hook, with the objects of a push that nobody has let in yet: `GIT_DIR`,
    /// `GIT_OBJECT_DIRECTORY` and `GIT_ALTERNATE_OBJECT_DIRECTORIES`.
    ///
    /// # Errors
    /// No repository is named, or it cannot be opened.
    pub fn from_environment() -> Result<Store, Failure> {
        prepare_library();
        Store::following_environment(Repository::open_from_env()?, Place::Environment)
    }

    /// Where it is found again.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    fn following_environment(repo: Repository, place: Place) -> Result<Store, Failure> {
        config::follow_environment(&repo)?;
        sharing::follow(&repo)?;
        Ok(Store { repo, place })
    }

    /// git's own folder: `.git` of a clone, all of a bare repository.
    pub fn folder(&self) -> &Path {
        self.repo.path()
    }

    /// The folder of the work tree; `None` in a bare repository.
    pub fn work_tree(&self) -> Option<&Path> {
        self.repo.workdir()
    }

    /// The branch that `HEAD` names, `refs/heads/main`, also where it has no commit yet; `None` for a detached `HEAD`.
    ///
    /// # Errors
    /// References that cannot be read.
    pub fn branch(&self) -> Result<Option<String>, Failure> {
        let head = self.repo.find_reference("HEAD")?;
        Ok(head.symbolic_target()?.map(str::to_owned))
    }

    /// The branch that carries the deals, by its full name: the one on record, else the one that the server calls its own,
    /// else the one that `HEAD` names.
    ///
    /// # Errors
    /// References or a configuration that cannot be read.
    pub fn branch_of_deals(&self) -> Result<Option<String>, Failure> {
        if let Some(name) = self.own_setting(BRANCH)? {
            return Ok(Some(format!("refs/heads/{name}")));
        }
        match self.repo.find_reference("refs/remotes/origin/HEAD") {
            Ok(head) => {
                let target = head.symbolic_target()?;
                let name = target.and_then(|name| name.strip_prefix("refs/remotes/origin/"));
                Ok(name.map(|name| format!("refs/heads/{name}")))
            }
            Err(error) if error.code() == ErrorCode::NotFound => self.branch(),
            Err(error) => Err(error.into()),
        }
    }

    /// Puts on record which branch carries the deals, where nothing is on record yet.
    ///
    /// # Errors
    /// As [`Store::branch_of_deals`]; the configuration cannot be written.
    pub fn record_branch(&self) -> Result<(), Failure> {
        match self.branch_of_deals()? {
            Some(branch) if self.own_setting(BRANCH)?.is_none() => {
                self.set(BRANCH, short_branch(&branch))
            }
            _ => Ok(()),
        }
    }

    /// The commit that `HEAD` leads to; `None` before the first one.
    ///
    /// # Errors
    /// References that cannot be read; an object that is missing or damaged.
    pub fn tip(&self) -> Result<Option<Tip<'_>>, Failure> {
        self.commit_at("HEAD")?
            .map(|id| self.tip_of(id))
            .transpose()
    }

    /// The commit that `revision` names, in git's own notation.
    ///
    /// # Errors
    /// [`Failure::UnknownRevision`].
    pub fn revision(&self, revision: &str) -> Result<CommitId, Failure> {
        let object = self.repo.revparse_single(revision);
        let commit = object.and_then(|object| object.peel(ObjectType::Commit));
        let commit = commit.map_err(|_| Failure::UnknownRevision {
            revision: revision.to_owned(),
        })?;
        Ok(commit.id())
    }

    /// The full name of the branch, here or as it was fetched, that `revision` names: of `origin/main`
    /// `refs/remotes/origin/main`; `None` of a commit that is named otherwise, as by its id or by `HEAD`.
    ///
    /// # Errors
    /// References that cannot be read.
    pub fn branch_named(&self, revision: &str) -> Result<Option<String>, Failure> {
        if revision == "HEAD" || whole_id(revision.as_bytes()).is_some() {
            return Ok(None);
        }
        let named = match self.repo.resolve_reference_from_short_name(revision) {
            Ok(named) => named,
            Err(error) => match error.code() {
                ErrorCode::NotFound | ErrorCode::InvalidSpec => return Ok(None),
                _ => return Err(error.into()),
            },
        };
        // libgit2 has followed it to where it leads: of `origin`, to the branch that the server calls its own.
        let is_branch = named.is_branch() || named.is_remote();
        Ok(is_branch.then_some(named.name()?.to_owned()))
    }

    /// A commit by its id.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn tip_of(&self, id: CommitId) -> Result<Tip<'_>, Failure> {
        Tip::load(&self.repo, id)
    }

    /// A commit that was read already.
    ///
    /// # Errors
    /// Its tree is missing, damaged or no tree.
    pub fn tip_with(&self, id: CommitId, commit: &SignedCommit) -> Result<Tip<'_>, Failure> {
        Tip::with(&self.repo, id, commit.tree, commit.committed)
    }

    /// The commit that a reference leads to, by its full name; `None` where there is none.
    ///
    /// # Errors
    /// References that cannot be read.
    pub fn commit_at(&self, reference: &str) -> Result<Option<CommitId>, Failure> {
        match self.repo.refname_to_id(reference) {
            Ok(id) => Ok(Some(id)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The commit that the history of `HEAD` begins with, found by walking the parents inside the commits; `None`
    /// before the first one.
    ///
    /// # Errors
    /// An object that is missing, damaged or no commit.
    pub fn first_commit(&self) -> Result<Option<FirstCommit>, Failure> {
        self.commit_at("HEAD")?
            .map(|tip| self.first_commit_of(tip))
            .transpose()
    }

    /// The commit that the history of `tip` begins with.
    ///
    /// # Errors
    /// As [`Store::first_commit`].
    pub fn first_commit_of(&self, tip: CommitId) -> Result<FirstCommit, Failure> {
        let mut id = tip;
        loop {
            let header = Header::of(&self.repo, id)?;
            match header.parents.first() {
                Some(parent) => id = *parent,
                None => {
                    return Ok(FirstCommit {
                        id,
                        key: self.named_key(id)?,
                        committed: header.committed.timestamp(),
                    });
                }
            }
        }
    }

    /// The fingerprint of the key that the signature of a commit names, unchecked.
    fn named_key(&self, id: CommitId) -> Result<Option<String>, Failure> {
        let commit = self.commit(id)?.ok();
        let key = commit.and_then(|commit| commit.named_key().ok());
        Ok(key.map(|key| fingerprint(&key)))
    }

    /// Who works here: `user.name` and `user.email`, or `None` where either is missing.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn identity(&self) -> Result<Option<Person>, Failure> {
        config::identity(&self.repo)
    }

    /// The key and program that git would sign with here.
    ///
    /// # Errors
    /// [`Failure::Signing`] where no SSH key is configured or its file is missing; there is none in a bare repository.
    pub fn signer(&self) -> Result<Signer, Failure> {
        match self.work_tree() {
            Some(root) => Signer::of(&self.repo, root),
            None => Err(SigningFailure::NoKey.into()),
        }
    }

    /// A value of git's configuration, as git itself would read it here.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        config::setting(&self.repo, name)
    }

    /// A value of the repository's own configuration, which nobody else's can stand in for.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn own_setting(&self, name: &str) -> Result<Option<String>, Failure> {
        config::own_setting(&self.repo, name)
    }

    /// Sets a value in the repository's own configuration.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn set(&self, name: &str, value: &str) -> Result<(), Failure> {
        config::set(&self.repo, name, value)
    }
}
