//! Public keys: the one that signs here, and those that come in files or in letters.

use std::path::Path;

use ssh_key::PublicKey;

use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::key;
use crate::workspace::{self, Failure, KeyFileFault, SigningFailure, Workspace};

/// The public key that signs here, as the register writes keys: type and base64.
///
/// # Errors
/// No key is configured, or its file cannot be read.
pub fn signing_key(workspace: &Workspace) -> Result<String, Failure> {
    normal_key(&workspace.signer()?.public_key()?)
}

/// A public key as the register writes keys: without its comment.
///
/// # Errors
/// It is none.
pub fn normal_key(key: &str) -> Result<String, Failure> {
    normal(PublicKey::from_openssh(key).map_err(unreadable)?)
}

/// The fingerprint of the key that signs here.
///
/// # Errors
/// As [`signing_key`].
pub fn fingerprint(workspace: &Workspace) -> Result<String, Failure> {
    Ok(key::fingerprint(&signing_key(workspace)?))
}

/// A public key out of a file, as the register writes keys.
///
/// # Errors
/// The file cannot be read, or holds no public key of OpenSSH.
pub fn public_key(file: &Path, session: &Session) -> Result<String, Stop> {
    let (say, path) = (&session.say, file.display().to_string());
    let path = path.as_str();
    let unfit = |text| Stop::Found(vec![text]);
    let key = workspace::public_key(file).map_err(|fault| match fault {
        KeyFileFault::Unreadable(error) => Stop::failed(
            say.text("people-key-unreadable", args![path => path]),
            &error,
        ),
        KeyFileFault::NotAFile => unfit(say.text("people-key-no-file", args![path => path])),
        KeyFileFault::TooLarge => unfit(say.text("people-key-too-large", args![path => path])),
        KeyFileFault::NotAKey => unfit(say.text("people-key-unfit", args![path => path])),
        KeyFileFault::Several { keys } => {
            unfit(say.text("people-key-several", args![path => path, count => keys]))
        }
    })?;
    normal(key).map_err(|_| unfit(say.text("people-key-unfit", args![path => path])))
}

/// The public key that somebody gives: the text of a key, as it comes in a letter, or the file that holds it.
///
/// # Errors
/// As [`public_key`].
pub fn given_key(given: &str, session: &Session) -> Result<String, Stop> {
    match PublicKey::from_openssh(given.trim()) {
        Ok(key) => normal(key).map_err(|failure| words::failure(&failure, &session.say)),
        Err(_) => public_key(Path::new(given), session),
    }
}

/// The shortest beginning of a fingerprint that names a key.
const SHORTEST: usize = 4;

/// The key that a person means by its fingerprint, a unique beginning of it, or a file: one of `keys`, or the file's.
///
/// # Errors
/// None of the keys is meant, or more than one; the file cannot be read.
pub fn named_key(name: &str, keys: &[&str], session: &Session) -> Result<String, Stop> {
    let digits = name.strip_prefix("SHA256:").unwrap_or(name);
    let meant = |key: &&&str| {
        let fingerprint = key::fingerprint(key);
        let own = fingerprint.strip_prefix("SHA256:").unwrap_or_default();
        digits.len() >= SHORTEST && own.starts_with(digits)
    };
    let found: Vec<&&str> = keys.iter().filter(meant).collect();
    if let [one] = found[..] {
        return Ok((*one).to_owned());
    }
    let file = Path::new(name);
    if found.is_empty() && file.is_file() {
        return public_key(file, session);
    }
    let known: Vec<String> = keys.iter().map(|key| key::fingerprint(key)).collect();
    let known = known.join(", ");
    Err(Stop::usage(session.say.text(
        "people-no-such-key",
        args![key => name, known => known],
    )))
}

fn normal(mut key: PublicKey) -> Result<String, Failure> {
    key.set_comment("");
    key.to_openssh().map_err(unreadable)
}

fn unreadable(source: ssh_key::Error) -> Failure {
    SigningFailure::Unreadable { source }.into()
}
