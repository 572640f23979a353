use super::Terms;
use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;
use crate::process::names;

/// Ask the finance director to approve a quote
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

/// Puts the quote to whoever decides.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let message = args
        .writing
        .words_if_asked(&session.say.line("acted-why-approve"), session)?;
    let papers = args
        .terms
        .papers(&desk, &file.deal, message.as_deref(), session)?;
    let act = Act::Ask {
        about: names::quote_decision(),
        given: papers.given.clone(),
    };
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
