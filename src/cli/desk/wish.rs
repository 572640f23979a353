//! What a person means by a word for an act: several commands say one thing, and each thing is one act
//! (docs/process.md, Moves and decisions).

use super::{Desk, Papers};
use crate::actions::refusal::Unmet;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::act::{Act, Given};
use crate::deal::task::Task;
use crate::deal::{Deal, DealOnFile};
use crate::process::condition::Condition;
use crate::process::ending::Ending;
use crate::process::moves::MoveRule;
use crate::process::stage::Stage;
use crate::record::id::{FactId, StageId, TaskId};

impl Desk {
    /// The act that brings a deal to a stage: the move, or the task that the move waits for where it follows by itself.
    pub fn act_towards(&self, deal: &Deal, to: StageId, papers: &Papers, no_mail: bool) -> Act {
        let given = papers.given.clone();
        match self.task_before(deal, &to) {
            Some(task) => Act::FinishTask {
                task,
                given,
                no_mail,
            },
            None => Act::Move {
                to,
                given,
                reason: None,
                no_mail,
            },
        }
    }

    /// The act that finishes a task: the one move that it ends with, else saying so. Where it ends otherwise, the rules
    /// say how.
    pub fn act_finishing(&self, deal: &Deal, task: TaskId, papers: &Papers, no_mail: bool) -> Act {
        let given = papers.given.clone();
        match self.move_ending(deal, &task, &given) {
            Some(to) => Act::Move {
                to,
                given,
                reason: None,
                no_mail,
            },
            None => Act::FinishTask {
                task,
                given,
                no_mail,
            },
        }
    }

    /// The stage that waits for a date, and the fact that holds it: the deal's own, else one that it can go to, else any.
    pub fn waiting_stage(&self, deal: &Deal) -> Option<(StageId, FactId)> {
        let process = &self.house.process;
        let waiting = |stage: &Stage| Some((stage.id.clone(), stage.waits_for.clone()?));
        let here = process.stage(&deal.stage).and_then(waiting);
        let stage = |rule: &MoveRule| process.stage(&rule.to).and_then(waiting);
        here.or_else(|| process.moves_from(&deal.stage).find_map(stage))
            .or_else(|| process.stages.iter().find_map(waiting))
    }

    /// The stage that a quote goes out by entering: one that the deal can go to, else any.
    pub fn sending_stage(&self, deal: &Deal) -> Option<StageId> {
        let process = &self.house.process;
        let sends = |rule: &&MoveRule| rule.puts_forward.is_some();
        let rule = process.moves_from(&deal.stage).find(sends);
        let rule = rule.or_else(|| process.moves.iter().find(sends))?;
        Some(rule.to.clone())
    }

    /// The open task that a person means: by id, by a unique part of its title, or the only one there is.
    ///
    /// # Errors
    /// No open task is meant, or more than one.
    pub fn open_task(
        &self,
        file: &DealOnFile,
        name: Option<&str>,
        session: &Session,
    ) -> Result<TaskId, Stop> {
        let tasks = &file.deal.tasks;
        let open: Vec<TaskId> = tasks.iter().map(|task| task.id.clone()).collect();
        let wanted = name.unwrap_or_default().to_lowercase();
        if let Some(id) = open.iter().find(|id| **id == *wanted) {
            return Ok(id.clone());
        }
        let meant = tasks
            .iter()
            .filter(|task| task.title.to_lowercase().contains(&wanted));
        let meant: Vec<&Task> = meant.collect();
        match meant.as_slice() {
            [only] => Ok(only.id.clone()),
            [] => {
                let task = TaskId::new(&wanted).ok();
                Err(self.refuse(file, Unmet::TaskNotOpen { task, open }, session))
            }
            several if session.ask.can_ask() => {
                let offers = several
                    .iter()
                    .map(|task| (task.id.clone(), task.title.clone()));
                let (offers, say) = (offers.collect(), &session.say);
                session
                    .ask
                    .choice(None, "TASK", &say.line("acted-which-task"), offers, say)
            }
            several => {
                let open = several.iter().map(|task| task.id.clone()).collect();
                Err(self.refuse(file, Unmet::WhichTask { open }, session))
            }
        }
    }

    /// The open task whose being done lets the deal go to that stage by itself.
    fn task_before(&self, deal: &Deal, to: &StageId) -> Option<TaskId> {
        let process = &self.house.process;
        if process.move_between(&deal.stage, to).is_some() {
            return None;
        }
        let mut rules = process.automatic.iter();
        let rule = rules.find(|rule| rule.to == *to && rule.from.contains(&deal.stage))?;
        let open = |task: &TaskId| deal.tasks.iter().any(|open| open.id == *task);
        rule.when.iter().find_map(|condition| match condition {
            Condition::Done(task) if open(task) => Some(task.clone()),
            _ => None,
        })
    }

    /// The only stage that finishing the task leads to, given these facts.
    fn move_ending(&self, deal: &Deal, task: &TaskId, given: &Given) -> Option<StageId> {
        let process = &self.house.process;
        let rule = process.tasks.get(task)?;
        if rule.ends_by_saying_so() {
            return None;
        }
        let stages = rule.ends_with.iter().map(|ending| match ending {
            Ending::Move(to) => Some(to),
            _ => None,
        });
        let stages: Vec<&StageId> = stages.collect::<Option<_>>()?;
        let several = stages.len() > 1;
        let fits = |to: &&&StageId| {
            let Some(rule) = process.move_between(&deal.stage, to) else {
                return false;
            };
            let states = |(fact, flag): (&_, &bool)| {
                let value = given.facts.get(fact).map(|value| value.flag());
                value == Some(Some(*flag))
            };
            !several || (!rule.sets.is_empty() && rule.sets.iter().all(states))
        };
        let mut fitting = stages.iter().filter(fits);
        let only = fitting.next()?;
        fitting.next().is_none().then(|| (*only).clone())
    }
}
