//! Who may act, in which role, with which keys and in whose place.

pub mod add;
pub mod delegate;
pub mod grant;
pub mod key;
pub mod list;
pub mod ratify;
pub mod revoke;

use crate::actions::intent::Intent;
use crate::cli::commands::acted;
use crate::cli::desk::Desk;
use crate::cli::flags::Writing;
use crate::cli::say::Say;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::people::{PeopleAct, Role};
use crate::record::id::PersonId;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(list::Args),
    Add(add::Args),
    Grant(grant::Args),
    Revoke(revoke::Args),
    /// Add, retire and give up keys
    #[command(subcommand)]
    Key(key::Command),
    Ratify(ratify::Args),
    Delegate(delegate::Args),
}

/// Runs a command of this family.
pub fn run(command: Command, session: &mut Session) -> Result<Done, Stop> {
    match command {
        Command::List(args) => list::run(args, session),
        Command::Add(args) => add::run(args, session),
        Command::Grant(args) => grant::run(args, session),
        Command::Revoke(args) => revoke::run(args, session),
        Command::Key(command) => key::run(command, session),
        Command::Ratify(args) => ratify::run(args, session),
        Command::Delegate(args) => delegate::run(args, session),
    }
}

/// The role of a name.
///
/// # Errors
/// There is none of that name.
pub fn role(name: &str, session: &Session) -> Result<Role, Stop> {
    let known = || Role::ALL.map(Role::id).join(", ");
    let unknown = || {
        session
            .say
            .text("people-no-such-role", args![role => name, known => known()])
    };
    Role::named(name).ok_or_else(|| Stop::usage(unknown()))
}

/// A person and a role, as they are granted and revoked.
#[derive(Debug, clap::Args)]
pub struct OfPerson {
    /// Person, by id or unique part of the name
    #[arg(value_name = "PERSON")]
    pub person: String,
    /// Role
    #[arg(value_name = "ROLE")]
    pub role: String,
    #[command(flatten)]
    pub writing: Writing,
}

impl OfPerson {
    /// Does to the role what `act` makes of it; `told` says so, of the person and the role.
    fn carry_out(
        &self,
        desk: &Desk,
        act: fn(PersonId, Role) -> PeopleAct,
        told: fn(&str, &str, &Say) -> String,
        session: &mut Session,
    ) -> Result<Done, Stop> {
        let person = desk.person(&self.person, session)?;
        let role = role(&self.role, session)?;
        let called = words::role_name(role, &session.say);
        let what = told(&person.name, &called, &session.say);
        let act = act(person.id.clone(), role);
        carry_out(desk, act, &what, &self.writing, session)
    }
}

/// Does something to the register by a commit of its own, and says `what` it was.
fn carry_out(
    desk: &Desk,
    act: PeopleAct,
    what: &str,
    writing: &Writing,
    session: &mut Session,
) -> Result<Done, Stop> {
    let text = writing.message.clone();
    let intent = Intent::People { act, text };
    let acted = desk.carry_out(&intent, &[], writing, session)?;
    acted::tell_of(what, &acted, session)
}
