use super::named::{meant, unknown};
use crate::actions::intent::Intent;
use crate::agenda::Tick;
use crate::cli::desk::Desk;
use crate::cli::screen::Done;
use crate::cli::screens::Wording;
use crate::cli::screens::mail::{letter, letter_data};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::post::{Shown, TickFailure, show};

/// Show a letter as the recipient gets it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Letter, as the list names it
    #[arg(value_name = "LETTER")]
    pub letter: String,
}

/// Shows one letter.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let mut shown = None;
    for name in meant(&args.letter, &desk, session)? {
        let found = show(&desk.workspace, &name, desk.now);
        shown = shown.or(found.map_err(|error| failed(&error, &desk, session))?);
    }
    let shown: Shown = shown.ok_or_else(|| unknown(&args.letter, session))?;
    let words = Wording {
        house: &desk.house,
        say: &session.say,
        now: desk.now,
        today: desk.today,
    };
    match session.globals.json {
        true => session.output.json(&letter_data(&shown, &words))?,
        false => session.output.data(&letter(&shown, &words))?,
    }
    match shown.letter {
        Ok(_) => Ok(Done::Well),
        Err(_) => Ok(Done::NeedsAPerson),
    }
}

fn failed(error: &TickFailure, desk: &Desk, session: &Session) -> Stop {
    let intent = Intent::Tick(Tick::heartbeat(desk.today));
    match (error, desk.reader()) {
        (TickFailure::Ground(error), _) => words::ground_error(error, &session.say),
        (TickFailure::Workspace(error), _) => words::failure(error, &session.say),
        (_, None) => words::no_identity(&session.say),
        (error, Some(person)) => {
            let (house, say) = (&desk.house, &session.say);
            words::tick_failure(error, &intent, house, &person.id, desk.now, say)
        }
    }
}
