use super::condition::Condition;
use super::decision::Answer;
use super::fact::FactType;
use crate::people::role::Role;
use crate::record::id::{
    DecisionId, DocumentKind, FactId, LossReason, MailId, PipelineId, ReminderId, StageId, TaskId,
};
use std::fmt;

/// Something that is wrong with a process, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    /// The way to the place in the file: `moves[3].needs[1]`, `tasks.check_stock`.
    pub at: String,
    /// The line of the file, from 1; none where the process was not read from a file.
    pub line: Option<usize>,
}

/// What can be wrong with a process: first what does not fit together, then what `tlg process check` proves
/// (docs/process.md, Proof).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// A format that this program does not read.
    UnknownFormat { format: u32 },
    /// A name that the file does not declare.
    Unknown { what: Thing, id: String },
    /// The same name, or the same title of stages, twice.
    Duplicate { what: Thing, id: String },
    /// A fact of another type than its use needs.
    WrongType {
        fact: FactId,
        needed: FactType,
        is: FactType,
    },
    /// A fact or decision that the rules themselves speak of by name and that the file does not declare.
    MissingName { what: Thing, id: String },
    /// A name that means something else in the deal's file.
    ReservedName { fact: FactId },
    /// A condition that says nothing where it stands.
    MisplacedCondition { condition: Condition },
    /// A condition, ending or letter about money, and nobody confirms payments.
    NoPayments,
    /// The first stage is final, or there is none: no deal can begin.
    NoBeginning,
    /// No stage ends a deal well.
    NoWonStage,
    /// A pipeline without stages.
    EmptyPipeline { pipeline: PipelineId },
    /// A final stage with tasks or a date to wait for.
    WorkInFinal { stage: StageId },
    /// A way out of a final stage.
    LeavesFinal { stage: StageId },
    /// A deal would be lost into a stage that is not final as lost.
    NotLost { stage: StageId },
    /// A deal would be reopened into a final stage, or taken along into one, or was lost in one.
    NotOpen { stage: StageId },
    /// An answer that loses the deal and names no reason for it.
    LossWithoutReason { answer: Answer },
    /// A reason to lose the deal, and the answer does not lose it.
    ReasonWithoutLoss { reason: LossReason },
    /// Two moves between the same stages.
    TwinMoves { from: StageId, to: StageId },
    /// Another kind of document than `quote` is put forward.
    ForeignRound { document: DocumentKind },
    /// A round without one of the terms that it freezes, or a quote that goes out without a round.
    IncompleteRound { needed: String },
    /// A decision that does not bind what it is about.
    WrongBinds {
        decision: DecisionId,
        needed: Vec<FactId>,
    },
    /// A task that nothing finishes.
    EndlessTask { task: TaskId },
    /// A task follows another one that is never done by saying so.
    NoFollowUp { task: TaskId },
    /// A letter that is called for on another occasion than its own.
    WrongOccasion { mail: MailId },
    /// Work of deals in the hands of a role that has none.
    UnfitRole { role: Role },
    /// A fact where no deal can give the date.
    UnfitSpan { fact: FactId },
    /// A name that is empty, too long for a line, or has characters that cannot be seen.
    UnfitTitle,
    /// A kind of document of which no file is taken.
    NoFileTypes { document: DocumentKind },
    /// Deals would be taken away from something that is still there.
    StillThere { what: Thing, id: String },

    /// More states than can be explored; `facts` are those that every state tells apart.
    TooComplex { states: usize, facts: Vec<FactId> },
    /// A stage that no deal can enter.
    UnreachableStage { stage: StageId },
    /// A stage from which no deal, or not every deal, can be won any more.
    DeadEnd { stage: StageId, always: bool },
    /// An open deal without an open task, a request or a date it waits for.
    Idle { stage: StageId, after: Cause },
    /// A stage that waits for a date, and nobody is reminded when it comes.
    Unreminded { stage: StageId, fact: FactId },
    /// A move that is possible in no state.
    DeadMove { from: StageId, to: StageId },
    /// A move that never follows by itself.
    DeadAutomatic { from: StageId, to: StageId },
    /// A question that can never be put from this stage.
    DeadDecision { decision: DecisionId, from: StageId },
    /// A task that nobody ever gets.
    DeadTask { task: TaskId },
    /// A way to finish a task that never exists while it is open.
    DeadEnding { task: TaskId, ending: String },
    /// A task is opened before the date that it is due by is known.
    NoDueDate { task: TaskId, fact: FactId },
    /// A letter that is never written.
    DeadMail { mail: MailId },
    /// A reminder of a date that never stands in that stage.
    DeadReminder { reminder: ReminderId },
    /// A fact that nothing names.
    UnusedFact { fact: FactId },
    /// A condition that never holds where it stands.
    NeverTrue { condition: Condition },
    /// A condition that always holds where it stands.
    AlwaysTrue { condition: Condition },
    /// Moves that follow by themselves for ever.
    AutomaticCycle { stages: Vec<StageId> },
    /// Two moves that would follow by themselves at once.
    AutomaticConflict { from: StageId, to: [StageId; 2] },
}

/// What an identifier of the process names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    Pipeline,
    Stage,
    StageTitle,
    Task,
    Fact,
    Document,
    Decision,
    Mail,
    Reminder,
    LossReason,
}

/// The act after which a deal stands as a finding says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    Opened,
    Moved {
        from: StageId,
        to: StageId,
    },
    Asked {
        decision: DecisionId,
    },
    Withdrawn {
        decision: DecisionId,
    },
    Answered {
        decision: DecisionId,
        answer: Answer,
    },
    Done {
        task: TaskId,
    },
    Stated {
        fact: FactId,
    },
    Paid,
    PaymentCancelled,
    Reopened,
    TimePassed,
}

impl FindingKind {
    /// The finding's name, as the catalogue and `--json` write it.
    pub fn id(&self) -> &'static str {
        match self {
            FindingKind::UnknownFormat { .. } => "unknown_format",
            FindingKind::Unknown { .. } => "unknown",
            FindingKind::Duplicate { .. } => "duplicate",
            FindingKind::WrongType { .. } => "wrong_type",
            FindingKind::MissingName { .. } => "missing_name",
            FindingKind::ReservedName { .. } => "reserved_name",
            FindingKind::MisplacedCondition { .. } => "misplaced_condition",
            FindingKind::NoPayments => "no_payments",
            FindingKind::NoBeginning => "no_beginning",
            FindingKind::NoWonStage => "no_won_stage",
            FindingKind::EmptyPipeline { .. } => "empty_pipeline",
            FindingKind::WorkInFinal { .. } => "work_in_final",
            FindingKind::LeavesFinal { .. } => "leaves_final",
            FindingKind::NotLost { .. } => "not_lost",
            FindingKind::NotOpen { .. } => "not_open",
            FindingKind::LossWithoutReason { .. } => "loss_without_reason",
            FindingKind::ReasonWithoutLoss { .. } => "reason_without_loss",
            FindingKind::TwinMoves { .. } => "twin_moves",
            FindingKind::ForeignRound { .. } => "foreign_round",
            FindingKind::IncompleteRound { .. } => "incomplete_round",
            FindingKind::WrongBinds { .. } => "wrong_binds",
            FindingKind::EndlessTask { .. } => "endless_task",
            FindingKind::NoFollowUp { .. } => "no_follow_up",
            FindingKind::WrongOccasion { .. } => "wrong_occasion",
            FindingKind::UnfitRole { .. } => "unfit_role",
            FindingKind::UnfitSpan { .. } => "unfit_span",
            FindingKind::UnfitTitle => "unfit_title",
            FindingKind::NoFileTypes { .. } => "no_file_types",
            FindingKind::StillThere { .. } => "still_there",
            FindingKind::TooComplex { .. } => "too_complex",
            FindingKind::UnreachableStage { .. } => "unreachable_stage",
            FindingKind::DeadEnd { .. } => "dead_end",
            FindingKind::Idle { .. } => "idle",
            FindingKind::Unreminded { .. } => "unreminded",
            FindingKind::DeadMove { .. } => "dead_move",
            FindingKind::DeadAutomatic { .. } => "dead_automatic",
            FindingKind::DeadDecision { .. } => "dead_decision",
            FindingKind::DeadTask { .. } => "dead_task",
            FindingKind::DeadEnding { .. } => "dead_ending",
            FindingKind::NoDueDate { .. } => "no_due_date",
            FindingKind::DeadMail { .. } => "dead_mail",
            FindingKind::DeadReminder { .. } => "dead_reminder",
            FindingKind::UnusedFact { .. } => "unused_fact",
            FindingKind::NeverTrue { .. } => "never_true",
            FindingKind::AlwaysTrue { .. } => "always_true",
            FindingKind::AutomaticCycle { .. } => "automatic_cycle",
            FindingKind::AutomaticConflict { .. } => "automatic_conflict",
        }
    }

    /// The finding at a place; the line is found later.
    pub fn at(self, way: impl fmt::Display) -> Finding {
        Finding {
            kind: self,
            at: way.to_string(),
            line: None,
        }
    }
}

impl Thing {
    /// As `--json` writes it.
    pub fn id(self) -> &'static str {
        match self {
            Thing::Pipeline => "pipeline",
            Thing::Stage => "stage",
            Thing::StageTitle => "stage_title",
            Thing::Task => "task",
            Thing::Fact => "fact",
            Thing::Document => "document",
            Thing::Decision => "decision",
            Thing::Mail => "mail",
            Thing::Reminder => "reminder",
            Thing::LossReason => "loss_reason",
        }
    }
}
