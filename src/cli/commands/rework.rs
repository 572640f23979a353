use super::deciding::{self, Wanted};
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Return a quote to its manager, saying what to correct
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Hash of what is decided on, seven digits or more
    #[arg(long, value_name = "HASH")]
    pub binds: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Returns the quote with the remarks.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_decide(session, &args.writing)?;
    let (binds, wanted) = (args.binds.as_deref(), Wanted::Rework);
    deciding::run(&desk, &args.deal, binds, wanted, &args.writing, session)
}
