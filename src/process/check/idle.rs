use super::act::Act;
use super::proof::Proof;
use super::state::State;
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};
use crate::record::id::{FactId, StageId};
use std::collections::BTreeSet;

/// Guards against open deals that nobody is asked to work on: no task, no request, no date that they wait for. Named is
/// the act after which a deal stands so. Deals that cannot be won at all are the dead end's business.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let mut found = BTreeSet::new();
    for (number, state) in proof.open() {
        if proof.can_win(number) && is_idle(proof, state) {
            let act = beginning(proof, number);
            found.insert((state.stage, act));
        }
    }
    let idle = found.into_iter().filter_map(|(number, act)| {
        let stage = proof.model.process.stages.get(number)?.id.clone();
        let after = act.cause(proof.model)?;
        let way = act.way(proof.model);
        let way = way.unwrap_or_else(|| format!("stages[{number}]"));
        Some(FindingKind::Idle { stage, after }.at(way))
    });
    idle.chain(unreminded(proof)).collect()
}

fn is_idle(proof: &Proof, state: &State) -> bool {
    let waits = proof
        .model
        .stage(state)
        .and_then(|it| it.waits_for.as_ref());
    let waits = waits.is_some_and(|fact| proof.model.value(state, fact).is_set());
    state.tasks.is_empty() && state.request.is_none() && !waits
}

/// The act that first left the deal without work: back along the shortest way, past states that were idle already.
fn beginning(proof: &Proof, number: usize) -> Act {
    let mut number = number;
    let mut first = Act::Open;
    while let Some((act, before)) = proof.space.origins.get(number) {
        first = *act;
        match before {
            Some(before)
                if proof
                    .space
                    .states
                    .get(*before)
                    .is_some_and(|it| is_idle(proof, it)) =>
            {
                number = *before;
            }
            _ => break,
        }
    }
    first
}

fn unreminded(proof: &Proof) -> Vec<Finding> {
    let process = proof.model.process;
    let stages = process.stages.iter().enumerate();
    let waiting = stages.filter_map(|(index, stage)| {
        let fact = stage.waits_for.as_ref()?;
        let busy = !stage.tasks.is_empty() || is_reminded(process, &stage.id, fact);
        let entered = proof.is_entered(&stage.id);
        (entered && !busy).then(|| {
            let (stage, fact) = (stage.id.clone(), fact.clone());
            FindingKind::Unreminded { stage, fact }.at(format!("stages[{index}].waits_for"))
        })
    });
    waiting.collect()
}

fn is_reminded(process: &Process, stage: &StageId, fact: &FactId) -> bool {
    let mut reminders = process.reminders.iter();
    reminders.any(|rule| rule.stage == *stage && rule.from == *fact)
}
