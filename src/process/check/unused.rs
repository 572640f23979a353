use super::proof::Proof;
use crate::process::finding::{Finding, FindingKind};
use crate::process::placed::conditions;
use crate::record::id::FactId;
use std::collections::BTreeSet;

/// Guards against facts that no rule names: nobody could ever state them.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let process = proof.model.process;
    let placed = conditions(process);
    let mut named: BTreeSet<&FactId> = placed.iter().filter_map(|it| it.condition.fact()).collect();
    named.extend(process.moves.iter().flat_map(|rule| rule.sets.keys()));
    let unused = process.facts.keys().filter(|fact| !named.contains(fact));
    unused
        .map(|fact| {
            let way = format!("facts.{fact}");
            let fact = fact.clone();
            FindingKind::UnusedFact { fact }.at(way)
        })
        .collect()
}
