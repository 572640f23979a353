//! The key that a new clone signs with: the one that is named, else git's own, else the usual one of OpenSSH.

use std::env;
use std::path::{Path, PathBuf};

use crate::cli::desk;
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Stop, Unmet};
use crate::cli::words::{self, noted};
use crate::workspace::{Failure, Signer, SigningFailure, UsersConfig};

/// Where OpenSSH keeps the key that it makes, below the home of the person.
const USUAL: &str = ".ssh/id_ed25519.pub";

/// A key to sign with.
pub struct SigningKey {
    /// What git's `user.signingkey` becomes.
    pub setting: String,
    /// Its public half, as the register writes keys.
    pub public: String,
}

/// The first key of those; what is named and is no key is refused, and no other one is taken in its place.
///
/// # Errors
/// There is none; it cannot be read.
pub fn choose(
    named: Option<&Path>,
    users: &UsersConfig,
    session: &Session,
) -> Result<SigningKey, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    if let Some(path) = named {
        let path = std::path::absolute(desk::folder(session).join(path))?;
        return in_file(path).map_err(failed);
    }
    if let Some(key) = of_git(users).map_err(failed)? {
        return Ok(key);
    }
    match env::home_dir().map(|home| home.join(USUAL)) {
        Some(path) if path.is_file() => in_file(path).map_err(failed),
        _ => Err(none(session)),
    }
}

/// The key of git's own configuration; what is no SSH key there is for signing other things.
fn of_git(users: &UsersConfig) -> Result<Option<SigningKey>, Failure> {
    let Some(written) = users.setting("user.signingkey")? else {
        return Ok(None);
    };
    if let Some(signer) = Signer::by_literal(&written) {
        return signer
            .public_key()
            .and_then(|public| key(written, &public))
            .map(Some);
    }
    let path = users.path_setting("user.signingkey")?.unwrap_or_default();
    let path = std::path::absolute(&path).map_err(|source| Failure::File { path, source })?;
    let is_ssh = users
        .setting("gpg.format")?
        .is_some_and(|format| format == "ssh");
    match is_ssh || path.is_file() {
        true => in_file(path).map(Some),
        false => Ok(None),
    }
}

fn in_file(path: PathBuf) -> Result<SigningKey, Failure> {
    if !path.is_file() {
        return Err(SigningFailure::KeyMissing { path }.into());
    }
    let public = Signer::by_file(&path).public_key()?;
    key(path.display().to_string(), &public)
}

fn key(setting: String, public: &str) -> Result<SigningKey, Failure> {
    let public = desk::normal_key(public)?;
    Ok(SigningKey { setting, public })
}

fn none(session: &Session) -> Stop {
    let say = &session.say;
    let file = say.line("slot-file");
    Stop::Refused(RefusalScreen {
        subject: say.line("join-nobody"),
        unmet: vec![Unmet {
            text: say.line("init-no-key"),
            remedies: vec![
                noted(
                    "ssh-keygen -t ed25519 -f ~/.ssh/id_ed25519",
                    say.line("join-note-make-key"),
                ),
                noted(
                    format!("tlg join … --key {file}"),
                    say.line("join-note-other-key"),
                ),
            ],
        }],
    })
}
