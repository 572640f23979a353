use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::{Done, Meaning, paint};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::{PeopleAct, Role};

/// Revoke a role of a person
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Person, by id or unique part of the name
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// Role
    #[arg(value_name = "ROLE")]
    pub role: String,
    #[command(flatten)]
    pub writing: Writing,
}

/// Revokes the role, unless the company or an open deal cannot go on without it.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let person = desk.person(&args.person, session)?;
    let role = super::role(&args.role, session)?;
    let (name, called) = (person.name.as_str(), words::role_name(role, &session.say));
    let what = session
        .say
        .text("people-revoked", args![person => name, role => called]);
    let is_last = desk.house.people.holding(role).count() == 1;
    let person = person.id.clone();
    let act = PeopleAct::Revoked { person, role };
    let done = super::carry_out(&desk, act, &what, &args.writing, session)?;
    if role == Role::Service && is_last {
        let warning = session.say.line("people-no-service");
        let sign = paint(Meaning::Wrong, "!");
        session.output.complain(&format!("{sign} {warning}"))?;
    }
    Ok(done)
}
