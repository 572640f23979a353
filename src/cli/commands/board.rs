use crate::cli::commands::unreadable;
use crate::cli::desk::Desk;
use crate::cli::flags::AsOf;
use crate::cli::screen::{Done, width};
use crate::cli::screens::board::Board;
use crate::cli::screens::standing::extend;
use crate::cli::screens::unreadable::to_json;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use serde_json::json;

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
    let board = Board::of(&deals.read, &view.house, view.today);
    if session.globals.json {
        let mut value = board.to_json();
        let unreadable = to_json(&deals.unreadable, &session.say);
        extend(&mut value, json!({ "unreadable": unreadable }));
        session.output.json(&value)?;
    } else {
        let words = view.words(session);
        session.output.data(&board.to_text(&words, width()))?;
    }
    unreadable::tell(&deals.unreadable, session)
}
