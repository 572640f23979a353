//! git's configuration of the person and of the machine, where no repository has a say yet.

use std::path::{Path, PathBuf};

use git2::Config;

use super::Failure;
use super::config::{self, optional};

/// Where no file is, so that a level of the configuration is empty.
const NOWHERE: &str = "/nonexistent/tlg";

/// What git would use in a new repository.
pub struct UsersConfig(Config);

impl UsersConfig {
    /// Reads it, where git's own variables say that it is.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn open() -> Result<UsersConfig, Failure> {
        let mut config = Config::open_default()?;
        config::levels_of_environment(&mut config, Path::new(NOWHERE))?;
        Ok(UsersConfig(config.snapshot()?))
    }

    /// A value, as git itself would read it.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        optional(self.0.get_string(name))
    }

    /// Like [`UsersConfig::setting`], with `~/` resolved as git does for paths.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn path_setting(&self, name: &str) -> Result<Option<PathBuf>, Failure> {
        optional(self.0.get_path(name))
    }
}
