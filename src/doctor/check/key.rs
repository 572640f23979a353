//! Guards against finding out only in the middle of an act that the key is missing, locked or not yours.

use crate::doctor::finding::Finding;
use crate::doctor::observed::{KeyTrial, Seen};
use crate::people::Role;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let key = match &seen.key {
        None => return Vec::new(),
        Some(Err(failure)) => return vec![Finding::KeyUnusable(failure.clone())],
        Some(Ok(key)) => key,
    };
    let person = seen.person();
    let fingerprint = key.fingerprint.clone();
    if let Some(person) = person.filter(|person| !person.keys.contains(&key.public)) {
        return vec![Finding::KeyNotTheirs {
            fingerprint,
            person: person.id.to_string(),
        }];
    }
    let finding = match &key.trial {
        KeyTrial::Signed => Finding::Key { fingerprint },
        KeyTrial::NotTried => Finding::KeyNotTried { fingerprint },
        KeyTrial::Locked { key } => Finding::KeyLocked {
            key: key.clone(),
            by_service: person.is_some_and(|person| person.is(Role::Service)),
        },
        KeyTrial::Failed(failure) => Finding::KeyUnusable(failure.clone()),
    };
    vec![finding]
}
