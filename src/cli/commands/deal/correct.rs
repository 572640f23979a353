use crate::actions::correcting::last_event;
use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::desk::Papers;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::act::Act;

/// Take back the last event of a deal
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    #[command(flatten)]
    pub writing: Writing,
}

/// Takes back the last event that can be taken back.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let history = file.entries();
    let history = history.map_err(|fault| words::ground_error(&fault.into(), &session.say))?;
    let act = Act::Correct {
        // Events count from 1: there is none to take back, which the rules say better.
        event: last_event(&history).map_or(0, |(event, _)| event),
        text: args.writing.message.clone(),
    };
    let acted = desk.act(&file, act, &Papers::default(), &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
