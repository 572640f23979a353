//! Quotes put forward, and requests to whoever decides (docs/process.md, Rounds).

use super::authority::{acting, deciders};
use super::binding;
use super::case::{Case, Draft};
use super::refusal::Unmet;
use super::statements::{require_open, settle_if_clear};
use super::terms;
use crate::deal::act::Given;
use crate::deal::fold::BrokenHistory;
use crate::people::Role;
use crate::process::decision::DecisionRule;
use crate::process::names;
use crate::record::id::DecisionId;

/// Puts a question to whoever decides it.
pub(super) fn ask(
    case: &Case,
    draft: &mut Draft,
    about: &DecisionId,
    given: &Given,
) -> Result<(), BrokenHistory> {
    require_open(case, draft);
    let stage = &case.deal().stage;
    let process = &case.ground.process;
    let Some(rule) = process
        .decision(about)
        .filter(|rule| rule.from.contains(stage))
    else {
        let from = process
            .decision(about)
            .map(|rule| rule.from.clone())
            .unwrap_or_default();
        draft.refuse(Unmet::NoSuchQuestion {
            about: about.clone(),
            from,
        });
        return Ok(());
    };
    let people = &case.ground.people;
    draft.by_authority(acting(
        people,
        Some(case.deal()),
        rule.by,
        case.actor,
        case.today,
    ));
    case.check_facts(draft, given, rule.by);
    case.file_documents(draft, given, rule.by);
    let unmet = terms::unmet(case, draft, rule, &rule.needs, &rule.takes)?;
    draft.unmet.extend(unmet);
    if !draft.unmet.is_empty() {
        return Ok(());
    }
    open_request(case, draft, rule)?;
    settle_if_clear(case, draft)
}

fn open_request(case: &Case, draft: &mut Draft, rule: &DecisionRule) -> Result<(), BrokenHistory> {
    if rule.puts_forward.is_some() {
        put_forward(case, draft, rule.id.as_str())?;
    }
    if let Some(into) = rule
        .into
        .as_ref()
        .filter(|into| **into != case.deal().stage)
    {
        draft.entry.outcome.entered.push(into.clone());
    }
    draft.entry.outcome.withdrew = case.deal().request.is_some();
    draft.entry.outcome.asks = Some(rule.asks);
    draft.entry.outcome.due = Some(case.due(case.deal(), &rule.due));
    bind(case, draft, rule)?;
    require_decider(case, draft)
}

/// Refuses what leaves a request open that nobody may answer.
pub(super) fn require_decider(case: &Case, draft: &mut Draft) -> Result<(), BrokenHistory> {
    let after = case.after(draft)?;
    if let Some(request) = &after.request
        && deciders(&case.ground.people, &after, request, case.today).is_empty()
    {
        draft.refuse(Unmet::NobodyElseDecides { role: request.asks });
    }
    Ok(())
}

/// Fixes what an answer would bind, on the state that asking leaves.
fn bind(case: &Case, draft: &mut Draft, rule: &DecisionRule) -> Result<(), BrokenHistory> {
    let after = case.after(draft)?;
    let Some(round) = after.last_round() else {
        draft.refuse(Unmet::DocumentMissing {
            kind: names::quote(),
        });
        return Ok(());
    };
    let hash = binding::hash(
        &case.ground.introduction,
        &after,
        rule,
        after.visit,
        round.round,
        round.sha256,
    );
    let mut set_by = round.set_by.clone();
    for person in binding::set_by(&after, rule) {
        if !set_by.contains(&person) {
            set_by.push(person);
        }
    }
    draft.entry.outcome.binds = Some(hash);
    draft.entry.outcome.set_by = set_by;
    Ok(())
}

/// Makes a round of the quote on file, with the terms as they stand.
pub(super) fn put_forward(
    case: &Case,
    draft: &mut Draft,
    decision: &str,
) -> Result<(), BrokenHistory> {
    let after = case.after(draft)?;
    let rule = case
        .ground
        .process
        .decisions
        .iter()
        .find(|rule| rule.id.as_str() == decision);
    let (Some(rule), Some(document)) = (rule, after.document(&names::quote())) else {
        draft.refuse(Unmet::DocumentMissing {
            kind: names::quote(),
        });
        return Ok(());
    };
    let round = document.round.unwrap_or_default();
    let hash = binding::hash(
        &case.ground.introduction,
        &after,
        rule,
        after.visit,
        round,
        document.sha256,
    );
    let mut set_by = vec![case.actor.clone()];
    for person in draft
        .entry
        .on_behalf_of
        .iter()
        .cloned()
        .chain(binding::filed_by(&after))
        .chain(binding::set_by(&after, rule))
    {
        if !set_by.contains(&person) {
            set_by.push(person);
        }
    }
    draft.entry.outcome.round = Some(round);
    draft.entry.outcome.binds = Some(hash);
    draft.entry.outcome.set_by = set_by;
    Ok(())
}

/// Takes a question back before it is answered.
pub(super) fn withdraw(case: &Case, draft: &mut Draft) -> Result<(), BrokenHistory> {
    require_open(case, draft);
    let Some(request) = &case.deal().request else {
        draft.refuse(Unmet::NothingAsked);
        return Ok(());
    };
    let by = case
        .ground
        .process
        .decision(&request.about)
        .map_or(Role::Manager, |rule| rule.by);
    let people = &case.ground.people;
    draft.by_authority(acting(
        people,
        Some(case.deal()),
        by,
        case.actor,
        case.today,
    ));
    draft.entry.outcome.withdrew = true;
    settle_if_clear(case, draft)
}
