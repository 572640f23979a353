use crate::people::Role;
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};

/// Guards against work of deals in the hands of cron's identity, which does what `tick` does and nothing else.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let unfit = named(process).into_iter();
    let unfit = unfit.filter(|(_, role)| *role == Role::Service);
    unfit
        .map(|(way, role)| FindingKind::UnfitRole { role }.at(way))
        .collect()
}

/// Every role that a process names.
fn named(process: &Process) -> Vec<(String, Role)> {
    let mut all = Vec::new();
    let mut add = |way: String, role| all.push((way, role));
    for (id, task) in &process.tasks {
        add(format!("tasks.{id}.for"), task.holder);
    }
    for (index, rule) in process.moves.iter().enumerate() {
        add(format!("moves[{index}].by"), rule.by);
    }
    for (index, rule) in process.decisions.iter().enumerate() {
        add(format!("decisions[{index}].by"), rule.by);
        add(format!("decisions[{index}].asks"), rule.asks);
    }
    if let Some(rule) = &process.payments {
        add("payments.by".to_owned(), rule.by);
    }
    if let Some(rule) = &process.losing {
        add("losing.by".to_owned(), rule.by);
        if let Some(paid) = &rule.with_payment {
            add("losing.with_payment.by".to_owned(), paid.by);
        }
    }
    if let Some(rule) = &process.reopening {
        add("reopening.by".to_owned(), rule.by);
    }
    let above = process.escalation.escalate_to;
    add("escalation.escalate_to".to_owned(), above);
    all
}
