//! Moves that a person makes (docs/process.md, Moves and decisions).

use super::authority::acting;
use super::case::{Case, Draft};
use super::refusal::Unmet;
use super::statements::{require_open, settle_if_clear};
use super::terms;
use crate::deal::act::Given;
use crate::deal::fold::BrokenHistory;
use crate::people::Role;
use crate::process::condition::Condition;
use crate::process::definition::LosingRule;
use crate::process::moves::MoveRule;
use crate::process::names;
use crate::record::id::{LossReason, StageId};

/// Moves the deal to a stage.
pub(super) fn go(
    case: &Case,
    draft: &mut Draft,
    to: &StageId,
    given: &Given,
    reason: Option<&LossReason>,
) -> Result<(), BrokenHistory> {
    let process = &case.ground.process;
    require_open(case, draft);
    if !draft.unmet.is_empty() {
        return Ok(());
    }
    if let Some(rule) = process.losing.as_ref().filter(|rule| rule.to == *to) {
        return lose(case, draft, rule, given, reason);
    }
    if reason.is_some() {
        draft.refuse(Unmet::NothingGiven);
    }
    match process.move_between(&case.deal().stage, to) {
        Some(rule) => follow(case, draft, rule, given),
        None => {
            draft.refuse(no_such_move(case, to));
            Ok(())
        }
    }
}

fn no_such_move(case: &Case, to: &StageId) -> Unmet {
    let process = &case.ground.process;
    let from = &case.deal().stage;
    let by_itself =
        |rule: &&crate::process::moves::Automatic| rule.to == *to && rule.from.contains(from);
    if process.automatic.iter().find(by_itself).is_some() {
        return Unmet::FollowsByItself { to: to.clone() };
    }
    let losing = process.losing.as_ref().map(|rule| &rule.to);
    let can = process
        .moves_from(from)
        .map(|rule| &rule.to)
        .filter(|stage| *stage != from);
    Unmet::NoSuchMove {
        to: to.clone(),
        can: can.chain(losing).cloned().collect(),
    }
}

fn follow(
    case: &Case,
    draft: &mut Draft,
    rule: &MoveRule,
    given: &Given,
) -> Result<(), BrokenHistory> {
    let people = &case.ground.people;
    let by = deferral_role(case, rule);
    draft.by_authority(acting(
        people,
        Some(case.deal()),
        by,
        case.actor,
        case.today,
    ));
    case.check_facts(draft, given, rule.by);
    case.file_documents(draft, given, rule.by);
    state_by_move(draft, rule, given);
    if !draft.unmet.is_empty() {
        return collect_needs(case, draft, rule);
    }
    collect_needs(case, draft, rule)?;
    refuse_same_date(case, draft, rule, given);
    if rule.puts_forward.is_some() && draft.unmet.is_empty() {
        super::asking::put_forward(case, draft, names::QUOTE)?;
    }
    if !rule.stays(&case.deal().stage) {
        draft.entry.outcome.entered.push(rule.to.clone());
    }
    take_out_of_force(case, draft, &rule.cancels);
    settle_if_clear(case, draft)
}

fn collect_needs(case: &Case, draft: &mut Draft, rule: &MoveRule) -> Result<(), BrokenHistory> {
    let quote = case.ground.process.decision(&names::quote_decision());
    let unmet = match quote.filter(|_| rule.puts_forward.is_some()) {
        Some(quote) => terms::unmet(case, draft, quote, &rule.needs, &rule.takes)?,
        None => {
            let after = case.after(draft)?;
            case.scene(&after, draft.text(), &[]).unmet(&rule.needs)
        }
    };
    draft.unmet.extend(unmet);
    Ok(())
}

/// The move is the statement: it sets its facts, and what contradicts it is refused.
fn state_by_move(draft: &mut Draft, rule: &MoveRule, given: &Given) {
    for (fact, states) in &rule.sets {
        match given.facts.get(fact) {
            None => {
                draft
                    .entry
                    .outcome
                    .stated
                    .insert(fact.clone(), (*states).into());
            }
            Some(value) => {
                draft.require(value.flag() == Some(*states), || Unmet::FactContradicts {
                    fact: fact.clone(),
                    states: *states,
                })
            }
        }
    }
}

/// A new date for the deferral is another one than the old.
fn refuse_same_date(case: &Case, draft: &mut Draft, rule: &MoveRule, given: &Given) {
    if !rule.stays(&case.deal().stage) {
        return;
    }
    for fact in rule.needs.iter().filter_map(Condition::fact) {
        let old = case.deal().facts.get(fact);
        match given.facts.get(fact) {
            Some(value) if old == Some(value) => draft.refuse(Unmet::SameValue {
                fact: fact.clone(),
                value: value.clone(),
            }),
            Some(_) => {}
            None => {
                let missing = Unmet::FactMissing { fact: fact.clone() };
                if !draft.unmet.contains(&missing) {
                    draft.refuse(missing);
                }
            }
        }
    }
}

/// Takes out of force what a new start cancels: the invoice of the old quote.
pub(super) fn take_out_of_force(case: &Case, draft: &mut Draft, cancels: &[Condition]) {
    let deal = case.deal();
    for condition in cancels {
        match condition {
            Condition::Fact(fact) if deal.facts.contains_key(fact) => {
                draft.entry.outcome.dropped_facts.push(fact.clone());
            }
            Condition::Document(kind) if deal.document(kind).is_some() => {
                draft.entry.outcome.dropped_documents.push(kind.clone());
            }
            _ => {}
        }
    }
}

/// From the N-th date on the finance director puts payment off (docs/process.md, Limits).
fn deferral_role(case: &Case, rule: &MoveRule) -> Role {
    let process = &case.ground.process;
    let waits = process
        .stage(&rule.to)
        .is_some_and(|stage| stage.waits_for.is_some());
    match process.deferral.signed_after {
        Some(signed_after) if waits && case.deal().deferrals + 1 >= signed_after => {
            Role::FinanceDirector
        }
        _ => rule.by,
    }
}

/// Any open deal can be lost, with a reason out of the list; with money on record by the director alone.
fn lose(
    case: &Case,
    draft: &mut Draft,
    rule: &LosingRule,
    given: &Given,
    reason: Option<&LossReason>,
) -> Result<(), BrokenHistory> {
    let people = &case.ground.people;
    let deal = case.deal();
    let with_payment = rule
        .with_payment
        .as_ref()
        .filter(|_| deal.paid().next().is_some());
    let by = with_payment.map_or(rule.by, |paid| paid.by);
    draft.by_authority(acting(people, Some(deal), by, case.actor, case.today));
    let reasons: Vec<LossReason> = rule.reasons.keys().cloned().collect();
    match reason {
        None => draft.refuse(Unmet::LossReasonMissing { reasons }),
        Some(reason) => draft.require(rule.reasons.contains_key(reason), || {
            Unmet::UnknownLossReason {
                reason: reason.clone(),
                reasons,
            }
        }),
    }
    case.check_facts(draft, given, rule.by);
    case.file_documents(draft, given, rule.by);
    let says_nothing = reason.is_some_and(|reason| reason.as_str() == names::OTHER_REASON);
    if says_nothing && draft.text().is_none() {
        draft.refuse(Unmet::ReasonMissing);
    }
    draft.entry.outcome.entered.push(rule.to.clone());
    match draft.unmet.is_empty() {
        true => case.settle(
            draft,
            with_payment
                .map(|paid| &paid.task)
                .map(std::slice::from_ref)
                .unwrap_or_default(),
        ),
        false => Ok(()),
    }
}
