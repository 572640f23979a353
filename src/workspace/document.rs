//! Documents brought in from outside: copied and hashed before anything is decided, stored with their commit.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use git2::{ObjectType, Oid};
use sha2::{Digest, Sha256};

use super::{Failure, Workspace};

const CHUNK: usize = 64 * 1024;

/// A copy of a document, waiting for the commit that names it. The copy has no name in any folder: a refused or killed
/// command leaves nothing behind.
#[derive(Clone, Debug)]
pub struct Staged {
    sha256: String,
    size: u64,
    copy: Arc<File>,
}

/// Why a document cannot be accepted.
#[derive(Debug)]
pub enum DocumentProblem {
    /// Nothing is there.
    Missing,
    /// A symbolic link: what it points at may be another file tomorrow.
    Link,
    /// A folder, device or pipe.
    NotAFile,
    /// No bytes.
    Empty,
    /// More bytes than `max_size`.
    TooLarge { size: u64, max_size: u64 },
    /// Somebody wrote to it while it was read.
    Changed,
}

impl Staged {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Bytes.
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Workspace {
    /// Copies the file at `path` and hashes it on the way, in bounded memory. Nothing of it is in the repository until
    /// a commit names it.
    ///
    /// # Errors
    /// [`Failure::Document`]; the file or the copy fails.
    pub fn stage(&self, path: &Path, max_size: u64) -> Result<Staged, Failure> {
        let refused = |problem| Failure::Document {
            path: path.to_owned(),
            problem,
        };
        let named = look_at(path).map_err(Failure::at(path))?;
        let named = named.ok_or_else(|| refused(DocumentProblem::Missing))?;
        if let Some(problem) = unacceptable(&named, max_size) {
            return Err(refused(problem));
        }
        let mut file = File::open(path).map_err(Failure::at(path))?;
        let before = file.metadata().map_err(Failure::at(path))?;
        if version(&before) != version(&named) {
            return Err(refused(DocumentProblem::Changed));
        }
        let staged = self.copy(&mut file, before.len(), path)?;
        let after = file.metadata().map_err(Failure::at(path))?;
        match staged {
            Some(staged) if version(&after) == version(&before) => Ok(staged),
            _ => Err(refused(DocumentProblem::Changed)),
        }
    }

    /// Copies exactly `size` bytes; `None` where the file has fewer or more.
    fn copy(&self, file: &mut File, size: u64, path: &Path) -> Result<Option<Staged>, Failure> {
        let folder = self.state_dir();
        fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
        let mut copy = tempfile::tempfile_in(&folder).map_err(Failure::at(&folder))?;
        let mut hash = Sha256::new();
        let (mut left, mut fits) = (size, true);
        each_chunk(file, path, |bytes| {
            let Some(rest) = left.checked_sub(bytes.len() as u64) else {
                fits = false;
                return Ok(false);
            };
            left = rest;
            hash.update(bytes);
            copy.write_all(bytes).map_err(Failure::at(&folder))?;
            Ok(true)
        })?;
        Ok((fits && left == 0).then(|| Staged {
            sha256: hex(&hash.finalize()),
            size,
            copy: Arc::new(copy),
        }))
    }

    /// Puts a staged document into the object store.
    pub(super) fn store_document(&self, staged: &Staged) -> Result<Oid, Failure> {
        let folder = self.state_dir();
        let odb = self.repo.odb()?;
        let length = usize::try_from(staged.size).map_err(io::Error::other);
        let mut writer = odb.writer(length.map_err(Failure::at(&folder))?, ObjectType::Blob)?;
        let mut copy = staged.copy.as_ref();
        copy.rewind().map_err(Failure::at(&folder))?;
        each_chunk(&mut copy, &folder, |bytes| {
            writer.write_all(bytes).map_err(Failure::at(&folder))?;
            Ok(true)
        })?;
        Ok(writer.finalize()?)
    }
}

/// Reads to the end, chunk by chunk, as long as `take` wants more.
fn each_chunk(
    source: &mut impl Read,
    path: &Path,
    mut take: impl FnMut(&[u8]) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = source.read(&mut chunk).map_err(Failure::at(path))?;
        match chunk.get(..read).filter(|bytes| !bytes.is_empty()) {
            Some(bytes) if take(bytes)? => {}
            _ => return Ok(()),
        }
    }
}

fn look_at(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn unacceptable(metadata: &Metadata, max_size: u64) -> Option<DocumentProblem> {
    let size = metadata.len();
    if metadata.is_symlink() {
        Some(DocumentProblem::Link)
    } else if !metadata.is_file() {
        Some(DocumentProblem::NotAFile)
    } else if size == 0 {
        Some(DocumentProblem::Empty)
    } else if size > max_size {
        Some(DocumentProblem::TooLarge { size, max_size })
    } else {
        None
    }
}

/// What tells two versions of a file apart.
fn version(metadata: &Metadata) -> (u64, u64, u64, Option<SystemTime>) {
    #[cfg(unix)]
    let (device, inode) = {
        use std::os::unix::fs::MetadataExt;
        (metadata.dev(), metadata.ino())
    };
    #[cfg(not(unix))]
    let (device, inode) = (0, 0);
    (device, inode, metadata.len(), metadata.modified().ok())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
