//! What a commit might have to be called good for: whom a compromised key may have let in.

use super::People;
use super::act::PeopleAct;
use crate::record::id::PersonId;

impl People {
    /// Whether a commit of this key and address can be in doubt at all: the key is compromised, or it or the person came
    /// in, or got a role, by somebody whose key was. From which commit on, only the history tells.
    pub fn may_be_in_doubt(&self, key: &str, email: &str) -> bool {
        let doubtful = self.doubtful_people();
        let signs = self.by_email(email).map(|person| &person.id);
        self.compromised(key).is_some()
            || self
                .bearers(key)
                .chain(signs)
                .any(|id| doubtful.contains(&id))
    }

    /// Those whose key is compromised, and whom they let in, gave a key or a role, and so on.
    fn doubtful_people(&self) -> Vec<&PersonId> {
        let mut people: Vec<&PersonId> =
            self.compromised.iter().map(|known| &known.person).collect();
        for entry in &self.history {
            if !people.contains(&&entry.by) {
                continue;
            }
            let changed = match &entry.act {
                PeopleAct::KeyAdded { person, .. } | PeopleAct::Granted { person, .. } => {
                    Some(person)
                }
                _ => None,
            };
            let added = entry.act.added().iter().map(|person| &person.id);
            people.extend(added.chain(changed));
        }
        people
    }
}
