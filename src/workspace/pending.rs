//! `.git/tlg/pending`: where the branch is being brought, on disk before it moves.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::commit_object::whole_id;
use super::references::Along;
use super::{CommitId, Failure, durable};

/// A commit on its way, the files that it changes, and the references that change with the branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pending {
    pub old: Option<CommitId>,
    pub new: CommitId,
    pub files: Vec<PendingFile>,
    pub along: Along,
}

/// A file's blob before and after the commit; `None` where there is no such file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PendingFile {
    pub path: String,
    pub old: Option<Oid>,
    pub new: Option<Oid>,
}

const NOTHING: &str = "-";
const KEPT: &str = "kept ";
const SPENT: &str = "spent ";

impl Pending {
    pub(super) fn path(state: &Path) -> PathBuf {
        state.join("pending")
    }

    /// Writes the record so that it survives a crash.
    pub fn write(&self, state: &Path) -> Result<(), Failure> {
        let path = Pending::path(state);
        let temporary = path.with_extension("new");
        durable::write(&path, &temporary, &self.text()).map_err(Failure::at(&path))
    }

    /// The record that an interrupted commit left, if any.
    pub fn read(state: &Path) -> Result<Option<Pending>, Failure> {
        let path = Pending::path(state);
        let Some(bytes) = durable::read_if_there(&path).map_err(Failure::at(&path))? else {
            return Ok(None);
        };
        let pending = std::str::from_utf8(&bytes).ok().and_then(Pending::parse);
        pending.map(Some).ok_or(Failure::MalformedPending { path })
    }

    /// Removes the record: the commit is wholly there, or never was.
    pub fn clear(state: &Path) -> Result<(), Failure> {
        let path = Pending::path(state);
        durable::remove_if_there(&path).map_err(Failure::at(&path))
    }

    fn text(&self) -> String {
        let mut text = format!("{} {}\n", name(self.old), self.new);
        for file in &self.files {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} {} {}", name(file.old), name(file.new), file.path);
        }
        for (reference, commit) in &self.along.kept {
            let _ = writeln!(text, "{KEPT}{commit} {reference}");
        }
        for reference in &self.along.spent {
            let _ = writeln!(text, "{SPENT}{reference}");
        }
        text
    }

    fn parse(text: &str) -> Option<Pending> {
        let mut lines = text.lines();
        let (old, new) = lines.next()?.split_once(' ')?;
        let mut pending = Pending {
            old: id(old)?,
            new: whole_id(new.as_bytes())?,
            files: Vec::new(),
            along: Along::default(),
        };
        for line in lines {
            if let Some(reference) = line.strip_prefix(SPENT) {
                pending.along.spent.push(reference.to_owned());
            } else if let Some(kept) = line.strip_prefix(KEPT) {
                let (commit, reference) = kept.split_once(' ')?;
                let commit = whole_id(commit.as_bytes())?;
                pending.along.kept.push((reference.to_owned(), commit));
            } else {
                pending.files.push(PendingFile::parse(line)?);
            }
        }
        Some(pending)
    }
}

impl PendingFile {
    /// Path and content of a file that is there afterwards.
    pub fn written(&self) -> Option<(&str, Oid)> {
        Some((&self.path, self.new?))
    }

    fn parse(line: &str) -> Option<PendingFile> {
        let (old, rest) = line.split_once(' ')?;
        let (new, path) = rest.split_once(' ')?;
        Some(PendingFile {
            path: path.to_owned(),
            old: id(old)?,
            new: id(new)?,
        })
    }
}

fn name(id: Option<Oid>) -> String {
    id.map_or_else(|| NOTHING.to_owned(), |id| id.to_string())
}

fn id(name: &str) -> Option<Option<Oid>> {
    if name == NOTHING {
        Some(None)
    } else {
        whole_id(name.as_bytes()).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let one = Oid::hash_object(git2::ObjectType::Blob, b"1").unwrap();
        let two = Oid::hash_object(git2::ObjectType::Blob, b"2").unwrap();
        let file = |path: &str, old| PendingFile {
            path: path.to_owned(),
            old,
            new: Some(two),
        };
        let gone = PendingFile {
            path: "b".to_owned(),
            old: Some(two),
            new: None,
        };
        let pending = Pending {
            old: None,
            new: one,
            files: vec![file("clients/s/КП 1.pdf", None), file("a", Some(one)), gone],
            along: Along {
                kept: vec![("refs/tlg/kept/ivanov/2".to_owned(), one)],
                spent: vec!["refs/tlg/waiting/ivanov/1".to_owned()],
            },
        };
        assert_eq!(Pending::parse(&pending.text()), Some(pending));
    }

    #[test]
    fn a_torn_record_is_not_understood() {
        assert_eq!(Pending::parse(""), None);
        assert_eq!(Pending::parse("- 12"), None);
    }
}
