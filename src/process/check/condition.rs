use super::act::Owner;
use super::proof::Proof;
use crate::process::condition::Condition;
use crate::process::finding::{Finding, FindingKind};
use crate::process::placed::outcomes;

/// Guards against conditions that never hold, or always hold, where they stand. Judged are those that nobody can meet
/// along with the act; what people can bring or fail to bring is neither.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let truths = proof.space.seen.truth.iter();
    truths
        .filter(|((owner, _), _)| !hangs_on_missed(proof, *owner))
        .filter_map(|((owner, index), truth)| {
            let condition = conditions(proof, *owner)?.get(*index)?.clone();
            let kind = match (truth.held, truth.failed) {
                (false, true) => FindingKind::NeverTrue { condition },
                (true, false) => FindingKind::AlwaysTrue { condition },
                _ => return None,
            };
            let (way, key) = (owner.way(proof.model)?, owner.key());
            Some(kind.at(format!("{way}.{key}[{index}]")))
        })
        .collect()
}

/// Whether the rule also starts from stages that no deal enters: then these are named, and no more can be said of it.
fn hangs_on_missed(proof: &Proof, owner: Owner) -> bool {
    let process = proof.model.process;
    let from = match owner {
        Owner::Move(number) => process.moves.get(number).map(|rule| &rule.from),
        Owner::Automatic(number) => process.automatic.get(number).map(|rule| &rule.from),
        Owner::Decision(number) | Owner::Answer(number, _) => {
            process.decisions.get(number).map(|rule| &rule.from)
        }
        Owner::Task(_) => None,
    };
    let mut from = from.into_iter().flatten();
    from.any(|stage| !proof.is_entered(stage))
}

/// Whether a rule is dead because one of its conditions never holds, which is told by itself.
pub(super) fn explains(proof: &Proof, owner: Owner) -> bool {
    let truths = proof
        .space
        .seen
        .truth
        .range((owner, 0)..=(owner, usize::MAX));
    truths.into_iter().any(|(_, truth)| !truth.held)
}

fn conditions<'a>(proof: &Proof<'a>, owner: Owner) -> Option<&'a [Condition]> {
    let process = proof.model.process;
    Some(match owner {
        Owner::Move(number) => &process.moves.get(number)?.needs,
        Owner::Automatic(number) => &process.automatic.get(number)?.when,
        Owner::Decision(number) => &process.decisions.get(number)?.needs,
        Owner::Task(number) => &proof.model.tasks.get(number)?.1.when,
        Owner::Answer(number, answer) => {
            let rule = process.decisions.get(number)?;
            let mut offered = outcomes(rule).into_iter();
            let (_, _, outcome) = offered.find(|(it, _, _)| *it == answer)?;
            &outcome.needs
        }
    })
}
