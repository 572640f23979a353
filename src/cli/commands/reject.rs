use super::deciding::{self, Wanted};
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Reject what a request asks for, saying why
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

/// Rejects the request with the reason.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_decide(session, &args.writing)?;
    let (binds, wanted) = (args.binds.as_deref(), Wanted::Reject);
    deciding::run(&desk, &args.deal, binds, wanted, &args.writing, session)
}
