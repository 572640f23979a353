//! Clients added and put right.

use super::authority::acting_as_any;
use super::change::Change;
use super::ground::Ground;
use super::refusal::{Difference, Refusal, Unmet};
use crate::client::{Client, ClientDetails, ClientEntry, ClientFile, ClientKind};
use crate::deal::fact::check_line;
use crate::people::Role;
use crate::record::Moment;
use crate::record::id::{ClientId, PersonId};

/// Decides what is stated of a client.
pub(super) fn decide(
    ground: &Ground,
    client: &ClientId,
    kind: ClientKind,
    details: &ClientDetails,
    after: u32,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, Refusal> {
    let mut unmet = details_unmet(details, kind);
    let today = ground.calendar.local_day(now);
    let roles = [Role::Manager, Role::Accountant, Role::Administrator];
    unmet.extend(acting_as_any(&ground.people, None, &roles, actor, today).err());
    unmet.extend(standing_unmet(ground, client, kind, after));
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet });
    }
    let file = ground
        .client
        .clone()
        .unwrap_or_else(|| ClientFile::new(client.clone()));
    let file = file.with(ClientEntry {
        kind,
        at: now,
        by: actor.clone(),
        name: details.name.clone(),
        email: details.email.clone(),
        inn: details.inn.clone(),
        after,
    });
    Ok(Change {
        message: super::message::of_client(ground, &file, kind, actor),
        files: [(Client::path(client), file.node().to_yaml())].into(),
        ..Change::default()
    })
}

fn standing_unmet(
    ground: &Ground,
    client: &ClientId,
    kind: ClientKind,
    after: u32,
) -> Option<Unmet> {
    match (kind, &ground.client) {
        (ClientKind::Added, Some(_)) => Some(Unmet::TakenClient {
            client: client.clone(),
        }),
        (ClientKind::Edited, None) => Some(Unmet::UnknownClient {
            client: client.clone(),
        }),
        (ClientKind::Edited, Some(file)) => {
            let now = u32::try_from(file.history.len()).unwrap_or(u32::MAX);
            let differences = vec![Difference::Client { seen: after, now }];
            (now != after).then_some(Unmet::Changed { differences })
        }
        (ClientKind::Added, None) => {
            let differences = vec![Difference::Client {
                seen: after,
                now: 0,
            }];
            (after != 0).then_some(Unmet::Changed { differences })
        }
    }
}

fn details_unmet(details: &ClientDetails, kind: ClientKind) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    let nothing = *details == ClientDetails::default();
    if nothing || (kind == ClientKind::Added && details.name.is_none()) {
        unmet.push(Unmet::NothingGiven);
    }
    if let Some(Err(error)) = details.name.as_deref().map(check_line) {
        unmet.push(Unmet::TextUnfit { error });
    }
    if let Some(email) = details.email.as_ref().filter(|email| !is_email(email)) {
        unmet.push(Unmet::EmailUnfit {
            email: email.clone(),
        });
    }
    if let Some(inn) = details.inn.as_ref().filter(|inn| !is_inn(inn)) {
        unmet.push(Unmet::InnUnfit { inn: inn.clone() });
    }
    unmet
}

/// Whether text can be an address that letters go to: one `@`, no blanks or brackets, a dot or a host behind it.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let word = |word: &str| {
        let fits = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(it);
        !word.is_empty() && word.chars().all(fits)
    };
    let label = |label: &str| {
        let fits = |it: char| it.is_ascii_alphanumeric() || it == '-';
        let hyphen_outside = label.starts_with('-') || label.ends_with('-');
        (1..=63).contains(&label.len()) && label.chars().all(fits) && !hyphen_outside
    };
    text.len() <= 254 && name.len() <= 64 && name.split('.').all(word) && host.split('.').all(label)
}

/// Whether text is a taxpayer's number: 10 digits of a company or 12 of a person, with their check digits.
pub fn is_inn(text: &str) -> bool {
    let Some(digits) = text
        .chars()
        .map(|digit| digit.to_digit(10))
        .collect::<Option<Vec<u32>>>()
    else {
        return false;
    };
    let checks = |weights: &[u32]| {
        let sum: u32 = weights
            .iter()
            .zip(&digits)
            .map(|(weight, digit)| weight * digit)
            .sum();
        digits.get(weights.len()) == Some(&(sum % 11 % 10))
    };
    match digits.len() {
        10 => checks(&[2, 4, 10, 3, 5, 9, 4, 6, 8]),
        12 => {
            checks(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) && checks(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
        }
        _ => false,
    }
}
