use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::entry::Assignment;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Finish a task with what it asks for
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Task, needed when the deal has several
    #[arg(value_name = "TASK")]
    pub task: Option<String>,
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

/// Finishes the task: the move that it ends with, else saying so.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let task = desk.open_task(&file, args.task.as_deref(), session)?;
    let message = args.writing.message.as_deref();
    let papers = desk.papers(&args.set, &args.file, message, session)?;
    let act = desk.act_finishing(&file.deal, task, &papers, args.no_mail);
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
