use crate::record::id::{DocumentKind, FactId, TaskId};
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// One thing that must hold: what a move needs, what a task asks for, when a move follows by itself
/// (docs/process.md, The process language). The language is closed: there is no other expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// `fact F`: F has a value.
    Fact(FactId),
    /// `document K`: a document of kind K that is in force is on file.
    Document(DocumentKind),
    /// `reason`: the act says why.
    Reason,
    /// `client_email`: the client has an e-mail address.
    ClientEmail,
    /// `not_past F`: the date F is today or later.
    NotPast(FactId),
    /// `ahead F`: the date F is later than today.
    Ahead(FactId),
    /// `within_limits`: the quote may go out without the finance director (docs/process.md, Limits).
    WithinLimits,
    /// `quote_in_force`: the last quote put forward was sent, has not run out and is not void.
    QuoteInForce,
    /// `nothing_paid`: no payment is on record.
    NothingPaid,
    /// `paid_share`: payments reach the share that is due before shipping.
    PaidShare,
    /// `paid_whole`: payments reach the whole invoice.
    PaidWhole,
    /// `yes F`: F is true.
    Yes(FactId),
    /// `no F`: F is false.
    No(FactId),
    /// `fresh F`: F was stated no longer ago than `recheck_stock_after`.
    Fresh(FactId),
    /// `stale F`: F is unset or was stated longer ago than `recheck_stock_after`.
    Stale(FactId),
    /// `done T`: this act finishes the task T.
    Done(TaskId),
}

impl Condition {
    /// Reads the condition as the process file writes it.
    pub fn parse(text: &str) -> Option<Condition> {
        let fact = |name: &str| FactId::new(name).ok();
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["fact", name] => fact(name).map(Condition::Fact),
            ["document", kind] => DocumentKind::new(kind).ok().map(Condition::Document),
            ["reason"] => Some(Condition::Reason),
            ["client_email"] => Some(Condition::ClientEmail),
            ["not_past", name] => fact(name).map(Condition::NotPast),
            ["ahead", name] => fact(name).map(Condition::Ahead),
            ["within_limits"] => Some(Condition::WithinLimits),
            ["quote_in_force"] => Some(Condition::QuoteInForce),
            ["nothing_paid"] => Some(Condition::NothingPaid),
            ["paid_share"] => Some(Condition::PaidShare),
            ["paid_whole"] => Some(Condition::PaidWhole),
            ["yes", name] => fact(name).map(Condition::Yes),
            ["no", name] => fact(name).map(Condition::No),
            ["fresh", name] => fact(name).map(Condition::Fresh),
            ["stale", name] => fact(name).map(Condition::Stale),
            ["done", task] => TaskId::new(task).ok().map(Condition::Done),
            _ => None,
        }
    }

    /// The fact that the condition speaks of, if it speaks of one.
    pub fn fact(&self) -> Option<&FactId> {
        match self {
            Condition::Fact(fact)
            | Condition::NotPast(fact)
            | Condition::Ahead(fact)
            | Condition::Yes(fact)
            | Condition::No(fact)
            | Condition::Fresh(fact)
            | Condition::Stale(fact) => Some(fact),
            _ => None,
        }
    }

    /// The kind of document that the condition speaks of, if it speaks of one.
    pub fn document(&self) -> Option<&DocumentKind> {
        match self {
            Condition::Document(kind) => Some(kind),
            _ => None,
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Fact(fact) => write!(f, "fact {fact}"),
            Condition::Document(kind) => write!(f, "document {kind}"),
            Condition::Reason => f.write_str("reason"),
            Condition::ClientEmail => f.write_str("client_email"),
            Condition::NotPast(fact) => write!(f, "not_past {fact}"),
            Condition::Ahead(fact) => write!(f, "ahead {fact}"),
            Condition::WithinLimits => f.write_str("within_limits"),
            Condition::QuoteInForce => f.write_str("quote_in_force"),
            Condition::NothingPaid => f.write_str("nothing_paid"),
            Condition::PaidShare => f.write_str("paid_share"),
            Condition::PaidWhole => f.write_str("paid_whole"),
            Condition::Yes(fact) => write!(f, "yes {fact}"),
            Condition::No(fact) => write!(f, "no {fact}"),
            Condition::Fresh(fact) => write!(f, "fresh {fact}"),
            Condition::Stale(fact) => write!(f, "stale {fact}"),
            Condition::Done(task) => write!(f, "done {task}"),
        }
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Condition::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is no condition; conditions are listed in docs/process.md"
            ))
        })
    }
}
