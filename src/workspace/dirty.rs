//! Uncommitted work in the files that a commit is about to write.

use git2::Oid;

use super::git_index::GitIndex;
use super::pending::PendingFile;
use super::work_tree::{self, Found};
use super::{Failure, Workspace};

/// A file that stands in a commit's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirtyPath {
    /// Its path in the workspace.
    pub path: String,
    /// What was done to it.
    pub edit: Edit,
}

/// How a file differs from the last commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Edited by hand; `git restore` drops the edit.
    Modified,
    /// Removed by hand; `git restore` brings it back.
    Deleted,
    /// Changed or conflicting in the index; `git restore --staged` drops that.
    Staged,
    /// A file that git does not know; it has to be moved away.
    Untracked,
    /// A link or folder, there or in the place of one of its folders; it has to be moved away.
    Obstructed,
}

impl Workspace {
    /// Refuses a commit whose files carry other content than the parent's or the new one.
    pub(super) fn refuse_dirty(
        &self,
        index: &GitIndex,
        files: &[PendingFile],
    ) -> Result<(), Failure> {
        let mut paths = Vec::new();
        for file in files {
            if let Some(edit) = self.edit(index, file)? {
                paths.push(DirtyPath {
                    path: file.path.clone(),
                    edit,
                });
            }
        }
        if paths.is_empty() {
            Ok(())
        } else {
            Err(Failure::Dirty { paths })
        }
    }

    fn edit(&self, index: &GitIndex, file: &PendingFile) -> Result<Option<Edit>, Failure> {
        let known = |content: Option<Oid>| content == file.old || content == file.new;
        if index.has_conflict(&file.path) || !known(index.blob(&file.path)) {
            return Ok(Some(Edit::Staged));
        }
        Ok(match work_tree::look(&self.root, &file.path)? {
            Found::Obstructed => Some(Edit::Obstructed),
            Found::Absent if !known(None) => Some(Edit::Deleted),
            Found::File(content) if !known(Some(content)) => Some(match file.old {
                Some(_) => Edit::Modified,
                None => Edit::Untracked,
            }),
            Found::Absent | Found::File(_) => None,
        })
    }
}
