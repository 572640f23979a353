//! Tasks done and put off (docs/process.md, Stages and tasks).

use super::authority::acting;
use super::case::{Case, Draft};
use super::finishing;
use super::refusal::Unmet;
use super::statements::settle_if_clear;
use crate::deal::act::Given;
use crate::deal::fold::BrokenHistory;
use crate::deal::task::Task;
use crate::process::task::TaskRule;
use crate::record::Day;
use crate::record::id::TaskId;

/// Finishes a task by saying so. Tasks that end with a move or a question are finished by these.
pub(super) fn finish(
    case: &Case,
    draft: &mut Draft,
    task: &TaskId,
    given: &Given,
) -> Result<(), BrokenHistory> {
    let Some((_, rule)) = open_task(case, draft, task) else {
        return Ok(());
    };
    if !rule.ends_by_saying_so() {
        draft.refuse(Unmet::TaskEndsOtherwise {
            task: task.clone(),
            endings: rule.ends_with.clone(),
        });
        return Ok(());
    }
    case.check_facts(draft, given, rule.holder);
    case.file_documents(draft, given, rule.holder);
    let missing = finishing::finish(case, draft, task, rule, given)?;
    draft.unmet.extend(missing);
    settle_if_clear(case, draft)
}

/// Puts a task off to a later day, with a reason; the first date stays for reports.
pub(super) fn put_off(case: &Case, draft: &mut Draft, task: &TaskId, until: Day) {
    let Some((open, _)) = open_task(case, draft, task) else {
        return;
    };
    draft.require(until >= case.today, || Unmet::DayGone {
        day: until,
        today: case.today,
    });
    draft.require(until < case.today || until > open.due, || {
        Unmet::NothingGiven
    });
}

fn open_task<'a>(
    case: &Case<'a>,
    draft: &mut Draft,
    task: &TaskId,
) -> Option<(&'a Task, &'a TaskRule)> {
    let deal = case.deal();
    let open = deal.tasks.iter().find(|open| open.id == *task);
    let Some((open, rule)) = open.zip(case.ground.process.tasks.get(task)) else {
        let open = deal.tasks.iter().map(|task| task.id.clone()).collect();
        draft.refuse(Unmet::TaskNotOpen {
            task: Some(task.clone()),
            open,
        });
        return None;
    };
    let people = &case.ground.people;
    draft.by_authority(acting(
        people,
        Some(deal),
        rule.holder,
        case.actor,
        case.today,
    ));
    Some((open, rule))
}
