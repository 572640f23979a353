//! A clone on its way: fetched into a folder of its own, and without a branch or a file of it until its history is
//! proved. Whoever is killed before that leaves nothing that anybody could work in.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use git2::build::CheckoutBuilder;

use super::branch::short_branch;
use super::git_index::VERSION;
use super::git_program::git;
use super::init::is_free;
use super::{CommitId, Failure, Introduction, Store};

/// What git calls the server that a clone comes from.
const REMOTE: &str = "origin";

/// One branch and its commits, each object checked; nothing that a template of the user's would bring along, and
/// nothing that is shared with a repository beside it.
const CLONE: [&str; 11] = [
    "-c",
    "transfer.fsckObjects=true",
    "clone",
    "--no-checkout",
    "--no-local",
    "--no-tags",
    "--reject-shallow",
    "--single-branch",
    "--template=",
    "--origin",
    REMOTE,
];

/// What a server sent, before anybody has judged it.
pub struct Fetched {
    store: Store,
    place: Place,
    branch: String,
    tip: CommitId,
}

/// The folder of a clone.
struct Place {
    folder: PathBuf,
    /// Whether it was there before, and empty.
    was_there: bool,
}

impl Fetched {
    /// Lets git fetch the server's branch into `folder`, which is new or empty. `quietly` keeps git from showing how
    /// far it is.
    ///
    /// # Errors
    /// [`Failure::FolderInUse`], [`Failure::Fetch`], [`Failure::NothingThere`]; a format that is not read here. Nothing
    /// is left in the folder then.
    pub fn from(url: &str, folder: &Path, quietly: bool) -> Result<Fetched, Failure> {
        let place = Place::of(folder)?;
        let fetched = run_git(url, folder, quietly).and_then(|()| look(url, folder));
        match fetched {
            Ok((store, branch, tip)) => Ok(Fetched {
                store,
                place,
                branch,
                tip,
            }),
            Err(failure) => {
                place.clear()?;
                Err(failure)
            }
        }
    }

    /// The repository.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The last commit of the server's branch.
    pub fn tip(&self) -> CommitId {
        self.tip
    }

    /// The full name of the branch that this clone will have: that of the server.
    pub fn branch(&self) -> &str {
        &self.branch
    }

    /// The full name of the server's branch as it was fetched.
    pub fn upstream(&self) -> String {
        format!("refs/remotes/{REMOTE}/{}", self.short_branch())
    }

    /// The branch without `refs/heads/`.
    pub fn short_branch(&self) -> &str {
        short_branch(&self.branch)
    }

    /// Makes it a clone to work in: settings, introduction, files, and at last the branch.
    ///
    /// # Errors
    /// Configuration or files that cannot be written.
    pub fn settle(&self, introduction: &Introduction) -> Result<(), Failure> {
        self.store.configure(0)?;
        self.store.record_introduction(introduction)?;
        self.check_out()?;
        let repo = &self.store.repo;
        repo.reference(&self.branch, self.tip, false, "tlg clone: proved")?;
        Ok(())
    }

    /// Removes all that was fetched.
    ///
    /// # Errors
    /// A file that cannot be removed.
    pub fn abandon(self) -> Result<(), Failure> {
        drop(self.store);
        self.place.clear()
    }

    /// The bytes of the commit as they are: no filter of the user's has a say.
    fn check_out(&self) -> Result<(), Failure> {
        let repo = &self.store.repo;
        let tree = repo.find_tree(self.store.tip_of(self.tip)?.tree_id())?;
        let mut options = CheckoutBuilder::new();
        options.force().disable_filters(true);
        repo.checkout_tree(tree.as_object(), Some(&mut options))?;
        let mut index = repo.index()?;
        index.set_version(VERSION)?;
        Ok(index.write()?)
    }
}

impl Place {
    fn of(folder: &Path) -> Result<Place, Failure> {
        match is_free(folder).map_err(Failure::at(folder))? {
            true => Ok(Place {
                folder: folder.to_owned(),
                was_there: folder.exists(),
            }),
            false => Err(Failure::FolderInUse {
                dir: folder.to_owned(),
            }),
        }
    }

    /// As it was before.
    fn clear(&self) -> Result<(), Failure> {
        let cleared = match self.was_there {
            true => fs::read_dir(&self.folder).and_then(remove_all),
            false => fs::remove_dir_all(&self.folder),
        };
        match cleared {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            cleared => cleared.map_err(Failure::at(&self.folder)),
        }
    }
}

fn remove_all(entries: fs::ReadDir) -> io::Result<()> {
    for entry in entries {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false => fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}

/// The network is git's: credentials, proxies, ssh.
fn run_git(url: &str, folder: &Path, quietly: bool) -> Result<(), Failure> {
    let shown = !quietly && io::stderr().is_terminal();
    let mut git = git();
    git.args(CLONE).arg("--").arg(url).arg(folder);
    // References of another format are not read here.
    git.env("GIT_DEFAULT_REF_FORMAT", "files");
    git.stdout(Stdio::null());
    git.stderr(match shown {
        true => Stdio::inherit(),
        false => Stdio::piped(),
    });
    let output = git.output().map_err(|source| Failure::Program {
        program: PathBuf::from("git"),
        source,
    })?;
    match output.status.success() {
        true => Ok(()),
        false => Err(Failure::Fetch {
            url: url.to_owned(),
            said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        }),
    }
}

/// What git brought; its branch is taken away again until it is proved.
fn look(url: &str, folder: &Path) -> Result<(Store, String, CommitId), Failure> {
    let nothing = || Failure::NothingThere {
        url: url.to_owned(),
    };
    let store = Store::open(folder)?;
    let branch = store.branch()?.ok_or_else(nothing)?;
    let tip = store.commit_at(&branch)?.ok_or_else(nothing)?;
    store.repo.find_reference(&branch)?.delete()?;
    Ok((store, branch, tip))
}
