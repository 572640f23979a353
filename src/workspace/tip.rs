//! One commit as it is read: its time and its tree.

use chrono::{DateTime, FixedOffset};
use git2::{ObjectType, Oid, Repository};

use super::commit_object::{Header, whole_id};
use super::{CommitId, Failure, Workspace, config};
use crate::record::tree::{Tree, TreeEntry, TreeError};

const FILE: i32 = 0o100644;

/// A commit of the workspace and the files it holds.
pub struct Tip<'w> {
    id: CommitId,
    committed: DateTime<FixedOffset>,
    tree: git2::Tree<'w>,
    repo: &'w Repository,
    is_proved: bool,
}

impl<'w> Tip<'w> {
    pub(super) fn load(repo: &'w Repository, id: CommitId) -> Result<Tip<'w>, Failure> {
        let header = Header::of(repo, id)?;
        Tip::with(repo, id, header.tree, header.committed)
    }

    /// A commit that was read already.
    pub(super) fn with(
        repo: &'w Repository,
        id: CommitId,
        tree: Oid,
        committed: DateTime<FixedOffset>,
    ) -> Result<Tip<'w>, Failure> {
        Ok(Tip {
            id,
            committed,
            tree: repo.find_tree(tree)?,
            repo,
            is_proved: false,
        })
    }

    /// The same, known to be proved or not.
    pub fn known_as_proved(self, is_proved: bool) -> Tip<'w> {
        Tip { is_proved, ..self }
    }

    /// The commit's id.
    pub fn id(&self) -> CommitId {
        self.id
    }

    /// The committer's time, in whole seconds.
    pub fn committed(&self) -> DateTime<FixedOffset> {
        self.committed
    }

    pub(super) fn tree(&self) -> &git2::Tree<'w> {
        &self.tree
    }

    /// The blob of the regular file at `path`.
    ///
    /// # Errors
    /// As [`Tree::read`].
    pub fn blob(&self, path: &str) -> Result<Option<Oid>, TreeError> {
        match self.entry(path)? {
            None => Ok(None),
            Some(entry) if entry.mode == FILE => Ok(Some(entry.id)),
            Some(entry) => Err(TreeError::NotAFile {
                path: path.to_owned(),
                mode: entry.mode.cast_unsigned(),
            }),
        }
    }

    /// What the blob of the file at `path` holds.
    ///
    /// # Errors
    /// As [`Tree::read`].
    pub fn bytes_of(&self, blob: Oid, path: &str) -> Result<Vec<u8>, TreeError> {
        let blob = self.repo.find_blob(blob);
        let blob = blob.map_err(|error| unreadable(path, error))?;
        Ok(blob.content().to_vec())
    }

    /// How large the blob of the file at `path` is, in bytes, without unpacking it.
    ///
    /// # Errors
    /// As [`Tree::size`].
    pub fn size_of(&self, blob: Oid, path: &str) -> Result<u64, TreeError> {
        let header = self.repo.odb().and_then(|odb| odb.read_header(blob));
        let (size, _) = header.map_err(|error| unreadable(path, error))?;
        Ok(u64::try_from(size).unwrap_or(u64::MAX))
    }

    fn entry(&self, path: &str) -> Result<Option<Entry>, TreeError> {
        let mut entry: Option<Entry> = None;
        let mut tree = self.tree.clone();
        for name in path.split('/') {
            if let Some(folder) = &entry {
                tree = self.folder(path, folder)?;
            }
            let Some(found) = tree.get_name(name) else {
                return Ok(None);
            };
            entry = Some(Entry {
                id: found.id(),
                mode: found.filemode_raw(),
            });
        }
        Ok(entry)
    }

    /// The id of its tree.
    pub fn tree_id(&self) -> Oid {
        self.tree.id()
    }

    /// The id of the folder at `path`; `None` where there is nothing.
    ///
    /// # Errors
    /// As [`Tree::list`].
    pub fn folder_id(&self, path: &str) -> Result<Option<Oid>, TreeError> {
        Ok(self.folder_at(path)?.map(|folder| folder.id()))
    }

    /// The folder at `path`; `None` where there is nothing.
    pub(super) fn folder_at(&self, path: &str) -> Result<Option<git2::Tree<'w>>, TreeError> {
        let entry = self.entry(path)?;
        entry.map(|entry| self.folder(path, &entry)).transpose()
    }

    fn folder(&self, path: &str, entry: &Entry) -> Result<git2::Tree<'w>, TreeError> {
        if entry.mode != i32::from(git2::FileMode::Tree) {
            return Err(TreeError::NotAFolder {
                path: path.to_owned(),
                mode: entry.mode.cast_unsigned(),
            });
        }
        self.repo
            .find_tree(entry.id)
            .map_err(|error| unreadable(path, error))
    }
}

struct Entry {
    id: Oid,
    mode: i32,
}

fn unreadable(path: &str, error: git2::Error) -> TreeError {
    TreeError::Unreadable {
        path: path.to_owned(),
        source: Box::new(error),
    }
}

impl Tree for Tip<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        let id = self.blob(path)?;
        id.map(|id| self.bytes_of(id, path)).transpose()
    }

    fn size(&self, path: &str) -> Result<Option<u64>, TreeError> {
        let id = self.blob(path)?;
        id.map(|id| self.size_of(id, path)).transpose()
    }

    fn is_proved(&self) -> bool {
        self.is_proved
    }

    fn commit(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        let tree = if folder.is_empty() {
            self.tree.clone()
        } else {
            match self.entry(folder)? {
                None => return Ok(Vec::new()),
                Some(entry) => self.folder(folder, &entry)?,
            }
        };
        let mut entries = tree
            .iter()
            .map(|entry| {
                let name = entry.name().map_err(|_| TreeError::UnreadableName {
                    folder: folder.to_owned(),
                })?;
                Ok(TreeEntry {
                    name: name.to_owned(),
                    is_folder: entry.kind() == Some(ObjectType::Tree),
                })
            })
            .collect::<Result<Vec<_>, TreeError>>()?;
        entries.sort();
        Ok(entries)
    }
}

impl Workspace {
    /// The last commit of the branch.
    ///
    /// # Errors
    /// A branch without commits, an object that is missing or damaged.
    pub fn tip(&self) -> Result<Tip<'_>, Failure> {
        Tip::load(&self.repo, self.repo.refname_to_id(&self.branch)?)
    }

    /// A commit of the history, by its id.
    pub(super) fn tip_of(&self, id: CommitId) -> Result<Tip<'_>, Failure> {
        Tip::load(&self.repo, id)
    }

    /// The commit that `revision` names, in git's own notation.
    ///
    /// # Errors
    /// [`Failure::UnknownRevision`]; an object that is missing or damaged.
    pub fn at(&self, revision: &str) -> Result<Tip<'_>, Failure> {
        let unknown = |_| Failure::UnknownRevision {
            revision: revision.to_owned(),
        };
        let object = self.repo.revparse_single(revision).map_err(unknown)?;
        let commit = object.peel(ObjectType::Commit).map_err(unknown)?;
        Tip::load(&self.repo, commit.id())
    }

    /// The commit that a revision names, where the branch has it in its history.
    ///
    /// # Errors
    /// [`Failure::UnknownRevision`], also for a commit beside the branch; an object that is missing or damaged.
    pub fn on_branch(&self, revision: &str) -> Result<CommitId, Failure> {
        let wanted = self.at(revision)?.id();
        let mut id = self.repo.refname_to_id(&self.branch)?;
        while id != wanted {
            let header = Header::of(&self.repo, id)?;
            id = *header.parents.first().ok_or(Failure::UnknownRevision {
                revision: revision.to_owned(),
            })?;
        }
        Ok(wanted)
    }

    /// The last commit of the branch that was there at `moment`.
    ///
    /// # Errors
    /// [`Failure::BeforeHistory`]; an object that is missing or damaged.
    pub fn at_date(&self, moment: DateTime<FixedOffset>) -> Result<Tip<'_>, Failure> {
        let mut id = self.repo.refname_to_id(&self.branch)?;
        loop {
            let header = Header::of(&self.repo, id)?;
            if header.committed <= moment {
                return Tip::load(&self.repo, id);
            }
            id = *header.parents.first().ok_or(Failure::BeforeHistory {
                first: header.committed,
            })?;
        }
    }

    /// The first commit of the history: as `init` or `join` recorded it, else found by walking
    /// the parents inside the commits.
    ///
    /// # Errors
    /// An object that is missing or damaged.
    pub fn introduction(&self) -> Result<CommitId, Failure> {
        if let Some(recorded) = config::own_setting(&self.repo, config::INTRODUCTION)?
            && let Some(id) = whole_id(recorded.as_bytes())
        {
            return Ok(id);
        }
        let mut id = self.repo.refname_to_id(&self.branch)?;
        while let Some(parent) = Header::of(&self.repo, id)?.parents.first() {
            id = *parent;
        }
        Ok(id)
    }
}
