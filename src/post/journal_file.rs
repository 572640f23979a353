//! The file of the journal: what was noted in it is on the disk.
//!
//! It is longer than its lines: zeros are written ahead. A note then changes nothing but bytes that the file has
//! already, which the disk confirms in a tenth of the time that a growing file takes.

use super::journal_line::Line;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// How many zeros are written ahead, in bytes: room for some 600 notes.
const AHEAD: usize = 64 * 1024;

pub(super) struct JournalFile {
    path: PathBuf,
    /// None until the first note of this run.
    open: Option<Open>,
}

/// What the file says.
pub(super) struct Read {
    /// The lines that were written to their end.
    pub lines: Vec<Line>,
    /// There are others, which were on the disk once.
    pub damaged: bool,
}

/// The file while lines are added, with its whole length and the place of the next line.
struct Open {
    file: File,
    length: u64,
    next: u64,
}

impl JournalFile {
    /// The file of that path, which need not be there yet.
    pub fn new(path: PathBuf) -> JournalFile {
        JournalFile { path, open: None }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Everything that can be read.
    pub fn read(&self) -> io::Result<Read> {
        let bytes = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            bytes => bytes?,
        };
        let (whole, rest) = bytes.split_at(whole(&bytes).len());
        let text = String::from_utf8_lossy(whole);
        let lines: Vec<(&str, Option<Line>)> = text
            .split_terminator('\n')
            .map(|line| (line, Line::read(line)))
            .collect();
        let place = lines.iter().position(|(_, read)| read.is_none());
        // Only the line that was being written last can be cut off, and where it is, zeros stand.
        let cut_off = place.is_some_and(|place| {
            let last = place + 1 == lines.len() && rest.iter().all(|byte| *byte == 0);
            last && lines
                .get(place)
                .is_some_and(|(line, _)| line.contains('\0'))
        });
        Ok(Read {
            damaged: place.is_some() && !cut_off,
            lines: lines.into_iter().filter_map(|(_, read)| read).collect(),
        })
    }

    /// Adds a line. After a failure the file is looked at anew.
    pub fn note(&mut self, line: &Line) -> io::Result<()> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => Open::at(&self.path)?,
        };
        open.note(line.to_string().as_bytes())?;
        self.open = Some(open);
        Ok(())
    }

    /// Puts these lines in the place of all others.
    pub fn replace(&mut self, lines: impl Iterator<Item = Line>) -> io::Result<()> {
        self.open = None;
        let text: String = lines.map(|line| line.to_string()).collect();
        let draft = self.path.with_extension("new");
        let mut file = File::create(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, &self.path)?;
        sync_folder_of(&self.path)
    }
}

impl Open {
    fn at(path: &Path) -> io::Result<Open> {
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(path)?;
        sync_folder_of(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let (lines, rest) = bytes.split_at(whole(&bytes).len());
        let next = as_length(lines);
        // A line that was cut off was never noted, not even where only its end is missing.
        if rest.iter().any(|byte| *byte != 0) {
            file.set_len(next)?;
        }
        let length = file.metadata()?.len();
        Ok(Open { file, length, next })
    }

    fn note(&mut self, line: &[u8]) -> io::Result<()> {
        let after = self.next.saturating_add(as_length(line));
        if after > self.length {
            self.make_room(AHEAD.max(line.len()))?;
        }
        self.file.seek(SeekFrom::Start(self.next))?;
        self.file.write_all(line)?;
        self.file.sync_data()?;
        self.next = after;
        Ok(())
    }

    fn make_room(&mut self, bytes: usize) -> io::Result<()> {
        let zeros = vec![0; bytes];
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(&zeros)?;
        self.file.sync_all()?;
        self.length = self.length.saturating_add(as_length(&zeros));
        Ok(())
    }
}

/// The lines that have an end.
fn whole(bytes: &[u8]) -> &[u8] {
    let last = bytes.iter().rposition(|byte| *byte == b'\n');
    last.and_then(|last| bytes.get(..=last)).unwrap_or_default()
}

fn as_length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Folders cannot be synced here; the file system's journal has to do.
#[cfg(not(unix))]
fn sync_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}
