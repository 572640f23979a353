use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::PeopleAct;

/// Grant a person a role
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

/// Grants the role, which nobody does to themselves.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open_to_write(session, &args.writing)?;
    let person = desk.person(&args.person, session)?;
    let role = super::role(&args.role, session)?;
    let (name, called) = (person.name.as_str(), words::role_name(role, &session.say));
    let what = session
        .say
        .text("people-granted", args![person => name, role => called]);
    let person = person.id.clone();
    let act = PeopleAct::Granted { person, role };
    super::carry_out(&desk, act, &what, &args.writing, session)
}
