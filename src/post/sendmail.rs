//! The program `sendmail` of this machine, which every mail system brings. Run by ourselves and not by the mail library:
//! its exit code says whether a second try may help, and a program that hangs must not hold up the others for ever.

use super::parcel::Parcel;
use super::setback::{Setback, Standstill, kept};
use crate::workspace::{Failure, Workspace};
use std::env;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The setting of git that names the program.
pub const SETTING: &str = "tlg.sendmail";

/// Where mail systems put it, beside the folders of `PATH`.
const USUAL: [&str; 2] = ["/usr/sbin/sendmail", "/usr/lib/sendmail"];

/// How long the program may take for one letter.
const PATIENCE: Duration = Duration::from_secs(600);

const POLL: Duration = Duration::from_millis(20);

/// The exit codes of a program that could not do it now: something that it needs is not there (`EX_UNAVAILABLE`), the
/// machine or a disk fails (`EX_OSERR`, `EX_IOERR`), or it says so (`EX_TEMPFAIL`); of a shell that did not find it.
const LATER: [i32; 6] = [69, 71, 74, 75, 126, 127];

/// The program `sendmail`.
#[derive(Clone, Debug)]
pub struct Sendmail {
    path: PathBuf,
}

impl Sendmail {
    /// The program that git's configuration names, else the machine's; `Err` with the named path where it is not there.
    ///
    /// # Errors
    /// git's configuration cannot be read.
    pub fn find(workspace: &Workspace) -> Result<Result<Sendmail, Option<PathBuf>>, Failure> {
        if let Some(path) = workspace.path_setting(SETTING)? {
            return Ok(match path.is_file() {
                true => Ok(Sendmail { path }),
                false => Err(Some(path)),
            });
        }
        let folders = env::var_os("PATH").unwrap_or_default();
        let in_path = env::split_paths(&folders).map(|folder| folder.join("sendmail"));
        let usual = USUAL.iter().map(PathBuf::from);
        let mut all = usual.chain(in_path);
        Ok(all
            .find(|path| path.is_file())
            .map(|path| Sendmail { path })
            .ok_or(None))
    }

    /// Where the program is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the program one letter for one recipient.
    ///
    /// # Errors
    /// It does not start, or does not take the letter.
    pub(super) fn hand_over(&self, parcel: &Parcel) -> Result<(), Setback> {
        let still = |source| {
            let path = self.path.clone();
            Setback::Still(Standstill::Sendmail { path, source })
        };
        let mut words = tempfile::tempfile().map_err(still)?;
        let mut child = self.start(parcel, &words).map_err(still)?;
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if Instant::now() < deadline => thread::sleep(POLL),
                _ => {
                    // Whether it can still be stopped or not: nobody knows what it did with the letter.
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(Setback::Unheard(kept("")));
                }
            }
        };
        told(status, &said(&mut words))
    }

    fn start(&self, parcel: &Parcel, words: &File) -> io::Result<std::process::Child> {
        let mut letter = tempfile::tempfile()?;
        letter.write_all(parcel.text.as_bytes())?;
        letter.rewind()?;
        Command::new(&self.path)
            .args(["-i", "-f", &parcel.from, "--", &parcel.to])
            .stdin(Stdio::from(letter))
            .stdout(words.try_clone()?)
            .stderr(words.try_clone()?)
            .spawn()
    }
}

/// What the program wrote; nothing where that cannot be read.
fn said(words: &mut File) -> String {
    let mut said = Vec::new();
    let read = words.rewind().and_then(|()| words.read_to_end(&mut said));
    match read {
        Ok(_) => String::from_utf8_lossy(&said).into_owned(),
        Err(_) => String::new(),
    }
}

fn told(status: ExitStatus, said: &str) -> Result<(), Setback> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) if LATER.contains(&code) => Err(Setback::Later(kept(said))),
        Some(code) => Err(Setback::Refused(kept(&format!("sendmail {code} {said}")))),
        None => Err(Setback::Unheard(kept(said))),
    }
}
