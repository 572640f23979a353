use crate::actions::intent::Intent;
use crate::agenda::{LetterName, Tick, mailbox};
use crate::cli::desk::Desk;
use crate::cli::screen::Done;
use crate::cli::screens::Wording;
use crate::cli::screens::mail::{letter, letter_data};
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
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

/// The letters that a person can mean: `TLG-42/quote/1`, `42/quote/1`, or `quote/1` where one letter waits under it.
fn meant(text: &str, desk: &Desk, session: &Session) -> Result<Vec<LetterName>, Stop> {
    let whole = match text.split_once('/') {
        Some((first, rest)) => match desk.deal_id(first) {
            Some(deal) => format!("{deal}/{rest}"),
            None => text.to_owned(),
        },
        None => return Err(unknown(text, session)),
    };
    let kept = [true, false];
    let names = kept
        .iter()
        .filter_map(|kept| LetterName::parse(&whole, *kept));
    let mut names: Vec<LetterName> = names.collect();
    let tip = desk.tip(session)?;
    let rows = mailbox::mailbox(&desk.house, &tip, desk.now);
    let rows = rows.map_err(|error| words::ground_error(&error, &session.say))?;
    let rows = rows.into_iter().map(|row| row.name);
    names.extend(rows.filter(|name| name.letter.to_string() == text));
    names.dedup();
    Ok(names)
}

fn unknown(text: &str, session: &Session) -> Stop {
    let remedy = Remedy {
        command: "tlg mail list".to_owned(),
        note: String::new(),
    };
    Stop::Refused(RefusalScreen {
        subject: text.to_owned(),
        unmet: vec![Unmet {
            text: session.say.line("mail-unknown"),
            remedies: vec![remedy],
        }],
    })
}

fn failed(error: &TickFailure, desk: &Desk, session: &Session) -> Stop {
    let intent = Intent::Tick(Tick::heartbeat(desk.today));
    match (error, desk.reader()) {
        (TickFailure::Ground(error), _) => words::ground_error(error, &session.say),
        (TickFailure::Workspace(error), _) => words::failure(error, &session.say),
        (TickFailure::No(_), None) => words::no_identity(&session.say),
        (error, Some(person)) => {
            let (house, say) = (&desk.house, &session.say);
            words::tick_failure(error, &intent, house, &person.id, desk.now, say)
        }
    }
}
