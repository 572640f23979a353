//! What all trust in a history goes back to: its first commit and the key that signed it, told out of band.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::commit_object::whole_id;
use super::{CommitId, Failure, Store, config, durable};

/// The setting that names the key of the introduction, by its fingerprint.
pub(super) const INTRODUCED_BY: &str = "tlg.introducedBy";

/// The setting that names the file which holds the introduction in place of the repository's configuration.
const ANCHOR: &str = "tlg.anchor";

/// The first commit of a history and the fingerprint of the key that signed it: `ID:SHA256:…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Introduction {
    pub commit: CommitId,
    /// As OpenSSH prints it, `SHA256:…`.
    pub key: String,
}

/// What is no introduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoIntroduction;

/// What a repository has on record about its introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing.
    Nothing,
    /// Its own configuration names the first commit, and perhaps the key.
    Configured { commit: String, key: Option<String> },
    /// Its configuration names a file.
    File(AnchorFile),
}

/// A file that holds an introduction, out of reach of those who push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorFile {
    pub path: PathBuf,
    pub content: AnchorContent,
    /// Whether it belongs to root and nobody else may write it.
    pub is_guarded: bool,
}

/// What stands in the place of an anchor's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnchorContent {
    /// There is no such file, or it cannot be read.
    Missing,
    /// It holds no introduction.
    Unreadable,
    Introduction(Introduction),
}

impl FromStr for Introduction {
    type Err = NoIntroduction;

    fn from_str(text: &str) -> Result<Introduction, NoIntroduction> {
        let (commit, key) = text.split_once(':').ok_or(NoIntroduction)?;
        Introduction::of(commit, key).ok_or(NoIntroduction)
    }
}

impl fmt::Display for Introduction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.commit, self.key)
    }
}

impl fmt::Display for NoIntroduction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ID:SHA256:…")
    }
}

impl std::error::Error for NoIntroduction {}

impl Introduction {
    fn of(commit: &str, key: &str) -> Option<Introduction> {
        let commit = whole_id(commit.as_bytes())?;
        let hash = key.strip_prefix("SHA256:")?;
        let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || "+/".contains(letter);
        (hash.len() == 43 && hash.chars().all(is_base64)).then(|| Introduction {
            commit,
            key: key.to_owned(),
        })
    }

    /// The lines of an anchor's file, in the form of git's configuration.
    pub fn anchor_text(&self) -> String {
        format!(
            "[tlg]\n\tintroduction = {}\n\tintroducedBy = {}\n",
            self.commit, self.key
        )
    }

    /// Writes the lines into a file that is not there yet.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_anchor(&self, path: &Path) -> Result<(), Failure> {
        let temporary = path.with_extension("tlg-new");
        durable::write(path, &temporary, &self.anchor_text()).map_err(Failure::at(path))
    }
}

impl AnchorFile {
    /// What stands at this path.
    pub fn look(path: &Path) -> AnchorFile {
        AnchorFile {
            path: path.to_owned(),
            content: content(path),
            is_guarded: is_guarded(path),
        }
    }
}

impl Store {
    /// What is on record about the introduction: in this repository's own configuration, whatever that of the user or
    /// of the machine says.
    ///
    /// # Errors
    /// A configuration file that cannot be read.
    pub fn anchor(&self) -> Result<Anchor, Failure> {
        if let Some(path) = config::own_path(&self.repo, ANCHOR)? {
            return Ok(Anchor::File(AnchorFile::look(&path)));
        }
        let Some(commit) = config::own_setting(&self.repo, config::INTRODUCTION)? else {
            return Ok(Anchor::Nothing);
        };
        let key = config::own_setting(&self.repo, INTRODUCED_BY)?;
        Ok(Anchor::Configured { commit, key })
    }

    /// Records the introduction in the repository's own configuration.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn record_introduction(&self, introduction: &Introduction) -> Result<(), Failure> {
        self.set(config::INTRODUCTION, &introduction.commit.to_string())?;
        self.set(INTRODUCED_BY, &introduction.key)
    }

    /// Records the file that holds the introduction; the configuration itself holds none then.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn record_anchor(&self, path: &Path) -> Result<(), Failure> {
        self.set(ANCHOR, &path.display().to_string())?;
        [config::INTRODUCTION, INTRODUCED_BY]
            .iter()
            .try_for_each(|name| config::unset(&self.repo, name))
    }
}

fn content(path: &Path) -> AnchorContent {
    if fs::metadata(path).is_err() {
        return AnchorContent::Missing;
    }
    let read = || {
        let file = git2::Config::open(path).ok()?;
        let commit = file.get_string(config::INTRODUCTION).ok()?;
        Introduction::of(&commit, &file.get_string(INTRODUCED_BY).ok()?)
    };
    read().map_or(AnchorContent::Unreadable, AnchorContent::Introduction)
}

/// Whether only root can change the file.
#[cfg(unix)]
fn is_guarded(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    const WRITABLE_BY_OTHERS: u32 = 0o022;
    fs::metadata(path).is_ok_and(|file| file.uid() == 0 && file.mode() & WRITABLE_BY_OTHERS == 0)
}

/// Owners are not known here.
#[cfg(not(unix))]
fn is_guarded(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "4f1c000000000000000000000000000000000abc";
    const KEY: &str = "SHA256:uNiVztksCsDhcc0u9e8BrqkCvWp3lRcjsUSaJOiZrZY";

    #[test]
    fn an_introduction_is_read_as_it_is_told() {
        let text = format!("{ID}:{KEY}");
        let introduction: Introduction = text.parse().unwrap();
        assert_eq!(introduction.key, KEY);
        assert_eq!(introduction.to_string(), text);
    }

    #[test]
    fn half_an_introduction_is_none() {
        for text in [
            "",
            ID,
            &format!("{ID}:"),
            &format!("{ID}:SHA256:abc"),
            &format!("4f1c:{KEY}"),
        ] {
            assert_eq!(text.parse::<Introduction>(), Err(NoIntroduction), "{text}");
        }
    }

    #[test]
    fn an_anchor_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchor");
        assert_eq!(AnchorFile::look(&path).content, AnchorContent::Missing);
        let introduction: Introduction = format!("{ID}:{KEY}").parse().unwrap();
        introduction.write_anchor(&path).unwrap();
        let found = AnchorFile::look(&path).content;
        assert_eq!(found, AnchorContent::Introduction(introduction));
        fs::write(&path, "[tlg]\n").unwrap();
        assert_eq!(AnchorFile::look(&path).content, AnchorContent::Unreadable);
    }
}
