use super::proof::Proof;
use crate::process::finding::{Finding, FindingKind};
use crate::record::id::StageId;

/// Guards against moves that follow by themselves for ever, and against two that would follow at once.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let stage = |number: &usize| -> Option<StageId> {
        let stage = proof.model.process.stages.get(*number)?;
        Some(stage.id.clone())
    };
    let seen = &proof.space.seen;
    let conflicts = seen.conflicts.iter().filter_map(|(from, first, second)| {
        let to = [stage(first)?, stage(second)?];
        let from = stage(from)?;
        let way = way(proof, &from);
        Some(FindingKind::AutomaticConflict { from, to }.at(way))
    });
    let cycles = seen.cycles.iter().filter_map(|numbers| {
        let stages: Vec<StageId> = numbers.iter().filter_map(stage).collect();
        let way = way(proof, stages.first()?);
        Some(FindingKind::AutomaticCycle { stages }.at(way))
    });
    conflicts.chain(cycles).collect()
}

/// The way to the first automatic move out of a stage.
fn way(proof: &Proof, from: &StageId) -> String {
    let mut rules = proof.model.process.automatic.iter();
    let first = rules.position(|rule| rule.from.contains(from));
    first.map_or("automatic".to_owned(), |number| {
        format!("automatic[{number}]")
    })
}
