//! A tree of files as the core sees it: names and bytes, wherever they come from.

use std::error::Error;

/// A frozen tree of regular files, addressed by paths with `/` and no leading slash.
pub trait Tree {
    /// The bytes of the regular file at `path`, or `None` where there is nothing.
    ///
    /// # Errors
    /// Anything else at that path (folder, symbolic link, executable, submodule) and
    /// objects that cannot be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError>;

    /// How many bytes the regular file at `path` has, or `None` where there is nothing.
    ///
    /// # Errors
    /// As [`Tree::read`].
    fn size(&self, path: &str) -> Result<Option<u64>, TreeError> {
        let bytes = self.read(path)?;
        Ok(bytes.map(|bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX)))
    }

    /// The id of the commit that has these files; none of files that were not committed.
    fn commit(&self) -> Option<String> {
        None
    }

    /// Whether this very program has proved every step to these files: each of them is whole then, and as it writes them.
    fn is_proved(&self) -> bool {
        false
    }

    /// What `folder` holds, sorted by name; empty where there is no such folder.
    /// The empty path is the root.
    ///
    /// # Errors
    /// A file in the folder's place, names that are not UTF-8, objects that cannot be read.
    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError>;
}

/// The tree before the first commit: nothing.
pub struct NoTree;

impl Tree for NoTree {
    fn read(&self, _: &str) -> Result<Option<Vec<u8>>, TreeError> {
        Ok(None)
    }

    fn list(&self, _: &str) -> Result<Vec<TreeEntry>, TreeError> {
        Ok(Vec::new())
    }
}

/// One name in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TreeEntry {
    /// The name without its folder.
    pub name: String,
    /// Whether it is a folder; a link or a submodule is none.
    pub is_folder: bool,
}

/// Why a path of a tree cannot be read.
#[derive(Debug)]
pub enum TreeError {
    /// Something else than a regular file (mode 100644); `mode` is git's.
    NotAFile { path: String, mode: u32 },
    /// Something else than a folder; `mode` is git's.
    NotAFolder { path: String, mode: u32 },
    /// A name in this folder is not UTF-8.
    UnreadableName { folder: String },
    /// Larger than any file that is read; both in bytes.
    TooLarge { path: String, size: u64, limit: u64 },
    /// The object is missing or damaged.
    Unreadable {
        path: String,
        source: Box<dyn Error + Send + Sync>,
    },
}
