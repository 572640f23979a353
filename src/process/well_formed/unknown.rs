use super::reference::{Reference, references};
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind, Thing};
use std::collections::BTreeSet;

/// Guards against a name that nothing in the file declares, and against declared facts and documents that hide what the
/// rules themselves speak of.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let declared = declared(process);
    let unknown = |name: &Reference| !declared.contains(&(name.what, name.id.as_str()));
    references(process)
        .into_iter()
        .filter(unknown)
        .map(|name| {
            let (what, id) = (name.what, name.id);
            FindingKind::Unknown { what, id }.at(name.way)
        })
        .collect()
}

fn declared(process: &Process) -> BTreeSet<(Thing, &str)> {
    let pipelines = process.pipelines.iter().map(|it| it.id.as_str());
    let stages = process.stages.iter().map(|it| it.id.as_str());
    let decisions = process.decisions.iter().map(|it| it.id.as_str());
    let mails = process.mails.iter().map(|it| it.id.as_str());
    let named = |what: Thing| move |id| (what, id);
    let tasks = process.tasks.keys().map(|id| id.as_str());
    let facts = process.facts.keys().map(|id| id.as_str());
    let documents = process.documents.keys().map(|id| id.as_str());
    pipelines
        .map(named(Thing::Pipeline))
        .chain(stages.map(named(Thing::Stage)))
        .chain(decisions.map(named(Thing::Decision)))
        .chain(mails.map(named(Thing::Mail)))
        .chain(tasks.map(named(Thing::Task)))
        .chain(facts.map(named(Thing::Fact)))
        .chain(documents.map(named(Thing::Document)))
        .collect()
}
