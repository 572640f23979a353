//! What holds of every deal whatever decided it: checked without `decide` (docs/trust.md, Invariants). [`broken`] looks at
//! what one commit did to a deal, [`told`] at a whole history.

mod money;
mod record;
mod stages;

use crate::deal::entry::Entry;
use crate::deal::{Deal, DealFile};
use crate::numbers::Numbers;
use crate::people::People;
use crate::process::Process;
use crate::record::id::{PersonId, StageId, TaskId};

/// What a commit does to a deal, with the process and people at the parent.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    pub process: &'a Process,
    /// The process that the commit brings, if it brings one.
    pub next: Option<&'a Process>,
    pub people: &'a People,
    /// The numbers that were leased by then, where the commit opens the deal.
    pub leases: &'a Numbers,
    /// None where the commit opens the deal.
    pub before: Option<&'a Deal>,
    pub after: &'a Deal,
    /// The entries that it adds.
    pub new: &'a [Entry],
}

/// An invariant that a deal file breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The header is not what the history adds up to.
    HeaderIsNoFold,
    /// The history up to this entry adds up to nothing.
    NoFold { event: u32 },
    /// An entry is older than the one before it.
    TimeRunsBack { event: u32 },
    /// A stage is counted otherwise than it was entered.
    VisitsMiscounted { stage: StageId },
    /// The deal begins under a number that somebody else leased.
    ForeignNumber { person: PersonId },
    /// A second entry of one commit moves the deal or answers a request.
    TwoActs { event: u32 },
    /// No move, answer or rule of the process joins the two stages.
    NoSuchEdge { from: StageId, to: StageId },
    /// The deal was taken along, and no new process did it.
    RelocatedAlone { event: u32 },
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

impl<'a> Step<'a> {
    /// The process by which the deal goes on.
    fn now(&self) -> &'a Process {
        self.next.unwrap_or(self.process)
    }
}

/// Every invariant that a whole history breaks.
pub fn told(file: &DealFile) -> Vec<Broken> {
    record::told(file)
}

/// Every invariant that a step breaks.
pub fn broken(step: &Step) -> Vec<Broken> {
    let mut broken = record::broken(step);
    broken.extend(stages::broken(step));
    broken.extend(money::broken(step));
    broken
}
