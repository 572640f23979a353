use chrono::NaiveDate;

use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::desk::Papers;
use crate::cli::entry::day;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;

/// Move the due date of a task, saying why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Task, needed when the deal has several
    #[arg(value_name = "TASK")]
    pub task: Option<String>,
    /// New due date
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<NaiveDate>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Puts the task off.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let task = desk.open_task(&file, args.task.as_deref(), session)?;
    acted::require(
        &[
            ("--until", args.until.is_some()),
            ("-m", args.writing.message.is_some()),
        ],
        session,
    )?;
    let question = session.say.line("acted-until-when");
    let until = session
        .ask
        .date(args.until, "--until", &question, &session.say)?;
    let act = Act::PutOffTask {
        task,
        until: desk.day(until, session)?,
        text: args
            .writing
            .words(&session.say.line("acted-which-reason"), session)?,
    };
    let acted = desk.act(&file, act, &Papers::default(), &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
