use super::condition::Condition;
use super::ending::Ending;
use super::span::Span;
use crate::people::role::Role;
use crate::record::id::{DocumentKind, TaskId};
use serde::Deserialize;

/// A piece of work that a stage or a decision gives to somebody (docs/process.md, Stages and tasks).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskRule {
    /// In the company's language.
    pub title: String,
    /// Whose task it is: the deal's manager, or whoever holds the role.
    #[serde(rename = "for")]
    pub holder: Role,
    pub due: Span,
    /// The task is created only while these hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// What finishing the task must bring: facts, documents, a reason.
    #[serde(default)]
    pub asks: Vec<Condition>,
    /// What finishing the task may bring.
    #[serde(default)]
    pub takes: Vec<Condition>,
    /// The document in force that is attached to the task.
    pub attached: Option<DocumentKind>,
    pub ends_with: Vec<Ending>,
    /// The task that follows when this one is done by saying so.
    pub then: Option<TaskId>,
}

impl TaskRule {
    /// Whether it is finished without any other act than saying so.
    pub fn ends_by_saying_so(&self) -> bool {
        self.ends_with.contains(&Ending::Done)
    }
}
