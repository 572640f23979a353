use super::act::Act;
use super::document::Document;
use super::fact::FactValue;
use super::letter::Letter;
use super::task::{ClosedTask, HowClosed, Task};
use crate::people::role::Role;
use crate::record::Day;
use crate::record::Moment;
use crate::record::Sha256Hex;
use crate::record::id::{DocumentKind, FactId, LossReason, PersonId, StageId, TaskId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One line of a deal's history: what was done, on what state, and what followed by itself.
///
/// `act`, `by`, `at` and `seen` are the complete input; `outcome` is what the rules made of it, so that the deal's
/// state is the fold of its entries without asking the process (docs/process.md, The deal file).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "super::entry_line::Line")]
pub struct Entry {
    pub at: Moment,
    pub by: PersonId,
    pub on_behalf_of: Option<PersonId>,
    pub seen: Seen,
    pub act: Act,
    pub outcome: Outcome,
}

impl Entry {
    /// The tasks that a statement finished: it names none of them itself.
    pub fn finished(&self) -> impl Iterator<Item = &TaskId> {
        let statement = matches!(self.act, Act::Set { .. } | Act::Attach { .. });
        let closed = self.outcome.closed.iter().filter(move |_| statement);
        let done = closed.filter(|closed| closed.how == HowClosed::Done);
        done.map(|closed| &closed.id)
    }
}

/// What the one who acts saw: the act is refused where the deal no longer stands like that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// None for the opening alone.
    pub stage: Option<StageId>,
    pub visit: u32,
    /// The hash of the request that was open.
    pub request: Option<Sha256Hex>,
    /// The old values of facts that the act overwrites.
    pub was: BTreeMap<FactId, FactValue>,
}

/// What followed from an act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Stages entered, in order: the one moved to, then those that followed by themselves.
    pub entered: Vec<StageId>,
    /// Documents with the places they got.
    pub filed: Vec<Document>,
    /// Facts that the act itself states, apart from those given.
    pub stated: BTreeMap<FactId, FactValue>,
    pub closed: Vec<ClosedTask>,
    pub opened: Vec<Task>,
    /// Letters called for, all of them queued.
    pub letters: Vec<Letter>,
    /// The round that the act put forward, and the hash over what it promises.
    pub round: Option<u32>,
    pub binds: Option<Sha256Hex>,
    /// Everybody who set one of the values bound.
    pub set_by: Vec<PersonId>,
    /// Whom a request asks, and the day on which an answer is due.
    pub asks: Option<Role>,
    pub due: Option<Day>,
    /// An open request ended without an answer.
    pub withdrew: bool,
    /// The reason under which an answer loses the deal.
    pub lost_as: Option<LossReason>,
    /// Facts taken out of force.
    pub dropped_facts: Vec<FactId>,
    /// Kinds of documents taken out of force.
    pub dropped_documents: Vec<DocumentKind>,
}
