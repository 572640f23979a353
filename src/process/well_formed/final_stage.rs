use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};
use crate::record::id::StageId;

/// Guards against work in a stage that ends a deal, and against ways out of it.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    work(process).chain(ways_out(process)).collect()
}

fn work(process: &Process) -> impl Iterator<Item = Finding> {
    let ends = process.stages.iter().enumerate();
    let busy = ends.filter(|(_, stage)| {
        !stage.is_open() && (!stage.tasks.is_empty() || stage.waits_for.is_some())
    });
    busy.map(|(index, stage)| {
        let stage = stage.id.clone();
        FindingKind::WorkInFinal { stage }.at(format!("stages[{index}]"))
    })
}

fn ways_out(process: &Process) -> Vec<Finding> {
    let moves = process.moves.iter().map(|rule| &rule.from).enumerate();
    let moves = moves.map(|(index, from)| (format!("moves[{index}].from"), from));
    let automatic = process.automatic.iter().map(|rule| &rule.from).enumerate();
    let automatic = automatic.map(|(index, from)| (format!("automatic[{index}].from"), from));
    let decisions = process.decisions.iter().map(|rule| &rule.from).enumerate();
    let decisions = decisions.map(|(index, from)| (format!("decisions[{index}].from"), from));
    let payments = process.payments.iter().map(|rule| &rule.stages);
    let payments = payments.map(|stages| ("payments.in".to_owned(), stages));
    let all = moves.chain(automatic).chain(decisions).chain(payments);
    all.flat_map(|(way, from)| leaving(process, &way, from))
        .collect()
}

fn leaving(process: &Process, way: &str, from: &[StageId]) -> Vec<Finding> {
    let stages = from.iter().enumerate();
    let ended = stages.filter(|(_, id)| process.stage(id).is_some_and(|stage| !stage.is_open()));
    ended
        .map(|(index, id)| {
            let stage = id.clone();
            FindingKind::LeavesFinal { stage }.at(format!("{way}[{index}]"))
        })
        .collect()
}
