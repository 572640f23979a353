//! Deals in flight that a new process takes along (docs/process.md, Process changes).
//!
//! A deal is stranded where it stands in a stage, has a task open, waits for an answer or holds a fact for which the new
//! process has no place. The process says where it goes; people, settings and calendars are still the parent's.

use super::applying::{Problem, unapplicable};
use super::binding::request_hash;
use super::case::{Case, Draft};
use super::decide::No;
use super::ground::{Ground, TickGround};
use super::numbering::NumberGround;
use super::refusal::Refusal;
use crate::deal::act::Act;
use crate::deal::entry::{Entry, Seen};
use crate::deal::fold::BrokenHistory;
use crate::deal::task::{ClosedTask, HowClosed, Task};
use crate::deal::{Deal, DealId, DealOnFile};
use crate::process::Process;
use crate::process::in_flight::TaskFate;
use crate::process::stage::End;
use crate::record::Moment;
use crate::record::id::{FactId, PersonId, StageId, TaskId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A deal that was taken along: as it stood, what happened to it, and its file afterwards.
pub(super) struct Relocated {
    pub before: Deal,
    pub entry: Entry,
    pub after: DealOnFile,
}

/// The state at the parent with another process.
pub(super) fn under(ground: &Ground, process: &Process) -> Ground {
    Ground {
        introduction: ground.introduction.clone(),
        settings: ground.settings.clone(),
        process: Arc::new(process.clone()),
        people: ground.people.clone(),
        calendar: ground.calendar.clone(),
        deal: None,
        client: None,
        next_client: None,
        numbers: NumberGround::default(),
        tick: TickGround::default(),
        deals: Vec::new(),
        stranded: BTreeMap::new(),
    }
}

/// A deal between two processes.
#[derive(Clone, Copy)]
pub(super) struct Between<'a> {
    pub old: &'a Process,
    /// The parent's state with the new process.
    pub new: &'a Ground,
    pub deal: &'a Deal,
}

/// Why a deal cannot be taken along.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Misfit {
    Stage(StageId),
    Ended(StageId),
    Task(TaskId),
    Fact(FactId),
    Idle(StageId),
}

impl Between<'_> {
    /// Whether the new process has no place for something of the deal.
    pub fn is_stranded(&self) -> bool {
        let gone = |task: &Task| !self.fits(&task.id);
        self.leaves()
            || self.deal.tasks.iter().any(gone)
            || self.request_ends()
            || !self.renamed().is_empty()
            || waits_for_nothing(&self.new.process, self.deal)
    }

    fn is_open(&self) -> bool {
        self.old.is_open(&self.deal.stage)
    }

    /// Whether an open deal stands where no work goes on any more.
    fn leaves(&self) -> bool {
        self.is_open() && !self.new.process.is_open(&self.deal.stage)
    }

    /// Whether a task can go on as it is. A closed deal has none but money to give back.
    fn fits(&self, task: &TaskId) -> bool {
        let process = &self.new.process;
        let losing = process.losing.as_ref();
        let refund = losing.and_then(|rule| rule.with_payment.as_ref());
        match self.is_open() {
            true => process.tasks.contains_key(task),
            false => refund.is_some_and(|refund| refund.task == *task),
        }
    }

    /// The task under which the work goes on; none where it is dropped, or nothing is said about it.
    fn heir<'t>(&'t self, task: &'t TaskId) -> Option<&'t TaskId> {
        match self.new.process.deals_in_flight.tasks.get(task) {
            Some(TaskFate::Becomes(heir)) => Some(heir),
            Some(TaskFate::Dropped) => None,
            None => Some(task),
        }
        .filter(|heir| self.fits(heir))
    }

    /// Whether the open request asks what is no question any more, or binds other values than it would now.
    fn request_ends(&self) -> bool {
        let request = self.deal.request.as_ref();
        request.is_some_and(|it| request_hash(self.new, self.deal, it) != Some(it.binds))
    }

    /// The facts of an open deal that have another name now.
    fn renamed(&self) -> BTreeMap<FactId, FactId> {
        let names = self.new.process.deals_in_flight.facts.iter();
        let held = names.filter(|(old, _)| self.is_open() && self.deal.facts.contains_key(*old));
        held.map(|(old, new)| (old.clone(), new.clone())).collect()
    }

    fn misfits(&self) -> Vec<Misfit> {
        let process = &self.new.process;
        let map = &process.deals_in_flight;
        let stage = &self.deal.stage;
        let mut misfits = Vec::new();
        if self.leaves() && !map.stages.contains_key(stage) {
            misfits.push(Misfit::Stage(stage.clone()));
        }
        let end = match self.deal.lost {
            Some(_) => End::Lost,
            None => End::Won,
        };
        let ends = |it: &crate::process::stage::Stage| it.end == Some(end);
        if !self.is_open() && process.stage(stage).is_some_and(|it| !ends(it)) {
            misfits.push(Misfit::Ended(stage.clone()));
        }
        let tasks = self.deal.tasks.iter().map(|task| &task.id);
        let homeless = tasks.filter(|task| {
            let dropped = map.tasks.get(*task) == Some(&TaskFate::Dropped);
            !(self.leaves() || self.fits(task) || dropped || self.heir(task).is_some())
        });
        misfits.extend(homeless.cloned().map(Misfit::Task));
        let facts = self.deal.facts.iter().filter(|_| self.is_open());
        let other_type = facts.filter(|(fact, value)| {
            let rule = process.facts.get(map.facts.get(*fact).unwrap_or(fact));
            rule.is_some_and(|rule| !value.is_a(rule.kind))
        });
        misfits.extend(other_type.map(|(fact, _)| Misfit::Fact(fact.clone())));
        misfits
    }

    /// What happens to the deal: it enters the stage that takes it, open work goes on where it can, and everything
    /// follows that follows by itself. No letter goes.
    fn entry(&self, case: &Case) -> Result<Entry, BrokenHistory> {
        let process = &self.new.process;
        let to = self.leaves().then(|| process.stage_now(&self.deal.stage));
        let act = Act::Relocate {
            to: to.cloned(),
            facts: self.renamed(),
        };
        let seen = Seen::of(self.deal, &act);
        let mut draft = Draft::new(case.actor, case.now, &act, &seen);
        draft.entry.outcome.entered.extend(to.cloned());
        case.settle(&mut draft, &[])?;
        self.carry_tasks(case, &mut draft)?;
        let idle = waits_for_nothing(process, &case.after(&draft)?);
        if idle && draft.entry.outcome.entered.is_empty() {
            draft.entry.outcome.opened = case.tasks_of_stage(&draft);
        }
        Ok(draft.entry)
    }

    /// Work that is open stays open, and due when it was due, under its new name and in the stage that takes the deal.
    fn carry_tasks(&self, case: &Case, draft: &mut Draft) -> Result<(), BrokenHistory> {
        let after = case.after(draft)?;
        let entered = !draft.entry.outcome.entered.is_empty();
        let room = work_of(&self.new.process, &after.stage);
        let outcome = &mut draft.entry.outcome;
        let mut carried = Vec::new();
        let tasks = self.deal.tasks.iter();
        for task in tasks.filter(|task| entered || !self.fits(&task.id)) {
            let heir = self.heir(&task.id);
            let heir = heir.filter(|heir| !entered || room.contains(heir));
            let heir = heir.and_then(|heir| self.carried(case, &after, task, heir));
            let same = |closed: &ClosedTask| (&closed.id, closed.visit) == (&task.id, task.visit);
            let how = outcome.closed.iter().find(|closed| same(closed));
            let how = how.map_or(HowClosed::Cancelled, |closed| closed.how);
            outcome.closed.retain(|closed| !same(closed));
            outcome.closed.push(ClosedTask {
                id: task.id.clone(),
                visit: task.visit,
                how: heir.as_ref().map_or(how, |_| HowClosed::Carried),
            });
            carried.extend(heir);
        }
        if entered && !carried.is_empty() {
            outcome.opened.clear();
        }
        outcome.opened.extend(carried);
        Ok(())
    }

    fn carried(&self, case: &Case, after: &Deal, task: &Task, heir: &TaskId) -> Option<Task> {
        let rule = self.new.process.tasks.get(heir)?;
        Some(Task {
            id: heir.clone(),
            visit: after.visit,
            title: rule.title.clone(),
            holder: case.holder(after, rule),
            ..task.clone()
        })
    }
}

/// Every task that can be open in a stage.
fn work_of<'p>(process: &'p Process, stage: &'p StageId) -> BTreeSet<&'p TaskId> {
    let own = process.stage(stage).map(|stage| stage.tasks.iter());
    let decisions = process.decisions.iter();
    let decisions =
        decisions.filter(|rule| rule.from.contains(stage) || rule.into.as_ref() == Some(stage));
    let answered = decisions.flat_map(|rule| {
        let outcomes = [
            Some(&rule.approve),
            rule.rework.as_ref(),
            Some(&rule.reject),
        ];
        outcomes.into_iter().flatten()
    });
    let answered = answered.filter_map(|outcome| outcome.task.as_ref());
    let mut ahead: Vec<&TaskId> = own.into_iter().flatten().chain(answered).collect();
    let mut work = BTreeSet::new();
    while let Some(task) = ahead.pop() {
        if work.insert(task) {
            let rule = process.tasks.get(task);
            ahead.extend(rule.and_then(|rule| rule.then.as_ref()));
        }
    }
    work
}

/// Whether a deal is open and has no task, no request and no date to wait for.
fn waits_for_nothing(process: &Process, deal: &Deal) -> bool {
    let Some(stage) = process.stage(&deal.stage).filter(|stage| stage.is_open()) else {
        return false;
    };
    let fact = stage.waits_for.as_ref();
    let day = fact.and_then(|fact| deal.facts.get(fact)?.day());
    deal.tasks.is_empty() && deal.request.is_none() && day.is_none()
}

/// What keeps a new process from taking all deals along, each with the deals.
pub(super) fn problems(ground: &Ground, process: &Process) -> Vec<Problem> {
    let new = under(ground, process);
    let mut in_the_way: BTreeMap<Misfit, Vec<DealId>> = BTreeMap::new();
    for deal in &ground.deals {
        let between = Between {
            old: &ground.process,
            new: &new,
            deal,
        };
        for misfit in between.misfits() {
            in_the_way
                .entry(misfit)
                .or_default()
                .push(deal.deal.clone());
        }
    }
    told(in_the_way)
}

/// Takes every stranded deal along, by one history entry each.
///
/// # Errors
/// A history that cannot be read; the stages in which deals would wait for nothing.
pub(super) fn take_along(
    ground: &Ground,
    process: &Process,
    actor: &PersonId,
    now: Moment,
) -> Result<Vec<Relocated>, No> {
    let new = under(ground, process);
    let mut relocated = Vec::new();
    let mut in_the_way: BTreeMap<Misfit, Vec<DealId>> = BTreeMap::new();
    for (id, file) in &ground.stranded {
        let case = Case {
            ground: &new,
            file,
            actor,
            now,
            today: ground.calendar.local_day(now),
        };
        let between = Between {
            old: &ground.process,
            new: &new,
            deal: &file.deal,
        };
        let entry = between.entry(&case)?;
        let after = file.with(&entry)?;
        if waits_for_nothing(process, &after.deal) {
            let idle = Misfit::Idle(after.deal.stage.clone());
            in_the_way.entry(idle).or_default().push(id.clone());
        }
        relocated.push(Relocated {
            before: file.deal.clone(),
            entry,
            after,
        });
    }
    if in_the_way.is_empty() {
        return Ok(relocated);
    }
    let unmet = unapplicable(Process::PATH, told(in_the_way)).collect();
    Err(Refusal { deal: None, unmet }.into())
}

fn told(in_the_way: BTreeMap<Misfit, Vec<DealId>>) -> Vec<Problem> {
    let problems = in_the_way.into_iter().map(|(misfit, deals)| match misfit {
        Misfit::Stage(stage) => Problem::StageInUse { stage, deals },
        Misfit::Ended(stage) => Problem::EndChanged { stage, deals },
        Misfit::Task(task) => Problem::TaskInUse { task, deals },
        Misfit::Fact(fact) => Problem::FactInUse { fact, deals },
        Misfit::Idle(stage) => Problem::NothingToDo { stage, deals },
    });
    problems.collect()
}
