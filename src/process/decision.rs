use super::condition::Condition;
use super::span::Span;
use crate::people::role::Role;
use crate::record::id::{DecisionId, DocumentKind, FactId, LossReason, MailId, StageId, TaskId};
use serde::Deserialize;

/// A question that a manager puts to somebody who decides (docs/process.md, Moves and decisions).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRule {
    pub id: DecisionId,
    /// In the company's language.
    pub title: String,
    /// Stages from which it may be asked.
    pub from: Vec<StageId>,
    /// Asking from another stage enters this one first.
    pub into: Option<StageId>,
    pub by: Role,
    /// The role that decides.
    pub asks: Role,
    pub due: Span,
    /// Asking makes a round: the document of this kind is put forward.
    pub puts_forward: Option<DocumentKind>,
    #[serde(default)]
    pub needs: Vec<Condition>,
    #[serde(default)]
    pub takes: Vec<Condition>,
    /// Facts that the decision binds, in the order in which they are hashed.
    pub binds: Vec<FactId>,
    pub approve: OutcomeRule,
    pub rework: Option<OutcomeRule>,
    pub reject: OutcomeRule,
}

/// What one answer to a request does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeRule {
    /// The stage that the deal enters by itself; without it the deal stays.
    pub to: Option<StageId>,
    /// The task that the manager gets, with the remarks.
    pub task: Option<TaskId>,
    #[serde(default)]
    pub needs: Vec<Condition>,
    /// The reason under which the deal is lost.
    #[serde(rename = "as")]
    pub lost_as: Option<LossReason>,
    /// The answer may carry a lowest total and a last day: the grant.
    #[serde(default)]
    pub grants: bool,
    /// The letter that tells the manager.
    pub mail: Option<MailId>,
}

impl DecisionRule {
    /// The rule of an answer; none where the process does not offer it.
    pub fn outcome(&self, answer: Answer) -> Option<&OutcomeRule> {
        match answer {
            Answer::Approved => Some(&self.approve),
            Answer::Returned => self.rework.as_ref(),
            Answer::Rejected => Some(&self.reject),
        }
    }
}

/// What the one who decides can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Approved,
    Returned,
    Rejected,
}

impl Answer {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Answer; 3] = [Answer::Approved, Answer::Returned, Answer::Rejected];

    /// The answer as files write it.
    pub fn id(self) -> &'static str {
        match self {
            Answer::Approved => "approved",
            Answer::Returned => "returned",
            Answer::Rejected => "rejected",
        }
    }
}
