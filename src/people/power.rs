//! What the register gives to people: all that an act can rest on.

use super::{Delegation, People, PeopleAct, PeopleEntry, Role};
use crate::record::id::PersonId;
use std::collections::BTreeSet;

/// One thing that somebody may do by the register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Power {
    /// The person signs with the key.
    Key { person: PersonId, key: String },
    /// The person acts in the role.
    Role { person: PersonId, role: Role },
    /// Somebody acts in the role of somebody else.
    Deputy(Delegation),
}

impl Power {
    /// Who has it.
    pub fn holder(&self) -> &PersonId {
        match self {
            Power::Key { person, .. } | Power::Role { person, .. } => person,
            Power::Deputy(delegation) => &delegation.to,
        }
    }
}

impl PeopleEntry {
    /// Whether somebody got this by it.
    pub fn gives(&self, power: &Power) -> bool {
        match (power, &self.act) {
            (
                Power::Key { person, key },
                PeopleAct::KeyAdded {
                    person: to,
                    key: given,
                },
            ) => person == to && key == given,
            (
                Power::Role { person, role },
                PeopleAct::Granted {
                    person: to,
                    role: given,
                },
            ) => person == to && role == given,
            (
                Power::Deputy(one),
                PeopleAct::Delegated {
                    role,
                    to,
                    from,
                    until,
                },
            ) => {
                (one.role, &one.of, &one.to, one.from, one.until)
                    == (*role, &self.by, to, *from, *until)
            }
            (Power::Key { person, key }, act) => {
                let mut added = act.added().iter().filter(|added| added.id == *person);
                added.any(|added| added.keys.contains(key))
            }
            (Power::Role { person, role }, act) => {
                let mut added = act.added().iter().filter(|added| added.id == *person);
                added.any(|added| added.is(*role))
            }
            (Power::Deputy(_), _) => false,
        }
    }

    /// The entry without what it gives to those whom it lets in: they are known by it, and can do nothing.
    #[must_use]
    pub fn of_names_alone(&self) -> Option<PeopleEntry> {
        let mut entry = self.clone();
        let PeopleAct::Added { added } = &mut entry.act else {
            return None;
        };
        for person in added {
            person.roles.clear();
            person.keys.clear();
        }
        Some(entry)
    }
}

impl People {
    /// All that anybody may do by the register.
    pub fn powers(&self) -> BTreeSet<Power> {
        let people = self.people.iter().flat_map(|person| {
            let id = &person.id;
            let keys = person.keys.iter().map(move |key| Power::Key {
                person: id.clone(),
                key: key.clone(),
            });
            let roles = person.roles.iter().map(move |role| Power::Role {
                person: id.clone(),
                role: *role,
            });
            keys.chain(roles)
        });
        let deputies = self.delegations.iter().cloned().map(Power::Deputy);
        people.chain(deputies).collect()
    }

    /// Whether a person may have a key or a role by a signature of this key, other than from the beginning.
    pub fn may_owe(&self, person: &PersonId, key: &str) -> bool {
        let signs = |entry: &PeopleEntry| {
            let mut bearers = self.bearers(key);
            bearers.any(|bearer| *bearer == entry.by)
        };
        let lets_in = |entry: &PeopleEntry| {
            let mut bearers = self.bearers(key);
            bearers.any(|bearer| {
                entry.gives(&Power::Key {
                    person: bearer.clone(),
                    key: key.to_owned(),
                })
            })
        };
        let since = self.history.iter().skip_while(|entry| !lets_in(entry));
        let by_key: Vec<&PeopleEntry> = since.skip(1).filter(|entry| signs(entry)).collect();
        let powers = self.powers();
        let mut own = powers.iter().filter(|power| power.holder() == person);
        own.any(|power| by_key.iter().any(|entry| entry.gives(power)))
    }

    /// The register with none of these powers; everybody is still known.
    #[must_use]
    pub fn without(&self, powers: &BTreeSet<Power>) -> People {
        let mut people = self.clone();
        for power in powers {
            match power {
                Power::Key { person, key } => {
                    people.edit(person, |person| person.keys.retain(|held| held != key));
                }
                Power::Role { person, role } => {
                    people.edit(person, |person| person.roles.retain(|held| held != role));
                }
                Power::Deputy(delegation) => people.delegations.retain(|one| one != delegation),
            }
        }
        people
    }
}
