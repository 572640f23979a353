//! The way through the process from one stage to another.

use crate::process::Process;
use crate::process::decision::DecisionRule;
use crate::process::moves::{Automatic, MoveRule};
use crate::record::id::StageId;
use std::collections::BTreeMap;

/// What takes a deal from one stage to the next.
#[derive(Clone, Copy, Debug)]
pub enum Step<'p> {
    Move(&'p MoveRule),
    /// A question whose approval takes the deal on.
    Ask(&'p DecisionRule),
    ByItself(&'p Automatic),
}

/// How many steps each stage is away from a goal; stages from which it cannot be reached are not there.
pub struct Distances<'p> {
    process: &'p Process,
    steps: BTreeMap<&'p StageId, usize>,
}

impl<'p> Step<'p> {
    /// The stage that the step leads to.
    pub fn to(self) -> Option<&'p StageId> {
        match self {
            Step::Move(rule) => Some(&rule.to),
            Step::Ask(rule) => rule.approve.to.as_ref(),
            Step::ByItself(rule) => Some(&rule.to),
        }
    }

    fn from(self) -> &'p [StageId] {
        match self {
            Step::Move(rule) => &rule.from,
            Step::Ask(rule) => &rule.from,
            Step::ByItself(rule) => &rule.from,
        }
    }
}

fn all(process: &Process) -> impl Iterator<Item = Step<'_>> {
    let moves = process.moves.iter().map(Step::Move);
    let questions = process.decisions.iter().map(Step::Ask);
    let automatic = process.automatic.iter().map(Step::ByItself);
    moves.chain(questions).chain(automatic)
}

impl<'p> Distances<'p> {
    /// The distances to the nearest of some stages.
    pub fn to(process: &'p Process, is_goal: impl Fn(&StageId) -> bool) -> Distances<'p> {
        let ids = process.stages.iter().map(|stage| &stage.id);
        let mut steps: BTreeMap<&StageId, usize> =
            ids.filter(|id| is_goal(id)).map(|id| (id, 0)).collect();
        // In each round the stages that are one step farther are found, so one round a stage is enough.
        for _ in &process.stages {
            let farther: Vec<(&StageId, usize)> = all(process)
                .filter_map(|step| Some((step, *steps.get(step.to()?)?)))
                .flat_map(|(step, left)| step.from().iter().map(move |from| (from, left + 1)))
                .collect();
            for (from, left) in farther {
                steps.entry(from).or_insert(left);
            }
        }
        Distances { process, steps }
    }

    /// The steps from a stage that begin a shortest way.
    pub fn first_steps(&self, from: &StageId) -> Vec<Step<'p>> {
        let Some(left) = self.steps.get(from) else {
            return Vec::new();
        };
        all(self.process)
            .filter(|step| step.from().contains(from))
            .filter(|step| {
                let next = step.to().and_then(|to| self.steps.get(to));
                next.is_some_and(|next| next + 1 == *left)
            })
            .collect()
    }

    /// Whether a step from a stage leads nearer.
    pub fn is_nearer(&self, from: &StageId, to: &StageId) -> bool {
        match (self.steps.get(from), self.steps.get(to)) {
            (Some(here), Some(there)) => there < here,
            _ => false,
        }
    }

    /// The stages of one shortest way, the first one not among them.
    pub fn way(&self, from: &StageId) -> Vec<&'p StageId> {
        let mut way: Vec<&StageId> = Vec::new();
        while let Some(next) = self
            .first_steps(way.last().copied().unwrap_or(from))
            .first()
            .and_then(|step| step.to())
        {
            way.push(next);
        }
        way
    }
}
