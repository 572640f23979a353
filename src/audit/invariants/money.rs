//! A deal goes past payment with the money that it takes.

use super::{Broken, Step};
use crate::deal::Deal;
use crate::deal::act::Act;
use crate::deal::entry::Entry;
use crate::process::condition::Condition;
use crate::process::stage::End;
use crate::record::Money;
use crate::record::id::StageId;
use rust_decimal::Decimal;

pub(super) fn broken(step: &Step) -> Vec<Broken> {
    let deal = step.after;
    let underpaid = step
        .new
        .iter()
        .flat_map(entered)
        .filter(|stage| !covered(deal, share_due(step, deal, stage)));
    underpaid
        .map(|stage| Broken::Underpaid {
            stage: stage.clone(),
        })
        .collect()
}

/// The stages that an act enters; where a new process puts the deal is the administrator's word.
fn entered(entry: &Entry) -> &[StageId] {
    match &entry.act {
        Act::Relocate { .. } => entry.outcome.followed(&entry.act),
        _ => &entry.outcome.entered,
    }
}

/// The percentage of the invoice without which a stage is not entered.
fn share_due(step: &Step, deal: &Deal, stage: &StageId) -> Decimal {
    let won = step
        .now()
        .stage(stage)
        .is_some_and(|stage| stage.end == Some(End::Won));
    let automatic = step.now().automatic.iter();
    let shared = automatic
        .filter(|rule| rule.to == *stage)
        .any(|rule| rule.when.contains(&Condition::PaidShare));
    let rule = step.now().payments.as_ref();
    let share = rule
        .and_then(|rule| deal.facts.get(&rule.share))
        .and_then(|value| value.percent());
    match (won, shared) {
        (true, _) => Decimal::ONE_HUNDRED,
        (false, true) => share.map_or(Decimal::ONE_HUNDRED, |share| share.value()),
        (false, false) => Decimal::ZERO,
    }
}

/// Whether the payments on record, summed anew, reach that percentage of the invoice, a kopeck of rounding aside.
fn covered(deal: &Deal, percent: Decimal) -> bool {
    if percent.is_zero() {
        return true;
    }
    let total = deal
        .facts
        .get("invoice_total")
        .and_then(|value| value.money());
    let Some(total) = total else {
        return false;
    };
    let amounts = deal.payments.iter().filter(|payment| !payment.cancelled);
    let amounts: Vec<Money> = amounts.map(|payment| payment.amount).collect();
    let one_currency = amounts
        .iter()
        .all(|amount| amount.currency() == total.currency());
    let paid: Decimal = amounts.iter().map(Money::amount).sum();
    let due = total.amount() * percent / Decimal::ONE_HUNDRED;
    one_currency && paid + Decimal::new(1, 2) > due
}
