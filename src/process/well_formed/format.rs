use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};

/// Guards against a file of another format, and against a process in which no deal could begin or end well.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let mut found = Vec::new();
    if process.format != Process::FORMAT {
        let format = process.format;
        found.push(FindingKind::UnknownFormat { format }.at("format"));
    }
    if !process.first().is_some_and(|stage| stage.is_open()) {
        found.push(FindingKind::NoBeginning.at("stages"));
    }
    if !process.stages.iter().any(|stage| stage.is_won()) {
        found.push(FindingKind::NoWonStage.at("stages"));
    }
    found.extend(empty_pipelines(process));
    found.extend(unfiled_documents(process));
    found
}

fn empty_pipelines(process: &Process) -> impl Iterator<Item = Finding> {
    let pipelines = process.pipelines.iter().enumerate();
    let empty = pipelines.filter(|(_, pipeline)| {
        let mut stages = process.stages.iter();
        !stages.any(|stage| stage.pipeline == pipeline.id)
    });
    empty.map(|(index, pipeline)| {
        let pipeline = pipeline.id.clone();
        FindingKind::EmptyPipeline { pipeline }.at(format!("pipelines[{index}]"))
    })
}

fn unfiled_documents(process: &Process) -> impl Iterator<Item = Finding> {
    let documents = process.documents.iter();
    let unfiled = documents.filter(|(_, rule)| rule.types.is_empty());
    unfiled.map(|(id, _)| {
        let document = id.clone();
        FindingKind::NoFileTypes { document }.at(format!("documents.{id}.types"))
    })
}
