//! Guards against a company that stands still when one person is away or has lost a key.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;
use crate::people::Role;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let Some(people) = seen.people() else {
        return Vec::new();
    };
    let findings: Vec<Finding> = [Role::Administrator, Role::FinanceDirector]
        .into_iter()
        .filter_map(|role| {
            let mut holding = people
                .holding(role)
                .filter(|person| !person.keys.is_empty());
            match (holding.next(), holding.next()) {
                (None, _) => Some(Finding::NobodyHolds {
                    role,
                    may: seen.may_let_in(),
                }),
                (Some(only), None) => Some(Finding::OnlyOneHolds {
                    role,
                    may: seen.may_let_in(),
                    person: only.name.clone(),
                }),
                (Some(_), Some(_)) => None,
            }
        })
        .collect();
    match findings.is_empty() {
        true => vec![Finding::Roles],
        false => findings,
    }
}
