use super::act::Owner;
use super::condition::explains;
use super::proof::Proof;
use crate::process::finding::{Finding, FindingKind};

/// Guards against moves, automatic moves and questions that are possible in no state. A rule with a condition
/// that never holds is named by that condition; rules of stages that no deal enters, by the stage.
/// An answer is dead by its conditions alone.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let mut found = moves(proof);
    found.extend(automatic(proof));
    found.extend(decisions(proof));
    found
}

fn moves(proof: &Proof) -> Vec<Finding> {
    let mut found = Vec::new();
    for (number, rule) in proof.model.process.moves.iter().enumerate() {
        for (stage, from) in proof.entered_of(&rule.from) {
            let made = proof.space.seen.moves.contains(&(number, stage));
            if !made && !explains(proof, Owner::Move(number)) {
                let (from, to) = (from.clone(), rule.to.clone());
                found.push(FindingKind::DeadMove { from, to }.at(format!("moves[{number}]")));
            }
        }
    }
    found
}

fn automatic(proof: &Proof) -> Vec<Finding> {
    let mut found = Vec::new();
    for (number, rule) in proof.model.process.automatic.iter().enumerate() {
        for (stage, from) in proof.entered_of(&rule.from) {
            let followed = proof.space.seen.automatic.contains(&(number, stage));
            if !followed && !explains(proof, Owner::Automatic(number)) {
                let (from, to) = (from.clone(), rule.to.clone());
                let way = format!("automatic[{number}]");
                found.push(FindingKind::DeadAutomatic { from, to }.at(way));
            }
        }
    }
    found
}

fn decisions(proof: &Proof) -> Vec<Finding> {
    let seen = &proof.space.seen;
    let mut found = Vec::new();
    for (number, rule) in proof.model.process.decisions.iter().enumerate() {
        for (stage, from) in proof.entered_of(&rule.from) {
            let asked = seen.asked.contains(&(number, stage));
            if !asked && !explains(proof, Owner::Decision(number)) {
                let (decision, from) = (rule.id.clone(), from.clone());
                let way = format!("decisions[{number}]");
                found.push(FindingKind::DeadDecision { decision, from }.at(way));
            }
        }
    }
    found
}
