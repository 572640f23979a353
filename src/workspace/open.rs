//! Finding and opening the workspace, and refusing repositories that are none.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Once;

use git2::{ErrorCode, Repository, RepositoryOpenFlags, RepositoryState};

use super::ownership::{self, OpenError};
use super::{Failure, Workspace, config, sharing};

const SETTINGS: &str = "tlg.yaml";

/// Trees up to this size are kept once they were read, in bytes.
const CACHED: usize = 1024 * 1024;

impl Workspace {
    /// Opens the workspace that holds `dir`, from any folder below its root.
    ///
    /// # Errors
    /// No repository, no `tlg.yaml` in the last commit, a bare repository, a format that is not
    /// read here, no branch checked out, a merge or rebase in progress.
    pub fn open(dir: &Path) -> Result<Workspace, Failure> {
        let workspace = Workspace::from_repository(discover(dir)?)?;
        let tip = workspace.tip().map_err(|failure| match failure {
            Failure::Git { ref source } if source.code() == ErrorCode::NotFound => {
                workspace.not_a_workspace()
            }
            other => other,
        })?;
        if tip.blob(SETTINGS)?.is_none() {
            return Err(workspace.not_a_workspace());
        }
        drop(tip);
        Ok(workspace)
    }

    fn not_a_workspace(&self) -> Failure {
        Failure::NotAWorkspace {
            root: self.root.clone(),
        }
    }

    pub(super) fn from_repository(repo: Repository) -> Result<Workspace, Failure> {
        let Some(root) = repo.workdir().map(Path::to_owned) else {
            return Err(Failure::Bare {
                repository: repo.path().to_owned(),
            });
        };
        config::follow_environment(&repo)?;
        sharing::follow(&repo)?;
        let state = repo.state();
        if state != RepositoryState::Clean {
            return Err(Failure::InProgress {
                root,
                operation: state,
            });
        }
        let head = repo.find_reference("HEAD")?;
        let Some(branch) = head.symbolic_target()?.map(str::to_owned) else {
            return Err(Failure::DetachedHead { root });
        };
        drop(head);
        Ok(Workspace { repo, root, branch })
    }
}

/// The repository that holds `dir`, as git itself would find it.
pub(super) fn discover(dir: &Path) -> Result<Repository, Failure> {
    prepare_library();
    let ceilings = env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
    let ceilings: Vec<PathBuf> = env::split_paths(&ceilings).collect();
    let open = || Repository::open_ext(dir, RepositoryOpenFlags::empty(), &ceilings);
    ownership::open(open).map_err(|error| match error {
        OpenError::Own(failure) => failure,
        OpenError::Git(error) if error.code() == ErrorCode::NotFound => Failure::NotARepository {
            from: dir.to_owned(),
        },
        OpenError::Git(source) => {
            unsupported_format(dir, &ceilings).unwrap_or(Failure::Git { source })
        }
    })
}

/// libgit2 names the extension only in its message, so the repository's own file is asked.
fn unsupported_format(dir: &Path, ceilings: &[PathBuf]) -> Option<Failure> {
    let repository = Repository::discover_path(dir, ceilings).ok()?;
    let config = git2::Config::open(&repository.join("config")).ok()?;
    let extensions = ["extensions.objectformat", "extensions.refstorage"];
    let extension = extensions.iter().find_map(|name| {
        let value = config.get_string(name).ok()?;
        Some(format!("{name}={value}"))
    })?;
    Some(Failure::UnsupportedFormat {
        repository,
        extension,
    })
}

/// Objects are checked against their names as they are read, and reach the disk before anything
/// points at them.
pub(super) fn prepare_library() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        git2::opts::strict_hash_verification(true);
        git2::opts::strict_object_creation(true);
        // SAFETY: global switches of libgit2, set once, before any repository is opened by us; the option takes one int.
        #[expect(unsafe_code, reason = "git2 does not wrap this option")]
        unsafe {
            libgit2_sys::git_libgit2_opts(libgit2_sys::GIT_OPT_ENABLE_FSYNC_GITDIR as _, 1);
            // A folder of a hundred deals is just larger than what is kept by default, one of a client with thirty
            // thousand fits into this; all of it would be unpacked and hashed again for every file of it. The calls only
            // fail for kinds that do not exist.
            let _ = git2::opts::set_cache_object_limit(git2::ObjectType::Tree, CACHED);
            // A commit is read once, and a history has many.
            let _ = git2::opts::set_cache_object_limit(git2::ObjectType::Commit, 0);
        }
    });
}
