//! git's configuration: who works here, and the settings of a workspace.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use git2::{Config, ConfigLevel, ErrorCode, Repository};

use super::{Failure, Person, Workspace};

/// Settings of every clone. git's own defaults would merge on pull, sign nothing, or write
/// index formats that libgit2 does not read.
const SETTINGS: [(&str, &str); 12] = [
    ("commit.gpgsign", "true"),
    ("core.autocrlf", "false"),
    ("core.fsync", "added,reference"),
    ("core.splitIndex", "false"),
    ("gpg.format", "ssh"),
    ("gpg.ssh.allowedSignersFile", "allowed_signers"),
    ("index.skipHash", "false"),
    ("index.sparse", "false"),
    ("index.version", "4"),
    ("merge.ff", "only"),
    ("pull.ff", "only"),
    ("pull.rebase", "false"),
];

pub(super) const INTRODUCTION: &str = "tlg.introduction";

/// A setting whose value is not the one that is wanted here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its name, `commit.gpgsign`.
    pub name: &'static str,
    /// The value that is wanted.
    pub wanted: String,
    /// The value that git would use; `None` where none is set.
    pub found: Option<String>,
}

impl Workspace {
    /// Who works here: `user.name` and `user.email`, or `None` where either is missing.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn identity(&self) -> Result<Option<Person>, Failure> {
        identity(&self.repo)
    }

    /// A value of git's configuration, as git itself would read it here.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        setting(&self.repo, name)
    }

    /// Like [`Workspace::setting`], with `~/` resolved as git does for paths.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn path_setting(&self, name: &str) -> Result<Option<PathBuf>, Failure> {
        path_setting(&self.repo, name)
    }

    /// Sets a value in this clone's own configuration, `.git/config`.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn set(&self, name: &str, value: &str) -> Result<(), Failure> {
        set(&self.repo, name, value)
    }

    /// Writes the settings that a clone of a workspace needs into its own configuration.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn configure(&self) -> Result<(), Failure> {
        SETTINGS
            .iter()
            .try_for_each(|(name, value)| self.set(name, value))
    }
}

/// The settings of a clone that are not as [`Workspace::configure`] writes them.
pub(super) fn differing_in_clone(repo: &Repository) -> Result<Vec<Differing>, Failure> {
    differing(
        repo,
        SETTINGS
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    )
}

/// Those of the wanted settings that have another value, wherever it is set.
pub(super) fn differing(
    repo: &Repository,
    wanted: impl Iterator<Item = (&'static str, String)>,
) -> Result<Vec<Differing>, Failure> {
    let mut differing = Vec::new();
    for (name, wanted) in wanted {
        let found = setting(repo, name)?;
        let same = found.as_ref().is_some_and(|found| means(found, &wanted));
        if !same {
            differing.push(Differing {
                name,
                wanted,
                found,
            });
        }
    }
    Ok(differing)
}

/// Whether two spellings are one value to git: `yes` is `true`.
fn means(found: &str, wanted: &str) -> bool {
    let truth = |text: &str| Config::parse_bool(text).ok();
    found == wanted || (truth(wanted).is_some() && truth(found) == truth(wanted))
}

pub(super) fn identity(repo: &Repository) -> Result<Option<Person>, Failure> {
    let name = setting(repo, "user.name")?;
    let email = setting(repo, "user.email")?;
    Ok(name.zip(email).map(|(name, email)| Person { name, email }))
}

pub(super) fn setting(repo: &Repository, name: &str) -> Result<Option<String>, Failure> {
    optional(repo.config()?.snapshot()?.get_string(name))
}

/// Like [`setting`], with `~/` resolved as git does for paths.
pub(super) fn path_setting(repo: &Repository, name: &str) -> Result<Option<PathBuf>, Failure> {
    optional(repo.config()?.snapshot()?.get_path(name))
}

/// Sets a value in the repository's own configuration, in place of all that are there.
pub(super) fn set(repo: &Repository, name: &str, value: &str) -> Result<(), Failure> {
    if is_many(repo, name)? {
        unset(repo, name)?;
    }
    Ok(local(repo)?.set_str(name, value)?)
}

/// Takes every value of a name out of the repository's own configuration; one that is not there is fine.
pub(super) fn unset(repo: &Repository, name: &str) -> Result<(), Failure> {
    optional(local(repo)?.remove_multivar(name, ".*")).map(drop)
}

/// Whether the repository's own configuration has several values of a name: the last of them counts.
fn is_many(repo: &Repository, name: &str) -> Result<bool, Failure> {
    let config = local(repo)?;
    let mut count = 0;
    let Some(entries) = optional(config.multivar(name, None))? else {
        return Ok(false);
    };
    entries.for_each(|_| count += 1)?;
    Ok(count > 1)
}

/// A value of the repository's own configuration alone.
pub(super) fn own_setting(repo: &Repository, name: &str) -> Result<Option<String>, Failure> {
    optional(local(repo)?.snapshot()?.get_string(name))
}

/// Like [`own_setting`], with `~/` resolved as git does for paths.
pub(super) fn own_path(repo: &Repository, name: &str) -> Result<Option<PathBuf>, Failure> {
    optional(local(repo)?.snapshot()?.get_path(name))
}

fn local(repo: &Repository) -> Result<Config, Failure> {
    Ok(repo.config()?.open_level(ConfigLevel::Local)?)
}

pub(super) fn optional<T>(value: Result<T, git2::Error>) -> Result<Option<T>, Failure> {
    match value {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// libgit2 knows `HOME` and `XDG_CONFIG_HOME` but none of git's own variables. The levels are
/// replaced in the repository's configuration itself, which every later reader shares.
pub(super) fn follow_environment(repo: &Repository) -> Result<(), Failure> {
    let nothing = repo.path().join("tlg").join("no-such-config");
    levels_of_environment(&mut repo.config()?, &nothing)
}

/// The levels that git's own variables name in the place of others; `nothing` is the path of no file.
pub(super) fn levels_of_environment(config: &mut Config, nothing: &Path) -> Result<(), Failure> {
    let file = |value: &OsString| match value.is_empty() {
        true => nothing.to_owned(),
        false => PathBuf::from(value),
    };
    if let Some(global) = env::var_os("GIT_CONFIG_GLOBAL") {
        config.add_file(&file(&global), ConfigLevel::Global, true)?;
        config.add_file(nothing, ConfigLevel::XDG, true)?;
    }
    if let Some(system) = env::var_os("GIT_CONFIG_SYSTEM") {
        config.add_file(&file(&system), ConfigLevel::System, true)?;
    }
    if env::var("GIT_CONFIG_NOSYSTEM").is_ok_and(|value| is_true(&value)) {
        config.add_file(nothing, ConfigLevel::System, true)?;
    }
    Ok(())
}

fn is_true(value: &str) -> bool {
    matches!(
        value.to_ascii_lowercase().as_str(),
        "1" | "true" | "yes" | "on"
    )
}
