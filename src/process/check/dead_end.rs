use super::act::Act;
use super::components::bottoms;
use super::proof::Proof;
use crate::process::finding::{Finding, FindingKind};
use std::collections::BTreeSet;

/// Guards against open deals that nobody can win any more. Named is where they end up, not the whole way there.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let mut dead = vec![false; proof.space.states.len()];
    for (number, _) in proof.open() {
        if let Some(dead) = dead.get_mut(number) {
            *dead = !proof.can_win(number);
        }
    }
    let next: Vec<Vec<usize>> = proof
        .space
        .edges
        .iter()
        .map(|edges| {
            let edges = edges.iter().filter(|(act, _)| *act != Act::Reopen);
            edges.map(|(_, to)| *to).collect()
        })
        .collect();
    let ends = bottoms(&next, &dead).into_iter().flatten();
    let stages: BTreeSet<usize> = ends
        .filter_map(|number| proof.space.states.get(number))
        .map(|state| state.stage)
        .collect();
    stages
        .into_iter()
        .filter_map(|number| finding(proof, number))
        .collect()
}

fn finding(proof: &Proof, number: usize) -> Option<Finding> {
    let stage = proof.model.process.stages.get(number)?.id.clone();
    let mut here = proof.open().filter(|(_, state)| state.stage == number);
    let always = here.all(|(state, _)| !proof.can_win(state));
    Some(FindingKind::DeadEnd { stage, always }.at(format!("stages[{number}]")))
}
