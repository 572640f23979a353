//! How the company knows whoever has joined.

use crate::actions::ground::{GroundError, need};
use crate::cli::commands::init::person_id;
use crate::cli::say::Say;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words::{self, quoted};
use crate::people::{People, Role};
use crate::record::id::PersonId;
use crate::workspace::{Failure, Person, Store};

/// What the register says of somebody's address and key.
pub enum Standing {
    /// Let in, with this key.
    Known { id: PersonId, roles: Vec<Role> },
    /// Let in, with other keys.
    OtherKey { id: PersonId },
    /// Nobody of that address; the id is free.
    Unknown { id: PersonId },
}

impl Standing {
    /// What the register at the tip says.
    ///
    /// # Errors
    /// It cannot be read; no id can be made of name and address.
    pub fn look(
        store: &Store,
        who: &Person,
        key: &str,
        session: &Session,
    ) -> Result<Standing, Stop> {
        let failed = |failure: Failure| words::failure(&failure, &session.say);
        let unreadable = |error: GroundError| words::ground_error(&error, &session.say);
        let tip = store.tip().map_err(failed)?.ok_or_else(|| {
            failed(Failure::NotAWorkspace {
                root: store.folder().to_owned(),
            })
        })?;
        let bytes = need(&tip, People::PATH).map_err(unreadable)?;
        let people = People::read(&bytes).map_err(|fault| unreadable(fault.into()))?;
        Ok(match people.by_email(&who.email) {
            Some(person) if person.keys.iter().any(|known| known == key) => Standing::Known {
                id: person.id.clone(),
                roles: person.roles.clone(),
            },
            Some(person) => Standing::OtherKey {
                id: person.id.clone(),
            },
            None => Standing::Unknown {
                id: free_id(&person_id(&who.email, &who.name, session)?, &people),
            },
        })
    }

    /// The line that an administrator has to run; none where nothing is left to do.
    pub fn line(&self, who: &Person, key: &str, roles: &[Role], say: &Say) -> Option<String> {
        match self {
            Standing::Known { .. } => None,
            Standing::OtherKey { id } => Some(format!("tlg people key add {id} {}", quoted(key))),
            Standing::Unknown { id } => {
                let roles = match roles {
                    [] => format!("--role {}", say.line("slot-role")),
                    roles => {
                        let roles = roles.iter().map(|role| format!("--role {role}"));
                        roles.collect::<Vec<String>>().join(" ")
                    }
                };
                let (name, email) = (quoted(&who.name), quoted(&who.email));
                let key = quoted(key);
                Some(format!(
                    "tlg people add {id} --name {name} --email {email} {roles} --key {key}"
                ))
            }
        }
    }
}

/// The id, or the first of `id-2`, `id-3`, … that nobody has.
fn free_id(id: &PersonId, people: &People) -> PersonId {
    let numbered = (2..).filter_map(|number| PersonId::new(&format!("{id}-{number}")).ok());
    let mut ids = std::iter::once(id.clone()).chain(numbered.take(people.people.len() + 1));
    let free = ids.find(|id| people.person(id).is_none());
    free.unwrap_or_else(|| id.clone())
}
