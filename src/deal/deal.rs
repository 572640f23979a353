use super::decision::Decision;
use super::document::Document;
use super::entry::Entry;
use super::fact::FactValue;
use super::id::DealId;
use super::letter::Letter;
use super::payment::Payment;
use super::request::Request;
use super::round::Round;
use super::task::Task;
use crate::record::Moment;
use crate::record::Money;
use crate::record::id::{ClientId, DocumentKind, FactId, LossReason, PersonId, StageId};
use crate::record::{Fields, Node};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where a deal stands: the header of its file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    pub format: u32,
    pub deal: DealId,
    pub title: String,
    pub client: ClientId,
    pub manager: PersonId,
    pub stage: StageId,
    /// How often the deal has entered this stage.
    pub visit: u32,
    pub opened: Moment,
    /// When it entered this stage.
    pub entered: Moment,
    /// How many entries its history has.
    pub events: u32,
    /// How often it has entered each stage.
    pub visits: BTreeMap<StageId, u32>,
    pub facts: BTreeMap<FactId, FactValue>,
    /// Who stated each fact, and when.
    pub stated: BTreeMap<FactId, Stated>,
    /// The facts that were stated since the deal entered this stage, or by the act that entered it.
    #[serde(default)]
    pub stated_here: BTreeSet<FactId>,
    pub documents: Vec<Document>,
    /// Open tasks.
    pub tasks: Vec<Task>,
    /// Quotes put forward.
    pub rounds: Vec<Round>,
    pub request: Option<Request>,
    pub decisions: Vec<Decision>,
    pub payments: Vec<Payment>,
    pub mail: Vec<Letter>,
    /// How many days payment was put off to, one after the other.
    pub deferrals: u32,
    pub lost: Option<Loss>,
    /// The history entry that reopened the deal: what was decided before it is void.
    pub reopened: Option<u32>,
}

/// Where a statement comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    pub by: PersonId,
    pub on_behalf_of: Option<PersonId>,
    pub at: Moment,
}

/// How a deal was lost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loss {
    /// The stage in which it was lost.
    pub from: StageId,
    pub reason: LossReason,
    pub text: Option<String>,
}

/// A deal with all that was done to it, as its file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealFile {
    pub deal: Deal,
    pub history: Vec<Entry>,
}

impl Deal {
    /// The value of a fact.
    pub fn fact(&self, id: &FactId) -> Option<&FactValue> {
        self.facts.get(id)
    }

    /// The newest document of a kind that is in force.
    pub fn document(&self, kind: &DocumentKind) -> Option<&Document> {
        self.documents
            .iter()
            .rev()
            .find(|document| document.kind == *kind && !document.cancelled)
    }

    /// The last quote put forward.
    pub fn last_round(&self) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| !round.taken_back)
    }

    /// The last quote that went to the client.
    pub fn last_sent(&self) -> Option<&Round> {
        self.rounds
            .iter()
            .rev()
            .find(|round| !round.taken_back && round.sent.is_some())
    }

    /// Payments on record, those taken back not among them.
    pub fn paid(&self) -> impl Iterator<Item = &Payment> {
        self.payments.iter().filter(|payment| !payment.cancelled)
    }

    /// The sum of the payments on record; none where there are none, or in different currencies.
    pub fn paid_total(&self) -> Option<Money> {
        let mut amounts = self.paid().map(|payment| payment.amount);
        let first = amounts.next()?;
        amounts.try_fold(first, |sum, amount| sum.plus(&amount).ok())
    }

    /// The folder of the deal's documents.
    pub fn folder(&self) -> String {
        format!("{}/{}", crate::client::folder(&self.client), self.deal)
    }

    fn fields(&self) -> Fields {
        Fields::new()
            .number("format", self.format)
            .word("deal", &self.deal)
            .text("title", &self.title)
            .word("client", &self.client)
            .word("manager", &self.manager)
            .word("stage", &self.stage)
            .number("visit", self.visit)
            .word("opened", self.opened)
            .word("entered", self.entered)
            .number("events", self.events)
            .field("visits", map(&self.visits, |count| Node::from(*count)))
            .field("facts", map(&self.facts, FactValue::node))
            .field("stated", map(&self.stated, Stated::node))
            .some("stated_here", self.stated_here.iter().map(Node::word))
            .list("documents", self.documents.iter().map(Document::node))
            .list("tasks", self.tasks.iter().map(Task::node))
            .list("rounds", self.rounds.iter().map(Round::node))
            .maybe("request", self.request.as_ref().map(Request::node))
            .list("decisions", self.decisions.iter().map(Decision::node))
            .list("payments", self.payments.iter().map(Payment::node))
            .list("mail", self.mail.iter().map(Letter::node))
            .number("deferrals", self.deferrals)
            .maybe("lost", self.lost.as_ref().map(Loss::node))
            .maybe("reopened", self.reopened)
    }

    /// The header as the deal file writes it.
    pub fn node(&self) -> Node {
        self.fields().into()
    }
}

impl DealFile {
    /// The whole file: header first, history last.
    pub fn node(&self) -> Node {
        self.deal
            .fields()
            .list("history", self.history.iter().map(Entry::node))
            .into()
    }
}

fn map<K: ToString, V>(values: &BTreeMap<K, V>, node: impl Fn(&V) -> Node) -> Node {
    let fields = values
        .iter()
        .map(|(key, value)| (key.to_string(), node(value)));
    Node::Map(fields.collect())
}

impl Stated {
    fn node(&self) -> Node {
        Fields::new()
            .word("by", &self.by)
            .maybe_word("on_behalf_of", self.on_behalf_of.as_ref())
            .word("at", self.at)
            .into()
    }
}

impl Loss {
    fn node(&self) -> Node {
        Fields::new()
            .word("from", &self.from)
            .word("reason", &self.reason)
            .maybe_text("text", self.text.as_deref())
            .into()
    }
}
