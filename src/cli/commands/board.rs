use crate::cli::desk::Desk;
use crate::cli::flags::AsOf;
use crate::cli::screen::{Done, width};
use crate::cli::screens::board::Board;
use crate::cli::session::Session;
use crate::cli::stop::Stop;

/// Show the deals of every stage: how many, their sums, how late, how long
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub as_of: AsOf,
}

/// Counts the deals of every stage.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let view = desk.view(args.as_of.at.as_deref(), session)?;
    let deals = view.deals(session)?;
    let board = Board::of(&deals, &view.house, view.today);
    if session.globals.json {
        session.output.json(&board.to_json())?;
    } else {
        let words = view.words(session);
        session.output.data(&board.to_text(&words, width()))?;
    }
    Ok(Done::Well)
}
