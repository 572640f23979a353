//! Whether anything can be written into a repository, and for how long there is room.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// With less room than this, in bytes, an act may be the last: a document has 20 MiB, and git packs what it has.
const LITTLE: u64 = 64 * 1024 * 1024;

/// So many bytes are written to try it.
const TRIAL: usize = 64 * 1024;

/// How it stands with the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Room {
    Enough,
    /// So many bytes are left.
    Little {
        free: u64,
    },
    /// Nothing can be written, as the system puts it.
    None {
        kind: io::ErrorKind,
        why: String,
    },
}

impl Room {
    /// Writes a file without a name into a folder, or into the next one above that is there, and asks how much is left.
    pub fn look(folder: &Path) -> Room {
        match (try_to_write(folder), free(folder)) {
            (Err(error), _) => Room::None {
                kind: error.kind(),
                why: error.to_string(),
            },
            (Ok(()), free) => Room::left(free),
        }
    }

    fn left(free: Option<u64>) -> Room {
        match free {
            Some(free) if free < LITTLE => Room::Little { free },
            _ => Room::Enough,
        }
    }
}

fn try_to_write(folder: &Path) -> io::Result<()> {
    let mut above = folder.ancestors();
    let there = above.find(|folder| fs::symlink_metadata(folder).is_ok());
    let mut file = tempfile::tempfile_in(there.unwrap_or(folder))?;
    file.write_all(&vec![0; TRIAL])
}

/// Bytes that are left for us; `None` where the system does not say.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_nearly_full_before_the_largest_document_no_longer_fits() {
        assert_eq!(Room::left(Some(8 * 1024)), Room::Little { free: 8 * 1024 });
        assert_eq!(Room::left(Some(LITTLE)), Room::Enough);
        assert_eq!(Room::left(None), Room::Enough);
    }
}
