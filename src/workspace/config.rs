//! git's configuration: who works here, and the settings of a workspace.

use std::env;
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

impl Workspace {
    /// Who works here: `user.name` and `user.email`, or `None` where either is missing.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn identity(&self) -> Result<Option<Person>, Failure> {
        let name = self.setting("user.name")?;
        let email = self.setting("user.email")?;
        Ok(name.zip(email).map(|(name, email)| Person { name, email }))
    }

    /// A value of git's configuration, as git itself would read it here.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        optional(self.repo.config()?.snapshot()?.get_string(name))
    }

    /// Like [`Workspace::setting`], with `~/` resolved as git does for paths.
    pub(super) fn path_setting(&self, name: &str) -> Result<Option<PathBuf>, Failure> {
        optional(self.repo.config()?.snapshot()?.get_path(name))
    }

    /// Sets a value in this clone's own configuration, `.git/config`.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn set(&self, name: &str, value: &str) -> Result<(), Failure> {
        Ok(local(&self.repo)?.set_str(name, value)?)
    }

    /// Writes the settings that a clone of a workspace needs into its own configuration.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn configure(&self) -> Result<(), Failure> {
        let mut config = local(&self.repo)?;
        for (name, value) in SETTINGS {
            config.set_str(name, value)?;
        }
        Ok(())
    }
}

fn local(repo: &Repository) -> Result<Config, Failure> {
    Ok(repo.config()?.open_level(ConfigLevel::Local)?)
}

fn optional<T>(value: Result<T, git2::Error>) -> Result<Option<T>, Failure> {
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
    let mut config = repo.config()?;
    if let Some(global) = env::var_os("GIT_CONFIG_GLOBAL") {
        config.add_file(Path::new(&global), ConfigLevel::Global, true)?;
        config.add_file(&nothing, ConfigLevel::XDG, true)?;
    }
    if let Some(system) = env::var_os("GIT_CONFIG_SYSTEM") {
        config.add_file(Path::new(&system), ConfigLevel::System, true)?;
    }
    if env::var("GIT_CONFIG_NOSYSTEM").is_ok_and(|value| is_true(&value)) {
        config.add_file(&nothing, ConfigLevel::System, true)?;
    }
    Ok(())
}

fn is_true(value: &str) -> bool {
    matches!(
        value.to_ascii_lowercase().as_str(),
        "1" | "true" | "yes" | "on"
    )
}
