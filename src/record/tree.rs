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

    /// What `folder` holds, sorted by name; empty where there is no such folder.
    /// The empty path is the root.
    ///
    /// # Errors
    /// A file in the folder's place, names that are not UTF-8, objects that cannot be read.
    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError>;
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
    /// The object is missing or damaged.
    Unreadable {
        path: String,
        source: Box<dyn Error + Send + Sync>,
    },
}
