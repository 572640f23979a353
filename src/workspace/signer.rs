//! Signing as git does: `ssh-keygen -Y sign`, so that agents, passphrases and hardware keys work.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use git2::Repository;
use ssh_key::{PrivateKey, PublicKey};

use super::key_file::{self, KeyFileFault};
use super::{Failure, Workspace, config, signature};

/// The program that signs where no other is configured.
const PROGRAM: &str = "ssh-keygen";

/// A person's key and the program that signs with it.
#[derive(Clone, Debug)]
pub struct Signer {
    pub(super) program: PathBuf,
    pub(super) key: Key,
}

#[derive(Clone, Debug)]
pub(super) enum Key {
    /// A file with the private key, or with the public one whose private half an agent holds.
    File(PathBuf),
    /// A public key written into the configuration; an agent holds the private half.
    Literal(String),
}

/// Where the private half is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PrivateHalf {
    /// In an agent, else in its file, whose passphrase is asked for.
    AsFiled,
    /// In an agent alone.
    InAgent,
}

/// Why a commit could not be signed, or not by the right key.
#[derive(Debug)]
pub enum SigningFailure {
    /// `user.signingkey` is not set.
    NoKey,
    /// `gpg.format` is not `ssh`.
    NotSsh { format: String },
    /// The file that `user.signingkey` names is not there.
    KeyMissing { path: PathBuf },
    /// The file that `user.signingkey` names holds no key, and has no `.pub` beside it.
    KeyUnreadable { path: PathBuf },
    /// The signing program is not there.
    ProgramMissing { program: PathBuf },
    /// The key is locked and the passphrase was wrong or could not be asked for.
    Locked { key: String },
    /// The signing program refused; `said` is what it wrote.
    Refused { program: PathBuf, said: String },
    /// The signature has no form that we know.
    Unreadable { source: ssh_key::Error },
    /// One of the signer's public keys on file cannot be read.
    BadTrustedKey {
        line: String,
        source: ssh_key::Error,
    },
    /// Signed, but by none of the signer's keys; `used` is the fingerprint.
    WrongKey { used: String },
}

impl Workspace {
    /// The key and program that git would sign with here.
    ///
    /// # Errors
    /// [`Failure::Signing`] where no SSH key is configured or its file is missing.
    pub fn signer(&self) -> Result<Signer, Failure> {
        Signer::of(&self.repo, &self.root)
    }
}

fn signing_program(repo: &Repository) -> Result<PathBuf, Failure> {
    let program = config::path_setting(repo, "gpg.ssh.program")?;
    Ok(program.unwrap_or_else(|| PathBuf::from(PROGRAM)))
}

fn signing_key(repo: &Repository, root: &Path) -> Result<Key, Failure> {
    let written = config::setting(repo, "user.signingkey")?.unwrap_or_default();
    if written.is_empty() {
        return Err(SigningFailure::NoKey.into());
    }
    if let Some(literal) = literal_key(&written) {
        return Ok(Key::Literal(literal.to_owned()));
    }
    let named = config::path_setting(repo, "user.signingkey")?.unwrap_or_default();
    let path = root.join(named);
    if path.is_file() {
        Ok(Key::File(path))
    } else {
        Err(SigningFailure::KeyMissing { path }.into())
    }
}

/// git's own rule for a key in the place of a file name.
fn literal_key(written: &str) -> Option<&str> {
    written
        .strip_prefix("key::")
        .or_else(|| written.starts_with("ssh-").then_some(written))
}

impl Signer {
    /// The key and program that git would sign with in this repository, whose work tree is `root`.
    pub(super) fn of(repo: &Repository, root: &Path) -> Result<Signer, Failure> {
        let format = config::setting(repo, "gpg.format")?;
        let format = format.unwrap_or_else(|| "openpgp".to_owned());
        if format != "ssh" {
            return Err(SigningFailure::NotSsh { format }.into());
        }
        Ok(Signer {
            program: signing_program(repo)?,
            key: signing_key(repo, root)?,
        })
    }

    /// The key of a file, private or public, as git finds it with no other settings.
    pub fn by_file(path: &Path) -> Signer {
        Signer::by_ssh_keygen(Key::File(path.to_owned()))
    }

    /// A key that is written in the place of a file name; `None` where it is none.
    pub fn by_literal(written: &str) -> Option<Signer> {
        let literal = literal_key(written)?;
        Some(Signer::by_ssh_keygen(Key::Literal(literal.to_owned())))
    }

    fn by_ssh_keygen(key: Key) -> Signer {
        Signer {
            program: PathBuf::from(PROGRAM),
            key,
        }
    }

    /// The public key in authorized-keys form, without a comment, found without unlocking the
    /// private one.
    ///
    /// # Errors
    /// A key file that cannot be read or understood and has no `.pub` beside it.
    pub fn public_key(&self) -> Result<String, Failure> {
        match &self.key {
            Key::Literal(literal) => public_key_in(literal).ok_or_else(|| {
                SigningFailure::KeyUnreadable {
                    path: PathBuf::from(literal),
                }
                .into()
            }),
            Key::File(path) => {
                let unreadable = || SigningFailure::KeyUnreadable { path: path.clone() };
                let text = match key_file::read(path) {
                    Ok(text) => text,
                    Err(KeyFileFault::Unreadable(source)) => {
                        let path = path.clone();
                        return Err(Failure::File { path, source });
                    }
                    Err(_) => return Err(unreadable().into()),
                };
                public_key_in(&text)
                    .or_else(|| public_key_beside(path))
                    .ok_or_else(|| unreadable().into())
            }
        }
    }

    /// Signs `payload` for git and returns the armour in its canonical form.
    pub(super) fn sign(&self, payload: &[u8]) -> Result<String, Failure> {
        self.sign_by(payload, PrivateHalf::AsFiled, |command| {
            command.stdin(if io::stdin().is_terminal() {
                Stdio::inherit()
            } else {
                Stdio::null()
            });
            command.output()
        })
    }

    /// Signs by a command that `run` runs to its end.
    pub(super) fn sign_by(
        &self,
        payload: &[u8],
        half: PrivateHalf,
        run: impl FnOnce(&mut Command) -> io::Result<Output>,
    ) -> Result<String, Failure> {
        let folder = tempfile::Builder::new()
            .prefix("tlg-sign-")
            .tempdir()
            .map_err(Failure::at(std::env::temp_dir()))?;
        let buffer = folder.path().join("commit");
        fs::write(&buffer, payload).map_err(Failure::at(&buffer))?;
        let mut command = self.command(folder.path(), half)?;
        command.arg(&buffer);
        let output = run(&mut command).map_err(|source| self.cannot_start(source))?;
        if !output.status.success() {
            return Err(self.refused(&output.stderr).into());
        }
        let made = folder.path().join("commit.sig");
        let armour = fs::read_to_string(&made).map_err(Failure::at(&made))?;
        Ok(signature::canonical(&armour)?)
    }

    fn command(&self, folder: &Path, half: PrivateHalf) -> Result<Command, Failure> {
        let mut command = Command::new(&self.program);
        command.args(["-Y", "sign", "-n", signature::NAMESPACE, "-f"]);
        match &self.key {
            Key::File(path) => {
                command.arg(path);
                if half == PrivateHalf::InAgent {
                    command.arg("-U");
                }
            }
            Key::Literal(literal) => {
                let path = folder.join("key");
                fs::write(&path, literal).map_err(Failure::at(&path))?;
                command.arg(&path).arg("-U");
            }
        }
        Ok(command)
    }

    fn cannot_start(&self, source: io::Error) -> Failure {
        let program = self.program.clone();
        if source.kind() == io::ErrorKind::NotFound {
            SigningFailure::ProgramMissing { program }.into()
        } else {
            Failure::Program { program, source }
        }
    }

    /// The key cannot be used without its passphrase.
    pub(super) fn locked(&self) -> SigningFailure {
        SigningFailure::Locked {
            key: match &self.key {
                Key::File(path) => path.display().to_string(),
                Key::Literal(literal) => literal.clone(),
            },
        }
    }

    fn refused(&self, stderr: &[u8]) -> SigningFailure {
        let said = String::from_utf8_lossy(stderr).trim().to_owned();
        if said.contains("incorrect passphrase") {
            self.locked()
        } else {
            SigningFailure::Refused {
                program: self.program.clone(),
                said,
            }
        }
    }
}

/// The public half of a key in OpenSSH's form; a private key carries it in the clear.
fn public_key_in(text: &str) -> Option<String> {
    let public = PublicKey::from_openssh(text.trim())
        .or_else(|_| PrivateKey::from_openssh(text).map(|private| private.public_key().clone()));
    PublicKey::from(public.ok()?.key_data().clone())
        .to_openssh()
        .ok()
}

fn public_key_beside(path: &Path) -> Option<String> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".pub");
    public_key_in(&key_file::read(Path::new(&beside)).ok()?)
}
