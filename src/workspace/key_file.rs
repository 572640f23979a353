//! Files with keys, as people name them: anything may stand there.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use ssh_key::PublicKey;

/// The largest file that is read for a key, in bytes.
const LARGEST: u64 = 64 * 1024;

/// Why a file holds no public key that can be taken.
#[derive(Debug)]
pub enum KeyFileFault {
    /// It is not there, or cannot be read.
    Unreadable(io::Error),
    /// A folder, a pipe or a device.
    NotAFile,
    /// Larger than any key.
    TooLarge,
    /// No public key of OpenSSH.
    NotAKey,
    /// More than one key: which of them is meant?
    Several { keys: usize },
}

/// The text of a file that may hold a key. Only plain files are read, and no more of them than a key can be.
///
/// # Errors
/// Why it was not read.
pub fn read(path: &Path) -> Result<String, KeyFileFault> {
    let found = fs::metadata(path).map_err(KeyFileFault::Unreadable)?;
    if !found.is_file() {
        return Err(KeyFileFault::NotAFile);
    }
    let file = File::open(path).map_err(KeyFileFault::Unreadable)?;
    let mut bytes = Vec::new();
    let mut file = file.take(LARGEST + 1);
    file.read_to_end(&mut bytes)
        .map_err(KeyFileFault::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(KeyFileFault::TooLarge);
    }
    let text = String::from_utf8(bytes).map_err(|_| KeyFileFault::NotAKey)?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The one public key of a file; empty lines and those that begin with `#` are remarks.
///
/// # Errors
/// Why there is none.
pub fn public_key(path: &Path) -> Result<PublicKey, KeyFileFault> {
    let text = read(path)?;
    let lines = text.lines().map(str::trim);
    let lines: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    match lines[..] {
        [one] => PublicKey::from_openssh(one).map_err(|_| KeyFileFault::NotAKey),
        _ => {
            let keys = lines
                .iter()
                .filter(|line| PublicKey::from_openssh(line).is_ok());
            match keys.count() {
                0 | 1 => Err(KeyFileFault::NotAKey),
                keys => Err(KeyFileFault::Several { keys }),
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const KEY: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILRslK/czjFGzYU0dpMZxoNruZ9fqQS7B+Y7juHwr+Xo";

    fn of(text: &str) -> Result<PublicKey, KeyFileFault> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pub");
        fs::write(&path, text).unwrap();
        public_key(&path)
    }

    #[test]
    fn only_plain_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        for path in [Path::new("/dev/zero"), folder.path()] {
            assert!(matches!(public_key(path), Err(KeyFileFault::NotAFile)));
        }
        let gone = folder.path().join("gone");
        assert!(matches!(
            public_key(&gone),
            Err(KeyFileFault::Unreadable(_))
        ));
        assert!(matches!(
            of(&"a".repeat(70_000)),
            Err(KeyFileFault::TooLarge)
        ));
    }

    #[test]
    fn one_key_is_taken_whatever_stands_around_it() {
        for text in [
            KEY.to_owned(),
            format!("\u{feff}{KEY}\n"),
            format!("# ключ Иванова\r\n\r\n{KEY} ivanov@laptop\r\n"),
        ] {
            assert!(of(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_not_one_key_is_refused() {
        assert!(matches!(
            of(&format!("{KEY}\n{KEY}\n")),
            Err(KeyFileFault::Several { keys: 2 })
        ));
        for text in [
            "",
            "# ключ\n",
            "ssh-ed25519 AAAA",
            &format!("{KEY}\nи еще\n"),
        ] {
            assert!(matches!(of(text), Err(KeyFileFault::NotAKey)), "{text}");
        }
    }
}
