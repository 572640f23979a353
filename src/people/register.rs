use super::act::PeopleAct;
use super::compromised::CompromisedKey;
use super::delegation::Delegation;
use super::entry::PeopleEntry;
use super::person::Person;
use super::role::Role;
use crate::record::id::PersonId;
use crate::record::{CommitHex, Day, Fault, Fields, Node, read_canonical};
use serde::Deserialize;

/// Everybody who acts: `people.yaml`. Everything above `history` is the fold of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub format: u32,
    pub people: Vec<Person>,
    pub delegations: Vec<Delegation>,
    /// Keys that are never let in again.
    pub compromised: Vec<CompromisedKey>,
    /// Commits of compromised keys that are good all the same.
    pub ratified: Vec<CommitHex>,
    pub history: Vec<PeopleEntry>,
}

impl People {
    /// Where the register stands in a workspace.
    pub const PATH: &'static str = "people.yaml";

    /// The largest register that is read, in bytes.
    pub const LARGEST: usize = 8 * 1024 * 1024;

    /// Where the signers stand that stock git and ssh-keygen read.
    pub const SIGNERS_PATH: &'static str = "allowed_signers";

    /// Reads the register.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn read(bytes: &[u8]) -> Result<People, Fault> {
        read_canonical(People::PATH, bytes, People::LARGEST, People::node)
    }

    /// The register with one more entry. Nothing is judged: whoever is not there is passed over.
    #[must_use]
    pub fn with(mut self, entry: PeopleEntry) -> People {
        self.take(&entry.act, &entry.by);
        self.history.push(entry);
        self
    }

    /// How the register would stand after an act; its history says nothing of it.
    #[must_use]
    pub fn after(&self, act: &PeopleAct, by: &PersonId) -> People {
        let mut people = self.clone();
        people.take(act, by);
        people
    }

    fn take(&mut self, act: &PeopleAct, by: &PersonId) {
        match act {
            PeopleAct::Introduced { added } | PeopleAct::Added { added } => {
                self.people.extend(added.iter().cloned());
            }
            PeopleAct::Granted { person, role } => {
                self.edit(person, |person| person.roles.push(*role));
            }
            PeopleAct::Revoked { person, role } => {
                self.edit(person, |person| person.roles.retain(|held| held != role));
                self.delegations
                    .retain(|one| one.role != *role || one.of != *person);
            }
            PeopleAct::KeyAdded { person, key } => {
                self.edit(person, |person| person.keys.push(key.clone()));
            }
            PeopleAct::KeyRetired { person, key } => {
                self.edit(person, |person| person.keys.retain(|held| held != key));
            }
            PeopleAct::KeyCompromised {
                person,
                key,
                trusted,
            } => {
                self.edit(person, |person| person.keys.retain(|held| held != key));
                self.compromised.retain(|known| known.key != *key);
                self.compromised.push(CompromisedKey {
                    person: person.clone(),
                    key: key.clone(),
                    trusted: trusted.clone(),
                });
            }
            PeopleAct::Ratified { commits } => {
                let known = &self.ratified;
                let new = commits.iter().filter(|commit| !known.contains(commit));
                let new: Vec<CommitHex> = new.cloned().collect();
                self.ratified.extend(new);
            }
            PeopleAct::Delegated {
                role,
                to,
                from,
                until,
            } => self.delegations.push(Delegation {
                role: *role,
                of: by.clone(),
                to: to.clone(),
                from: *from,
                until: *until,
            }),
            PeopleAct::Undelegated { role, from } => self
                .delegations
                .retain(|one| !(one.role == *role && one.of == *by && one.from == *from)),
        }
    }

    pub(super) fn edit(&mut self, id: &PersonId, edit: impl FnOnce(&mut Person)) {
        let found = self.people.iter_mut().find(|person| person.id == *id);
        found.map(edit).unwrap_or_default();
    }

    /// A register without anybody.
    pub fn nobody() -> People {
        People {
            format: 1,
            people: Vec::new(),
            delegations: Vec::new(),
            compromised: Vec::new(),
            ratified: Vec::new(),
            history: Vec::new(),
        }
    }

    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// The person of that e-mail address; the case of Latin letters does not count.
    pub fn by_email(&self, email: &str) -> Option<&Person> {
        self.people
            .iter()
            .find(|person| person.email.eq_ignore_ascii_case(email))
    }

    /// Everybody who holds a role.
    pub fn holding(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.is(role))
    }

    /// Everybody in whose place a person may act in a role on a day, the person first where they hold it.
    /// Nobody stands in for administrators.
    pub fn acts_for<'a>(
        &'a self,
        person: &'a PersonId,
        role: Role,
        day: Day,
    ) -> impl Iterator<Item = &'a PersonId> {
        let own = self
            .person(person)
            .filter(|found| found.is(role))
            .map(|found| &found.id);
        let stands_in = self.delegations.iter().filter(move |delegation| {
            delegation.role == role
                && role != Role::Administrator
                && delegation.to == *person
                && delegation.holds_on(day)
                && self.person(&delegation.of).is_some_and(|of| of.is(role))
        });
        own.into_iter()
            .chain(stands_in.map(|delegation| &delegation.of))
    }

    /// How far a key is compromised, if it is.
    pub fn compromised(&self, key: &str) -> Option<&CompromisedKey> {
        self.compromised.iter().find(|known| known.key == key)
    }

    /// Whether somebody has called a commit of a compromised key good; whether they are trusted themselves, only the whole
    /// history tells.
    pub fn is_ratified(&self, commit: &CommitHex) -> bool {
        self.ratified.contains(commit)
    }

    /// Every key that was ever let in, with its holder.
    pub fn keys_and_holders(&self) -> impl Iterator<Item = (&String, &PersonId)> {
        self.history.iter().flat_map(|entry| {
            let added: Vec<(&String, &PersonId)> = match &entry.act {
                PeopleAct::Introduced { added } | PeopleAct::Added { added } => added
                    .iter()
                    .flat_map(|person| person.keys.iter().map(move |key| (key, &person.id)))
                    .collect(),
                PeopleAct::KeyAdded { person, key } => vec![(key, person)],
                _ => Vec::new(),
            };
            added
        })
    }

    /// Whether this very person has called a commit good since a key of theirs was last reported: before that it may have
    /// been whoever had the key.
    pub fn has_ratified(&self, person: &PersonId, commit: &CommitHex) -> bool {
        let is_own = |entry: &&PeopleEntry| matches!(&entry.act, PeopleAct::KeyCompromised { person: owner, .. } if owner == person);
        let since = self.history.iter().rev().take_while(|entry| !is_own(entry));
        let mut own = since.filter(|entry| entry.by == *person);
        own.any(|entry| {
            matches!(&entry.act, PeopleAct::Ratified { commits } if commits.contains(commit))
        })
    }

    /// The keys that somebody signs or has ever signed with, the present ones first, each once.
    pub fn keys_of<'a>(&'a self, id: &'a PersonId) -> Vec<&'a str> {
        let person = self.person(id).into_iter();
        let had = self.history.iter().flat_map(|entry| {
            let let_in = entry.act.added().iter().filter(|person| person.id == *id);
            let given = match &entry.act {
                PeopleAct::KeyAdded { person, key } if person == id => Some(key),
                _ => None,
            };
            let_in.flat_map(|person| &person.keys).chain(given)
        });
        let mut keys: Vec<&str> = Vec::new();
        for key in person.flat_map(|person| &person.keys).chain(had) {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        keys
    }

    /// Everybody who signs, or has ever signed, with a key.
    pub fn bearers<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a PersonId> {
        let has = move |person: &&Person| person.keys.iter().any(|held| held == key);
        let had = self.history.iter().flat_map(move |entry| {
            let let_in = entry.act.added().iter().filter(has);
            let given = match &entry.act {
                PeopleAct::KeyAdded { person, key: added } if added == key => Some(person),
                _ => None,
            };
            let_in.map(|person| &person.id).chain(given)
        });
        let now = self.people.iter().filter(has).map(|person| &person.id);
        now.chain(had)
    }

    /// The register as its file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .number("format", self.format)
            .list("people", self.people.iter().map(Person::node))
            .list("delegations", self.delegations.iter().map(Delegation::node))
            .list(
                "compromised",
                self.compromised.iter().map(CompromisedKey::node),
            )
            .list("ratified", &self.ratified)
            .list("history", self.history.iter().map(PeopleEntry::node))
            .into()
    }

    /// The file `allowed_signers`, so that stock git and ssh-keygen check signatures too: the keys of today and no
    /// others. What an older commit was judged by stands in its parent (docs/trust.md, Keys).
    pub fn allowed_signers(&self) -> String {
        let lines = self.people.iter().flat_map(|person| {
            person
                .keys
                .iter()
                .map(move |key| format!("{} namespaces=\"git\" {key}\n", person.email))
        });
        lines.collect()
    }
}
