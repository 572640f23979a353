use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind, Thing};
use std::fmt::Display;

/// Guards against deals that would be taken out of a stage, a task or a fact that is still there, or into a stage where
/// no work goes on.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let map = &process.deals_in_flight;
    let mut found = Vec::new();
    for (old, new) in &map.stages {
        if process.is_open(old) {
            found.push(still_there("stages", Thing::Stage, old));
        }
        if let Some(stage) = process.stage(new).filter(|stage| !stage.is_open()) {
            let stage = stage.id.clone();
            let way = format!("deals_in_flight.stages.{old}");
            found.push(FindingKind::NotOpen { stage }.at(way));
        }
    }
    let tasks = map.tasks.keys();
    let tasks = tasks.filter(|task| process.tasks.contains_key(*task));
    found.extend(tasks.map(|task| still_there("tasks", Thing::Task, task)));
    let facts = map.facts.keys();
    let facts = facts.filter(|fact| process.facts.contains_key(*fact));
    found.extend(facts.map(|fact| still_there("facts", Thing::Fact, fact)));
    found
}

fn still_there(part: &str, what: Thing, id: impl Display) -> Finding {
    let way = format!("deals_in_flight.{part}.{id}");
    let id = id.to_string();
    FindingKind::StillThere { what, id }.at(way)
}
