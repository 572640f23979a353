use super::named::of_a_deal;
use crate::cli::commands::acted;
use crate::cli::desk::{Desk, Papers};
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::act::Act;
use crate::deal::letter::{LetterState, Verdict};
use clap::ValueEnum;

/// Say what became of a letter that did not leave by itself, or what is to become of it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Letter, as the list names it
    #[arg(value_name = "LETTER")]
    pub letter: String,
    /// It reached the client (sent), is to leave again (resend), or is not to leave (drop)
    #[arg(value_name = "VERDICT")]
    pub verdict: Said,
    /// Another address to send it to again
    #[arg(long, value_name = "ADDRESS")]
    pub to: Option<String>,
    #[command(flatten)]
    pub writing: Writing,
}

/// What somebody says of a letter.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Said {
    Sent,
    Resend,
    Drop,
}

/// Writes the verdict into the history of the letter's deal.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let (deal, letter) = of_a_deal(&args.letter, &desk, session)?;
    let verdict = match (args.verdict, args.to) {
        (Said::Resend, to) => Verdict::Resend { to },
        (_, Some(_)) => return Err(Stop::usage(session.say.line("mail-to-only-resend"))),
        (Said::Sent, None) => Verdict::Sent,
        (Said::Drop, None) => Verdict::Drop,
    };
    let file = desk.deal(&deal.to_string(), session)?;
    // While a run is at work here, what it has in hand is not anybody else's to decide.
    let mut mail = file.deal.mail.iter().rev();
    let in_hand = mail
        .find(|known| known.id == letter)
        .map(|letter| letter.state);
    let post = (in_hand == Some(LetterState::Claimed)).then(|| desk.workspace.lock_post());
    let _post = post
        .transpose()
        .map_err(|error| words::failure(&error, &session.say))?;
    let act = Act::Resolve {
        letter,
        verdict,
        text: args.writing.message.clone(),
    };
    let acted = desk.act(&file, act, &Papers::default(), &args.writing, session)?;
    acted::tell(&desk, &acted, session)
}
