use crate::record::Day;
use crate::record::id::TaskId;
use crate::record::{Fields, Node};
use serde::Deserialize;

/// An open task of a deal.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    pub id: TaskId,
    /// The visit of the stage that gave it.
    pub visit: u32,
    /// In the company's language.
    pub title: String,
    /// A person, or a role where any holder of it may do the task.
    #[serde(rename = "for")]
    pub holder: String,
    /// Due at the end of this local day. Once set it is stored: a later edit of the calendar does not move it.
    pub due: Day,
    /// The first due day, where the task was put off.
    pub first_due: Option<Day>,
    /// The document that goes with the task.
    pub attached: Option<String>,
    /// What whoever decided wants to have changed.
    pub remarks: Option<String>,
}

impl Task {
    /// The task as the deal file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("id", &self.id)
            .number("visit", self.visit)
            .text("title", &self.title)
            .word("for", &self.holder)
            .word("due", self.due)
            .maybe_word("first_due", self.first_due.as_ref())
            .maybe_text("attached", self.attached.as_deref())
            .maybe_text("remarks", self.remarks.as_deref())
            .into()
    }
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowClosed {
    /// What it asked for is there.
    Done,
    /// The deal went on without it.
    Cancelled,
    /// It goes on under another name or in another stage: the process has changed.
    Carried,
}

impl HowClosed {
    /// As files write it.
    pub fn id(self) -> &'static str {
        match self {
            HowClosed::Done => "done",
            HowClosed::Cancelled => "cancelled",
            HowClosed::Carried => "carried",
        }
    }
}

/// A task that an act closed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedTask {
    pub id: TaskId,
    pub visit: u32,
    pub how: HowClosed,
}

impl ClosedTask {
    /// The closing as a history entry writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("id", &self.id)
            .number("visit", self.visit)
            .word("how", self.how.id())
            .into()
    }
}
