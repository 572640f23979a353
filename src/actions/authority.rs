//! Who may do what: roles, deputies, four eyes (docs/process.md, Roles, Deputies, Four eyes).

use super::refusal::{Involvement, Unmet};
use crate::deal::Deal;
use crate::deal::request::Request;
use crate::people::{People, Role};
use crate::record::Day;
use crate::record::id::PersonId;

/// In whose place somebody acts: none where it is their own.
pub type OnBehalfOf = Option<PersonId>;

/// Whether a person may act in a role on a deal, and for whom. A deal's manager is that very person.
///
/// # Errors
/// Who may instead.
pub fn acting(
    people: &People,
    deal: Option<&Deal>,
    role: Role,
    actor: &PersonId,
    today: Day,
) -> Result<OnBehalfOf, Unmet> {
    capacities(people, deal, role, actor, today)
        .next()
        .map(|of| for_whom(actor, of))
        .ok_or_else(|| Unmet::NotEntitled {
            role,
            who: entitled(people, deal, role, today),
        })
}

/// As [`acting`], for any of several roles.
///
/// # Errors
/// Who may instead, of the first role.
pub fn acting_as_any(
    people: &People,
    deal: Option<&Deal>,
    roles: &[Role],
    actor: &PersonId,
    today: Day,
) -> Result<OnBehalfOf, Unmet> {
    let mut refused = Err(Unmet::NotEntitled {
        role: Role::Manager,
        who: Vec::new(),
    });
    for role in roles.iter().rev() {
        refused = match acting(people, deal, *role, actor, today) {
            Ok(on_behalf_of) => return Ok(on_behalf_of),
            no => no,
        };
    }
    refused
}

/// Whether a person may answer a request, and for whom.
///
/// # Errors
/// Who may instead, or what makes the person too close to it.
pub fn deciding(
    people: &People,
    deal: &Deal,
    request: &Request,
    actor: &PersonId,
    today: Day,
) -> Result<OnBehalfOf, Unmet> {
    let mut refused = None;
    for of in capacities(people, Some(deal), request.asks, actor, today) {
        match [actor, of]
            .into_iter()
            .find_map(|person| involved(deal, request, person))
        {
            None => return Ok(for_whom(actor, of)),
            Some(unmet) => refused = refused.or(Some(unmet)),
        }
    }
    Err(refused.unwrap_or_else(|| Unmet::NotEntitled {
        role: request.asks,
        who: deciders(people, deal, request, today),
    }))
}

/// Everybody who may answer a request on a day.
pub fn deciders(people: &People, deal: &Deal, request: &Request, today: Day) -> Vec<PersonId> {
    let ids = people.people.iter().map(|person| &person.id);
    ids.filter(|person| can_decide(people, deal, request, person, today))
        .cloned()
        .collect()
}

/// Whether somebody may answer a request on a day.
pub fn can_decide(
    people: &People,
    deal: &Deal,
    request: &Request,
    person: &PersonId,
    today: Day,
) -> bool {
    capacities(people, Some(deal), request.asks, person, today).any(|of| {
        [person, of]
            .into_iter()
            .all(|person| involved(deal, request, person).is_none())
    })
}

fn involved(deal: &Deal, request: &Request, person: &PersonId) -> Option<Unmet> {
    let because = if request.by == *person || request.on_behalf_of.as_ref() == Some(person) {
        Involvement::Asked
    } else if deal.manager == *person {
        Involvement::OwnsTheDeal
    } else if request.set_by.contains(person) {
        Involvement::SetABoundValue
    } else {
        return None;
    };
    Some(Unmet::FourEyes {
        person: person.clone(),
        because,
    })
}

/// Those in whose place the person may act, the person's own place first.
fn capacities<'a>(
    people: &'a People,
    deal: Option<&'a Deal>,
    role: Role,
    actor: &'a PersonId,
    today: Day,
) -> impl Iterator<Item = &'a PersonId> {
    people
        .acts_for(actor, role, today)
        .filter(move |of| match deal {
            Some(deal) if role == Role::Manager => deal.manager == **of,
            _ => true,
        })
}

fn entitled(people: &People, deal: Option<&Deal>, role: Role, today: Day) -> Vec<PersonId> {
    let ids = people.people.iter().map(|person| &person.id);
    ids.filter(|person| {
        capacities(people, deal, role, person, today)
            .next()
            .is_some()
    })
    .cloned()
    .collect()
}

fn for_whom(actor: &PersonId, of: &PersonId) -> OnBehalfOf {
    (actor != of).then(|| of.clone())
}
