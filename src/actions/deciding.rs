//! Answers of whoever decides (docs/process.md, Moves and decisions; Four eyes).

use super::authority;
use super::case::{Case, Draft};
use super::refusal::Unmet;
use super::statements::require_open;
use crate::deal::act::Reply;
use crate::deal::fold::BrokenHistory;
use crate::process::decision::{Answer, OutcomeRule};

/// Answers the open request, if it is still the one that was shown.
pub(super) fn answer(case: &Case, draft: &mut Draft, reply: &Reply) -> Result<(), BrokenHistory> {
    require_open(case, draft);
    let Some(request) = &case.deal().request else {
        draft.refuse(Unmet::NothingAsked);
        return Ok(());
    };
    let people = &case.ground.people;
    draft.by_authority(authority::deciding(
        people,
        case.deal(),
        request,
        case.actor,
        case.today,
    ));
    if reply.binds != request.binds || reply.about != request.about || reply.round != request.round
    {
        draft.refuse(Unmet::Superseded {
            shown: reply.binds,
            asked: request.binds,
            round: request.round,
        });
        return Ok(());
    }
    let rule = case.ground.process.decision(&reply.about);
    let Some(outcome) = rule.and_then(|rule| rule.outcome(reply.answer)) else {
        draft.refuse(Unmet::NoSuchAnswer {
            about: reply.about.clone(),
        });
        return Ok(());
    };
    check_grant(case, draft, reply, outcome);
    let unmet = case
        .scene(case.deal(), draft.text(), &[])
        .unmet(&outcome.needs);
    draft.unmet.extend(unmet);
    if !draft.unmet.is_empty() {
        return Ok(());
    }
    draft.entry.outcome.entered.extend(outcome.to.clone());
    draft.entry.outcome.lost_as.clone_from(&outcome.lost_as);
    case.settle(draft, outcome.task.as_slice())
}

/// Only an approval that grants something carries a lowest total and a last day.
fn check_grant(case: &Case, draft: &mut Draft, reply: &Reply, outcome: &OutcomeRule) {
    let carries = reply.lowest.is_some() || reply.until.is_some();
    let grants = outcome.grants && reply.answer == Answer::Approved;
    let fits = !carries || fits_last_sent(case, draft, reply);
    draft.require(fits && (grants || !carries), || Unmet::NoGrantHere {
        about: reply.about.clone(),
    });
    if let Some(day) = reply.until {
        draft.require(day >= case.today, || Unmet::DayGone {
            day,
            today: case.today,
        });
    }
}

/// A lowest total is one of the last quote's currency and not above it; a last day alone grants nothing.
fn fits_last_sent(case: &Case, draft: &mut Draft, reply: &Reply) -> bool {
    let Some(lowest) = reply.lowest else {
        return false;
    };
    let Some(last) = case.deal().last_sent() else {
        return true;
    };
    if last.total.currency() != lowest.currency() {
        draft.refuse(Unmet::OtherCurrency {
            amount: lowest,
            currency: last.total.currency().to_string(),
        });
        return true;
    }
    lowest.compare(&last.total) != Some(std::cmp::Ordering::Greater)
}
