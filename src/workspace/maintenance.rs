//! Keeping the object store compact, behind the back of whoever works.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// git looks into one of its 256 object folders to guess how many loose objects there are, and
/// packs when this one holds more than 27 (`gc.auto`, 6,700 in all).
const SAMPLE: &str = "objects/17";
const LOOSE_IN_SAMPLE: usize = 27;

/// Starts `git maintenance run --auto` in the background when loose objects have piled up.
///
/// Nobody waits for it and nothing depends on it: where it cannot start, the next command tries
/// again.
pub(super) fn start_if_due(repository: &Path) {
    let loose = fs::read_dir(repository.join(SAMPLE)).map_or(0, Iterator::count);
    if loose <= LOOSE_IN_SAMPLE {
        return;
    }
    let mut maintenance = Command::new("git");
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        // Its own group: an interrupt at the terminal is not meant for it.
        maintenance.process_group(0);
    }
    let _ = maintenance
        .arg("--git-dir")
        .arg(repository)
        .args(["maintenance", "run", "--auto", "--quiet"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
