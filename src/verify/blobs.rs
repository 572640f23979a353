use crate::record::tree::{Tree, TreeEntry, TreeError};
use crate::workspace::{CommitId, Tip};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Files that are remembered at most, in bytes: a few hundred deals.
const MOST: usize = 16 * 1024 * 1024;

/// Larger files are documents, which nobody asks for twice.
const LARGEST: usize = 256 * 1024;

/// What files held, by the id of their bytes: what a commit leaves behind is what the next one begins with, and reading an
/// object means unpacking and hashing it.
#[derive(Default)]
pub(super) struct Blobs {
    held: RefCell<HashMap<CommitId, Rc<[u8]>>>,
    size: RefCell<usize>,
}

/// A commit's files, read by way of what is remembered.
pub(super) struct Remembered<'b, 's> {
    pub tip: &'b Tip<'s>,
    pub blobs: &'b Blobs,
    /// The largest file that is read, in bytes: a few kilobytes in a pack may unpack to more than any memory holds.
    pub limit: u64,
    /// What the walk over the two trees has told of the files that differ between them; `None` of one that is not there.
    pub known: BTreeMap<&'b str, Option<CommitId>>,
}

impl Blobs {
    fn get(&self, id: CommitId) -> Option<Rc<[u8]>> {
        self.held.borrow().get(&id).cloned()
    }

    fn keep(&self, id: CommitId, bytes: &[u8]) {
        if bytes.len() > LARGEST {
            return;
        }
        let mut size = self.size.borrow_mut();
        let mut held = self.held.borrow_mut();
        if *size + bytes.len() > MOST {
            held.clear();
            *size = 0;
        }
        *size += bytes.len();
        held.insert(id, Rc::from(bytes));
    }
}

impl Remembered<'_, '_> {
    fn blob(&self, path: &str) -> Result<Option<CommitId>, TreeError> {
        match self.known.get(path) {
            Some(known) => Ok(*known),
            None => self.tip.blob(path),
        }
    }
}

impl Tree for Remembered<'_, '_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        let Some(id) = self.blob(path)? else {
            return Ok(None);
        };
        if let Some(bytes) = self.blobs.get(id) {
            return Ok(Some(bytes.to_vec()));
        }
        let (size, limit) = (self.tip.size_of(id, path)?, self.limit);
        if size > limit {
            let path = path.to_owned();
            return Err(TreeError::TooLarge { path, size, limit });
        }
        let bytes = self.tip.bytes_of(id, path)?;
        self.blobs.keep(id, &bytes);
        Ok(Some(bytes))
    }

    fn size(&self, path: &str) -> Result<Option<u64>, TreeError> {
        let id = self.blob(path)?;
        id.map(|id| self.tip.size_of(id, path)).transpose()
    }

    fn commit(&self) -> Option<String> {
        self.tip.commit()
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        self.tip.list(folder)
    }
}
