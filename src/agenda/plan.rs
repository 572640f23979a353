//! Everything that a run of `tick` is to do, derived from all deals of the workspace.

use super::agenda::{Agenda, Fate, agenda};
use super::day_file::DayFile;
use super::deals::{UnreadableDeal, all_deals};
use super::due::DealDue;
use super::letter_name::LetterName;
use super::my_day::MyDay;
use super::readers::Readers;
use super::tick::{Claim, Tick};
use crate::actions::ground::{Ground, GroundError, day_file_at, house_at, with_tick};
use crate::deal::{Deal, DealId};
use crate::mail::{WriteError, write_all};
use crate::people::Role;
use crate::process::mail::Occasion;
use crate::record::id::{PersonId, ReminderId};
use crate::record::tree::Tree;
use crate::record::{Day, Moment};
use std::collections::BTreeMap;

/// What a run is to do, and what it cannot do.
#[derive(Clone, Debug)]
pub struct Plan {
    pub tick: Tick,
    /// The state on which `tick` can be decided.
    pub ground: Ground,
    /// Deals that are worked on, and how many of them have something late.
    pub open: u32,
    pub late: u32,
    /// What is due on each deal on which something is, by number.
    pub due: Vec<DealDue>,
    /// Letters that cannot be written, left out of `tick`.
    pub unwritten: Vec<(LetterName, WriteError)>,
    /// Deals that cannot be read, left out of `tick` but for what administrators hear of them.
    pub unreadable: Vec<UnreadableDeal>,
}

impl Plan {
    /// Derives what is to be done at a moment.
    ///
    /// # Errors
    /// A file that is unreadable or wrong, unless it is a deal's: of those it is said in the plan.
    pub fn at(tree: &dyn Tree, introduction: &str, now: Moment) -> Result<Plan, GroundError> {
        let ground = house_at(tree, introduction)?;
        let today = ground.calendar.local_day(now);
        let day = day_file_at(tree, today)?;
        let mut draft = Draft::new(&ground, day.as_ref(), today);
        let mut unreadable = Vec::new();
        for deal in all_deals(tree)? {
            match deal {
                Ok(deal) => draft.add(&deal, &agenda(&ground, &deal, now)),
                Err(deal) => {
                    draft.tell_administrators(&deal);
                    unreadable.push(deal);
                }
            }
        }
        let (open, late) = (draft.open, draft.late);
        let due = std::mem::take(&mut draft.due);
        let mut tick = draft.finish();
        let ground = with_tick(ground, tree, &tick)?;
        let unwritten = unwritten(&ground, &tick, now);
        for (name, _) in &unwritten {
            leave_out(&mut tick, &ground, name);
        }
        Ok(Plan {
            tick,
            ground,
            open,
            late,
            due,
            unwritten,
            unreadable,
        })
    }

    /// No letter can leave: the run only says that it was there.
    pub fn stand_still(&mut self) {
        self.tick = Tick::heartbeat(self.tick.day);
        self.unwritten.clear();
    }

    /// Whether the run leaves a commit: it does something, or is the first of its day.
    pub fn writes(&self) -> bool {
        !self.tick.is_empty() || self.ground.tick.day.is_none()
    }
}

/// A plan while deals are added to it.
struct Draft<'a> {
    ground: &'a Ground,
    day: Option<&'a DayFile>,
    tick: Tick,
    readers: Readers,
    open: u32,
    late: u32,
    due: Vec<DealDue>,
    digests: BTreeMap<PersonId, Vec<DealId>>,
}

impl<'a> Draft<'a> {
    fn new(ground: &'a Ground, day: Option<&'a DayFile>, today: Day) -> Draft<'a> {
        let has_read = |person: &_| day.is_some_and(|day| day.digested(person).is_some());
        Draft {
            ground,
            day,
            tick: Tick::heartbeat(today),
            readers: Readers::of(ground, today, has_read),
            open: 0,
            late: 0,
            due: Vec::new(),
            digests: BTreeMap::new(),
        }
    }

    fn add(&mut self, deal: &Deal, agenda: &Agenda) {
        self.count(deal, agenda);
        let today = self.tick.day;
        let due = DealDue::of(self.ground, deal, agenda, self.day, today);
        self.due.extend(due);
        self.claim(deal, agenda);
        let reminders = agenda.reminders.iter().map(|due| due.key(deal));
        let fresh = reminders.filter(|key| self.day.is_none_or(|day| day.reminded(key).is_none()));
        self.tick.reminders.extend(fresh);
        for person in self.readers.concerned(deal, agenda) {
            let mut day = MyDay::new(person, self.tick.day);
            day.add(self.ground, deal, agenda);
            if day.brings_something() {
                let deals = self.digests.entry(person.clone()).or_default();
                deals.push(deal.deal.clone());
            }
        }
        self.escalate(deal, agenda);
    }

    /// Whoever keeps the workspace hears of a deal that cannot be read, as long as it cannot.
    fn tell_administrators(&mut self, unreadable: &UnreadableDeal) {
        let Some(deal) = unreadable.deal() else {
            return;
        };
        let administrators = self.ground.people.holding(Role::Administrator);
        for person in administrators.filter(|person| self.readers.has(&person.id)) {
            let deals = self.digests.entry(person.id.clone()).or_default();
            deals.push(deal.clone());
        }
    }

    fn count(&mut self, deal: &Deal, agenda: &Agenda) {
        if self.ground.process.is_open(&deal.stage) {
            self.open += 1;
            self.late += u32::from(agenda.is_late());
        }
    }

    fn claim(&mut self, deal: &Deal, agenda: &Agenda) {
        let mut claim = Claim::default();
        for due in &agenda.letters {
            match due.fate {
                Fate::Leaves => {
                    claim.letters.insert(due.letter.id.clone());
                }
                Fate::CauseGone { because } => {
                    claim.cancelled.insert(due.letter.id.clone(), because);
                }
                Fate::Held { .. }
                | Fate::PutOff { .. }
                | Fate::Leaving
                | Fate::NoReceipt { .. }
                | Fate::Missed { .. }
                | Fate::Sent
                | Fate::Cancelled { .. } => {}
            }
        }
        if claim != Claim::default() {
            self.tick.claims.insert(deal.deal.clone(), claim);
        }
    }

    /// Where the company has digests, an escalation travels with one.
    fn escalate(&mut self, deal: &Deal, agenda: &Agenda) {
        let has_digest = self.ground.process.mails_on(&Occasion::Daily).next();
        for due in &agenda.escalations {
            let keys = due.to.iter().map(|person| due.key(deal, person));
            let keys = keys
                .filter(|key| has_digest.is_none() || self.readers.has(&key.person))
                .filter(|key| self.day.is_none_or(|day| day.escalated(key).is_none()));
            self.tick.escalations.extend(keys);
        }
    }

    fn finish(self) -> Tick {
        let digests = self.digests.into_iter();
        Tick {
            digests: digests
                .map(|(person, deals)| (person, deals.into_iter().collect()))
                .collect(),
            ..self.tick
        }
    }
}

fn unwritten(ground: &Ground, tick: &Tick, now: Moment) -> Vec<(LetterName, WriteError)> {
    let letters = write_all(ground, tick, now).into_iter();
    letters
        .filter_map(|(name, written)| Some((name, written.err()?)))
        .collect()
}

/// One letter that cannot be written stops no other: what it goes with waits until it can.
fn leave_out(tick: &mut Tick, ground: &Ground, name: &LetterName) {
    let letter = &name.letter;
    if let Some(deal) = name.kept_by() {
        if let Some(claim) = tick.claims.get_mut(deal) {
            claim.letters.remove(letter);
        }
        tick.claims.retain(|_, claim| *claim != Claim::default());
    } else if let Some(about) = name.deal() {
        let rules = ground.process.reminders.iter();
        let rules = rules.filter(|rule| rule.mail.as_ref() == Some(&letter.mail));
        let ids: Vec<&ReminderId> = rules.map(|rule| &rule.id).collect();
        tick.reminders.retain(|key| {
            let same = key.deal == *about && Some(&key.person) == letter.person.as_ref();
            !(same && ids.contains(&&key.reminder))
        });
    } else if let Some(person) = &letter.person {
        tick.digests.remove(person);
        tick.escalations.retain(|key| key.person != *person);
    }
}
