//! The process as a list that people read: stage by stage, with what is to be done, where a deal can go, and who decides.

use super::condition::Condition;
use super::decision::{Answer, DecisionRule};
use super::definition::Process;
use super::placed::outcomes;
use super::span::Span;
use super::stage::Stage;
use crate::people::role::Role;
use crate::record::id::TaskId;
use std::fmt;

/// One line of the outline. Titles are the company's; the words between them belong to whoever prints the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How far it is set in: 0 a pipeline, 1 a stage, 2 what belongs to it, 3 an answer.
    pub depth: usize,
    pub mark: Mark,
    pub title: String,
    /// What a move says, in the company's language.
    pub says: Option<String>,
    /// What people type for it; none for what has no name.
    pub id: Option<String>,
    /// The role that acts.
    pub who: Option<Role>,
    pub due: Option<Span>,
    /// What must hold or be brought along.
    pub needs: Vec<Condition>,
}

/// What a line speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Pipeline,
    Stage,
    /// A final stage.
    End,
    Task,
    /// The date that the stage waits for.
    WaitsFor,
    Move,
    /// A move that follows by itself.
    Automatic,
    Decision,
    Answer(Answer),
}

/// The process, line by line: pipelines as the deal passes through them, stages in the order of the work.
pub fn outline(process: &Process) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before = None;
    for stage in &process.stages {
        if before != Some(&stage.pipeline) {
            let pipeline = process.pipeline(&stage.pipeline);
            let title = pipeline.map_or(stage.pipeline.as_str(), |it| it.title.as_str());
            lines.push(Line::new(0, Mark::Pipeline, title).named(&stage.pipeline));
        }
        before = Some(&stage.pipeline);
        of_stage(process, stage, &mut lines);
    }
    lines
}

fn of_stage(process: &Process, stage: &Stage, lines: &mut Vec<Line>) {
    let mark = match stage.is_open() {
        true => Mark::Stage,
        false => Mark::End,
    };
    lines.push(Line::new(1, mark, &stage.title).named(&stage.id));
    lines.extend(stage.tasks.iter().filter_map(|id| task(process, id)));
    if let Some(fact) = &stage.waits_for {
        let rule = process.facts.get(fact);
        let title = rule.map_or(fact.as_str(), |rule| rule.title.as_str());
        lines.push(Line::new(2, Mark::WaitsFor, title).named(fact));
    }
    for rule in process.moves_from(&stage.id) {
        let line = Line::new(2, Mark::Move, process.stage_title(&rule.to));
        let line = line.named(&rule.to).by(rule.by).saying(&rule.hint);
        lines.push(line.needing(&rule.needs));
    }
    let automatic = process.automatic.iter();
    for rule in automatic.filter(|rule| rule.from.contains(&stage.id)) {
        let line = Line::new(2, Mark::Automatic, process.stage_title(&rule.to));
        lines.push(line.named(&rule.to).needing(&rule.when));
    }
    for rule in process.decisions_from(&stage.id) {
        decision(process, rule, lines);
    }
}

fn task(process: &Process, id: &TaskId) -> Option<Line> {
    let rule = process.tasks.get(id)?;
    let line = Line::new(2, Mark::Task, &rule.title).named(id);
    Some(line.by(rule.holder).due(&rule.due).needing(&rule.asks))
}

fn decision(process: &Process, rule: &DecisionRule, lines: &mut Vec<Line>) {
    let line = Line::new(2, Mark::Decision, &rule.title).named(&rule.id);
    lines.push(line.by(rule.asks).due(&rule.due).needing(&rule.needs));
    for (answer, _, outcome) in outcomes(rule) {
        let task = outcome.task.as_ref();
        let task = task.and_then(|id| Some((id.to_string(), &process.tasks.get(id)?.title)));
        let stage = outcome.to.as_ref();
        let stage = stage.and_then(|id| Some((id.to_string(), &process.stage(id)?.title)));
        let (id, title) = stage.or(task).unzip();
        let title = title.map_or("", String::as_str);
        let line = Line::new(3, Mark::Answer(answer), title);
        let needs = outcome.needs.clone();
        lines.push(Line { id, needs, ..line });
    }
}

impl Line {
    fn new(depth: usize, mark: Mark, title: &str) -> Line {
        Line {
            depth,
            mark,
            title: title.to_owned(),
            says: None,
            id: None,
            who: None,
            due: None,
            needs: Vec::new(),
        }
    }

    fn named(self, id: impl fmt::Display) -> Line {
        let id = Some(id.to_string());
        Line { id, ..self }
    }

    fn saying(self, hint: &str) -> Line {
        let says = Some(hint).filter(|hint| !hint.is_empty());
        let says = says.map(str::to_owned);
        Line { says, ..self }
    }

    fn by(self, role: Role) -> Line {
        let who = Some(role);
        Line { who, ..self }
    }

    fn due(self, due: &Span) -> Line {
        let due = Some(due.clone());
        Line { due, ..self }
    }

    fn needing(self, needs: &[Condition]) -> Line {
        let needs = needs.to_vec();
        Line { needs, ..self }
    }
}

impl Mark {
    /// A sign that needs no words.
    pub fn sign(self) -> &'static str {
        match self {
            Mark::Pipeline | Mark::Stage => "",
            Mark::End => "■",
            Mark::Task => "□",
            Mark::WaitsFor => "…",
            Mark::Move => "→",
            Mark::Automatic => "⇒",
            Mark::Decision => "?",
            Mark::Answer(Answer::Approved) => "✓",
            Mark::Answer(Answer::Returned) => "↻",
            Mark::Answer(Answer::Rejected) => "✗",
        }
    }
}

/// The line in the words of the process file: `□ запросить цену · ask_supplier_price · manager · 3 working days`.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let needs: Vec<String> = self.needs.iter().map(ToString::to_string).collect();
        let parts = [
            Some(self.title.clone()).filter(|title| !title.is_empty()),
            self.says.clone(),
            self.id.clone(),
            self.who.map(|role| role.id().to_owned()),
            self.due.as_ref().map(ToString::to_string),
            Some(needs.join(", ")).filter(|needs| !needs.is_empty()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let sign = self.mark.sign();
        let space = if sign.is_empty() { "" } else { " " };
        let indent = "  ".repeat(self.depth);
        write!(f, "{indent}{sign}{space}{}", parts.join(" · "))
    }
}
