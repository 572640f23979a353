use super::authority::acting;
use super::case::{Case, Draft};
use super::change::Change;
use super::decide::No;
use super::ground::Ground;
use super::refusal::{Refusal, Unmet};
use super::settle::entering;
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::deal::fact::check_line;
use crate::deal::{DealId, DealOnFile};
use crate::people::Role;
use crate::record::Moment;
use crate::record::id::PersonId;

/// A first request comes in: the deal begins in the first stage of the process.
pub(super) fn open(
    ground: &Ground,
    deal: &DealId,
    act: &Act,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, No> {
    let Act::Open {
        title,
        client,
        manager,
    } = act
    else {
        return Err(Refusal::because(Unmet::UnknownDeal { deal: deal.clone() }).into());
    };
    let today = ground.calendar.local_day(now);
    let mut draft = Draft::new(actor, now, act, &Seen::default());
    draft.by_authority(acting(&ground.people, None, Role::Manager, actor, today));
    let is_ours = *deal == DealId::new(&ground.settings.prefix, deal.number());
    let is_free = is_ours && ground.deal.is_none();
    let unmet = ground.numbers.unmet(deal, is_free, actor);
    draft.unmet.extend(unmet);
    match title.is_empty() {
        true => draft.refuse(Unmet::TitleMissing),
        false => {
            if let Err(error) = check_line(title) {
                draft.refuse(Unmet::TextUnfit { error });
            }
        }
    }
    draft.require(ground.next_client.is_some(), || Unmet::UnknownClient {
        client: client.clone(),
    });
    match ground.people.person(manager) {
        None => draft.refuse(Unmet::UnknownPerson {
            person: manager.clone(),
        }),
        Some(person) => draft.require(person.is(Role::Manager), || Unmet::NotInRole {
            person: manager.clone(),
            role: Role::Manager,
        }),
    }
    if !draft.unmet.is_empty() {
        return Err(Refusal {
            deal: None,
            unmet: draft.unmet,
        }
        .into());
    }
    let first = ground.process.first().map(|stage| stage.id.clone());
    draft.entry.outcome = first.as_ref().map(entering).unwrap_or_default();
    let empty = DealOnFile::opened(deal.clone(), &draft.entry)?;
    let case = Case {
        ground,
        file: &empty,
        actor,
        now,
        today,
    };
    draft.entry.outcome.opened = case.tasks_of_stage(&draft);
    let file = DealOnFile::opened(deal.clone(), &draft.entry)?;
    Ok(Change {
        message: super::message::of_opening(ground, &file.deal, &draft.entry),
        files: [(deal.path(), file.text())].into(),
        ..Change::default()
    })
}
