//! A deal goes along the edges of the process, past those who decide, and never waits for nothing.

use super::{Broken, Step};
use crate::deal::Deal;
use crate::deal::act::{Act, Reply};
use crate::deal::entry::Entry;
use crate::deal::request::Request;
use crate::people::Role;
use crate::record::id::{PersonId, StageId};

pub(super) fn broken(step: &Step) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut acted = false;
    let known = step.before.map_or(0, |before| before.events);
    for (event, entry) in (known + 1..).zip(step.new) {
        let is_act = !entry.outcome.entered.is_empty() || matches!(entry.act, Act::Decide(_));
        if is_act && std::mem::replace(&mut acted, true) {
            broken.push(Broken::TwoActs { event });
        }
        if matches!(entry.act, Act::Relocate { .. }) && step.next.is_none() {
            broken.push(Broken::RelocatedAlone { event });
        }
        if let Some(before) = step.before {
            broken.extend(edges(step, before, entry));
            if let Act::Decide(reply) = &entry.act {
                broken.extend(decision(step, before, entry, reply, event));
            }
        }
    }
    broken.extend(waiting(step));
    broken
}

fn edges(step: &Step, before: &Deal, entry: &Entry) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut from = &before.stage;
    for to in &entry.outcome.entered {
        if !joined(step, before, entry, from, to) {
            broken.push(Broken::NoSuchEdge {
                from: from.clone(),
                to: to.clone(),
            });
        }
        from = to;
    }
    broken
}

fn joined(step: &Step, before: &Deal, entry: &Entry, from: &StageId, to: &StageId) -> bool {
    let process = step.now();
    let automatic = &process.automatic;
    let by_itself = automatic
        .iter()
        .any(|rule| rule.to == *to && rule.from.contains(from));
    let chosen = match &entry.act {
        Act::Move { .. } => {
            let losing = process.losing.as_ref().is_some_and(|rule| rule.to == *to);
            losing || process.move_between(from, to).is_some()
        }
        Act::Ask { about, .. } => process
            .decision(about)
            .is_some_and(|rule| rule.into.as_ref() == Some(to) && rule.from.contains(from)),
        Act::Decide(reply) => process
            .decision(&reply.about)
            .and_then(|rule| rule.outcome(reply.answer))
            .is_some_and(|outcome| outcome.to.as_ref() == Some(to)),
        Act::Reopen { .. } => {
            let lost_in = before.lost.as_ref().map(|loss| &loss.from);
            let lost_in = lost_in.map(|from| process.stage_now(from));
            let into = process.reopening.as_ref().map(|rule| &rule.into);
            lost_in == Some(to) || into == Some(to)
        }
        Act::Relocate { .. } => {
            let map = &process.deals_in_flight.stages;
            *from == before.stage && !process.is_open(from) && map.get(from) == Some(to)
        }
        _ => false,
    };
    by_itself || chosen
}

/// An answer answers what was asked, by somebody else than those whose work it judges, and stands in the header.
fn decision(step: &Step, before: &Deal, entry: &Entry, reply: &Reply, event: u32) -> Vec<Broken> {
    let Some(request) = before.request.as_ref().filter(|request| {
        request.binds == reply.binds && request.about == reply.about && request.round == reply.round
    }) else {
        return vec![Broken::NoDecision { event }];
    };
    let mut broken = Vec::new();
    let recorded = step.after.decisions.iter().any(|decision| {
        decision.event == event
            && decision.answer == reply.answer
            && decision.binds == request.binds
    });
    if !recorded {
        broken.push(Broken::NoDecision { event });
    }
    for person in std::iter::once(&entry.by).chain(&entry.on_behalf_of) {
        if too_close(before, request, person) {
            let person = person.clone();
            broken.push(Broken::NotFourEyes { event, person });
        }
    }
    if !holds(step, request.asks, entry) {
        let person = entry.by.clone();
        broken.push(Broken::NotFourEyes { event, person });
    }
    broken
}

fn too_close(before: &Deal, request: &Request, person: &PersonId) -> bool {
    request.by == *person
        || request.on_behalf_of.as_ref() == Some(person)
        || before.manager == *person
        || request.set_by.contains(person)
}

/// Whether the person holds the role, or acts for somebody who does and has said so.
fn holds(step: &Step, role: Role, entry: &Entry) -> bool {
    let holder = entry.on_behalf_of.as_ref().unwrap_or(&entry.by);
    let delegated = entry.on_behalf_of.as_ref().is_none_or(|of| {
        let delegations = &step.people.delegations;
        delegations.iter().any(|delegation| {
            delegation.role == role && delegation.of == *of && delegation.to == entry.by
        })
    });
    let person = step.people.person(holder);
    person.is_some_and(|person| person.is(role)) && delegated
}

/// An open deal has a task, a request or a date; a closed one has none of them but money to give back.
fn waiting(step: &Step) -> Option<Broken> {
    let deal = step.after;
    let stage = step.now().stage(&deal.stage)?;
    if stage.is_open() {
        let dated = stage
            .waits_for
            .as_ref()
            .and_then(|fact| deal.facts.get(fact));
        let day = dated.and_then(|value| value.day());
        let waits = !deal.tasks.is_empty() || deal.request.is_some() || day.is_some();
        let stage = deal.stage.clone();
        return (!waits).then_some(Broken::Forgotten { stage });
    }
    let losing = step.now().losing.as_ref();
    let refund = losing.and_then(|rule| rule.with_payment.as_ref());
    let other = deal
        .tasks
        .iter()
        .find(|task| refund.is_none_or(|refund| refund.task != task.id));
    let task = other.map(|task| task.id.clone());
    (task.is_some() || deal.request.is_some()).then_some(Broken::BusyAfterEnd { task })
}
