use crate::deal::fact::check_line;
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};

/// Guards against a name that nobody can read, or that no line of a screen or a letter can hold.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let at = |index: usize, list: &str| format!("{list}[{index}]");
    let pipelines = process.pipelines.iter().enumerate();
    let pipelines = pipelines.map(|(index, it)| (at(index, "pipelines"), &it.title));
    let stages = process.stages.iter().enumerate();
    let stages = stages.map(|(index, it)| (at(index, "stages"), &it.title));
    let facts = process.facts.iter();
    let facts = facts.map(|(id, it)| (format!("facts.{id}"), &it.title));
    let documents = process.documents.iter();
    let documents = documents.map(|(id, it)| (format!("documents.{id}"), &it.title));
    let tasks = process.tasks.iter();
    let tasks = tasks.map(|(id, it)| (format!("tasks.{id}"), &it.title));
    let decisions = process.decisions.iter().enumerate();
    let decisions = decisions.map(|(index, it)| (at(index, "decisions"), &it.title));
    let reminders = process.reminders.iter().enumerate();
    let reminders = reminders.map(|(index, it)| (at(index, "reminders"), &it.title));
    let titles = [(String::new(), &process.title)]
        .into_iter()
        .chain(pipelines.chain(stages).chain(facts).chain(documents))
        .chain(tasks.chain(decisions).chain(reminders))
        .map(|(way, title)| (dotted(&way, "title"), title));
    let reasons = process.losing.iter().flat_map(|rule| &rule.reasons);
    let reasons = reasons.map(|(id, title)| (format!("losing.reasons.{id}"), title));
    let unfit = titles.chain(reasons);
    unfit
        .filter(|(_, title)| check_line(title).is_err())
        .map(|(way, _)| FindingKind::UnfitTitle.at(way))
        .collect()
}

fn dotted(way: &str, key: &str) -> String {
    match way {
        "" => key.to_owned(),
        way => format!("{way}.{key}"),
    }
}
