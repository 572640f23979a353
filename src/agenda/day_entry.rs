//! One line of a day's history: what a run of `tick` did, or which letters left.

use super::letter_name::LetterName;
use super::receipts::{MissedLetter, Receipts, SentLetter};
use super::run_id::RunId;
use super::tick::{Claim, Escalated, EscalationKey, ReminderKey, Tick};
use crate::actions::intent::Intent;
use crate::deal::DealId;
use crate::deal::letter::{CancelCause, LetterId};
use crate::record::id::{PersonId, ReminderId, TaskId};
use crate::record::{Day, Fields, HostName, Moment, Node, Sha256Hex};
use serde::Deserialize;

/// What was done on a day, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Line")]
pub struct DayEntry {
    pub at: Moment,
    pub by: PersonId,
    pub act: DayAct,
}

/// The two things that happen to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayAct {
    Ticked(Run),
    Sent(Receipts),
}

/// What a run did: its input, and the letters that followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub id: RunId,
    /// The machine that it ran on, where its name is known.
    pub host: Option<HostName>,
    pub reminded: Vec<Reminded>,
    pub escalated: Vec<Raised>,
    pub digests: Vec<Digest>,
    pub claimed: Vec<Claimed>,
    pub dismissed: Vec<Dismissed>,
    pub letters: Vec<Posted>,
}

/// A reminder that was given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminded {
    pub deal: DealId,
    pub reminder: ReminderId,
    pub person: PersonId,
    /// The date that the reminder begins with.
    pub since: Day,
    /// Which day of reminding it is; the date itself is the first.
    pub day: u32,
}

/// An escalation that was given.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RaisedFields")]
pub struct Raised {
    pub deal: DealId,
    pub what: Escalated,
    pub person: PersonId,
    /// The due day of the task, or the date that the reminder begins with.
    pub since: Day,
    /// Working days that the task is late, or the day of reminding.
    pub late: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RaisedFields {
    deal: DealId,
    task: Option<TaskId>,
    visit: Option<u32>,
    reminder: Option<ReminderId>,
    person: PersonId,
    since: Day,
    late: u32,
}

/// A digest that was written, with the deals that it speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    pub person: PersonId,
    pub deals: Vec<DealId>,
}

/// A letter of a deal that was taken in hand.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claimed {
    pub deal: DealId,
    pub letter: LetterId,
}

/// A letter of a deal that will not go.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dismissed {
    pub deal: DealId,
    pub letter: LetterId,
    pub because: CancelCause,
}

/// A letter as it was written in a run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "PostedFields")]
pub struct Posted {
    pub name: LetterName,
    /// The address.
    pub to: String,
    /// The hash over everything that the recipient gets.
    pub sha256: Sha256Hex,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostedFields {
    deal: Option<DealId>,
    about: Option<DealId>,
    letter: LetterId,
    to: String,
    sha256: Sha256Hex,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DayKind {
    Ticked,
    Sent,
}

/// Every key that an entry may have; which belong to a kind, writing it again decides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kind: DayKind,
    at: Moment,
    by: PersonId,
    #[serde(default)]
    run: RunId,
    host: Option<HostName>,
    #[serde(default)]
    reminded: Vec<Reminded>,
    #[serde(default)]
    escalated: Vec<Raised>,
    #[serde(default)]
    digests: Vec<Digest>,
    #[serde(default)]
    claimed: Vec<Claimed>,
    #[serde(default)]
    dismissed: Vec<Dismissed>,
    #[serde(default)]
    letters: Vec<Posted>,
    #[serde(default)]
    sent: Vec<SentLetter>,
    #[serde(default)]
    missed: Vec<MissedLetter>,
}

impl Run {
    /// The input that the run was decided on.
    pub fn tick(&self, day: Day) -> Tick {
        let mut tick = Tick::heartbeat(day);
        tick.run = self.id;
        tick.host.clone_from(&self.host);
        for claimed in &self.claimed {
            let claim = tick.claims.entry(claimed.deal.clone());
            let letters = &mut claim.or_default().letters;
            letters.insert(claimed.letter.clone());
        }
        for gone in &self.dismissed {
            let claim: &mut Claim = tick.claims.entry(gone.deal.clone()).or_default();
            claim.cancelled.insert(gone.letter.clone(), gone.because);
        }
        tick.reminders = self.reminded.iter().map(Reminded::key).collect();
        tick.escalations = self.escalated.iter().map(Raised::key).collect();
        let digests = self.digests.iter();
        tick.digests = digests
            .map(|digest| {
                let deals = digest.deals.iter().cloned().collect();
                (digest.person.clone(), deals)
            })
            .collect();
        tick
    }

    fn fields(&self) -> Fields {
        Fields::new()
            .word("run", self.id)
            .maybe_text("host", self.host.as_ref().map(ToString::to_string))
            .some("reminded", self.reminded.iter().map(Reminded::node))
            .some("escalated", self.escalated.iter().map(Raised::node))
            .some("digests", self.digests.iter().map(Digest::node))
            .some("claimed", self.claimed.iter().map(Claimed::node))
            .some("dismissed", self.dismissed.iter().map(Dismissed::node))
            .some("letters", self.letters.iter().map(Posted::node))
    }
}

impl Reminded {
    /// What was to be reminded, and whom.
    pub fn key(&self) -> ReminderKey {
        ReminderKey {
            deal: self.deal.clone(),
            reminder: self.reminder.clone(),
            person: self.person.clone(),
        }
    }

    fn node(&self) -> Node {
        Fields::new()
            .word("deal", &self.deal)
            .word("reminder", &self.reminder)
            .word("person", &self.person)
            .word("since", self.since)
            .number("day", self.day)
            .into()
    }
}

impl Raised {
    /// What was to be escalated, and to whom.
    pub fn key(&self) -> EscalationKey {
        EscalationKey {
            deal: self.deal.clone(),
            what: self.what.clone(),
            person: self.person.clone(),
        }
    }

    fn node(&self) -> Node {
        let fields = Fields::new().word("deal", &self.deal);
        let fields = match &self.what {
            Escalated::Task { task, visit } => fields.word("task", task).number("visit", *visit),
            Escalated::Reminder { reminder } => fields.word("reminder", reminder),
        };
        fields
            .word("person", &self.person)
            .word("since", self.since)
            .number("late", self.late)
            .into()
    }
}

impl TryFrom<RaisedFields> for Raised {
    type Error = &'static str;

    fn try_from(fields: RaisedFields) -> Result<Raised, Self::Error> {
        let what = match (fields.task, fields.visit, fields.reminder) {
            (Some(task), Some(visit), None) => Escalated::Task { task, visit },
            (None, None, Some(reminder)) => Escalated::Reminder { reminder },
            _ => return Err("an escalation names a task and its visit, or a reminder"),
        };
        Ok(Raised {
            deal: fields.deal,
            what,
            person: fields.person,
            since: fields.since,
            late: fields.late,
        })
    }
}

impl Digest {
    fn node(&self) -> Node {
        Fields::new()
            .word("person", &self.person)
            .list("deals", self.deals.iter().map(Node::word))
            .into()
    }
}

impl Claimed {
    fn node(&self) -> Node {
        Fields::new()
            .word("deal", &self.deal)
            .word("letter", &self.letter)
            .into()
    }
}

impl Dismissed {
    fn node(&self) -> Node {
        Fields::new()
            .word("deal", &self.deal)
            .word("letter", &self.letter)
            .word("because", self.because.id())
            .into()
    }
}

impl Posted {
    pub(super) fn fields(&self) -> Fields {
        self.name
            .fields()
            .text("to", &self.to)
            .word("sha256", self.sha256)
    }

    fn node(&self) -> Node {
        self.fields().into()
    }
}

impl From<PostedFields> for Posted {
    fn from(fields: PostedFields) -> Posted {
        Posted {
            name: LetterName::on_file(fields.deal, fields.about, fields.letter),
            to: fields.to,
            sha256: fields.sha256,
        }
    }
}

impl DayEntry {
    /// What was wanted, as the entry tells it.
    pub fn intent(&self, day: Day) -> Intent {
        match &self.act {
            DayAct::Ticked(run) => Intent::Tick(run.tick(day)),
            DayAct::Sent(receipts) => Intent::Receipt(receipts.receipt(day)),
        }
    }

    /// The entry as the file of the day writes it.
    pub fn node(&self) -> Node {
        let (kind, rest) = match &self.act {
            DayAct::Ticked(run) => ("ticked", run.fields()),
            DayAct::Sent(receipts) => ("sent", receipts.fields()),
        };
        Fields::new()
            .word("kind", kind)
            .word("at", self.at)
            .word("by", &self.by)
            .and(rest)
            .into()
    }
}

impl From<Line> for DayEntry {
    fn from(line: Line) -> DayEntry {
        let act = match line.kind {
            DayKind::Sent => DayAct::Sent(Receipts {
                sent: line.sent,
                missed: line.missed,
            }),
            DayKind::Ticked => DayAct::Ticked(Run {
                id: line.run,
                host: line.host,
                reminded: line.reminded,
                escalated: line.escalated,
                digests: line.digests,
                claimed: line.claimed,
                dismissed: line.dismissed,
                letters: line.letters,
            }),
        };
        DayEntry {
            at: line.at,
            by: line.by,
            act,
        }
    }
}
