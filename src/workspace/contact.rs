//! When this clone met its server last: `.git/tlg/contact`, by the clock of the machine. It says how old the picture is, and
//! spares one the wait for a server that was away a moment ago.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use git2::Repository;
use serde::{Deserialize, Serialize};

use super::{Failure, Workspace, durable};

/// How long a server that was away is not asked again by itself.
const RESPITE: Duration = Duration::from_secs(60);

/// What a clone remembers of its server. Nothing rests on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// When it answered last, in seconds of the Unix clock.
    pub met: Option<i64>,
    /// When it was asked in vain, since it answered last.
    pub missed: Option<i64>,
}

impl Contact {
    /// What this clone remembers; nothing where the record is not there or makes no sense.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of(workspace: &Workspace) -> Result<Contact, Failure> {
        Contact::read(&path(&workspace.repo))
    }

    pub(super) fn read(path: &Path) -> Result<Contact, Failure> {
        let bytes = durable::read_if_there(path).map_err(Failure::at(path))?;
        let text = bytes.unwrap_or_default();
        Ok(serde_json::from_slice(&text).unwrap_or_default())
    }

    /// Whether the server was away so short a time ago that it is not asked again by itself.
    pub fn is_resting(&self) -> bool {
        let resting =
            |missed: i64| (0..RESPITE.as_secs().cast_signed()).contains(&(now() - missed));
        self.missed.is_some_and(resting)
    }

    /// Notes that the server answered.
    ///
    /// # Errors
    /// The record cannot be written.
    pub fn met(workspace: &Workspace) -> Result<(), Failure> {
        let met = Some(now());
        let missed = None;
        Contact { met, missed }.write(workspace)
    }

    /// Notes that the server did not answer.
    ///
    /// # Errors
    /// The record cannot be written.
    pub fn missed(workspace: &Workspace) -> Result<(), Failure> {
        let known = Contact::of(workspace)?;
        let missed = Some(now());
        Contact { missed, ..known }.write(workspace)
    }

    fn write(&self, workspace: &Workspace) -> Result<(), Failure> {
        let path = path(&workspace.repo);
        let text = serde_json::json!(self).to_string();
        let temporary = path.with_extension(format!("{}.new", std::process::id()));
        durable::replace(&path, &temporary, durable::Sync::Sometime, |file| {
            std::io::Write::write_all(file, text.as_bytes())
        })
        .map_err(Failure::at(&path))
    }
}

pub(super) fn path(repo: &Repository) -> PathBuf {
    repo.commondir().join("tlg").join("contact")
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().cast_signed())
}
