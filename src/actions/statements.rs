//! Acts that state something: facts, documents, notes, title and client, the manager. What follows, follows by itself.

use super::asking::require_decider;
use super::authority::{acting, acting_as_any};
use super::case::{Case, Draft};
use super::finishing::finish_brought;
use super::refusal::Unmet;
use crate::deal::act::{Act, Given};
use crate::deal::fact::check_line;
use crate::deal::fold::BrokenHistory;
use crate::people::Role;
use crate::record::id::{ClientId, PersonId};

/// Facts are set where the stage names them, by the role that it names (docs/process.md, Facts).
pub(super) fn set(case: &Case, draft: &mut Draft, given: &Given) -> Result<(), BrokenHistory> {
    require_open(case, draft);
    let role = role_here(case, draft);
    draft.require(!given.facts.is_empty(), || Unmet::NothingGiven);
    case.check_facts(draft, given, role);
    case.file_documents(draft, given, role);
    for (fact, value) in &given.facts {
        let same = case.deal().facts.get(fact) == Some(value);
        let stated_on = |at| case.ground.calendar.local_day(at);
        let stated = case.deal().stated.get(fact);
        let earlier = stated.is_none_or(|stated| stated_on(stated.at) < case.today);
        let restated = earlier || !case.deal().stated_here.contains(fact);
        draft.require(!same || restated, || Unmet::SameValue {
            fact: fact.clone(),
            value: value.clone(),
        });
    }
    finish_brought(case, draft, role, given)?;
    settle_if_clear(case, draft)
}

/// Documents are filed where the stage names their kind; `other` everywhere.
pub(super) fn attach(case: &Case, draft: &mut Draft, given: &Given) -> Result<(), BrokenHistory> {
    require_open(case, draft);
    let role = role_here(case, draft);
    draft.require(!given.documents.is_empty(), || Unmet::NothingGiven);
    case.check_facts(draft, given, role);
    case.file_documents(draft, given, role);
    finish_brought(case, draft, role, given)?;
    settle_if_clear(case, draft)
}

/// Everybody but the service may leave a remark on any deal.
pub(super) fn note(case: &Case, draft: &mut Draft) {
    let roles = [
        Role::Manager,
        Role::FinanceDirector,
        Role::Accountant,
        Role::Administrator,
    ];
    let people = &case.ground.people;
    draft.by_authority(acting_as_any(people, None, &roles, case.actor, case.today));
}

/// A deal changes hands, and its open tasks with it; whoever gets it must leave somebody to answer an open request.
pub(super) fn assign(case: &Case, draft: &mut Draft, to: &PersonId) -> Result<(), BrokenHistory> {
    require_open(case, draft);
    let roles = [Role::Manager, Role::FinanceDirector, Role::Administrator];
    let people = &case.ground.people;
    draft.by_authority(acting_as_any(
        people,
        Some(case.deal()),
        &roles,
        case.actor,
        case.today,
    ));
    match people.person(to) {
        None => draft.refuse(Unmet::UnknownPerson { person: to.clone() }),
        Some(person) => draft.require(person.is(Role::Manager), || Unmet::NotInRole {
            person: to.clone(),
            role: Role::Manager,
        }),
    }
    draft.require(case.deal().manager != *to, || Unmet::NothingGiven);
    settle_if_clear(case, draft)?;
    require_decider(case, draft)
}

/// Title or client are put right. Another client makes void what was decided for the old one.
pub(super) fn edit(
    case: &Case,
    draft: &mut Draft,
    title: Option<&str>,
    client: Option<&ClientId>,
) -> Result<(), BrokenHistory> {
    require_open(case, draft);
    let people = &case.ground.people;
    draft.by_authority(acting(
        people,
        Some(case.deal()),
        Role::Manager,
        case.actor,
        case.today,
    ));
    let deal = case.deal();
    let title = title.filter(|title| *title != deal.title);
    let client = client.filter(|client| **client != deal.client);
    draft.require(title.is_some() || client.is_some(), || Unmet::NothingGiven);
    // What stays as it is was not edited.
    draft.entry.act = Act::Edit {
        title: title.map(str::to_owned),
        client: client.cloned(),
    };
    if let Some(Err(error)) = title.map(check_line) {
        draft.refuse(Unmet::TextUnfit { error });
    }
    if let Some(client) = client {
        draft.require(case.ground.next_client.is_some(), || Unmet::UnknownClient {
            client: client.clone(),
        });
    }
    settle_if_clear(case, draft)
}

/// Nothing is done to a closed deal but what says so.
pub(super) fn require_open(case: &Case, draft: &mut Draft) {
    let stage = &case.deal().stage;
    let open = case.ground.process.is_open(stage);
    draft.require(open, || Unmet::Closed {
        stage: stage.clone(),
    });
}

/// Settles a draft that nothing is in the way of.
pub(super) fn settle_if_clear(case: &Case, draft: &mut Draft) -> Result<(), BrokenHistory> {
    match draft.unmet.is_empty() {
        true => case.settle(draft, &[]),
        false => Ok(()),
    }
}

/// The manager states things; where the stage gives the accountant a task, so does the accountant.
fn role_here(case: &Case, draft: &mut Draft) -> Role {
    let people = &case.ground.people;
    let deal = Some(case.deal());
    let manager = acting(people, deal, Role::Manager, case.actor, case.today);
    let accountant = acting(people, deal, Role::Accountant, case.actor, case.today);
    match (manager, accountant) {
        (Err(_), Ok(on_behalf_of)) => {
            draft.entry.on_behalf_of = on_behalf_of;
            Role::Accountant
        }
        (manager, _) => {
            draft.by_authority(manager);
            Role::Manager
        }
    }
}
