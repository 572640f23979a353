use chrono::NaiveDate;

use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::entry::{Assignment, day};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Put the payment of a deal off to a date
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Day on which the payment is expected
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<NaiveDate>,
    /// File a document, can be repeated; the first deferral needs specification=PATH
    #[arg(long, value_name = "KIND=PATH")]
    pub file: Vec<Assignment>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Moves the deal to the stage that waits for the date, or says the new date there.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let mut papers = desk.papers(&[], &args.file, args.writing.message.as_deref(), session)?;
    let Some((stage, fact)) = desk.waiting_stage(&file.deal) else {
        return Err(Stop::usage(session.say.line("acted-no-deferral")));
    };
    let question = session.say.line("acted-until-when");
    if args.until.is_some() || session.ask.can_ask() {
        let until = session
            .ask
            .date(args.until, "--until", &question, &session.say)?;
        desk.add_fact(&mut papers, fact.as_str(), &until.to_string(), session)?;
    }
    let act = desk.act_towards(&file.deal, stage, &papers, false);
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
