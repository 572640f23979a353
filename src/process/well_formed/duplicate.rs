use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind, Thing};
use crate::record::id::StageId;
use std::collections::BTreeSet;
use std::fmt::Display;

/// Guards against two parts of one name, of which every rule would silently mean the first.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let mut found = Vec::new();
    let pipelines = process.pipelines.iter().map(|it| &it.id);
    found.extend(twice("pipelines", Thing::Pipeline, pipelines));
    let stages = process.stages.iter().map(|it| &it.id);
    found.extend(twice("stages", Thing::Stage, stages));
    let titles = process.stages.iter().map(|it| it.title.to_lowercase());
    found.extend(twice("stages", Thing::StageTitle, titles));
    let decisions = process.decisions.iter().map(|it| &it.id);
    found.extend(twice("decisions", Thing::Decision, decisions));
    let mails = process.mails.iter().map(|it| &it.id);
    found.extend(twice("mails", Thing::Mail, mails));
    let reminders = process.reminders.iter().map(|it| &it.id);
    found.extend(twice("reminders", Thing::Reminder, reminders));
    for (index, stage) in process.stages.iter().enumerate() {
        let way = format!("stages[{index}].tasks");
        found.extend(twice(&way, Thing::Task, &stage.tasks));
    }
    found.extend(origins(process));
    found.extend(twin_moves(process));
    found
}

fn twice<I: Display>(way: &str, what: Thing, ids: impl IntoIterator<Item = I>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let ids = ids.into_iter().map(|id| id.to_string()).enumerate();
    ids.filter(|(_, id)| !seen.insert(id.clone()))
        .map(|(index, id)| FindingKind::Duplicate { what, id }.at(format!("{way}[{index}]")))
        .collect()
}

/// The lists of stages that rules start from.
fn origins(process: &Process) -> Vec<Finding> {
    let moves = process.moves.iter().map(|it| &it.from);
    let automatic = process.automatic.iter().map(|it| &it.from);
    let decisions = process.decisions.iter().map(|it| &it.from);
    let named = |name: &'static str| {
        move |(index, from): (usize, &Vec<StageId>)| {
            twice(&format!("{name}[{index}].from"), Thing::Stage, from)
        }
    };
    let moves = moves.enumerate().flat_map(named("moves"));
    let automatic = automatic.enumerate().flat_map(named("automatic"));
    let decisions = decisions.enumerate().flat_map(named("decisions"));
    moves.chain(automatic).chain(decisions).collect()
}

/// A move is named by the two stages that it joins, so that there is one of them.
fn twin_moves(process: &Process) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (index, rule) in process.moves.iter().enumerate() {
        for from in &rule.from {
            let twins = rule.from.iter().filter(|other| *other == from).count() > 1;
            if !seen.insert((from, &rule.to)) && !twins {
                let (from, to) = (from.clone(), rule.to.clone());
                found.push(FindingKind::TwinMoves { from, to }.at(format!("moves[{index}]")));
            }
        }
    }
    found
}
