//! What follows from an act by itself: moves by fact, tasks closed and opened, letters.

use super::case::{Case, Draft};
use super::letters;
use super::refusal::Unmet;
use crate::deal::Deal;
use crate::deal::act::Act;
use crate::deal::entry::Outcome;
use crate::deal::fold::BrokenHistory;
use crate::deal::task::{ClosedTask, HowClosed, Task};
use crate::people::Role;
use crate::process::condition::Condition;
use crate::process::ending::Ending;
use crate::process::span::Span;
use crate::process::task::TaskRule;
use crate::record::Day;
use crate::record::id::{StageId, TaskId};

/// No act makes a deal pass through more stages than this by itself.
const LONGEST_CHAIN: usize = 16;

impl Case<'_> {
    /// Lets everything follow that follows by itself. `tasks` are given besides those of the stage entered.
    ///
    /// # Errors
    /// The draft fits no such deal.
    pub fn settle(&self, draft: &mut Draft, tasks: &[TaskId]) -> Result<(), BrokenHistory> {
        self.withdraw_unbound_request(draft)?;
        self.follow_moves(draft)?;
        self.close_tasks(draft)?;
        self.open_tasks(draft, tasks)?;
        letters::call_for(self, draft)
    }

    /// Changing a bound value while a request is open withdraws it (docs/process.md, What a decision binds).
    fn withdraw_unbound_request(&self, draft: &mut Draft) -> Result<(), BrokenHistory> {
        if matches!(draft.entry.act, Act::Ask { .. } | Act::Decide(_)) {
            return Ok(());
        }
        let after = self.after(draft)?;
        if let Some(request) = &after.request {
            let left = after.stage != self.deal().stage || after.visit != self.deal().visit;
            let bound = super::binding::request_hash(self.ground, &after, request);
            draft.entry.outcome.withdrew |= left || bound != Some(request.binds);
        }
        Ok(())
    }

    fn follow_moves(&self, draft: &mut Draft) -> Result<(), BrokenHistory> {
        for _ in 0..LONGEST_CHAIN {
            let after = self.after(draft)?;
            let Some(to) = self.next_by_itself(draft, &after) else {
                return Ok(());
            };
            draft.entry.outcome.entered.push(to);
        }
        Ok(())
    }

    /// What was done moves the deal out of the stage where it was done, not out of those that follow.
    fn next_by_itself(&self, draft: &Draft, after: &Deal) -> Option<StageId> {
        let done = match draft.entry.outcome.entered.is_empty() {
            true => draft.done.as_slice(),
            false => &[],
        };
        let scene = self.scene(after, draft.text(), done);
        let rules = self.ground.process.automatic.iter();
        rules
            .filter(|rule| rule.from.contains(&after.stage))
            .find(|rule| scene.all(&rule.when))
            .map(|rule| rule.to.clone())
    }

    /// Leaving a stage closes its tasks; so does what a task ends with.
    fn close_tasks(&self, draft: &mut Draft) -> Result<(), BrokenHistory> {
        let after = self.after(draft)?;
        let left = !draft.entry.outcome.entered.is_empty();
        let closing = self
            .deal()
            .tasks
            .iter()
            .filter(|task| left || self.ends(draft, task));
        let closed = closing.map(|task| ClosedTask {
            id: task.id.clone(),
            visit: task.visit,
            how: self.how_closed(draft, &after, task),
        });
        draft.entry.outcome.closed = closed.collect();
        Ok(())
    }

    fn ends(&self, draft: &Draft, task: &Task) -> bool {
        let rule = self.ground.process.tasks.get(&task.id);
        let endings = rule
            .map(|rule| rule.ends_with.as_slice())
            .unwrap_or_default();
        match &draft.entry.act {
            _ if draft.done.contains(&task.id) => true,
            Act::Ask { about, .. } => {
                endings.contains(&Ending::Ask(about.clone())) || endings.contains(&Ending::AnyMove)
            }
            Act::Move { to, .. } if !draft.entry.outcome.entered.is_empty() => {
                endings.contains(&Ending::Move(to.clone())) || endings.contains(&Ending::AnyMove)
            }
            Act::Pay { .. } if !draft.entry.outcome.entered.is_empty() => {
                endings.contains(&Ending::Payment)
            }
            _ => false,
        }
    }

    /// Done if what the task asks for is there, or where it asks for nothing, if the act is what ends it; else
    /// cancelled. Why a deal is lost answers no task.
    fn how_closed(&self, draft: &Draft, after: &Deal, task: &Task) -> HowClosed {
        if draft.done.contains(&task.id) {
            return HowClosed::Done;
        }
        let Some(rule) = self.ground.process.tasks.get(&task.id) else {
            return HowClosed::Cancelled;
        };
        let lost = after.lost.is_some();
        let brought = match rule.asks.as_slice() {
            [] => !lost && self.ends(draft, task),
            asks => asks.iter().all(|asked| self.is_there(draft, after, asked)),
        };
        match brought {
            true => HowClosed::Done,
            false => HowClosed::Cancelled,
        }
    }

    fn is_there(&self, draft: &Draft, after: &Deal, asked: &Condition) -> bool {
        match asked {
            Condition::Document(kind) => after.document(kind).is_some(),
            Condition::Reason if after.lost.is_some() => false,
            asked => self.scene(after, draft.text(), &[]).judge(asked).is_ok(),
        }
    }

    /// Entering a stage gives its tasks; so does a request that ends and leaves the deal where it stands. A task done gives
    /// the one that follows it, unless the deal moved on.
    fn open_tasks(&self, draft: &mut Draft, tasks: &[TaskId]) -> Result<(), BrokenHistory> {
        let after = self.after(draft)?;
        let stage = self.ground.process.stage(&after.stage);
        let of_stage = stage
            .map(|stage| stage.tasks.as_slice())
            .unwrap_or_default();
        let entered = !draft.entry.outcome.entered.is_empty();
        let done = draft.done.iter().filter(|_| !entered);
        let following = done.filter_map(|task| self.ground.process.tasks.get(task)?.then.as_ref());
        let tasks: Vec<&TaskId> = tasks.iter().chain(following).collect();
        let stranded = tasks.is_empty() && after.tasks.is_empty() && after.request.is_none();
        let request_ended = self.deal().request.is_some() && after.request.is_none();
        let asked = after.request.is_some();
        let mut opened: Vec<Task> = Vec::new();
        if (entered || (request_ended && stranded)) && !asked {
            opened.extend(
                of_stage
                    .iter()
                    .filter_map(|task| self.given_task(draft, &after, task)),
            );
        }
        opened.extend(
            tasks
                .into_iter()
                .filter_map(|task| self.given_task(draft, &after, task)),
        );
        draft.entry.outcome.opened = opened;
        Ok(())
    }

    /// The tasks of the stage that an opening enters.
    pub fn tasks_of_stage(&self, draft: &Draft) -> Vec<Task> {
        let stage = self.ground.process.stage(&self.deal().stage);
        let tasks = stage
            .map(|stage| stage.tasks.as_slice())
            .unwrap_or_default();
        tasks
            .iter()
            .filter_map(|task| self.given_task(draft, self.deal(), task))
            .collect()
    }

    fn given_task(&self, draft: &Draft, after: &Deal, task: &TaskId) -> Option<Task> {
        let rule = self.ground.process.tasks.get(task)?;
        self.scene(after, draft.text(), &[])
            .all(&rule.when)
            .then(|| Task {
                id: task.clone(),
                visit: after.visit,
                title: rule.title.clone(),
                holder: self.holder(after, rule),
                due: self.due(after, &rule.due),
                first_due: None,
                attached: rule
                    .attached
                    .as_ref()
                    .and_then(|kind| letters::in_force(after, kind))
                    .map(|(file, _)| file),
                remarks: match &draft.entry.act {
                    Act::Decide(reply) => reply.text.clone(),
                    _ => None,
                },
            })
    }

    pub(super) fn holder(&self, deal: &Deal, rule: &TaskRule) -> String {
        match rule.holder {
            Role::Manager => deal.manager.to_string(),
            role => role.to_string(),
        }
    }

    /// The day at whose end something is due (docs/process.md, Time).
    pub fn due(&self, deal: &Deal, span: &Span) -> Day {
        let calendar = &self.ground.calendar;
        match span {
            Span::WorkingDays(days) => calendar.due_after(self.today, *days),
            Span::Days(days) => calendar.due_after_calendar_days(self.today, *days),
            Span::Minutes(_) => self.today,
            Span::Until(fact) => deal
                .facts
                .get(fact)
                .and_then(|value| value.day())
                .unwrap_or(self.today),
        }
    }

    /// Refuses what would make a letter to the client void that `tick` has in its hands.
    pub fn spare_leaving_letters(&self, draft: &mut Draft) -> Result<(), BrokenHistory> {
        let after = self.after(draft)?;
        for letter in self
            .deal()
            .mail
            .iter()
            .filter(|letter| letters::is_leaving(letter) && letter.id.person.is_none())
        {
            let held = letters::lost_cause(self.ground, self.deal(), letter, self.now);
            let lost = letters::lost_cause(self.ground, &after, letter, self.now);
            if held.is_none() && lost.is_some() {
                draft.refuse(Unmet::LetterLeaving {
                    letter: letter.id.clone(),
                });
            }
        }
        Ok(())
    }
}

/// An outcome that says which stage was entered.
pub fn entering(stage: &StageId) -> Outcome {
    Outcome {
        entered: vec![stage.clone()],
        ..Outcome::default()
    }
}
