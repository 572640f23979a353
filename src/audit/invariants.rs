//! What holds of every deal file whatever decided it: checked on the file before and after, without `decide`
//! (docs/trust.md, Invariants).

mod money;
mod record;
mod stages;

use crate::deal::DealFile;
use crate::people::People;
use crate::process::Process;
use crate::record::id::{PersonId, StageId, TaskId};

/// A deal file before and after a commit, with the process and people at the parent.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    pub process: &'a Process,
    pub people: &'a People,
    /// None where the commit opens the deal.
    pub before: Option<&'a DealFile>,
    pub after: &'a DealFile,
}

/// An invariant that a deal file breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The header is not what the history adds up to.
    HeaderIsNoFold,
    /// The history up to this entry adds up to nothing.
    NoFold { event: u32 },
    /// What was recorded before is not the beginning of what is recorded now.
    HistoryRewritten,
    /// An entry is older than the one before it.
    TimeRunsBack { event: u32 },
    /// A stage is counted otherwise than it was entered.
    VisitsMiscounted { stage: StageId },
    /// No move, answer or rule of the process joins the two stages.
    NoSuchEdge { from: StageId, to: StageId },
    /// The deal stands where only an answer leads, and the header holds no such answer.
    NoDecision { event: u32 },
    /// Who answered asked, owns the deal, set a bound value or does not hold the role.
    NotFourEyes { event: u32, person: PersonId },
    /// The deal is paid, shipped or won with less money than it takes.
    Underpaid { stage: StageId },
    /// An open deal waits for nothing.
    Forgotten { stage: StageId },
    /// A closed deal still asks for something.
    BusyAfterEnd { task: Option<TaskId> },
    /// Two documents in one place, or one that changed or went.
    DocumentsRewritten { file: String },
    /// A round's file or terms are no longer those that were put forward.
    RoundRewritten { round: u32 },
    /// Two letters of one name that were not cancelled, or one with bytes that are not on file.
    LetterAstray { letter: String },
}

/// Every invariant that a step breaks.
pub fn broken(step: &Step) -> Vec<Broken> {
    let mut broken = record::broken(step);
    broken.extend(stages::broken(step));
    broken.extend(money::broken(step));
    broken
}
