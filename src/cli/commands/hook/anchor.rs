//! A server that keeps its introduction where those who push could reach it.

use crate::cli::say::Say;
use crate::cli::screen::{Meaning, Output, foreign, paint};
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::workspace::{Anchor, Store};

/// Says in a line that others than root can change the file with the introduction; nothing where only root can.
///
/// # Errors
/// The configuration of the repository, or what is said, gets nowhere.
pub(super) fn warn_of_loose_anchor(
    store: &Store,
    say: &Say,
    output: &mut Output,
) -> Result<(), Stop> {
    let anchor = store.anchor();
    let anchor = anchor.map_err(|failure| words::failure(&failure, say))?;
    let Anchor::File(file) = anchor else {
        return Ok(());
    };
    if file.is_guarded || !file.path.exists() {
        return Ok(());
    }
    let path = foreign(&file.path.display().to_string());
    let text = say.text("doctor-anchor-loose", args![path => path]);
    output.complain(&format!("{} {text}", paint(Meaning::Late, "!")))
}
