//! What is done to the register of people (docs/process.md, Roles, Deputies; docs/trust.md, Keys).
//!
//! `letting_in`, `roles`, `keys` and `delegating` say what is in the way of each family of acts.

mod delegating;
mod keys;
mod letting_in;
mod message;
mod roles;
mod unmet;

pub use unmet::RegisterUnmet;

use super::applying;
use super::authority::acting;
use super::change::Change;
use super::ground::Ground;
use super::refusal::{Refusal, Unmet};
use crate::deal::fact::{FactError, LONGEST_TEXT, check_words};
use crate::people::{People, PeopleAct, PeopleEntry, Person, Role};
use crate::record::id::PersonId;
use crate::record::{Day, Moment};
use std::collections::BTreeMap;

/// The register as an act finds it.
struct Case<'a> {
    ground: &'a Ground,
    actor: &'a PersonId,
    today: Day,
}

/// Decides what is done to the register: delegations by whoever delegates, all else by an administrator.
pub(super) fn decide(
    ground: &Ground,
    act: &PeopleAct,
    text: Option<&str>,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, Refusal> {
    let case = Case {
        ground,
        actor,
        today: ground.calendar.local_day(now),
    };
    let mut unmet = case.unmet(act);
    unmet.extend(words_unmet(act, text));
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet });
    }
    let entry = PeopleEntry {
        at: now,
        by: actor.clone(),
        act: act.clone(),
        text: text.map(str::to_owned),
    };
    let message = message::of(ground, &entry);
    let people = People::clone(&ground.people).with(entry);
    let mut files = files(&people);
    if !ground.people.people.is_empty()
        && people.allowed_signers() == ground.people.allowed_signers()
    {
        files.remove(People::SIGNERS_PATH);
    }
    Ok(Change {
        message,
        files,
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
    let act = PeopleAct::Introduced {
        added: added.to_vec(),
    };
    let mut change = decide(ground, &act, None, actor, now)?;
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

impl<'a> Case<'a> {
    fn people(&self) -> &'a People {
        &self.ground.people
    }

    /// The person of that id.
    fn person(&self, id: &PersonId) -> Result<&'a Person, Unmet> {
        let unknown = || Unmet::UnknownPerson { person: id.clone() };
        self.people().person(id).ok_or_else(unknown)
    }

    fn unmet(&self, act: &PeopleAct) -> Vec<Unmet> {
        let mut unmet = match act {
            PeopleAct::Introduced { .. }
            | PeopleAct::Delegated { .. }
            | PeopleAct::Undelegated { .. } => Vec::new(),
            _ => self.administrators_only().into_iter().collect(),
        };
        unmet.extend(match act {
            PeopleAct::Introduced { added } => self.introducing(added),
            PeopleAct::Added { added } => self.adding(added),
            PeopleAct::Granted { person, role } => self.granting(person, *role),
            PeopleAct::Revoked { person, role } => self.revoking(person, *role),
            PeopleAct::KeyAdded { person, key } => self.adding_key(person, key),
            PeopleAct::KeyRetired { person, key } => self.retiring_key(person, key),
            PeopleAct::KeyCompromised {
                person,
                key,
                trusted,
            } => self.compromising_key(person, key, trusted.as_ref()),
            PeopleAct::Ratified { commits } => self.ratifying(commits),
            PeopleAct::Delegated {
                role,
                to,
                from,
                until,
            } => self.delegating(*role, to, *from, *until),
            PeopleAct::Undelegated { role, from } => self.ending(*role, *from),
        });
        unmet
    }

    fn administrators_only(&self) -> Option<Unmet> {
        acting(
            self.people(),
            None,
            Role::Administrator,
            self.actor,
            self.today,
        )
        .err()
    }
}

/// What cannot be undone says why; shortly, since the register is read with every command.
fn words_unmet(act: &PeopleAct, text: Option<&str>) -> Option<Unmet> {
    let needed = matches!(
        act,
        PeopleAct::KeyCompromised { .. } | PeopleAct::Ratified { .. }
    );
    match text {
        None => needed.then_some(Unmet::ReasonMissing),
        Some(text) => {
            let unfit = |error| Unmet::TextUnfit { error };
            let is_long = text.chars().count() > LONGEST_TEXT;
            let long = is_long.then_some(Unmet::TextUnfit {
                error: FactError::LongText,
            });
            check_words(text).map_err(unfit).err().or(long)
        }
    }
}
