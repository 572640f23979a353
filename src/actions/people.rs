//! People let in (docs/process.md, Roles).

use super::applying;
use super::authority::acting;
use super::change::Change;
use super::clients::is_email;
use super::ground::Ground;
use super::refusal::{Refusal, Unmet};
use crate::deal::fact::check_line;
use crate::people::register::{PeopleEntry, PeopleKind};
use crate::people::{People, Person, Role};
use crate::record::Moment;
use crate::record::id::PersonId;
use std::collections::BTreeMap;

/// Adds people to the register, by an administrator; the introduction names the first one.
pub(super) fn decide(
    ground: &Ground,
    kind: PeopleKind,
    added: &[Person],
    actor: &PersonId,
    now: Moment,
) -> Result<Change, Refusal> {
    let mut unmet = Vec::new();
    let today = ground.calendar.local_day(now);
    match kind {
        PeopleKind::Introduced if !ground.people.people.is_empty() => unmet.push(Unmet::Introduced),
        PeopleKind::Introduced => unmet.extend(first_unmet(added, actor)),
        PeopleKind::Added => {
            unmet.extend(acting(&ground.people, None, Role::Administrator, actor, today).err());
        }
    }
    if added.is_empty() {
        unmet.push(Unmet::NothingGiven);
    }
    for (index, person) in added.iter().enumerate() {
        let others = ground.people.people.iter().chain(&added[..index]);
        unmet.extend(person_unmet(person, others));
    }
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet });
    }
    let entry = PeopleEntry {
        kind,
        at: now,
        by: actor.clone(),
        added: added.to_vec(),
    };
    let people = ground.people.clone().with(entry);
    Ok(Change {
        message: super::message::of_people(ground, kind, added, actor),
        files: files(&people),
        ..Change::default()
    })
}

/// Decides the first commit of a workspace: its first people, on the settings that it begins with.
///
/// # Errors
/// Every condition that is not met, of the people and of each file.
pub fn introduce(
    ground: &Ground,
    scaffold: &BTreeMap<String, String>,
    added: &[Person],
    actor: &PersonId,
    now: Moment,
) -> Result<Change, Refusal> {
    let unmet = applying::scaffold_unmet(ground, scaffold);
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet });
    }
    let mut change = decide(ground, PeopleKind::Introduced, added, actor, now)?;
    let own = std::mem::take(&mut change.files);
    change.files = scaffold.clone().into_iter().chain(own).collect();
    Ok(change)
}

/// The files of the register: itself, and the signers that stock git reads.
pub fn files(people: &People) -> BTreeMap<String, String> {
    [
        (People::PATH.to_owned(), people.node().to_yaml()),
        (People::SIGNERS_PATH.to_owned(), people.allowed_signers()),
    ]
    .into()
}

/// Whoever introduces a workspace is its first administrator, with the key that signs.
fn first_unmet(added: &[Person], actor: &PersonId) -> Vec<Unmet> {
    let first = added.iter().find(|person| person.id == *actor);
    let mut unmet = Vec::new();
    if !first.is_some_and(|person| person.is(Role::Administrator)) {
        unmet.push(Unmet::NotInRole {
            person: actor.clone(),
            role: Role::Administrator,
        });
    }
    if first.is_some_and(|person| person.keys.is_empty()) {
        let key = String::new();
        unmet.push(Unmet::KeyUnfit { key });
    }
    unmet
}

/// Whether somebody has a role, and none of them twice.
fn has_roles(person: &Person) -> bool {
    let roles = person.roles.iter().enumerate();
    let mut twice = roles.filter(|(index, role)| person.roles[..*index].contains(role));
    !person.roles.is_empty() && twice.next().is_none()
}

/// Whether text is a public key as `allowed_signers` takes it: type and base64, no comment, written the one way.
fn is_key(text: &str) -> bool {
    let key = ssh_key::PublicKey::from_openssh(text).and_then(|key| key.to_openssh());
    key.is_ok_and(|key| key == text)
}

fn person_unmet<'a>(person: &Person, others: impl Iterator<Item = &'a Person>) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    if Role::named(person.id.as_str()).is_some() {
        unmet.push(Unmet::TakenPerson {
            person: person.id.clone(),
        });
    }
    for other in others {
        if other.id == person.id {
            unmet.push(Unmet::TakenPerson {
                person: person.id.clone(),
            });
        }
        if other.email.eq_ignore_ascii_case(&person.email) {
            unmet.push(Unmet::TakenEmail {
                email: person.email.clone(),
            });
        }
        for key in person.keys.iter().filter(|key| other.keys.contains(key)) {
            unmet.push(Unmet::TakenEmail { email: key.clone() });
        }
    }
    for key in person.keys.iter().filter(|key| !is_key(key)) {
        unmet.push(Unmet::KeyUnfit { key: key.clone() });
    }
    if !has_roles(person) {
        unmet.push(Unmet::NothingGiven);
    }
    if let Err(error) = check_line(&person.name) {
        unmet.push(Unmet::TextUnfit { error });
    }
    if person.name.contains(['<', '>']) || !is_email(&person.email) {
        unmet.push(Unmet::EmailUnfit {
            email: person.email.clone(),
        });
    }
    unmet
}
