use crate::record::id::{FactId, PipelineId, StageId, TaskId};
use serde::Deserialize;

/// A row of stages that belongs to one part of the company.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pipeline {
    pub id: PipelineId,
    pub title: String,
}

/// How a final stage ends a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Won,
    Lost,
}

/// A place where a deal can stand (docs/process.md, Stages and tasks).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: StageId,
    /// In the company's language.
    pub title: String,
    pub pipeline: PipelineId,
    /// Tasks that entering the stage creates.
    #[serde(default)]
    pub tasks: Vec<TaskId>,
    /// The date that a deal in this stage waits for.
    pub waits_for: Option<FactId>,
    /// Set on a final stage only.
    pub end: Option<End>,
}

impl Stage {
    /// Whether work on the deal goes on here.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// Whether a deal ends well here.
    pub fn is_won(&self) -> bool {
        self.end == Some(End::Won)
    }
}
