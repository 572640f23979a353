use super::terms::total;
use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::entry::Sum;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::Act;
use crate::process::names;

/// Ask the finance director for a discount that the client wants
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id
    #[arg(value_name = "ID")]
    pub deal: String,
    /// Total that the client asks for
    #[arg(long, value_name = "AMOUNT")]
    pub ask: Option<Sum>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Puts the discount to whoever decides, entering the revision of the quote where the deal is not there yet.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let file = desk.deal(&args.deal, session)?;
    let message = args
        .writing
        .words_if_asked(&session.say.line("acted-why-discount"), session)?;
    let mut papers = desk.papers(&[], &[], message.as_deref(), session)?;
    let asked = total(
        args.ask.as_ref(),
        names::DISCOUNT_ASKED,
        "--ask",
        &file.deal,
        session,
    )?;
    if let Some(asked) = asked {
        desk.add_fact(&mut papers, names::DISCOUNT_ASKED, &asked, session)?;
    }
    let act = Act::Ask {
        about: names::discount_decision(),
        given: papers.given.clone(),
    };
    let acted = desk.act(&file, act, &papers, &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
