//! Public keys: the one that signs here, and those that come in files.

use std::fs;
use std::path::Path;

use ssh_key::{HashAlg, PublicKey};

use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::workspace::{Failure, SigningFailure, Workspace};

/// The public key that signs here, as the register writes keys: type and base64.
///
/// # Errors
/// No key is configured, or its file cannot be read.
pub fn signing_key(workspace: &Workspace) -> Result<String, Failure> {
    normal(parsed(workspace)?)
}

/// The fingerprint of the key that signs here.
///
/// # Errors
/// As [`signing_key`].
pub fn fingerprint(workspace: &Workspace) -> Result<String, Failure> {
    Ok(parsed(workspace)?.fingerprint(HashAlg::Sha256).to_string())
}

/// A public key out of a file, as the register writes keys.
///
/// # Errors
/// The file cannot be read, or holds no public key of OpenSSH.
pub fn public_key(file: &Path, session: &Session) -> Result<String, Stop> {
    let path = file.display().to_string();
    let text = fs::read_to_string(file).map_err(|error| {
        let text = session
            .say
            .text("people-key-unreadable", args![path => path.as_str()]);
        Stop::failed(text, &error)
    })?;
    let key = PublicKey::from_openssh(text.trim()).map_err(unreadable);
    key.and_then(normal).map_err(|_| {
        let text = session
            .say
            .text("people-key-unfit", args![path => path.as_str()]);
        Stop::Found(vec![text])
    })
}

fn parsed(workspace: &Workspace) -> Result<PublicKey, Failure> {
    let key = workspace.signer()?.public_key()?;
    PublicKey::from_openssh(&key).map_err(unreadable)
}

fn normal(mut key: PublicKey) -> Result<String, Failure> {
    key.set_comment("");
    key.to_openssh().map_err(unreadable)
}

fn unreadable(source: ssh_key::Error) -> Failure {
    SigningFailure::Unreadable { source }.into()
}
