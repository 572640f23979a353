//! The password of the mail server: from the environment or from a file outside of the clone, never from the workspace.

use crate::workspace::{Failure, Workspace};
use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

/// The variable that holds the password.
pub const VARIABLE: &str = "TLG_SMTP_PASSWORD";

/// The variable that names a file with the password.
pub const FILE_VARIABLE: &str = "TLG_SMTP_PASSWORD_FILE";

/// The setting of git that names a file with the password.
pub const FILE_SETTING: &str = "tlg.smtpPasswordFile";

/// A password; printing it for debugging shows nothing of it.
#[derive(Clone)]
pub struct Password(String);

/// Why there is no password.
#[derive(Debug)]
pub enum PasswordFailure {
    /// Neither variable nor setting says one.
    Missing,
    /// The file cannot be read.
    Unreadable { path: PathBuf, source: io::Error },
    /// The file is inside of the clone, from where it could be committed.
    InTheClone { path: PathBuf },
    /// The first line of the file, or the variable, is empty.
    Empty,
    /// git's configuration cannot be read.
    Setting(Box<Failure>),
}

impl Password {
    /// The password of this machine.
    ///
    /// # Errors
    /// There is none, or its file is not as it should be.
    pub fn find(workspace: &Workspace) -> Result<Password, PasswordFailure> {
        if let Ok(password) = env::var(VARIABLE) {
            return Password::of(&password);
        }
        let setting = || workspace.path_setting(FILE_SETTING);
        let path = match env::var_os(FILE_VARIABLE) {
            Some(path) => PathBuf::from(path),
            None => setting()
                .map_err(|failure| PasswordFailure::Setting(Box::new(failure)))?
                .ok_or(PasswordFailure::Missing)?,
        };
        Password::read(workspace, path)
    }

    fn read(workspace: &Workspace, path: PathBuf) -> Result<Password, PasswordFailure> {
        let (real, root) = (path.canonicalize(), workspace.root().canonicalize());
        if let (Ok(real), Ok(root)) = (&real, &root)
            && real.starts_with(root)
        {
            return Err(PasswordFailure::InTheClone { path });
        }
        match fs::read_to_string(&path) {
            Ok(text) => Password::of(text.lines().next().unwrap_or_default()),
            Err(source) => Err(PasswordFailure::Unreadable { path, source }),
        }
    }

    fn of(text: &str) -> Result<Password, PasswordFailure> {
        match text.is_empty() {
            true => Err(PasswordFailure::Empty),
            false => Ok(Password(text.to_owned())),
        }
    }

    /// The password itself.
    pub(super) fn reveal(&self) -> String {
        self.0.clone()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
