use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::entry::Assignment;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Move a deal to another stage
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Stage, by id, unique prefix or title
    #[arg(value_name = "STAGE")]
    pub stage: String,
    /// Set a fact, can be repeated
    #[arg(long, value_name = "FACT=VALUE")]
    pub set: Vec<Assignment>,
    /// File a document, can be repeated
    #[arg(long, value_name = "KIND=PATH")]
    pub file: Vec<Assignment>,
    /// Send no letter to the client, it was handed over otherwise
    #[arg(long)]
    pub no_mail: bool,
    #[command(flatten)]
    pub writing: Writing,
}

/// Moves the deal, with what comes along.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let to = desk.stage(&args.stage, Some(&file.deal), session)?;
    let message = args.writing.message.as_deref();
    let papers = desk.papers(&args.set, &args.file, message, session)?;
    let act = desk.act_towards(&file.deal, to, &papers, args.no_mail);
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
