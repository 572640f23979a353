//! Guards against a cron that has nobody to act as, so that nothing is reminded or sent.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;
use crate::people::Role;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let Some(people) = seen.people() else {
        return Vec::new();
    };
    let finding = match people.holding(Role::Service).next() {
        Some(service) => Finding::Service {
            person: service.id.to_string(),
        },
        None => {
            let mut idle = people
                .people
                .iter()
                .filter(|person| person.roles.is_empty());
            let known = idle.find(|person| person.id.as_str() == "cron");
            Finding::NoService {
                may: seen.may_let_in(),
                known: known.map(|person| person.id.to_string()),
            }
        }
    };
    vec![finding]
}
