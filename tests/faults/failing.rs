//! A disk that is full, or read-only, from some change on.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faults/failing.c");

/// What is wrong with the disk.
#[derive(Clone, Copy, Debug)]
pub enum Disk {
    Full,
    ReadOnly,
}

/// The shim that refuses, compiled once a test.
pub struct Failing {
    shim: PathBuf,
    folder: TempDir,
}

impl Failing {
    /// Compiles the shim with the system's C compiler.
    pub fn new() -> Failing {
        let folder = tempfile::tempdir().unwrap();
        let shim = folder.path().join("failing.so");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&shim);
        let status = compiler.args([SOURCE, "-ldl"]).status().unwrap();
        assert!(status.success(), "failing.c does not compile");
        Failing { shim, folder }
    }

    /// Runs a command on a disk that is wrong below `folder` from the `number`-th change on; also whether anything was
    /// refused.
    pub fn run(
        &self,
        mut command: Command,
        folder: &Path,
        disk: Disk,
        number: usize,
    ) -> (Output, bool) {
        let mark = self.folder.path().join("refused");
        let _ = std::fs::remove_file(&mark);
        let with = match disk {
            Disk::Full => "full",
            Disk::ReadOnly => "readonly",
        };
        let output = command
            .env("LD_PRELOAD", &self.shim)
            .env("FAIL_BELOW", folder.canonicalize().unwrap())
            .env("FAIL_FROM", number.to_string())
            .env("FAIL_WITH", with)
            .env("FAIL_MARK", &mark)
            .output();
        (output.unwrap(), mark.exists())
    }
}
