//! One `tlg` at a time writes in a clone: `.git/tlg/lock`. One meets the server, `meeting`, and one sends letters, `post`.

use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::{Failure, Workspace, maintenance};

const POLL: Duration = Duration::from_millis(25);

/// The right to write in this clone, given up when dropped.
///
/// The operating system holds it: a killed process leaves no lock behind.
pub struct Lock {
    file: File,
    repository: PathBuf,
}

/// The right to send letters from this clone, given up when dropped. Others may write meanwhile.
pub struct PostLock(#[expect(dead_code, reason = "held, never read")] Lock);

/// The right to meet the server from this clone, given up when dropped. Others may write meanwhile.
pub struct MeetingLock(#[expect(dead_code, reason = "held, never read")] Lock);

/// Who holds the lock, as that process wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its process id.
    pub pid: u32,
    /// The machine it runs on.
    pub host: String,
    /// Its command line.
    pub command: String,
    /// When it took the lock, where the file system says so.
    pub since: Option<SystemTime>,
}

impl Workspace {
    /// Takes the lock, waiting up to `wait` for another `tlg`, and first of all finishes what an
    /// interrupted commit left undone.
    ///
    /// # Errors
    /// [`Failure::Busy`] with the holder; [`Failure::GitBusy`] and file failures while finishing.
    pub fn lock(&self, wait: Duration) -> Result<Lock, Failure> {
        let lock = acquire(&self.repo.commondir().join("tlg"), "lock", wait)?;
        let state = self.state_dir();
        fs::create_dir_all(&state).map_err(Failure::at(&state))?;
        self.recover()?;
        Ok(lock)
    }

    /// Takes the right to meet the server from this clone, waiting up to `wait`, and first of all removes what a git that was
    /// killed has locked. Whoever takes the [`Lock`] as well takes it later and gives it up earlier.
    ///
    /// # Errors
    /// [`Failure::Busy`] with the holder; file failures.
    pub fn lock_meeting(&self, wait: Duration) -> Result<MeetingLock, Failure> {
        let lock = acquire(&self.repo.commondir().join("tlg"), "meeting", wait)?;
        self.release_orphaned_upstream()?;
        Ok(MeetingLock(lock))
    }

    /// Takes the right to send letters from this clone, without waiting.
    ///
    /// # Errors
    /// [`Failure::Busy`] with the holder; file failures.
    pub fn lock_post(&self) -> Result<PostLock, Failure> {
        let folder = self.repo.commondir().join("tlg");
        acquire(&folder, "post", Duration::ZERO).map(PostLock)
    }

    /// Who sends letters from this clone just now, if anybody does; inside none where they have not said yet who they are.
    /// Takes no right from anybody for longer than it takes to look.
    ///
    /// # Errors
    /// File failures.
    pub fn holder_of_post(&self) -> Result<Option<Option<Holder>>, Failure> {
        let path = self.repo.commondir().join("tlg").join("post");
        let file = match File::open(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            file => file.map_err(Failure::at(&path))?,
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => Ok(Some(Holder::read(&path))),
            Err(TryLockError::Error(source)) => Err(Failure::File { path, source }),
        }
    }
}

fn acquire(folder: &Path, name: &str, wait: Duration) -> Result<Lock, Failure> {
    fs::create_dir_all(folder).map_err(Failure::at(folder))?;
    let path = folder.join(name);
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(Failure::at(&path))?;
    let deadline = Instant::now() + wait;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(POLL),
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::Busy {
                    holder: Holder::read(&path),
                });
            }
            Err(TryLockError::Error(source)) => return Err(Failure::File { path, source }),
        }
    }
    let mut lock = Lock {
        file,
        repository: folder.parent().unwrap_or(folder).to_owned(),
    };
    lock.sign(&Holder::this_process())
        .map_err(Failure::at(&path))?;
    Ok(lock)
}

impl Lock {
    fn sign(&mut self, holder: &Holder) -> std::io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        write!(
            self.file,
            "{}\n{}\n{}\n",
            holder.pid, holder.host, holder.command
        )
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file gives the lock up in any case, and a name left in a free lock is
        // never read: neither failure changes anything.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
        maintenance::start_if_due(&self.repository);
    }
}

impl Holder {
    fn this_process() -> Holder {
        let command: Vec<String> = env::args_os()
            .map(|argument| argument.to_string_lossy().replace('\n', " "))
            .collect();
        Holder {
            pid: process::id(),
            host: host_name(),
            command: command.join(" "),
            since: None,
        }
    }

    /// What the holder wrote; `None` in the instant before it has written it.
    fn read(path: &Path) -> Option<Holder> {
        let text = fs::read_to_string(path).ok()?;
        let mut lines = text.lines();
        Some(Holder {
            pid: lines.next()?.parse().ok()?,
            host: lines.next()?.to_owned(),
            command: lines.next()?.to_owned(),
            since: fs::metadata(path).and_then(|file| file.modified()).ok(),
        })
    }
}

/// What this machine calls itself; empty where it does not say.
pub fn host_name() -> String {
    ["/proc/sys/kernel/hostname", "/etc/hostname"]
        .iter()
        .find_map(|path| fs::read_to_string(path).ok())
        .map(|name| name.trim().to_owned())
        .or_else(|| env::var("COMPUTERNAME").ok())
        .or_else(|| env::var("HOSTNAME").ok())
        .unwrap_or_default()
}
