use super::decision::DecisionRule;
use super::fact::{DocumentRule, FactRule};
use super::in_flight::InFlight;
use super::mail::{MailLimits, MailRule, Occasion, ReminderRule};
use super::moves::{Automatic, MoveRule};
use super::span::Span;
use super::stage::{Pipeline, Stage};
use super::task::TaskRule;
use crate::people::role::Role;
use crate::record::Money;
use crate::record::Percent;
use crate::record::id::{
    DecisionId, DocumentKind, FactId, LossReason, MailId, PipelineId, StageId, TaskId,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A company's deal process as `process.yaml` states it (docs/process.md, The process language).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    pub format: u32,
    pub title: String,
    pub pipelines: Vec<Pipeline>,
    /// In the order of the work; the first one is where a deal begins.
    pub stages: Vec<Stage>,
    pub facts: BTreeMap<FactId, FactRule>,
    pub documents: BTreeMap<DocumentKind, DocumentRule>,
    pub tasks: BTreeMap<TaskId, TaskRule>,
    pub moves: Vec<MoveRule>,
    #[serde(default)]
    pub automatic: Vec<Automatic>,
    #[serde(default)]
    pub decisions: Vec<DecisionRule>,
    pub payments: Option<PaymentRule>,
    pub losing: Option<LosingRule>,
    pub reopening: Option<ReopeningRule>,
    #[serde(default)]
    pub reminders: Vec<ReminderRule>,
    #[serde(default)]
    pub mails: Vec<MailRule>,
    pub mail: MailLimits,
    pub limits: Limits,
    #[serde(default)]
    pub deferral: Deferral,
    pub escalation: Escalation,
    /// Where deals go for which the process has no place any more.
    #[serde(default)]
    pub deals_in_flight: InFlight,
    /// Remarks for people.
    #[serde(default)]
    pub notes: Option<String>,
    /// The file that the process was read from, so that findings can name their lines.
    #[serde(skip)]
    pub(super) source: Box<str>,
}

/// Who confirms money, where, and against what it is measured.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentRule {
    pub by: Role,
    #[serde(rename = "in")]
    pub stages: Vec<StageId>,
    /// The fact with the whole sum.
    pub total: FactId,
    /// The fact with the share that is due before shipping; 100 % where it is unset.
    pub share: FactId,
    /// The letter that tells the manager.
    pub mail: Option<MailId>,
}

/// How a deal is lost from any open stage.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LosingRule {
    pub to: StageId,
    pub by: Role,
    /// Who loses it once money is on record, and the task that follows.
    pub with_payment: Option<LosingPaidRule>,
    /// Reasons to choose from, with their titles in the company's language.
    pub reasons: BTreeMap<LossReason, String>,
}

/// Losing a deal that has money on record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LosingPaidRule {
    pub by: Role,
    pub task: TaskId,
}

/// How a lost deal comes back.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReopeningRule {
    pub by: Role,
    /// Entered by deals without payment that were lost in one of `lost_in`; others go back to where they were lost.
    pub into: StageId,
    pub lost_in: Vec<StageId>,
}

/// Amounts and times that bind what a manager may do alone (docs/process.md, Limits).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The highest total that may go out without the finance director; none: the manager chooses.
    pub without_approval_up_to: Option<Money>,
    /// The lowest mark-up over the supplier's price without the finance director.
    pub markup_min: Option<Percent>,
    /// How long a statement about the stock holds.
    pub recheck_stock_after: Span,
}

/// Limits on putting payment off.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deferral {
    /// From this date on (counted from 1) the finance director puts it off, not the manager.
    pub signed_after: Option<u32>,
}

/// When somebody above hears of what is late. No time limit ever decides anything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    pub escalate_to: Role,
    /// A task that is late by more than this is escalated.
    pub after: Span,
    /// After so many reminders of one date they are escalated.
    pub reminders: u32,
}

impl Process {
    /// The stage in which a deal begins.
    pub fn first(&self) -> Option<&Stage> {
        self.stages.first()
    }

    /// The stage of that id.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// The title of the stage, or of the one that took its place; its id where the process knows neither.
    pub fn stage_title<'a>(&'a self, id: &'a StageId) -> &'a str {
        let stage = self.stage(id).or_else(|| self.stage(self.stage_now(id)));
        stage.map_or(id.as_ref(), |stage| stage.title.as_str())
    }

    /// The task's title, or its id where the process no longer knows it.
    pub fn task_title<'a>(&'a self, id: &'a TaskId) -> &'a str {
        let rule = self.tasks.get(id);
        rule.map_or(id.as_ref(), |rule| rule.title.as_str())
    }

    /// The pipeline of that id.
    pub fn pipeline(&self, id: &PipelineId) -> Option<&Pipeline> {
        self.pipelines.iter().find(|pipeline| pipeline.id == *id)
    }

    /// Whether deals in this stage are worked on.
    pub fn is_open(&self, id: &StageId) -> bool {
        self.stage(id).is_some_and(Stage::is_open)
    }

    /// The stage that took the place of one where deals once stood; itself where work still goes on in it.
    pub fn stage_now<'a>(&'a self, id: &'a StageId) -> &'a StageId {
        match self.is_open(id) {
            true => id,
            false => self.deals_in_flight.stages.get(id).unwrap_or(id),
        }
    }

    /// The moves that a person can make from a stage, losing the deal not among them.
    pub fn moves_from<'a>(&'a self, from: &'a StageId) -> impl Iterator<Item = &'a MoveRule> {
        self.moves.iter().filter(|rule| rule.from.contains(from))
    }

    /// The move that joins two stages.
    pub fn move_between(&self, from: &StageId, to: &StageId) -> Option<&MoveRule> {
        self.moves.iter().find(|rule| rule.joins(from, to))
    }

    /// The decision of that id.
    pub fn decision(&self, id: &DecisionId) -> Option<&DecisionRule> {
        self.decisions.iter().find(|rule| rule.id == *id)
    }

    /// The decisions that can be asked for in a stage.
    pub fn decisions_from<'a>(
        &'a self,
        from: &'a StageId,
    ) -> impl Iterator<Item = &'a DecisionRule> {
        self.decisions
            .iter()
            .filter(|rule| rule.from.contains(from))
    }

    /// The letter of that id.
    pub fn mail(&self, id: &MailId) -> Option<&MailRule> {
        self.mails.iter().find(|rule| rule.id == *id)
    }

    /// The letters that are due on an occasion.
    pub fn mails_on<'a>(&'a self, occasion: &'a Occasion) -> impl Iterator<Item = &'a MailRule> {
        self.mails.iter().filter(move |rule| rule.when == *occasion)
    }
}
