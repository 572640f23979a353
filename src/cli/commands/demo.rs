use std::path::PathBuf;

use crate::cli::demo::{self, Place};
use crate::cli::desk::folder;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Play ten weeks of a company's deals before your eyes, and leave the workspace to go on with
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the demo, new or empty; `tlg-demo` when left out
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Makes the place, plays the story, says how to go on.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let place = Place::chosen(args.folder.as_deref(), &folder(session));
    demo::play(&place, session)?;
    Ok(Done::Well)
}
