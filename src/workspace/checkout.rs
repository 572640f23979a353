//! Bringing work tree and index to a commit that the branch already points to.
//!
//! One path for a commit that goes well and for one that was interrupted anywhere: each file is
//! judged by what stands there, and what is neither the old content nor the new is left alone.

use std::fs::File;
use std::io::{self, Write};

use git2::Oid;

use super::durable::Sync;
use super::git_index::GitIndex;
use super::objects::MANY;
use super::pending::{Pending, PendingFile};
use super::work_tree::{self, Found};
use super::{Failure, Workspace};

impl Workspace {
    /// Lands `pending`: references, files, index, and at last its record.
    pub(super) fn land(&self, mut index: GitIndex, pending: &Pending) -> Result<(), Failure> {
        self.follow_the_branch(pending)?;
        // Thousands of files are not worth a sync each: their content is safe in the objects, and
        // `git restore` brings back what a power failure emptied.
        let sync = if pending.files.len() > MANY {
            Sync::Sometime
        } else {
            Sync::Now
        };
        let mut landed = index.is_changed();
        if self.target()?.is_some() {
            let tip = self.tip()?;
            for file in &pending.files {
                work_tree::sweep(&self.root, &file.path)?;
                if tip.blob(&file.path)? == file.new {
                    self.land_file(&mut index, file, sync)?;
                    landed = true;
                }
            }
        }
        if landed {
            index.write()?;
        }
        Pending::clear(&self.state_dir())
    }

    fn land_file(
        &self,
        index: &mut GitIndex,
        file: &PendingFile,
        sync: Sync,
    ) -> Result<(), Failure> {
        let found = work_tree::look(&self.root, &file.path)?;
        let untouched = match found {
            Found::Absent => file.old.is_none(),
            Found::File(content) => Some(content) == file.old,
            Found::Obstructed => false,
        };
        match file.new.filter(|_| untouched) {
            Some(new) => work_tree::place(&self.root, &file.path, sync, |target| {
                self.copy_blob(new, target)
            })?,
            None if untouched => work_tree::remove(&self.root, &file.path)?,
            None => {}
        }
        let recorded = index.blob(&file.path);
        if index.has_conflict(&file.path) || (recorded != file.old && recorded != file.new) {
            return Ok(());
        }
        let Some(new) = file.new else {
            return match recorded {
                Some(_) => index.forget(&file.path),
                None => Ok(()),
            };
        };
        let metadata = if untouched || found == Found::File(new) {
            Some(work_tree::metadata(&self.root, &file.path)?)
        } else {
            None
        };
        index.set(&file.path, new, metadata.as_ref())
    }

    /// Copies a blob piece by piece where it lies loose, as every new one does.
    fn copy_blob(&self, blob: Oid, target: &mut File) -> io::Result<()> {
        let odb = self.repo.odb().map_err(io::Error::other)?;
        if let Ok((mut reader, _, _)) = odb.reader(blob) {
            return io::copy(&mut reader, target).map(drop);
        }
        let object = odb.read(blob).map_err(io::Error::other)?;
        target.write_all(object.data())
    }
}
