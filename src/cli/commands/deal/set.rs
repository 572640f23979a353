use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::entry::Assignment;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;

/// Set facts of a deal
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Fact and its value
    #[arg(value_name = "FACT=VALUE", required = true)]
    pub set: Vec<Assignment>,
    /// Send no letter to the client, it was handed over otherwise
    #[arg(long)]
    pub no_mail: bool,
    #[command(flatten)]
    pub writing: Writing,
}

/// States the facts.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let papers = desk.papers(&args.set, &[], args.writing.message.as_deref(), session)?;
    let act = Act::Set {
        given: papers.given.clone(),
        no_mail: args.no_mail,
    };
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
