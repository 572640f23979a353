//! The one door: whether an intent may become a change.

use super::case::{Case, Draft};
use super::change::Change;
use super::ground::Ground;
use super::intent::Intent;
use super::refusal::{Refusal, Unmet};
use super::{
    applying, asking, clients, correcting, deciding, leasing, moving, opening, paying, people,
    receiving, reopening, resolving, room, statements, tasks, ticking,
};
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::deal::fold::BrokenHistory;
use crate::deal::{DealId, DealOnFile};
use crate::record::Moment;
use crate::record::id::PersonId;

/// Why a decision is no change: the rules say no, or the files make no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    Refused(Refusal),
    /// The deal's file tells no state that this could follow.
    Broken(BrokenHistory),
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        No::Refused(refusal)
    }
}

impl From<BrokenHistory> for No {
    fn from(broken: BrokenHistory) -> Self {
        No::Broken(broken)
    }
}

/// Decides an intent on the state at the parent commit. Pure: the same input gives the same bytes for ever.
///
/// # Errors
/// Every condition that is not met.
pub fn decide(
    ground: &Ground,
    intent: &Intent,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, No> {
    let change = unlimited(ground, intent, actor, now)?;
    room::keep(ground, intent, actor, &change)?;
    Ok(change)
}

/// What follows from an intent, however large its files become.
fn unlimited(
    ground: &Ground,
    intent: &Intent,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, No> {
    match intent {
        Intent::Deal { deal, act, seen } => decide_deal(ground, deal, act, seen, actor, now),
        Intent::Client {
            client,
            kind,
            details,
            after,
        } => Ok(clients::decide(
            ground, client, *kind, details, *after, actor, now,
        )?),
        Intent::People { act, text } => {
            Ok(people::decide(ground, act, text.as_deref(), actor, now)?)
        }
        Intent::Lease { clone, block } => Ok(leasing::decide(ground, clone, *block, actor, now)?),
        Intent::Tick(tick) => ticking::tick(ground, tick, actor, now),
        Intent::Receipt(receipt) => receiving::receive(ground, receipt, actor, now),
        Intent::Apply { files } => applying::decide(ground, files, actor, now),
    }
}

fn decide_deal(
    ground: &Ground,
    deal: &DealId,
    act: &Act,
    seen: &Seen,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, No> {
    if let Act::Open { .. } = act {
        return opening::open(ground, deal, act, actor, now);
    }
    let Some(file) = &ground.deal else {
        let unknown = Unmet::UnknownDeal { deal: deal.clone() };
        return Err(Refusal::of_deal(deal, vec![unknown]).into());
    };
    let today = ground.calendar.local_day(now);
    let case = Case {
        ground,
        file,
        actor,
        now,
        today,
    };
    let draft = judge(&case, act, seen)?;
    if !draft.unmet.is_empty() {
        return Err(Refusal::of_deal(deal, draft.unmet).into());
    }
    change(&case, draft)
}

/// Judges an act on a deal: the entry it would make, and all that is in its way.
fn judge(case: &Case, act: &Act, seen: &Seen) -> Result<Draft, BrokenHistory> {
    // What history keeps is what there was to see, whatever the act says it saw.
    let there = Seen::of(case.deal(), act);
    let mut draft = Draft::new(case.actor, case.now, act, &there);
    if let Some(unmet) = case.check_seen(act, seen, &there) {
        draft.refuse(unmet);
        return Ok(draft);
    }
    if let Some(Err(error)) = act.text().map(crate::deal::fact::check_words) {
        draft.refuse(Unmet::TextUnfit { error });
    }
    match act {
        Act::Open { .. } => {
            let numbers = &case.ground.numbers;
            let taken = numbers.unmet(&case.deal().deal, false, case.actor);
            draft.unmet.extend(taken);
        }
        Act::Set { given, .. } => statements::set(case, &mut draft, given)?,
        Act::Attach { given, .. } => statements::attach(case, &mut draft, given)?,
        Act::Note { .. } => statements::note(case, &mut draft),
        Act::Assign { to } => statements::assign(case, &mut draft, to)?,
        Act::Edit { title, client } => {
            statements::edit(case, &mut draft, title.as_deref(), client.as_ref())?;
        }
        Act::Move {
            to, given, reason, ..
        } => {
            moving::go(case, &mut draft, to, given, reason.as_ref())?;
        }
        Act::FinishTask { task, given, .. } => tasks::finish(case, &mut draft, task, given)?,
        Act::PutOffTask { task, until, .. } => tasks::put_off(case, &mut draft, task, *until),
        Act::Ask { about, given } => asking::ask(case, &mut draft, about, given)?,
        Act::Withdraw { .. } => asking::withdraw(case, &mut draft)?,
        Act::Decide(reply) => deciding::answer(case, &mut draft, reply)?,
        Act::Pay {
            amount,
            date,
            document,
        } => {
            paying::pay(case, &mut draft, *amount, *date, document)?;
        }
        Act::CancelPayment { payment, .. } => paying::cancel(case, &mut draft, *payment),
        Act::Correct { event, text } => {
            correcting::take_back(case, &mut draft, *event, text.as_deref())?;
        }
        Act::Reopen { .. } => reopening::reopen(case, &mut draft)?,
        Act::Resolve {
            letter, verdict, ..
        } => resolving::resolve(case, &mut draft, letter, verdict),
        Act::Claim { .. } | Act::Send { .. } | Act::Miss { .. } | Act::Relocate { .. } => {
            draft.refuse(Unmet::NoActAlone { kind: act.kind() });
        }
    }
    if draft.unmet.is_empty() {
        case.spare_leaving_letters(&mut draft)?;
    }
    Ok(draft)
}

/// The one commit that a draft with nothing in its way makes.
fn change(case: &Case, draft: Draft) -> Result<Change, No> {
    let after: DealOnFile = case.file.with(&draft.entry)?;
    let message = super::message::of_deal(case.ground, case.deal(), &after.deal, &draft.entry);
    let filed = draft.entry.outcome.filed.iter();
    Ok(Change {
        documents: filed
            .map(|document| (document.file.clone(), document.sha256))
            .collect(),
        files: [(after.deal.deal.path(), after.text())].into(),
        message,
        letters: draft.entry.outcome.letters,
    })
}
