use super::departure::{Departure, Stray};
use super::document::GivenDocument;
use super::fact::FactValue;
use super::letter::{CancelCause, LetterId, MissCause, Verdict};
use crate::process::decision::Answer;
use crate::record::Day;
use crate::record::Moment;
use crate::record::Money;
use crate::record::Sha256Hex;
use crate::record::id::{ClientId, DecisionId, FactId, LossReason, PersonId, StageId, TaskId};
use std::collections::BTreeMap;

/// What somebody does to a deal: the complete input of one history entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Open {
        title: String,
        client: ClientId,
        manager: PersonId,
    },
    Set {
        given: Given,
        no_mail: bool,
    },
    Attach {
        given: Given,
        no_mail: bool,
    },
    Note {
        text: String,
    },
    Assign {
        to: PersonId,
    },
    Edit {
        title: Option<String>,
        client: Option<ClientId>,
    },
    /// `reason` goes with the move that loses the deal.
    Move {
        to: StageId,
        given: Given,
        reason: Option<LossReason>,
        no_mail: bool,
    },
    FinishTask {
        task: TaskId,
        given: Given,
        no_mail: bool,
    },
    PutOffTask {
        task: TaskId,
        until: Day,
        text: String,
    },
    Ask {
        about: DecisionId,
        given: Given,
    },
    Withdraw {
        text: String,
    },
    Decide(Reply),
    Pay {
        amount: Money,
        date: Day,
        document: String,
    },
    CancelPayment {
        payment: u32,
        text: String,
    },
    /// Takes back the entry of that number, counted from 1.
    Correct {
        event: u32,
        text: Option<String>,
    },
    Reopen {
        text: String,
    },
    /// `tick` takes letters in hand, and cancels those whose cause is gone.
    Claim {
        letters: Vec<LetterId>,
        cancelled: Vec<(LetterId, CancelCause)>,
    },
    /// A letter left: a fact of the world.
    Send {
        letter: LetterId,
        left: Departure,
    },
    /// A letter did not leave, or nobody knows whether it did: a fact of the world.
    Miss {
        letter: LetterId,
        tried: Moment,
        because: MissCause,
        said: Option<String>,
    },
    /// Somebody says what became, or is to become, of a letter that did not leave by itself.
    Resolve {
        letter: LetterId,
        verdict: Verdict,
        text: Option<String>,
    },
    /// A new process takes the deal along: into another stage, with facts under new names.
    Relocate {
        to: Option<StageId>,
        facts: BTreeMap<FactId, FactId>,
    },
}

/// What comes along with an act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    pub facts: BTreeMap<FactId, FactValue>,
    pub documents: Vec<GivenDocument>,
    pub text: Option<String>,
}

/// The answer to a request, with the hash that whoever answers was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub answer: Answer,
    pub about: DecisionId,
    pub round: u32,
    pub binds: Sha256Hex,
    /// The grant: the lowest total that may go out.
    pub lowest: Option<Money>,
    /// The grant: its last day.
    pub until: Option<Day>,
    pub text: Option<String>,
}

impl Act {
    /// The act's kind, as history entries and commit trailers write it.
    pub fn kind(&self) -> Kind {
        match self {
            Act::Open { .. } => Kind::Opened,
            Act::Set { .. } => Kind::Set,
            Act::Attach { .. } => Kind::Attached,
            Act::Note { .. } => Kind::Noted,
            Act::Assign { .. } => Kind::Assigned,
            Act::Edit { .. } => Kind::Edited,
            Act::Move { .. } => Kind::Moved,
            Act::FinishTask { .. } => Kind::TaskDone,
            Act::PutOffTask { .. } => Kind::TaskLater,
            Act::Ask { .. } => Kind::Asked,
            Act::Withdraw { .. } => Kind::Withdrawn,
            Act::Decide(reply) => match reply.answer {
                Answer::Approved => Kind::Approved,
                Answer::Returned => Kind::Returned,
                Answer::Rejected => Kind::Rejected,
            },
            Act::Pay { .. } => Kind::Payment,
            Act::CancelPayment { .. } => Kind::PaymentCancelled,
            Act::Correct { .. } => Kind::Corrected,
            Act::Reopen { .. } => Kind::Reopened,
            Act::Claim { .. } => Kind::Claimed,
            Act::Send { left, .. } => match left.stray {
                None => Kind::Sent,
                Some(Stray::Late) => Kind::SentLate,
                Some(Stray::Twice { .. }) => Kind::SentTwice,
            },
            Act::Miss { .. } => Kind::Missed,
            Act::Resolve { .. } => Kind::Resolved,
            Act::Relocate { .. } => Kind::Relocated,
        }
    }

    /// Whether it only says what becomes of letters.
    pub fn is_about_letters(&self) -> bool {
        matches!(
            self,
            Act::Claim { .. } | Act::Send { .. } | Act::Miss { .. } | Act::Resolve { .. }
        )
    }

    /// What comes along, where anything can.
    pub fn given(&self) -> Option<&Given> {
        match self {
            Act::Set { given, .. }
            | Act::Attach { given, .. }
            | Act::Move { given, .. }
            | Act::FinishTask { given, .. }
            | Act::Ask { given, .. } => Some(given),
            _ => None,
        }
    }

    /// Whether the letter to the client that the act calls for is not to go: it was handed over otherwise.
    pub fn no_mail(&self) -> bool {
        match self {
            Act::Set { no_mail, .. }
            | Act::Attach { no_mail, .. }
            | Act::Move { no_mail, .. }
            | Act::FinishTask { no_mail, .. } => *no_mail,
            _ => false,
        }
    }

    /// The act with its letter to the client handed over otherwise; none where that cannot be said.
    pub fn without_mail(&self) -> Option<Act> {
        let mut act = self.clone();
        *act.no_mail_mut()? = true;
        Some(act)
    }

    /// Takes back that a letter was not to go: the act called for none.
    pub fn forget_no_mail(&mut self) {
        if let Some(no_mail) = self.no_mail_mut() {
            *no_mail = false;
        }
    }

    fn no_mail_mut(&mut self) -> Option<&mut bool> {
        match self {
            Act::Set { no_mail, .. }
            | Act::Attach { no_mail, .. }
            | Act::Move { no_mail, .. }
            | Act::FinishTask { no_mail, .. } => Some(no_mail),
            _ => None,
        }
    }

    /// The person's own words.
    pub fn text(&self) -> Option<&str> {
        match self {
            Act::Note { text }
            | Act::PutOffTask { text, .. }
            | Act::Withdraw { text }
            | Act::CancelPayment { text, .. }
            | Act::Reopen { text } => Some(text),
            Act::Correct { text, .. } | Act::Resolve { text, .. } => text.as_deref(),
            Act::Decide(reply) => reply.text.as_deref(),
            _ => self.given().and_then(|given| given.text.as_deref()),
        }
    }
}

/// The kinds of history entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Opened,
    Set,
    Attached,
    Noted,
    Assigned,
    Edited,
    Moved,
    TaskDone,
    TaskLater,
    Asked,
    Withdrawn,
    Approved,
    Returned,
    Rejected,
    Payment,
    PaymentCancelled,
    Corrected,
    Reopened,
    Claimed,
    Sent,
    SentLate,
    SentTwice,
    Missed,
    Resolved,
    Relocated,
}

impl Kind {
    /// As history entries and commit trailers write it.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Opened => "opened",
            Kind::Set => "set",
            Kind::Attached => "attached",
            Kind::Noted => "noted",
            Kind::Assigned => "assigned",
            Kind::Edited => "edited",
            Kind::Moved => "moved",
            Kind::TaskDone => "task_done",
            Kind::TaskLater => "task_later",
            Kind::Asked => "asked",
            Kind::Withdrawn => "withdrawn",
            Kind::Approved => "approved",
            Kind::Returned => "returned",
            Kind::Rejected => "rejected",
            Kind::Payment => "payment",
            Kind::PaymentCancelled => "payment_cancelled",
            Kind::Corrected => "corrected",
            Kind::Reopened => "reopened",
            Kind::Claimed => "claimed",
            Kind::Sent => "sent",
            Kind::SentLate => "sent_late",
            Kind::SentTwice => "sent_twice",
            Kind::Missed => "missed",
            Kind::Resolved => "resolved",
            Kind::Relocated => "relocated",
        }
    }
}
