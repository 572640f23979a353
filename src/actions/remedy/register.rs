//! What has to be done before the register can become as somebody wants it, or in place of that.

use super::command_line::{CommandLine, Slot};
use super::first::let_in;
use super::restate::end_of_delegation;
use super::{Asked, Purpose, Remedy};
use crate::actions::people::RegisterUnmet;
use crate::people::Role;
use crate::record::id::PersonId;

/// The commands that make way.
pub(super) fn remedies(unmet: &RegisterUnmet, asked: &Asked) -> Vec<Remedy> {
    match unmet {
        RegisterUnmet::OwnRole { .. } => vec![let_in(Role::Administrator, asked)],
        RegisterUnmet::ServiceAlone { .. } => {
            vec![let_in(Role::Service, asked).serving(Purpose::Instead)]
        }
        RegisterUnmet::NoDeputy { role } => {
            vec![let_in(*role, asked).serving(Purpose::Instead)]
        }
        RegisterUnmet::LastInRole { role, .. } => vec![let_in(*role, asked)],
        RegisterUnmet::LastKey { person, .. } | RegisterUnmet::NoKey { person } => {
            vec![add_key(person, asked)]
        }
        RegisterUnmet::OwnsDeals { person, .. } => {
            let line = CommandLine::new("deal assign").flag("--from", person);
            let line = line.flag("--to", Slot::Person(Role::Manager));
            vec![Remedy::first(line)]
        }
        RegisterUnmet::DelegatedAlready { role, from, .. } => {
            vec![Remedy::first(end_of_delegation(*role, *from))]
        }
        _ => Vec::new(),
    }
}

fn add_key(person: &PersonId, asked: &Asked) -> Remedy {
    let line = CommandLine::new("people key add").plain(person);
    let line = line.plain(Slot::KeyFile);
    Remedy::first(line).by(asked.by(Role::Administrator, None))
}
