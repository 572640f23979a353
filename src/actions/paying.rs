//! Money in, confirmed by the accountant (docs/process.md, Moves and decisions).

use super::authority::acting;
use super::case::{Case, Draft};
use super::refusal::Unmet;
use super::statements::settle_if_clear;
use crate::deal::fact::{FactError, check_line};
use crate::deal::fold::BrokenHistory;
use crate::process::definition::PaymentRule;
use crate::record::{Day, Money, MoneyError};

/// Records a payment; the deal moves on by itself when the share due before shipping is reached.
pub(super) fn pay(
    case: &Case,
    draft: &mut Draft,
    amount: Money,
    date: Day,
    document: &str,
) -> Result<(), BrokenHistory> {
    let Some(rule) = entitled(case, draft) else {
        return Ok(());
    };
    let deal = case.deal();
    draft.require(rule.stages.contains(&deal.stage), || {
        Unmet::PaymentNotHere {
            stage: deal.stage.clone(),
            stages: rule.stages.clone(),
        }
    });
    match deal.facts.get(&rule.total).and_then(|total| total.money()) {
        None => draft.refuse(Unmet::NoInvoice),
        Some(total) => draft.require(total.currency() == amount.currency(), || {
            Unmet::OtherCurrency {
                amount,
                currency: total.currency().to_string(),
            }
        }),
    }
    let twice = deal
        .paid()
        .find(|paid| paid.amount == amount && paid.date == date && paid.document == document);
    if let Some(paid) = twice {
        draft.refuse(Unmet::PaidTwice {
            number: paid.number,
        });
    }
    if let Err(error) = check_line(document) {
        draft.refuse(Unmet::TextUnfit { error });
    }
    draft.require(date <= case.today, || Unmet::DayAhead {
        day: date,
        today: case.today,
    });
    draft.require(!amount.is_zero(), || Unmet::NothingGiven);
    if let Some(Err(MoneyError::TooLarge)) = deal.paid_total().map(|paid| paid.plus(&amount)) {
        draft.refuse(Unmet::TextUnfit {
            error: FactError::Value(MoneyError::TooLarge.into()),
        });
    }
    settle_if_clear(case, draft)
}

/// Takes a payment back by an event of its own; the deal stays where it stands. A won deal is paid in full for good.
pub(super) fn cancel(case: &Case, draft: &mut Draft, number: u32) {
    entitled(case, draft);
    let deal = case.deal();
    let stage = case.ground.process.stage(&deal.stage);
    draft.require(!stage.is_some_and(|stage| stage.is_won()), || {
        Unmet::Closed {
            stage: deal.stage.clone(),
        }
    });
    match deal
        .payments
        .iter()
        .find(|payment| payment.number == number)
    {
        None => draft.refuse(Unmet::UnknownPayment {
            payment: number,
            known: deal.paid().map(|payment| payment.number).collect(),
        }),
        Some(payment) => draft.require(!payment.cancelled, || Unmet::PaymentGone {
            payment: number,
        }),
    }
}

fn entitled<'a>(case: &Case<'a>, draft: &mut Draft) -> Option<&'a PaymentRule> {
    let Some(rule) = &case.ground.process.payments else {
        draft.refuse(Unmet::NoInvoice);
        return None;
    };
    let people = &case.ground.people;
    draft.by_authority(acting(
        people,
        Some(case.deal()),
        rule.by,
        case.actor,
        case.today,
    ));
    Some(rule)
}
