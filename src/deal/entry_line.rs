//! A history entry as the file writes it: one flat map, the input first, then what followed.

use super::act::{Act, Given, Kind, Reply};
use super::departure::{Departure, Stray};
use super::document::Document;
use super::entry::{Entry, Outcome, Seen};
use super::fact::FactValue;
use super::letter::{Letter, LetterId, MissCause, Verdict};
use super::letter_line::{Dismissed, Queued, Said, queued};
use super::task::{ClosedTask, Task};
use crate::people::role::Role;
use crate::process::decision::Answer;
use crate::record::id::{
    ClientId, DecisionId, DocumentKind, FactId, LossReason, PersonId, StageId, TaskId,
};
use crate::record::{Day, Fields, HostName, Moment, Money, Node, Sha256Hex};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Every key that an entry may have. Which of them belong to a kind, writing it again decides: a file with others is
/// not canonical.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    kind: Kind,
    at: Moment,
    by: PersonId,
    on_behalf_of: Option<PersonId>,
    from: Option<StageId>,
    visit: Option<u32>,
    request: Option<Sha256Hex>,
    title: Option<String>,
    client: Option<ClientId>,
    manager: Option<PersonId>,
    to: Option<String>,
    task: Option<TaskId>,
    about: Option<DecisionId>,
    round: Option<u32>,
    binds: Option<Sha256Hex>,
    lowest: Option<Money>,
    until: Option<Day>,
    amount: Option<Money>,
    date: Option<Day>,
    document: Option<String>,
    payment: Option<u32>,
    event: Option<u32>,
    letter: Option<LetterId>,
    sent: Option<Moment>,
    host: Option<HostName>,
    also: Option<HostName>,
    tried: Option<Moment>,
    missed: Option<MissCause>,
    said: Option<String>,
    verdict: Option<Said>,
    #[serde(default)]
    renamed: BTreeMap<FactId, FactId>,
    #[serde(default)]
    claimed: Vec<LetterId>,
    #[serde(default)]
    dismissed: Vec<Dismissed>,
    reason: Option<LossReason>,
    text: Option<String>,
    #[serde(default)]
    no_mail: bool,
    #[serde(default)]
    facts: BTreeMap<FactId, FactValue>,
    #[serde(default)]
    was: BTreeMap<FactId, FactValue>,
    #[serde(default)]
    documents: Vec<Document>,
    #[serde(default)]
    set_by: Vec<PersonId>,
    asks: Option<Role>,
    due: Option<Day>,
    #[serde(default)]
    withdrew: bool,
    #[serde(default)]
    dropped_facts: Vec<FactId>,
    #[serde(default)]
    dropped_documents: Vec<DocumentKind>,
    #[serde(default)]
    states: BTreeMap<FactId, FactValue>,
    #[serde(default)]
    closed: Vec<ClosedTask>,
    /// Stages that the deal entered by itself.
    #[serde(default)]
    then: Vec<StageId>,
    #[serde(default)]
    opened: Vec<Task>,
    #[serde(default)]
    letters: Vec<Queued>,
}

impl Entry {
    /// The entry as the deal file writes it.
    pub fn node(&self) -> Node {
        let head = Fields::new()
            .word("kind", self.act.kind().id())
            .word("at", self.at)
            .word("by", &self.by)
            .maybe_word("on_behalf_of", self.on_behalf_of.as_ref())
            .maybe_word("from", self.seen.stage.as_ref())
            .maybe("visit", self.seen.stage.as_ref().map(|_| self.seen.visit))
            .maybe_word("request", self.seen.request);
        head.and(act_fields(&self.act))
            .and(given_fields(self))
            .and(outcome_fields(self))
            .into()
    }
}

fn act_fields(act: &Act) -> Fields {
    let fields = Fields::new();
    match act {
        Act::Open {
            title,
            client,
            manager,
        } => fields
            .text("title", title)
            .word("client", client)
            .word("manager", manager),
        Act::Set { .. } | Act::Attach { .. } | Act::Note { .. } | Act::Withdraw { .. } => fields,
        Act::Reopen { .. } => fields,
        Act::Assign { to } => fields.word("to", to),
        Act::Edit { title, client } => fields
            .maybe_text("title", title.as_deref())
            .maybe_word("client", client.as_ref()),
        Act::Move { to, reason, .. } => fields.word("to", to).maybe_word("reason", reason.as_ref()),
        Act::FinishTask { task, .. } => fields.word("task", task),
        Act::PutOffTask { task, until, .. } => fields.word("task", task).word("until", until),
        Act::Ask { about, .. } => fields.word("about", about),
        Act::Decide(reply) => fields
            .word("about", &reply.about)
            .number("round", reply.round)
            .word("binds", reply.binds)
            .maybe_word("lowest", reply.lowest)
            .maybe_word("until", reply.until),
        Act::Pay {
            amount,
            date,
            document,
        } => fields
            .word("amount", amount)
            .word("date", date)
            .text("document", document),
        Act::CancelPayment { payment, .. } => fields.number("payment", *payment),
        Act::Correct { event, .. } => fields.number("event", *event),
        Act::Claim { letters, cancelled } => {
            let dismissed = cancelled
                .iter()
                .map(|(id, because)| Fields::new().word("id", id).word("because", because.id()));
            fields
                .some("claimed", letters.iter().map(Node::word))
                .some("dismissed", dismissed)
        }
        Act::Send { letter, left } => fields.word("letter", letter).and(left.fields()),
        Act::Miss {
            letter,
            tried,
            because,
            said,
        } => fields
            .word("letter", letter)
            .word("tried", tried)
            .word("missed", because.id())
            .maybe_text("said", said.as_deref()),
        Act::Resolve {
            letter, verdict, ..
        } => {
            let fields = fields.word("letter", letter).word("verdict", verdict.id());
            match verdict {
                Verdict::Resend { to } => fields.maybe_text("to", to.as_deref()),
                Verdict::Sent | Verdict::Drop => fields,
            }
        }
        Act::Relocate { to, facts } => {
            let names = facts.iter();
            let names = names.map(|(old, new)| (old.to_string(), Node::word(new)));
            let renamed = (!facts.is_empty()).then(|| Node::Map(names.collect()));
            fields
                .maybe_word("to", to.as_ref())
                .maybe("renamed", renamed)
        }
    }
}

fn given_fields(entry: &Entry) -> Fields {
    let given = entry.act.given();
    Fields::new()
        .maybe_text("text", entry.act.text())
        .maybe("no_mail", entry.act.no_mail().then_some(true))
        .maybe("facts", given.and_then(|given| values(&given.facts)))
        .maybe("was", values(&entry.seen.was))
        .some("documents", entry.outcome.filed.iter().map(Document::node))
}

fn outcome_fields(entry: &Entry) -> Fields {
    let outcome = &entry.outcome;
    let decides = matches!(entry.act, Act::Decide(_));
    Fields::new()
        .maybe("round", outcome.round)
        .maybe_word("binds", outcome.binds.filter(|_| !decides))
        .some("set_by", outcome.set_by.iter().map(Node::word))
        .maybe_word("asks", outcome.asks)
        .maybe_word("due", outcome.due)
        .maybe_word("reason", outcome.lost_as.as_ref())
        .maybe("withdrew", outcome.withdrew.then_some(true))
        .some(
            "dropped_facts",
            outcome.dropped_facts.iter().map(Node::word),
        )
        .some(
            "dropped_documents",
            outcome.dropped_documents.iter().map(Node::word),
        )
        .maybe("states", values(&outcome.stated))
        .some("closed", outcome.closed.iter().map(ClosedTask::node))
        .some("then", outcome.followed(&entry.act).iter().map(Node::word))
        .some("opened", outcome.opened.iter().map(Task::node))
        .some("letters", outcome.letters.iter().map(queued))
}

fn values(facts: &BTreeMap<FactId, FactValue>) -> Option<Node> {
    let fields = facts
        .iter()
        .map(|(fact, value)| (fact.to_string(), value.node()));
    (!facts.is_empty()).then(|| Node::Map(fields.collect()))
}

impl Outcome {
    /// The stages that were entered by themselves, not by the act's own move.
    pub fn followed(&self, act: &Act) -> &[StageId] {
        match (act, self.entered.first()) {
            (Act::Move { to, .. } | Act::Relocate { to: Some(to), .. }, Some(first))
                if first == to =>
            {
                &self.entered[1..]
            }
            _ => &self.entered,
        }
    }
}

impl TryFrom<Line> for Entry {
    type Error = String;

    /// The entry that the line tells. Its letters do not know its number yet: they stand outside of the line.
    fn try_from(line: Line) -> Result<Entry, String> {
        line.entry().map_err(|key| format!("missing field `{key}`"))
    }
}

impl Line {
    fn entry(self) -> Result<Entry, &'static str> {
        let act = self.act()?;
        let mut entered = Vec::new();
        if let Act::Move { to, .. } | Act::Relocate { to: Some(to), .. } = &act
            && self.from.as_ref() != Some(to)
        {
            entered.push(to.clone());
        }
        entered.extend(self.then);
        let letters = self.letters.into_iter().map(Letter::from);
        let decides = matches!(act, Act::Decide(_));
        Ok(Entry {
            at: self.at,
            by: self.by,
            on_behalf_of: self.on_behalf_of,
            seen: Seen {
                stage: self.from,
                visit: self.visit.unwrap_or_default(),
                request: self.request,
                was: self.was,
            },
            act,
            outcome: Outcome {
                entered,
                filed: self.documents,
                stated: self.states,
                closed: self.closed,
                opened: self.opened,
                letters: letters.collect(),
                round: self.round.filter(|_| !decides),
                binds: self.binds.filter(|_| !decides),
                set_by: self.set_by,
                asks: self.asks,
                due: self.due,
                withdrew: self.withdrew,
                lost_as: self.reason.filter(|_| decides),
                dropped_facts: self.dropped_facts,
                dropped_documents: self.dropped_documents,
            },
        })
    }

    fn act(&self) -> Result<Act, &'static str> {
        Ok(match self.kind {
            Kind::Opened => Act::Open {
                title: need("title", &self.title)?,
                client: need("client", &self.client)?,
                manager: need("manager", &self.manager)?,
            },
            Kind::Set => Act::Set {
                given: self.given(),
                no_mail: self.no_mail,
            },
            Kind::Attached => Act::Attach {
                given: self.given(),
                no_mail: self.no_mail,
            },
            Kind::Noted => Act::Note {
                text: need("text", &self.text)?,
            },
            Kind::Assigned => Act::Assign {
                to: self.target(PersonId::new)?,
            },
            Kind::Edited => Act::Edit {
                title: self.title.clone(),
                client: self.client.clone(),
            },
            Kind::Moved => Act::Move {
                to: self.target(StageId::new)?,
                given: self.given(),
                reason: self.reason.clone(),
                no_mail: self.no_mail,
            },
            Kind::TaskDone => Act::FinishTask {
                task: need("task", &self.task)?,
                given: self.given(),
                no_mail: self.no_mail,
            },
            Kind::TaskLater => Act::PutOffTask {
                task: need("task", &self.task)?,
                until: need("until", &self.until)?,
                text: need("text", &self.text)?,
            },
            Kind::Asked => Act::Ask {
                about: need("about", &self.about)?,
                given: self.given(),
            },
            Kind::Withdrawn => Act::Withdraw {
                text: need("text", &self.text)?,
            },
            Kind::Approved => Act::Decide(self.reply(Answer::Approved)?),
            Kind::Returned => Act::Decide(self.reply(Answer::Returned)?),
            Kind::Rejected => Act::Decide(self.reply(Answer::Rejected)?),
            Kind::Payment => Act::Pay {
                amount: need("amount", &self.amount)?,
                date: need("date", &self.date)?,
                document: need("document", &self.document)?,
            },
            Kind::PaymentCancelled => Act::CancelPayment {
                payment: need("payment", &self.payment)?,
                text: need("text", &self.text)?,
            },
            Kind::Corrected => Act::Correct {
                event: need("event", &self.event)?,
                text: self.text.clone(),
            },
            Kind::Reopened => Act::Reopen {
                text: need("text", &self.text)?,
            },
            Kind::Claimed => Act::Claim {
                letters: self.claimed.clone(),
                cancelled: self.dismissed.iter().map(Dismissed::pair).collect(),
            },
            Kind::Sent => self.departure(None)?,
            Kind::SentLate => self.departure(Some(Stray::Late))?,
            Kind::SentTwice => self.departure(Some(Stray::Twice {
                also: self.also.clone(),
            }))?,
            Kind::Missed => Act::Miss {
                letter: need("letter", &self.letter)?,
                tried: need("tried", &self.tried)?,
                because: need("missed", &self.missed)?,
                said: self.said.clone(),
            },
            Kind::Resolved => Act::Resolve {
                letter: need("letter", &self.letter)?,
                verdict: need("verdict", &self.verdict)?.verdict(self.to.clone()),
                text: self.text.clone(),
            },
            Kind::Relocated => Act::Relocate {
                to: match self.to {
                    Some(_) => Some(self.target(StageId::new)?),
                    None => None,
                },
                facts: self.renamed.clone(),
            },
        })
    }

    fn departure(&self, stray: Option<Stray>) -> Result<Act, &'static str> {
        Ok(Act::Send {
            letter: need("letter", &self.letter)?,
            left: Departure {
                to: need("to", &self.to)?,
                sent: need("sent", &self.sent)?,
                host: self.host.clone(),
                stray,
            },
        })
    }

    fn target<T, E>(&self, read: impl Fn(&str) -> Result<T, E>) -> Result<T, &'static str> {
        self.to.as_deref().and_then(|to| read(to).ok()).ok_or("to")
    }

    fn given(&self) -> Given {
        Given {
            facts: self.facts.clone(),
            documents: self.documents.iter().map(Document::given).collect(),
            text: self.text.clone(),
        }
    }

    fn reply(&self, answer: Answer) -> Result<Reply, &'static str> {
        Ok(Reply {
            answer,
            about: need("about", &self.about)?,
            round: need("round", &self.round)?,
            binds: need("binds", &self.binds)?,
            lowest: self.lowest,
            until: self.until,
            text: self.text.clone(),
        })
    }
}

fn need<T: Clone>(key: &'static str, value: &Option<T>) -> Result<T, &'static str> {
    value.clone().ok_or(key)
}
