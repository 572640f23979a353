//! Guards against people who are let in and can sign nothing.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let Some(people) = seen.people() else {
        return Vec::new();
    };
    let keyless = people.people.iter().filter(|person| person.keys.is_empty());
    let keyless: Vec<String> = keyless.map(|person| person.id.to_string()).collect();
    let finding = match keyless.is_empty() {
        true => Finding::Keys {
            people: people.people.len(),
        },
        false => Finding::Keyless { people: keyless },
    };
    vec![finding]
}
