//! The process as a picture: Mermaid, which forges draw by themselves.

use super::condition::Condition;
use super::decision::{Answer, DecisionRule};
use super::definition::Process;
use super::placed::outcomes;
use super::stage::{End, Stage};
use crate::record::id::{FactId, PipelineId, StageId};
use std::fmt::Write;

/// How the stages of one pipeline look, by the pipeline's number; further pipelines begin anew.
const PIPELINES: [&str; 4] = [
    "fill:#e7f0fd,stroke:#3b6fb5,color:#14243a",
    "fill:#fdf1dc,stroke:#b5823b,color:#3a2a14",
    "fill:#f0e7fd,stroke:#6f3bb5,color:#24143a",
    "fill:#e7f7f5,stroke:#3ba396,color:#143a35",
];
const WON: &str = "fill:#e3f6e5,stroke:#3b9c48,color:#143a19";
const LOST: &str = "fill:#f6e3e3,stroke:#9c3b3b,color:#3a1414";

/// The process as a Mermaid state diagram with the company's own titles: the same text for the same process, always.
///
/// Moves carry what they say, decisions their title with the answer (✓ approved, ↻ returned, ✗ rejected), moves that
/// follow by themselves `⇒` and what they wait for. Losing from any stage and reopening are not drawn: they join
/// everything with everything.
pub fn diagram(process: &Process) -> String {
    let mut text = "stateDiagram-v2\n".to_owned();
    for stage in &process.stages {
        line(
            &mut text,
            format_args!("state \"{}\" as {}", quoted(&stage.title), name(&stage.id)),
        );
    }
    if let Some(first) = process.first() {
        line(&mut text, format_args!("[*] --> {}", name(&first.id)));
    }
    for (from, to, label) in joined(edges(process)) {
        let (from, to, label) = (name(&from), name(&to), label.trim());
        match label.is_empty() {
            true => line(&mut text, format_args!("{from} --> {to}")),
            false => line(&mut text, format_args!("{from} --> {to} : {label}")),
        }
    }
    for stage in process.stages.iter().filter(|stage| !stage.is_open()) {
        line(&mut text, format_args!("{} --> [*]", name(&stage.id)));
    }
    legend(&mut text, process);
    text
}

type Edge = (StageId, StageId, String);

fn edges(process: &Process) -> Vec<Edge> {
    let mut all = Vec::new();
    for rule in &process.moves {
        for from in &rule.from {
            all.push((from.clone(), rule.to.clone(), said(&rule.hint)));
        }
    }
    for rule in &process.automatic {
        let causes = rule.when.iter().filter_map(|it| cause(process, it));
        let causes: Vec<String> = causes.collect();
        let label = said(&format!("⇒ {}", causes.join(", ")));
        for from in &rule.from {
            all.push((from.clone(), rule.to.clone(), label.clone()));
        }
    }
    for rule in &process.decisions {
        for from in &rule.from {
            all.extend(decision(rule, from));
        }
    }
    all
}

fn decision(rule: &DecisionRule, from: &StageId) -> Vec<Edge> {
    let label = |sign: &str| said(&format!("{} {sign}", rule.title));
    match &rule.into {
        Some(into) if into != from => vec![(from.clone(), into.clone(), label("?"))],
        _ => outcomes(rule)
            .into_iter()
            .map(|(answer, _, outcome)| {
                let to = outcome.to.as_ref().unwrap_or(from);
                (from.clone(), to.clone(), label(sign(answer)))
            })
            .collect(),
    }
}

fn sign(answer: Answer) -> &'static str {
    match answer {
        Answer::Approved => "✓",
        Answer::Returned => "↻",
        Answer::Rejected => "✗",
    }
}

/// What a move that follows by itself waits for, with titles and signs alone.
fn cause(process: &Process, condition: &Condition) -> Option<String> {
    let title = |id: &FactId| process.facts.get(id).map(|rule| rule.title.clone());
    let payments = process.payments.as_ref();
    match condition {
        Condition::Done(task) => process.tasks.get(task).map(|rule| rule.title.clone()),
        Condition::Yes(fact) => title(fact),
        Condition::No(fact) => title(fact).map(|title| format!("✗ {title}")),
        Condition::Fact(fact) => title(fact),
        Condition::PaidShare => payments
            .and_then(|rule| title(&rule.share))
            .map(|it| format!("≥ {it}")),
        Condition::PaidWhole => payments
            .and_then(|rule| title(&rule.total))
            .map(|it| format!("≥ {it}")),
        _ => None,
    }
}

/// The edges with one of each pair of stages, in the order in which the pairs first come.
fn joined(edges: Vec<Edge>) -> Vec<Edge> {
    let mut all: Vec<Edge> = Vec::new();
    for (from, to, label) in edges {
        match all.iter_mut().find(|edge| edge.0 == from && edge.1 == to) {
            Some(edge) if edge.2.is_empty() => edge.2 = label,
            Some(edge) => edge.2 = format!("{} / {label}", edge.2),
            None => all.push((from, to, label)),
        }
    }
    all
}

/// Colours: a state of its own for each pipeline says which is which.
fn legend(text: &mut String, process: &Process) {
    for (number, pipeline) in process.pipelines.iter().enumerate() {
        let style = PIPELINES.get(number % PIPELINES.len()).unwrap_or(&"");
        let class = format!("pipeline{number}");
        line(text, format_args!("classDef {class} {style}"));
        line(
            text,
            format_args!("state \"{}\" as {class}_", quoted(&pipeline.title)),
        );
        let stages = in_pipeline(process, &pipeline.id);
        let names: Vec<String> = stages.map(|stage| name(&stage.id)).collect();
        let names = [names, vec![format!("{class}_")]].concat().join(",");
        line(text, format_args!("class {names} {class}"));
    }
    for (end, class, style) in [(End::Won, "won", WON), (End::Lost, "lost", LOST)] {
        let stages = process.stages.iter().filter(|stage| stage.end == Some(end));
        let names: Vec<String> = stages.map(|stage| name(&stage.id)).collect();
        if !names.is_empty() {
            line(text, format_args!("classDef {class} {style}"));
            line(text, format_args!("class {} {class}", names.join(",")));
        }
    }
}

fn in_pipeline<'a>(process: &'a Process, id: &'a PipelineId) -> impl Iterator<Item = &'a Stage> {
    let stages = process.stages.iter().filter(|stage| stage.is_open());
    stages.filter(move |stage| stage.pipeline == *id)
}

fn line(text: &mut String, line: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "    {line}");
}

/// A name that is no word of Mermaid's.
fn name(id: &StageId) -> String {
    format!("s_{}", id.as_str().replace('-', "__"))
}

/// A label without the characters that end one.
fn said(label: &str) -> String {
    quoted(label).replace(':', " –").replace(';', ",")
}

fn quoted(title: &str) -> String {
    title.replace('"', "'").replace(['\n', '\r'], " ")
}
