//! Tasks finished by saying so, with `task done` or with a statement that brings what they ask for (docs/process.md,
//! Stages and tasks).

use super::case::{Case, Draft};
use super::refusal::Unmet;
use crate::deal::act::Given;
use crate::deal::fold::BrokenHistory;
use crate::people::Role;
use crate::process::condition::Condition;
use crate::process::names;
use crate::process::task::TaskRule;
use crate::record::id::TaskId;

/// Finishes the open tasks of the role that what is given brings the last of what they ask for.
///
/// # Errors
/// The draft fits no such deal.
pub(super) fn finish_brought(
    case: &Case,
    draft: &mut Draft,
    role: Role,
    given: &Given,
) -> Result<(), BrokenHistory> {
    for task in &case.deal().tasks {
        let rule = case.ground.process.tasks.get(&task.id);
        let own = |rule: &&TaskRule| rule.holder == role && rule.ends_by_saying_so();
        let Some(rule) = rule.filter(own).filter(|rule| brings(given, rule)) else {
            continue;
        };
        let mut finished = draft.clone();
        if finish(case, &mut finished, &task.id, rule, given)?.is_empty() {
            *draft = finished;
        }
    }
    Ok(())
}

/// Whether what is given has something of what the task asks for.
fn brings(given: &Given, rule: &TaskRule) -> bool {
    let kinds = || given.documents.iter().map(|document| &document.kind);
    rule.asks.iter().any(|asked| {
        let fact = asked.fact().map(|fact| given.facts.contains_key(fact));
        let document = asked.document().map(|kind| kinds().any(|it| it == kind));
        fact.or(document).unwrap_or(false)
    })
}

/// Finishes an open task with what is given, and says what it asks for that is not there.
///
/// # Errors
/// The draft fits no such deal.
pub(super) fn finish(
    case: &Case,
    draft: &mut Draft,
    task: &TaskId,
    rule: &TaskRule,
    given: &Given,
) -> Result<Vec<Unmet>, BrokenHistory> {
    draft.done.push(task.clone());
    state_invoice_total(case, draft, rule, given);
    let after = case.after(draft)?;
    Ok(case.scene(&after, draft.text(), &[]).unmet(&rule.asks))
}

/// The invoice is over the total of the quote that the client took: that is the default, and nothing else passes.
fn state_invoice_total(case: &Case, draft: &mut Draft, rule: &TaskRule, given: &Given) {
    let takes = rule.asks.iter().chain(&rule.takes);
    let mut takes = takes.filter_map(Condition::fact);
    let Some(fact) = takes.find(|fact| fact.as_str() == names::INVOICE_TOTAL) else {
        return;
    };
    let Some(quote) = case.deal().last_sent().map(|round| round.total) else {
        return;
    };
    match given.facts.get(fact).map(|value| value.money()) {
        None => {
            let stated = &mut draft.entry.outcome.stated;
            stated.insert(fact.clone(), quote.into());
        }
        Some(Some(total)) if total != quote => {
            draft.refuse(Unmet::NotTheQuote {
                fact: fact.clone(),
                total,
                quote,
            });
        }
        Some(_) => {}
    }
}
