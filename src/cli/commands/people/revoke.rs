use super::OfPerson;
use crate::cli::desk::Desk;
use crate::cli::say::Say;
use crate::cli::screen::{Done, Meaning, paint};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::people::{PeopleAct, Role};

/// Revoke a role of a person
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub of: OfPerson,
}

/// Revokes the role, unless the company or an open deal cannot go on without it.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.of.writing)?;
    let role = super::role(&args.of.role, session)?;
    let is_last = desk.house.people.holding(role).count() == 1;
    let told = |person: &str, role: &str, say: &Say| {
        say.text("people-revoked", args![person => person, role => role])
    };
    let act = |person, role| PeopleAct::Revoked { person, role };
    let done = args.of.carry_out(&desk, act, told, session)?;
    if role == Role::Service && is_last {
        let warning = session.say.line("people-no-service");
        let sign = paint(Meaning::Wrong, "!");
        session.output.complain(&format!("{sign} {warning}"))?;
    }
    Ok(done)
}
