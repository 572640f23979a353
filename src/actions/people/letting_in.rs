//! People are let in.

use super::{Case, RegisterUnmet};
use crate::actions::clients::is_email;
use crate::actions::refusal::Unmet;
use crate::deal::fact::check_line;
use crate::people::{Person, Role};

impl Case<'_> {
    /// Whoever introduces a workspace is its first administrator, with the key that signs.
    pub(super) fn introducing(&self, added: &[Person]) -> Vec<Unmet> {
        if !self.people().people.is_empty() {
            return vec![Unmet::Introduced];
        }
        let first = added.iter().find(|person| person.id == *self.actor);
        let mut unmet = Vec::new();
        if !first.is_some_and(|person| person.is(Role::Administrator)) {
            unmet.push(Unmet::NotInRole {
                person: self.actor.clone(),
                role: Role::Administrator,
            });
        }
        if first.is_some_and(|person| person.keys.is_empty()) {
            let person = self.actor.clone();
            unmet.push(RegisterUnmet::NoKey { person }.into());
        }
        unmet.extend(self.adding(added));
        unmet
    }

    pub(super) fn adding(&self, added: &[Person]) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        if added.is_empty() {
            unmet.push(Unmet::NothingGiven);
        }
        for (index, person) in added.iter().enumerate() {
            let before = &added[..index];
            let others = self.people().people.iter().chain(before);
            unmet.extend(taken(person, others));
            unmet.extend(shared_keys(person, before));
            unmet.extend(unfit(person));
            let keys = person.keys.iter();
            unmet.extend(keys.flat_map(|key| self.unfit_key(&person.id, key)));
        }
        unmet
    }
}

/// What others have already.
fn taken<'a>(person: &Person, others: impl Iterator<Item = &'a Person>) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    let taken = || Unmet::TakenPerson {
        person: person.id.clone(),
    };
    if Role::named(person.id.as_str()).is_some() {
        unmet.push(taken());
    }
    for other in others {
        if other.id == person.id {
            unmet.push(taken());
        }
        if other.email.eq_ignore_ascii_case(&person.email) {
            unmet.push(Unmet::TakenEmail {
                email: person.email.clone(),
            });
        }
        if other.id != person.id && shown(&other.name) == shown(&person.name) {
            let (name, person) = (person.name.clone(), other.id.clone());
            unmet.push(RegisterUnmet::TakenName { name, person }.into());
        }
    }
    unmet
}

/// A name as people tell it from others: whatever its case and its blanks.
fn shown(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Keys that come for somebody else in the same act.
fn shared_keys(person: &Person, before: &[Person]) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    for other in before {
        for key in person.keys.iter().filter(|key| other.keys.contains(key)) {
            let (key, person) = (key.clone(), other.id.clone());
            unmet.push(RegisterUnmet::TakenKey { key, person }.into());
        }
    }
    unmet
}

/// What is wrong with the person alone.
fn unfit(person: &Person) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    if !has_roles(person) {
        unmet.push(Unmet::NothingGiven);
    }
    if person.is(Role::Service) && person.roles.len() > 1 {
        let person = person.id.clone();
        unmet.push(RegisterUnmet::ServiceAlone { person }.into());
    }
    match check_line(&person.name) {
        Err(error) => unmet.push(Unmet::TextUnfit { error }),
        Ok(()) if !is_carried(&person.name) => {
            let name = person.name.clone();
            unmet.push(RegisterUnmet::NameUnfit { name }.into());
        }
        Ok(()) => {}
    }
    if !is_principal(&person.email) {
        unmet.push(Unmet::EmailUnfit {
            email: person.email.clone(),
        });
    }
    unmet
}

/// Whether a commit carries the name letter by letter, and everybody sees it so: git takes these characters off the ends
/// of a name, and a bracket out of it; a mark over a letter is part of that letter.
fn is_carried(name: &str) -> bool {
    let taken_off =
        |character: char| character.is_whitespace() || ".,:;<>\"\\'".contains(character);
    let kept = name.trim_matches(taken_off);
    let is_mark = |letter| matches!(letter, '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}');
    kept == name && !name.contains(['<', '>']) && !name.contains(is_mark)
}

/// Whether `allowed_signers` can name an address: ssh-keygen reads these characters as a pattern or a comment, so that
/// the key of one person would sign for others.
fn is_principal(email: &str) -> bool {
    is_email(email) && !email.contains(['*', '?', '!', '#'])
}

/// Whether somebody has a role, and none of them twice.
fn has_roles(person: &Person) -> bool {
    let roles = person.roles.iter().enumerate();
    let mut twice = roles.filter(|(index, role)| person.roles[..*index].contains(role));
    !person.roles.is_empty() && twice.next().is_none()
}
