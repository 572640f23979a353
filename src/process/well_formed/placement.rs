use crate::process::condition::Condition;
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};
use crate::process::placed::{Slot, conditions};

/// Guards against a condition where nothing could meet or read it: a reason among what is cancelled, a date on which a
/// deal would move by itself.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let misplaced = conditions(process)
        .into_iter()
        .filter(|placed| !fits(placed.condition, placed.slot));
    misplaced
        .map(|placed| {
            let condition = placed.condition.clone();
            FindingKind::MisplacedCondition { condition }.at(placed.way)
        })
        .collect()
}

/// Whether a condition has a meaning in a place (docs/process.md, The process language).
fn fits(condition: &Condition, slot: Slot) -> bool {
    let given = matches!(
        slot,
        Slot::MoveTakes | Slot::TaskTakes | Slot::DecisionTakes
    );
    let cancelled = slot == Slot::MoveCancels;
    let asked = slot == Slot::TaskAsks;
    let answer = slot == Slot::OutcomeNeeds;
    let by_itself = matches!(slot, Slot::AutomaticWhen | Slot::TaskWhen);
    let act = matches!(
        slot,
        Slot::MoveNeeds | Slot::RoundNeeds | Slot::DecisionNeeds
    );
    match condition {
        Condition::Fact(_) => act || given || cancelled || asked || by_itself,
        Condition::Document(_) => act || given || cancelled || asked,
        Condition::Reason => act || asked || answer,
        Condition::NotPast(_) | Condition::Ahead(_) => act || asked || answer,
        Condition::ClientEmail | Condition::QuoteInForce => act,
        Condition::WithinLimits => slot == Slot::RoundNeeds,
        Condition::NothingPaid | Condition::PaidShare | Condition::PaidWhole => act || by_itself,
        Condition::Yes(_) | Condition::No(_) | Condition::Fresh(_) | Condition::Stale(_) => {
            act || by_itself
        }
        Condition::Done(_) => slot == Slot::AutomaticWhen,
    }
}
