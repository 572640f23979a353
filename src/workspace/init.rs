//! Making the repository of a new workspace.

use std::fs;
use std::io;
use std::path::Path;

use git2::{Repository, RepositoryInitOptions};

use super::open::prepare_library;
use super::{Failure, Workspace};

const BRANCH: &str = "main";

impl Workspace {
    /// Makes an empty repository in `dir`, configured as a workspace. Its first commit, with the
    /// `tlg.yaml` that makes it one, is the caller's.
    ///
    /// # Errors
    /// [`Failure::FolderInUse`] where `dir` is not a new or empty folder.
    pub fn init(dir: &Path) -> Result<Workspace, Failure> {
        prepare_library();
        if !is_free(dir).map_err(Failure::at(dir))? {
            return Err(Failure::FolderInUse {
                dir: dir.to_owned(),
            });
        }
        let mut options = RepositoryInitOptions::new();
        options
            .initial_head(BRANCH)
            .no_reinit(true)
            .external_template(false)
            .mkpath(true);
        let repo = Repository::init_opts(dir, &options)?;
        let workspace = Workspace::from_repository(repo)?;
        workspace.configure()?;
        Ok(workspace)
    }

    /// Takes back [`Workspace::init`] where no first commit was made: removes the repository.
    ///
    /// # Errors
    /// [`Failure::FolderInUse`] where there is a commit; a file that cannot be removed.
    pub fn abandon(self) -> Result<(), Failure> {
        if self.target()?.is_some() {
            return Err(Failure::FolderInUse { dir: self.root });
        }
        let folder = self.repo.path().to_owned();
        fs::remove_dir_all(&folder).map_err(Failure::at(&folder))
    }
}

pub(super) fn is_free(dir: &Path) -> io::Result<bool> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound => Ok(true),
            io::ErrorKind::NotADirectory => Ok(false),
            _ => Err(error),
        },
    }
}
