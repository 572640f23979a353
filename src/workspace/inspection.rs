//! What can be odd about a repository: history that is cut or covered, objects that are elsewhere, git at work.

use std::fs;
use std::path::PathBuf;

use git2::{RepositoryState, Status, StatusOptions};

use super::branch::short_branch;
use super::contact::{self, Contact};
use super::pending::Pending;
use super::remote::{remote_of, shown_as};
use super::{CommitId, DirtyPath, Edit, Failure, Store};

/// How a repository is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The history is cut off: a shallow clone.
    pub is_shallow: bool,
    /// Objects are left at the server until git needs them: a partial clone.
    pub is_partial: bool,
    /// The file by which git takes other parents for those of a commit.
    pub grafts: Option<PathBuf>,
    /// How many objects git shows in place of others.
    pub replaced: usize,
    /// Folders of other repositories that objects are borrowed from.
    pub borrowed_from: Vec<String>,
    /// What git is in the middle of.
    pub operation: Option<RepositoryState>,
    /// No branch is checked out.
    pub is_detached: bool,
    /// A `tlg` was killed before it had finished.
    pub was_interrupted: bool,
}

/// How a clone stands to the branch of the server that it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// The remote-tracking branch, `refs/remotes/origin/main`; `None` where nothing was fetched yet.
    pub upstream: Option<String>,
    /// The commit that the server showed last, if it was not taken: it is not proved.
    pub refused: Option<CommitId>,
    /// Commits here that are not there.
    pub ahead: usize,
    /// Commits there that are not here.
    pub behind: usize,
    /// When something was last fetched, in seconds of the Unix clock; `None` where that is not known.
    pub fetched: Option<i64>,
}

impl Store {
    /// Looks at the repository.
    ///
    /// # Errors
    /// A file or reference that cannot be read.
    pub fn inspect(&self) -> Result<Inspection, Failure> {
        let common = self.repo.commondir();
        let grafts = common.join("info").join("grafts");
        let alternates = common.join("objects").join("info").join("alternates");
        let borrowed = fs::read_to_string(alternates).unwrap_or_default();
        let state = self.repo.state();
        Ok(Inspection {
            is_shallow: self.repo.is_shallow(),
            is_partial: self.is_partial()?,
            grafts: grafts.exists().then_some(grafts),
            replaced: self.repo.references_glob("refs/replace/*")?.count(),
            borrowed_from: borrowed.lines().map(str::to_owned).collect(),
            operation: (state != RepositoryState::Clean).then_some(state),
            is_detached: self.branch()?.is_none(),
            was_interrupted: Pending::path(&self.folder().join("tlg")).exists(),
        })
    }

    /// Whether a remote keeps objects back that this clone was promised. libgit2 does not fetch them.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    fn is_partial(&self) -> Result<bool, Failure> {
        let config = self.repo.config()?.snapshot()?;
        let mut promised = config.entries(Some(r"^remote\..*\.promisor$"))?;
        let mut is_partial = false;
        while let Some(entry) = promised.next() {
            let is_true = entry?.value().is_ok_and(|value| value != "false");
            is_partial = is_partial || is_true;
        }
        Ok(is_partial)
    }

    /// Every file of the work tree or the index that is not as in the last commit, and every one that git does not
    /// know and does not ignore.
    ///
    /// # Errors
    /// A file that cannot be read; an object that is missing or damaged.
    pub fn uncommitted(&self) -> Result<Vec<DirtyPath>, Failure> {
        // libgit2 takes a tree that it cannot read for an empty one.
        self.tip()?;
        let mut options = StatusOptions::new();
        options
            .include_untracked(true)
            .recurse_untracked_dirs(false)
            .include_ignored(false);
        let statuses = self.repo.statuses(Some(&mut options))?;
        let dirty = statuses.iter().filter_map(|entry| {
            let path = String::from_utf8_lossy(entry.path_bytes()).into_owned();
            Some(DirtyPath {
                path,
                edit: edit(entry.status())?,
            })
        });
        Ok(dirty.collect())
    }

    /// How this clone stands to the server; `None` where it has no remote.
    ///
    /// # Errors
    /// References that cannot be read.
    pub fn following(&self) -> Result<Option<Following>, Failure> {
        let Some(branch) = self.branch()? else {
            return Ok(None);
        };
        let Some(remote) = remote_of(&self.repo, short_branch(&branch))? else {
            return Ok(None);
        };
        let upstream = format!("refs/remotes/{remote}/{}", short_branch(&branch));
        let met = Contact::read(&contact::path(&self.repo))?.met;
        let fetched = modified(&self.repo.path().join("FETCH_HEAD")).max(modified(
            &self.repo.commondir().join("logs").join(&upstream),
        ));
        let fetched = met.max(fetched);
        let here = self.commit_at("HEAD")?;
        let there = self.commit_at(&upstream)?;
        let (ahead, behind) = match (here, there) {
            (Some(here), Some(there)) => self.repo.graph_ahead_behind(here, there)?,
            _ => (0, 0),
        };
        Ok(Some(Following {
            upstream: there.map(|_| upstream),
            refused: self.commit_at(&shown_as(&remote, short_branch(&branch)))?,
            ahead,
            behind,
            fetched,
        }))
    }
}

fn edit(status: Status) -> Option<Edit> {
    let staged = Status::INDEX_NEW
        | Status::INDEX_MODIFIED
        | Status::INDEX_DELETED
        | Status::INDEX_RENAMED
        | Status::INDEX_TYPECHANGE
        | Status::CONFLICTED;
    let kinds = [
        (staged, Edit::Staged),
        (Status::WT_NEW, Edit::Untracked),
        (Status::WT_DELETED, Edit::Deleted),
        (Status::WT_TYPECHANGE, Edit::Obstructed),
        (Status::WT_MODIFIED | Status::WT_RENAMED, Edit::Modified),
    ];
    let found = kinds.iter().find(|(kind, _)| status.intersects(*kind));
    found.map(|(_, edit)| *edit)
}

/// When a file was last written, in seconds of the Unix clock.
fn modified(path: &std::path::Path) -> Option<i64> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}
