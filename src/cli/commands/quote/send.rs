use super::Terms;
use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Send a quote to the client without approval
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    #[command(flatten)]
    pub terms: Terms,
    #[command(flatten)]
    pub writing: Writing,
}

/// Puts the quote forward by the move that sends it.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let Some(stage) = desk.sending_stage(&file.deal) else {
        return Err(Stop::usage(session.say.line("acted-no-quotes")));
    };
    let message = args.writing.message.as_deref();
    let papers = args.terms.papers(&desk, &file.deal, message, session)?;
    let act = desk.act_towards(&file.deal, stage, &papers, false);
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
