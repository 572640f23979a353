//! The record of a day: `ticks/2026/11/23.yaml`.
//!
//! Its header is the fold of its history, and reading checks that: a file whose header says something else is refused.

use super::day_entry::{DayAct, DayEntry, Posted, Run};
use super::letter_name::LetterName;
use super::receipts::Receipts;
use super::run_id::RunId;
use super::tick::{EscalationKey, Miss, ReminderKey};
use crate::deal::DealId;
use crate::deal::letter::{LetterId, LetterState};
use crate::record::id::PersonId;
use crate::record::{Day, Fault, FaultKind, Fields, Moment, Node, Sha256Hex, read_canonical};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What `tick` did on one of the company's days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayFile {
    pub format: u32,
    pub day: Day,
    /// How many entries the history has.
    pub events: u32,
    /// Letters claimed on this day.
    pub letters: Vec<DayLetter>,
    pub history: Vec<DayEntry>,
}

/// A letter that a run of the day claimed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "LetterFields")]
pub struct DayLetter {
    pub posted: Posted,
    pub state: LetterState,
    /// The number of the entry that claimed it, counted from 1.
    pub event: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterFields {
    deal: Option<DealId>,
    about: Option<DealId>,
    letter: LetterId,
    to: String,
    sha256: Sha256Hex,
    state: LetterState,
    event: u32,
}

impl DayFile {
    /// The largest record of a day that is read, in bytes: three times what a thousand people with twenty thousand deals
    /// make on a day on which every deal is late and escalated to five of them.
    pub const LARGEST: usize = 64 * 1024 * 1024;

    /// Where the record of a day stands.
    pub fn path(day: Day) -> String {
        format!(
            "ticks/{:04}/{:02}/{:02}.yaml",
            day.year(),
            day.month(),
            day.day()
        )
    }

    /// The day whose record a path is.
    pub fn of_path(path: &str) -> Option<Day> {
        let mut parts = path.strip_prefix("ticks/")?.splitn(3, '/');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.strip_suffix(".yaml")?.parse().ok()?;
        let day = Day::new(year, month, day).ok()?;
        (DayFile::path(day) == path).then_some(day)
    }

    /// A day on which nothing was done yet.
    pub fn new(day: Day) -> DayFile {
        DayFile {
            format: 1,
            day,
            events: 0,
            letters: Vec::new(),
            history: Vec::new(),
        }
    }

    /// Reads the record of a day.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn read(day: Day, bytes: &[u8]) -> Result<DayFile, Fault> {
        let path = DayFile::path(day);
        let file: DayFile = read_canonical(&path, bytes, DayFile::LARGEST, |file: &DayFile| {
            DayFile::told(file.day, &file.history).node()
        })?;
        if file.day == day {
            return Ok(file);
        }
        let kind = FaultKind::WrongType {
            at: "day".to_owned(),
            message: format!("this file is the record of {day}"),
        };
        let text = String::from_utf8_lossy(bytes);
        Err(Fault::at_line(&path, &text, 2, 1, kind))
    }

    /// The record that a history tells.
    fn told(day: Day, history: &[DayEntry]) -> DayFile {
        let empty = DayFile::new(day);
        history.iter().cloned().fold(empty, DayFile::with)
    }

    /// The record with one more entry.
    #[must_use]
    pub fn with(mut self, entry: DayEntry) -> DayFile {
        self.events = self.events.saturating_add(1);
        match &entry.act {
            DayAct::Ticked(run) => {
                let event = self.events;
                let claimed = run.letters.iter().cloned().map(|posted| DayLetter {
                    posted,
                    state: LetterState::Claimed,
                    event,
                });
                self.letters.extend(claimed);
            }
            DayAct::Sent(receipts) => {
                let states = receipts.states();
                let runs: BTreeMap<u32, RunId> = self.run_ids().collect();
                for letter in &mut self.letters {
                    let run = runs.get(&letter.event).copied().unwrap_or_default();
                    letter.learn(states.get(&(&letter.posted.name, run)).copied());
                }
            }
        }
        self.history.push(entry);
        self
    }

    /// The whole file.
    pub fn node(&self) -> Node {
        Fields::new()
            .number("format", self.format)
            .word("day", self.day)
            .number("events", self.events)
            .list("letters", self.letters.iter().map(DayLetter::node))
            .list("history", self.history.iter().map(DayEntry::node))
            .into()
    }

    /// The runs of the day by the numbers of their entries.
    fn run_ids(&self) -> impl Iterator<Item = (u32, RunId)> {
        self.runs().map(|(event, _, run)| (event, run.id))
    }

    /// The runs of the day, each with its number among the entries and its moment.
    pub fn runs(&self) -> impl Iterator<Item = (u32, Moment, &Run)> {
        (1..).zip(&self.history).filter_map(|(event, entry)| {
            let DayAct::Ticked(run) = &entry.act else {
                return None;
            };
            Some((event, entry.at, run))
        })
    }

    /// When a reminder was given on this day.
    pub fn reminded(&self, key: &ReminderKey) -> Option<Moment> {
        self.when(|run| run.reminded.iter().any(|given| given.key() == *key))
    }

    /// When an escalation was given on this day.
    pub fn escalated(&self, key: &EscalationKey) -> Option<Moment> {
        self.when(|run| run.escalated.iter().any(|given| given.key() == *key))
    }

    /// When somebody's digest was written on this day.
    pub fn digested(&self, person: &PersonId) -> Option<Moment> {
        self.when(|run| run.digests.iter().any(|digest| digest.person == *person))
    }

    fn when(&self, did: impl Fn(&Run) -> bool) -> Option<Moment> {
        self.runs()
            .find(|(_, _, run)| did(run))
            .map(|(_, at, _)| at)
    }

    /// A letter that was claimed on this day; of several times the last.
    pub fn letter(&self, name: &LetterName) -> Option<&DayLetter> {
        let mut letters = self.letters.iter().rev();
        letters.find(|letter| letter.posted.name == *name)
    }

    /// The run that claimed a letter of this day, and when; none where no entry of the record says so.
    pub fn claim(&self, letter: &DayLetter) -> Option<(Moment, &Run)> {
        self.run(letter.event)
    }

    /// The run of the entry of that number, counted from 1, and when it was.
    pub fn run(&self, event: u32) -> Option<(Moment, &Run)> {
        let index = usize::try_from(event).ok()?.checked_sub(1)?;
        let entry = self.history.get(index)?;
        match &entry.act {
            DayAct::Ticked(run) => Some((entry.at, run)),
            DayAct::Sent(_) => None,
        }
    }

    /// When a letter of this day was claimed; none where no entry of the record says so.
    pub fn claimed_at(&self, letter: &DayLetter) -> Option<Moment> {
        self.claim(letter).map(|(at, _)| at)
    }

    /// Letters that were claimed and of which nobody knows yet whether they left.
    pub fn unsent(&self) -> impl Iterator<Item = &DayLetter> {
        let letters = self.letters.iter();
        letters.filter(|letter| letter.state == LetterState::Claimed)
    }

    /// When a letter of this day left.
    pub fn sent_at(&self, name: &LetterName) -> Option<Moment> {
        let mut sent = self.receipts().flat_map(|receipts| &receipts.sent);
        let sent = sent.find(|sent| sent.letter.name == *name);
        sent.map(|sent| sent.delivery.sent)
    }

    /// Why a letter of this day is not known to have left.
    pub fn missed(&self, name: &LetterName) -> Option<&Miss> {
        let mut missed = self.receipts().flat_map(|receipts| &receipts.missed);
        let missed = missed.find(|missed| missed.letter.name == *name);
        missed.map(|missed| &missed.miss)
    }

    /// The receipts of the day, the last first.
    fn receipts(&self) -> impl Iterator<Item = &Receipts> {
        let entries = self.history.iter().rev();
        entries.filter_map(|entry| match &entry.act {
            DayAct::Sent(receipts) => Some(receipts),
            DayAct::Ticked(_) => None,
        })
    }
}

impl DayLetter {
    /// What a receipt says of it; that it left holds whatever was known before.
    fn learn(&mut self, said: Option<LetterState>) {
        if let Some(state) = said
            && (state == LetterState::Sent || self.state == LetterState::Claimed)
        {
            self.state = state;
        }
    }

    fn node(&self) -> Node {
        self.posted
            .fields()
            .word("state", self.state.id())
            .number("event", self.event)
            .into()
    }
}

impl From<LetterFields> for DayLetter {
    fn from(fields: LetterFields) -> DayLetter {
        DayLetter {
            posted: Posted {
                name: LetterName::on_file(fields.deal, fields.about, fields.letter),
                to: fields.to,
                sha256: fields.sha256,
            },
            state: fields.state,
            event: fields.event,
        }
    }
}
