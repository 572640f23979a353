//! Trying whether a key signs, with nobody at hand to unlock it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ssh_key::{PrivateKey, PublicKey};

use super::signer::{Key, PrivateHalf};
use super::{Failure, Signer, SigningFailure, signature};

/// What is signed: no commit begins like this.
const CONSTANT: &[u8] = b"tlg doctor: does this key sign?\n";

/// An agent that asks somebody for leave may never answer.
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(10);

/// How a trial went that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// The key made a signature, and it is good.
    Signed,
    /// A key that waits for a touch; it was not tried.
    NeedsTouch,
}

impl Signer {
    /// Signs a constant and checks the signature, asking nobody for anything.
    ///
    /// # Errors
    /// [`SigningFailure::Locked`] where only a passphrase would open the key; other failures to
    /// sign.
    pub fn try_out(&self) -> Result<Trial, Failure> {
        let public = self.public_key()?;
        if needs_touch(&public) {
            return Ok(Trial::NeedsTouch);
        }
        let half = match self.is_locked() {
            true => PrivateHalf::InAgent,
            false => PrivateHalf::AsFiled,
        };
        let made = self.sign_by(CONSTANT, half, |command| {
            within(PATIENCE, command.env("SSH_ASKPASS_REQUIRE", "never"))
        });
        let armour = match made {
            Err(Failure::Signing(SigningFailure::Refused { .. }))
                if half == PrivateHalf::InAgent =>
            {
                return Err(self.locked().into());
            }
            made => made?,
        };
        signature::check(&armour, CONSTANT, &[public])?;
        Ok(Trial::Signed)
    }

    /// Whether the private half is not at hand without a passphrase or an agent. `ssh-keygen -U` then asks the agent
    /// alone, where it would ask at the terminal otherwise.
    fn is_locked(&self) -> bool {
        let Key::File(path) = &self.key else {
            return false;
        };
        match private_half(path) {
            Some(text) => is_encrypted(&text),
            None => true,
        }
    }
}

/// The text of the private key that `ssh-keygen` finds for this file.
fn private_half(path: &Path) -> Option<String> {
    let beside = path.to_str()?.strip_suffix(".pub").map(PathBuf::from);
    let candidates = [Some(path.to_owned()), beside];
    let texts = candidates.into_iter().flatten();
    let mut texts = texts.filter_map(|path| fs::read_to_string(path).ok());
    texts.find(|text| text.contains("PRIVATE KEY"))
}

fn is_encrypted(text: &str) -> bool {
    match PrivateKey::from_openssh(text) {
        Ok(key) => key.is_encrypted(),
        // The older forms say so in the clear.
        Err(_) => text.contains("ENCRYPTED"),
    }
}

fn needs_touch(public: &str) -> bool {
    PublicKey::from_openssh(public).is_ok_and(|key| key.algorithm().as_str().starts_with("sk-"))
}

/// Runs a program that gets nothing to read, and ends it when it takes too long.
fn within(patience: Duration, command: &mut Command) -> io::Result<Output> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let deadline = Instant::now() + patience;
    while child.try_wait()?.is_none() {
        if Instant::now() > deadline {
            child.kill()?;
            break;
        }
        thread::sleep(POLL);
    }
    child.wait_with_output()
}
