use crate::process::condition::Condition;
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};
use crate::process::mail::Occasion;
use crate::process::placed::conditions;
use crate::record::id::TaskId;

/// Guards against tasks that nothing finishes, and against what waits for a task to be done that is never done by
/// saying so.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let endless = process
        .tasks
        .iter()
        .filter(|(_, it)| it.ends_with.is_empty());
    let endless = endless.map(|(id, _)| {
        let task = id.clone();
        FindingKind::EndlessTask { task }.at(format!("tasks.{id}.ends_with"))
    });
    let waiting = waiting(process).into_iter();
    let vain = waiting.filter(|(_, task)| {
        let rule = process.tasks.get(*task);
        rule.is_some_and(|rule| !rule.ends_by_saying_so())
    });
    let vain = vain.map(|(way, task)| {
        let task = task.clone();
        FindingKind::NoFollowUp { task }.at(way)
    });
    endless.chain(vain).collect()
}

/// The tasks for whose doing something waits, each with the way to what waits.
fn waiting(process: &Process) -> Vec<(String, &TaskId)> {
    let mut all = Vec::new();
    for (id, rule) in &process.tasks {
        if rule.then.is_some() {
            all.push((format!("tasks.{id}.then"), id));
        }
    }
    for placed in conditions(process) {
        if let Condition::Done(task) = placed.condition {
            all.push((placed.way, task));
        }
    }
    for (index, rule) in process.mails.iter().enumerate() {
        if let Occasion::Done(task) = &rule.when {
            all.push((format!("mails[{index}].when"), task));
        }
    }
    all
}
