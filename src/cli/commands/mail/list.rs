use crate::agenda::mailbox::{Mailbox, mailbox};
use crate::cli::commands::unreadable::{listed, tell};
use crate::cli::desk::Desk;
use crate::cli::screen::{Done, width};
use crate::cli::screens::Wording;
use crate::cli::screens::mail::{list, list_data};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;

/// List letters: queued, on their way, in trouble
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Lists the letters that have not left.
pub fn run(_: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let tip = desk.tip_to_overlook(session)?;
    let mailbox = mailbox(&desk.house, &tip, desk.now);
    let mailbox = mailbox.map_err(|error| words::ground_error(&error, &session.say))?;
    let Mailbox { rows, unreadable } = mailbox;
    let words = Wording {
        house: &desk.house,
        say: &session.say,
        now: desk.now,
        today: desk.today,
    };
    if session.globals.json {
        let list = listed(list_data(&rows), &unreadable, session);
        session.output.json(&list)?;
    } else if rows.is_empty() {
        session.output.talk(&session.say.line("mail-none"))?;
    } else {
        session.output.data(&list(&rows, &words, width()))?;
    }
    tell(&unreadable, session)
}
