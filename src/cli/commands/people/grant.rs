use super::OfPerson;
use crate::cli::desk::Desk;
use crate::cli::say::Say;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::people::PeopleAct;

/// Grant a person a role
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub of: OfPerson,
}

/// Grants the role, which nobody does to themselves.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.of.writing)?;
    let told = |person: &str, role: &str, say: &Say| {
        say.text("people-granted", args![person => person, role => role])
    };
    let act = |person, role| PeopleAct::Granted { person, role };
    args.of.carry_out(&desk, act, told, session)
}
