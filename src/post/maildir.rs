use super::PostFailure;
use crate::process::transport::MailSettings;
use crate::record::Sha256Hex;
use crate::workspace::Workspace;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A folder that letters are put into: every mail program reads it, and no server is needed.
#[derive(Clone, Debug)]
pub struct Maildir {
    root: PathBuf,
}

/// How a delivery went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    Now(PathBuf),
    /// The maildir had the letter already.
    Before(PathBuf),
}

impl Maildir {
    /// The maildir of that folder.
    pub fn new(root: PathBuf) -> Maildir {
        Maildir { root }
    }

    /// The maildir that the settings name, else the clone's own.
    pub fn of(workspace: &Workspace, settings: &MailSettings) -> Maildir {
        Maildir::new(match &settings.maildir {
            Some(named) => workspace.root().join(named),
            None => workspace.state_dir().join("maildir"),
        })
    }

    /// Where the letters are.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Puts a letter in, wholly or not at all. Its file is named after `key`, so that a second delivery finds the first
    /// one, also after somebody has read it.
    ///
    /// # Errors
    /// A file or folder that cannot be read or written.
    pub fn deliver(&self, key: &str, message: &[u8]) -> Result<Delivered, PostFailure> {
        for name in ["tmp", "new", "cur"] {
            let folder = self.root.join(name);
            fs::create_dir_all(&folder).map_err(at(&folder))?;
        }
        let name = Sha256Hex::of(key.as_bytes()).to_string();
        if let Some(path) = self.find(&name)? {
            return Ok(Delivered::Before(path));
        }
        let draft = self.root.join("tmp").join(&name);
        write(&draft, message).map_err(at(&draft))?;
        let path = self.root.join("new").join(&name);
        fs::rename(&draft, &path).map_err(at(&path))?;
        let folder = self.root.join("new");
        File::open(&folder)
            .and_then(|folder| folder.sync_all())
            .map_err(at(&folder))?;
        Ok(Delivered::Now(path))
    }

    /// The letter of that name, new, or read and marked so behind a colon.
    fn find(&self, name: &str) -> Result<Option<PathBuf>, PostFailure> {
        let new = self.root.join("new").join(name);
        if new.exists() {
            return Ok(Some(new));
        }
        let folder = self.root.join("cur");
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let entry = entry.map_err(at(&folder))?;
            if entry.file_name().to_string_lossy().starts_with(name) {
                return Ok(Some(entry.path()));
            }
        }
        Ok(None)
    }
}

fn write(path: &Path, message: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(message)?;
    file.sync_all()
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> PostFailure {
    let path = path.to_owned();
    move |source| PostFailure::File { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_delivered_once_also_after_it_was_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let maildir = Maildir::new(folder.path().join("mail"));
        let Ok(Delivered::Now(path)) = maildir.deliver("a@host", b"one") else {
            panic!("the first delivery delivers");
        };
        assert_eq!(fs::read(&path).expect("the letter"), b"one");
        let again = maildir.deliver("a@host", b"two").expect("delivers");
        assert_eq!(again, Delivered::Before(path.clone()));
        let mut name = path.file_name().expect("a name").to_owned();
        name.push(":2,S");
        let read = maildir.root().join("cur").join(name);
        fs::rename(&path, &read).expect("is read");
        let again = maildir.deliver("a@host", b"two").expect("delivers");
        assert_eq!(again, Delivered::Before(read));
        assert!(matches!(
            maildir.deliver("b@host", b"two"),
            Ok(Delivered::Now(_))
        ));
    }

    #[test]
    fn a_draft_that_a_crash_left_behind_is_no_letter() {
        let folder = tempfile::tempdir().expect("a folder");
        let maildir = Maildir::new(folder.path().to_owned());
        let name = Sha256Hex::of(b"a@host").to_string();
        fs::create_dir_all(folder.path().join("tmp")).expect("a folder");
        fs::write(folder.path().join("tmp").join(&name), b"half").expect("a draft");
        let Ok(Delivered::Now(path)) = maildir.deliver("a@host", b"whole") else {
            panic!("it is delivered");
        };
        assert_eq!(fs::read(path).expect("the letter"), b"whole");
    }
}
