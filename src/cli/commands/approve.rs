use chrono::NaiveDate;

use super::deciding::{self, Grant, Wanted, waiting};
use crate::cli::desk::Desk;
use crate::cli::entry::{Sum, day};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Approve what a request asks for, or list what waits for your decision
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal, by number or id; when left out, list what waits for you
    #[arg(value_name = "ID")]
    pub deal: Option<String>,
    /// Hash of what is decided on, seven digits or more
    #[arg(long, value_name = "HASH", requires = "deal")]
    pub binds: Option<String>,
    /// Lowest total that a granted discount may come to
    #[arg(long, value_name = "AMOUNT", requires = "deal")]
    pub lowest: Option<Sum>,
    /// Last day of a granted discount
    #[arg(long, value_name = "DATE", value_parser = day, requires = "deal")]
    pub until: Option<NaiveDate>,
    #[command(flatten)]
    pub writing: Writing,
}

/// Decides on the request of a deal; without one, lists what waits for the person.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = match (args.writing.dry_run, &args.deal) {
        (true, _) => Desk::open(session)?,
        (false, None) => Desk::open_to_look(session)?,
        (false, Some(_)) => Desk::open_to_decide(session, &args.writing)?,
    };
    desk.refuse_another_branch(session)?;
    let Some(deal) = &args.deal else {
        return waiting::tell(&desk, session);
    };
    let lowest = args.lowest.as_ref().map(ToString::to_string);
    let lowest = lowest.map(|sum| desk.money("--lowest", &sum, session));
    let until = args.until.map(|day| desk.day(day, session));
    let grant = Grant {
        lowest: lowest.transpose()?,
        until: until.transpose()?,
    };
    let wanted = Wanted::Approve(grant);
    deciding::run(
        &desk,
        deal,
        args.binds.as_deref(),
        wanted,
        &args.writing,
        session,
    )
}
