//! Keys are added, retired, called compromised, and what compromised ones signed is ratified.

use super::{Case, RegisterUnmet};
use crate::actions::refusal::Unmet;
use crate::people::Person;
use crate::people::key;
use crate::record::CommitHex;
use crate::record::id::PersonId;

impl Case<'_> {
    pub(super) fn adding_key(&self, id: &PersonId, key: &str) -> Vec<Unmet> {
        match self.person(id) {
            Ok(_) => self.unfit_key(id, key),
            Err(unknown) => vec![unknown],
        }
    }

    /// Whether somebody may sign with a key: of a type that is known, nobody's, and never another one's.
    pub(super) fn unfit_key(&self, id: &PersonId, key: &str) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        if let Err(fault) = key::check(key) {
            let key = key.to_owned();
            unmet.push(RegisterUnmet::KeyUnfit { key, fault }.into());
        }
        if self.people().compromised(key).is_some() {
            let key = key.to_owned();
            unmet.push(RegisterUnmet::KeyBarred { key }.into());
            return unmet;
        }
        let signs_now = |person: &PersonId| {
            let person = self.people().person(person);
            person.is_some_and(|person| holds(person, key))
        };
        let mut bearers = self.people().bearers(key);
        let taken = bearers.find(|bearer| *bearer != id || signs_now(bearer));
        unmet.extend(taken.map(|bearer| {
            Unmet::from(RegisterUnmet::TakenKey {
                key: key.to_owned(),
                person: bearer.clone(),
            })
        }));
        unmet
    }

    pub(super) fn retiring_key(&self, id: &PersonId, key: &str) -> Vec<Unmet> {
        match self.person(id) {
            Ok(person) if holds(person, key) => self.losing_last_key(person).into_iter().collect(),
            Ok(person) => vec![unknown_key(person, key)],
            Err(unknown) => vec![unknown],
        }
    }

    /// A key that somebody signs or has signed with; called so again, the last commit that is trusted is put right.
    pub(super) fn compromising_key(
        &self,
        id: &PersonId,
        key: &str,
        trusted: Option<&CommitHex>,
    ) -> Vec<Unmet> {
        let person = match self.person(id) {
            Ok(person) => person,
            Err(unknown) => return vec![unknown],
        };
        if !self.people().bearers(key).any(|bearer| bearer == id) {
            return vec![unknown_key(person, key)];
        }
        let known = self.people().compromised(key);
        if known.is_some_and(|known| known.trusted.as_ref() == trusted) {
            return vec![Unmet::NothingGiven];
        }
        match holds(person, key) {
            true => self.losing_last_key(person).into_iter().collect(),
            false => Vec::new(),
        }
    }

    fn losing_last_key(&self, person: &Person) -> Option<Unmet> {
        if person.keys.len() > 1 {
            return None;
        }
        let role = self.last_signer_in(person)?;
        let person = person.id.clone();
        Some(RegisterUnmet::LastKey { person, role }.into())
    }

    pub(super) fn ratifying(&self, commits: &[CommitHex]) -> Vec<Unmet> {
        if commits.is_empty() {
            return vec![Unmet::NothingGiven];
        }
        let known = |index: usize, commit: &CommitHex| {
            self.people().has_ratified(self.actor, commit) || commits[..index].contains(commit)
        };
        let twice = commits.iter().enumerate();
        let twice = twice.filter(|(index, commit)| known(*index, commit));
        twice
            .map(|(_, commit)| commit.clone())
            .map(|commit| RegisterUnmet::AlreadyRatified { commit }.into())
            .collect()
    }
}

fn holds(person: &Person, key: &str) -> bool {
    person.keys.iter().any(|held| held == key)
}

fn unknown_key(person: &Person, key: &str) -> Unmet {
    RegisterUnmet::UnknownKey {
        person: person.id.clone(),
        key: key.to_owned(),
    }
    .into()
}
