use super::act::Owner;
use super::condition::explains;
use super::live::tasks_of;
use super::proof::Proof;
use crate::process::ending::Ending;
use crate::process::finding::{Finding, FindingKind};
use crate::process::span::Span;
use crate::process::task::TaskRule;
use crate::record::id::TaskId;

/// Guards against tasks that nobody gets, endings that never come, and tasks due by a date that nobody has given yet.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let tasks = proof.model.tasks.iter().enumerate();
    tasks
        .flat_map(|(number, (id, task))| of_task(proof, number, id, task))
        .collect()
}

fn of_task(proof: &Proof, number: usize, id: &TaskId, rule: &TaskRule) -> Vec<Finding> {
    let seen = &proof.space.seen;
    let mut found = Vec::new();
    let task = id.clone();
    if !seen.tasks.contains(&number) {
        let elsewhere = belongs_to_missed(proof, number) || explains(proof, Owner::Task(number));
        let dead = (!elsewhere).then(|| FindingKind::DeadTask { task }.at(format!("tasks.{id}")));
        return dead.into_iter().collect();
    }
    if let (true, Span::Until(fact)) = (seen.undated.contains(&number), &rule.due) {
        let fact = fact.clone();
        let task = id.clone();
        found.push(FindingKind::NoDueDate { task, fact }.at(format!("tasks.{id}.due")));
    }
    for (index, ending) in rule.ends_with.iter().enumerate() {
        if !seen.endings.contains(&(number, index)) && !leads_nowhere(proof, ending) {
            let (task, ending) = (id.clone(), ending.to_string());
            let way = format!("tasks.{id}.ends_with[{index}]");
            found.push(FindingKind::DeadEnding { task, ending }.at(way));
        }
    }
    found
}

/// Whether the task could be given in a stage that no deal enters, or follows from money that nobody can pay there: then
/// the stage is named.
fn belongs_to_missed(proof: &Proof, number: usize) -> bool {
    let process = proof.model.process;
    let losing = process.losing.as_ref();
    let refund = losing.and_then(|rule| rule.with_payment.as_ref());
    let refund = refund.and_then(|rule| proof.model.task_number(&rule.task)) == Some(number);
    proof.missed().any(|stage| {
        let mut tasks = tasks_of(proof.model, &stage.id).into_iter();
        let paid = process.payments.as_ref();
        let paid = paid.is_some_and(|rule| rule.stages.contains(&stage.id));
        tasks.any(|(task, _)| task == number) || (refund && paid)
    })
}

/// Whether the ending speaks of a stage that no deal enters: then that is named.
fn leads_nowhere(proof: &Proof, ending: &Ending) -> bool {
    matches!(ending, Ending::Move(stage) if !proof.is_entered(stage))
}
