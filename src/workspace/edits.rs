//! Files edited by hand that a command takes over into a commit of its own.

use std::collections::BTreeSet;
use std::fs;

use super::work_tree::{self, Found};
use super::{DirtyPath, Edit, Failure, Tip, Workspace};
use crate::record::tree::Tree;

/// A file of the work tree that differs from the last commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Its path in the workspace.
    pub path: String,
    /// What it holds now.
    pub bytes: Vec<u8>,
}

impl Workspace {
    /// The files at or below these paths that were edited or added by hand; what git ignores is none.
    ///
    /// # Errors
    /// [`Failure::Dirty`] names files that were removed, and links or folders in the place of files; a file that
    /// cannot be read.
    pub fn edits(&self, below: &[&str]) -> Result<Vec<Edited>, Failure> {
        let tip = self.tip()?;
        let mut paths = BTreeSet::new();
        for path in below {
            committed(&tip, path, &mut paths)?;
            self.present(path, &mut paths)?;
        }
        let mut edits = Vec::new();
        let mut unusable = Vec::new();
        for path in paths {
            match work_tree::look(&self.root, &path)? {
                Found::File(content) => {
                    let old = tip.blob(&path)?;
                    let is_ignored = old.is_none() && self.repo.is_path_ignored(&path)?;
                    if is_ignored || Some(content) == old {
                        continue;
                    }
                    let bytes = fs::read(self.root.join(&path)).map_err(Failure::at(&path))?;
                    edits.push(Edited { path, bytes });
                }
                Found::Absent => unusable.push(DirtyPath {
                    path,
                    edit: Edit::Deleted,
                }),
                Found::Obstructed => unusable.push(DirtyPath {
                    path,
                    edit: Edit::Obstructed,
                }),
            }
        }
        match unusable.is_empty() {
            true => Ok(edits),
            false => Err(Failure::Dirty { paths: unusable }),
        }
    }

    /// Adds what the work tree has at or below a path.
    fn present(&self, path: &str, paths: &mut BTreeSet<String>) -> Result<(), Failure> {
        let target = self.root.join(path);
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_dir() => {
                for entry in fs::read_dir(&target).map_err(Failure::at(&target))? {
                    let entry = entry.map_err(Failure::at(&target))?;
                    let name = entry.file_name();
                    let Some(name) = name.to_str() else {
                        let path = entry.path().display().to_string();
                        return Err(Failure::BadPath { path });
                    };
                    self.present(&format!("{path}/{name}"), paths)?;
                }
            }
            Ok(_) => {
                paths.insert(path.to_owned());
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(Failure::at(&target)(source)),
        }
        Ok(())
    }
}

/// Adds what the last commit has at or below a path.
fn committed(tip: &Tip, path: &str, paths: &mut BTreeSet<String>) -> Result<(), Failure> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let entries = tip.list(folder)?;
    let Some(entry) = entries.into_iter().find(|entry| entry.name == name) else {
        return Ok(());
    };
    if !entry.is_folder {
        paths.insert(path.to_owned());
        return Ok(());
    }
    for below in tip.list(path)? {
        committed(tip, &format!("{path}/{}", below.name), paths)?;
    }
    Ok(())
}
