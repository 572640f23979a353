//! A lost deal comes back (docs/process.md, Moves and decisions).

use super::authority::acting;
use super::case::{Case, Draft};
use super::refusal::Unmet;
use crate::deal::Deal;
use crate::deal::deal::Loss;
use crate::deal::fold::BrokenHistory;
use crate::process::Process;
use crate::process::definition::ReopeningRule;
use crate::record::id::StageId;

/// Reopens a lost deal: without payment into the preparation of a new quote, else where it was lost. What was decided
/// before is void, what the move there would cancel is cancelled, and no letters go.
pub(super) fn reopen(case: &Case, draft: &mut Draft) -> Result<(), BrokenHistory> {
    let deal = case.deal();
    let (Some(loss), Some(rule)) = (&deal.lost, &case.ground.process.reopening) else {
        draft.refuse(Unmet::NotLost {
            stage: deal.stage.clone(),
        });
        return Ok(());
    };
    let people = &case.ground.people;
    draft.by_authority(acting(people, Some(deal), rule.by, case.actor, case.today));
    let process = &case.ground.process;
    let into = entered(process, rule, deal, loss);
    require_open_stage(case, draft, into);
    draft.entry.outcome.entered.push(into.clone());
    if let Some(back) = process.move_between(process.stage_now(&loss.from), into) {
        super::moving::take_out_of_force(case, draft, &back.cancels);
    }
    super::statements::settle_if_clear(case, draft)
}

/// The stage that a lost deal comes back to; a later process may have another one in its place.
pub(super) fn entered<'a>(
    process: &'a Process,
    rule: &'a ReopeningRule,
    deal: &Deal,
    loss: &'a Loss,
) -> &'a StageId {
    let from = process.stage_now(&loss.from);
    let anew = rule.lost_in.contains(from) && deal.paid().next().is_none();
    if anew { &rule.into } else { from }
}

/// The process may have changed since the deal was lost: it comes back only into a stage that it can leave again.
fn require_open_stage(case: &Case, draft: &mut Draft, into: &StageId) {
    match case.ground.process.stage(into) {
        None => draft.refuse(Unmet::NoSuchMove {
            to: into.clone(),
            can: Vec::new(),
        }),
        Some(stage) => draft.require(stage.is_open(), || Unmet::Closed {
            stage: into.clone(),
        }),
    }
}
