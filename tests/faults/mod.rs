//! Kills a command at every change it makes to a folder, one run for each, and lets the test
//! judge what is left each time.

#[allow(dead_code, reason = "not every test has a wrong disk")]
pub mod failing;

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/killer.c");
const SIGKILL: i32 = 9;
/// No command under test makes more changes than this.
const LIMIT: usize = 5_000;

/// The shim that kills, compiled once a test.
pub struct Killer {
    shim: PathBuf,
    folder: TempDir,
}

/// One run of the command on a fresh folder.
pub struct Trial {
    /// The folder whose changes are counted.
    pub folder: PathBuf,
    /// The command; it inherits nothing of an earlier run.
    pub command: Command,
    /// What has to live as long as the trial.
    pub keep: Vec<TempDir>,
}

/// What a run left.
pub struct Remains<'a> {
    /// The folder of the trial.
    pub folder: &'a Path,
    /// The change that was not survived, such as `rename /…/index`; `None` for the last run,
    /// which survived.
    pub killed_at: Option<&'a str>,
}

impl Killer {
    /// Compiles the shim with the system's C compiler.
    pub fn new() -> Killer {
        let folder = tempfile::tempdir().unwrap();
        let shim = folder.path().join("killer.so");
        let status = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&shim)
            .args([SOURCE, "-ldl"])
            .status()
            .unwrap();
        assert!(status.success(), "killer.c does not compile");
        Killer { shim, folder }
    }

    /// Runs the command of `prepare` with the 1st, 2nd, 3rd … change not survived until it
    /// survives, and `judge`s after each run. Returns the number of kills.
    pub fn at_every_change(
        &self,
        mut prepare: impl FnMut() -> Trial,
        mut judge: impl FnMut(&Remains),
    ) -> usize {
        for number in 1..LIMIT {
            let mut trial = prepare();
            let killed_at = self.run(&mut trial, number);
            judge(&Remains {
                folder: &trial.folder,
                killed_at: killed_at.as_deref(),
            });
            if killed_at.is_none() {
                return number - 1;
            }
        }
        panic!("still killed after {LIMIT} changes");
    }

    /// Runs a command, killed at its `number`-th change below `folder`, and so is each program that it starts.
    pub fn killed_at(&self, mut command: Command, folder: &Path, number: usize) -> Output {
        command
            .env("LD_PRELOAD", &self.shim)
            .env("KILL_BELOW", folder.canonicalize().unwrap())
            .env("KILL_AT", number.to_string())
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs the trial, killed at its `number`-th change; returns that change, or `None` where
    /// the command got through.
    pub fn run(&self, trial: &mut Trial, number: usize) -> Option<String> {
        let log = self.folder.path().join("log");
        fs::write(&log, "").unwrap();
        let output = trial
            .command
            .env("LD_PRELOAD", &self.shim)
            .env("KILL_BELOW", trial.folder.canonicalize().unwrap())
            .env("KILL_AT", number.to_string())
            .env("KILL_LOG", &log)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        match output.status.signal() {
            Some(SIGKILL) => {
                let log = fs::read_to_string(&log).unwrap();
                Some(log.lines().last().unwrap_or_default().to_owned())
            }
            _ if output.status.success() => None,
            _ => panic!("{}", String::from_utf8_lossy(&output.stderr)),
        }
    }
}

/// Copies a folder with everything in it, links and times as they are.
pub fn copy_folder(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status();
    assert!(status.unwrap().success());
}
