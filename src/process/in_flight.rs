use crate::record::id::{FactId, StageId, TaskId};
use serde::{Deserialize, Deserializer, de::Error};
use std::collections::BTreeMap;
use std::fmt;

/// Where deals go that stand in a stage, have a task open or hold a fact for which this process has no place any more
/// (docs/process.md, Process changes). It says nothing about deals that fit, and may stay in the file for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InFlight {
    /// The stage that takes the deals of one that is gone, or that ends deals now.
    #[serde(default)]
    pub stages: BTreeMap<StageId, StageId>,
    /// What becomes of open tasks that are gone.
    #[serde(default)]
    pub tasks: BTreeMap<TaskId, TaskFate>,
    /// The new names of facts.
    #[serde(default)]
    pub facts: BTreeMap<FactId, FactId>,
}

/// What becomes of an open task that the process does not know any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskFate {
    /// The same work under another name: it stays due on its day.
    Becomes(TaskId),
    /// Nobody has to do it any more.
    Dropped,
}

impl TaskFate {
    /// The word of the file for work that nobody has to do any more.
    const DROPPED: &'static str = "dropped";
}

impl InFlight {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.stages.is_empty() && self.tasks.is_empty() && self.facts.is_empty()
    }
}

impl fmt::Display for TaskFate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TaskFate::Becomes(task) => task.fmt(f),
            TaskFate::Dropped => f.write_str(TaskFate::DROPPED),
        }
    }
}

impl<'de> Deserialize<'de> for TaskFate {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let word = String::deserialize(input)?;
        match word.as_str() {
            TaskFate::DROPPED => Ok(TaskFate::Dropped),
            task => TaskId::new(task)
                .map(TaskFate::Becomes)
                .map_err(D::Error::custom),
        }
    }
}
