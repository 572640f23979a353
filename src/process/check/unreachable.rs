use super::proof::Proof;
use crate::process::finding::{Finding, FindingKind};

/// Guards against stages that no deal enters unless it was lost before.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let stages = proof.model.process.stages.iter().enumerate();
    let missed = stages.filter(|(number, _)| !proof.entered.contains(number));
    missed
        .map(|(number, stage)| {
            let stage = stage.id.clone();
            FindingKind::UnreachableStage { stage }.at(format!("stages[{number}]"))
        })
        .collect()
}
