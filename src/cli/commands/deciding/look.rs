//! Looking at the file that is decided on: a copy out of the object store, never the one in the work tree.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// The program that opens a file as the person's desktop does.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Copies the bytes aside under the file's own name and opens them; says where they are in any case.
pub fn open(file: &str, bytes: &[u8], session: &mut Session) -> Result<(), Stop> {
    let failed = |error: std::io::Error| Stop::failed(session.say.line("approve-no-copy"), &error);
    let folder = tempfile::Builder::new()
        .prefix("tlg-")
        .tempdir()
        .map_err(failed)?;
    let name = Path::new(file).file_name().unwrap_or_default();
    // The copy outlives this program: the one that shows it may start late.
    let path = folder.keep().join(name);
    fs::write(&path, bytes).map_err(failed)?;
    let mut opener = Command::new(OPENER);
    opener
        .arg(&path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let path = path.display().to_string();
    let path = path.as_str();
    let text = match opener.spawn() {
        Ok(_) => session.say.text("approve-opened", args![path => path]),
        Err(_) => session.say.text("approve-copied", args![path => path]),
    };
    session.output.talk(&text)
}
