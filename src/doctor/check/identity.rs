//! Guards against acting as somebody whom people.yaml does not know, or spells otherwise than git does.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;
use crate::workspace::Person;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let (Some(identity), Some(people)) = (&seen.identity, seen.people()) else {
        return Vec::new();
    };
    let identity = match identity {
        Err(failure) => return vec![Finding::Unseen(failure.clone())],
        Ok(None) => return vec![Finding::Nobody],
        Ok(Some(identity)) => identity,
    };
    let finding = match people.by_email(&identity.email) {
        None => Finding::Stranger {
            email: identity.email.clone(),
        },
        Some(person) if person.name != identity.name || person.email != identity.email => {
            Finding::OtherSpelling {
                git: identity.clone(),
                register: Person {
                    name: person.name.clone(),
                    email: person.email.clone(),
                },
            }
        }
        Some(person) => Finding::Identity {
            name: person.name.clone(),
            email: person.email.clone(),
        },
    };
    vec![finding]
}
