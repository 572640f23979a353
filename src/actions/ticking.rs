//! A run of `tick`: one commit by the service that takes letters in hand and records who was reminded of what
//! (docs/process.md, Mail and Time).
//!
//! Everything that the intent names is checked to be due; what it leaves out is left for the next run.

use super::authority::acting;
use super::case::{Case, Draft};
use super::change::Change;
use super::decide::No;
use super::ground::Ground;
use super::refusal::{NotDue, Refusal, Unmet};
use super::{message, posting};
use crate::agenda::day_entry::{
    Claimed, DayAct, DayEntry, Digest, Dismissed, Posted, Raised, Reminded, Run,
};
use crate::agenda::day_file::DayFile;
use crate::agenda::tick::{Claim, EscalationKey, ReminderKey, Tick};
use crate::agenda::{Agenda, MyDay, agenda};
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::deal::fold::BrokenHistory;
use crate::deal::{DealId, DealOnFile};
use crate::mail::write_all;
use crate::people::Role;
use crate::record::id::PersonId;
use crate::record::{Day, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a person may run `tick` for real.
///
/// # Errors
/// Only the service commits a tick; who that is.
pub fn may_tick(ground: &Ground, actor: &PersonId, now: Moment) -> Result<(), Refusal> {
    let today = ground.calendar.local_day(now);
    acting(&ground.people, None, Role::Service, actor, today)
        .map(|_| ())
        .map_err(Refusal::because)
}

/// A run while it is judged.
struct Judgement<'a> {
    ground: &'a Ground,
    actor: &'a PersonId,
    now: Moment,
    today: Day,
    agendas: BTreeMap<&'a DealId, Agenda>,
    files: BTreeMap<String, String>,
    unmet: Vec<Unmet>,
}

/// Decides a run of `tick`.
pub(super) fn tick(
    ground: &Ground,
    tick: &Tick,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, No> {
    let mut judgement = Judgement::new(ground, actor, now);
    let today = judgement.today;
    judgement.unmet.extend(another_day(tick.day, today));
    let day = ground.tick.day.clone();
    let first = day.as_ref().is_none_or(|day| day.events == 0);
    if tick.is_empty() && !first {
        judgement.unmet.push(Unmet::NothingGiven);
    }
    let mut run = Run {
        id: tick.run,
        host: tick.host.clone(),
        ..Run::default()
    };
    for (deal, claim) in &tick.claims {
        judgement.claim(&mut run, deal, claim)?;
    }
    for key in &tick.reminders {
        let given = judgement.reminder(key);
        judgement.note(&mut run.reminded, given);
    }
    for key in &tick.escalations {
        let given = judgement.escalation(key);
        judgement.note(&mut run.escalated, given);
    }
    for (person, deals) in &tick.digests {
        let given = judgement.digest(person, deals);
        judgement.note(&mut run.digests, given);
    }
    judgement.write(&mut run, tick);
    let by = actor.clone();
    let subject = message::of_tick(ground, tick.day, &run, actor);
    let entry = DayEntry {
        at: now,
        by,
        act: DayAct::Ticked(run),
    };
    let day = day.unwrap_or_else(|| DayFile::new(tick.day)).with(entry);
    judgement.change(&day, subject)
}

impl<'a> Judgement<'a> {
    fn new(ground: &'a Ground, actor: &'a PersonId, now: Moment) -> Judgement<'a> {
        let today = ground.calendar.local_day(now);
        let agendas = ground.tick.deals.iter();
        let entitled = may_tick(ground, actor, now);
        let unmet = entitled.err().map(|refusal| refusal.unmet);
        Judgement {
            ground,
            actor,
            now,
            today,
            agendas: agendas
                .map(|(id, file)| (id, agenda::agenda(ground, &file.deal, now)))
                .collect(),
            files: BTreeMap::new(),
            unmet: unmet.unwrap_or_default(),
        }
    }

    fn note<T>(&mut self, list: &mut Vec<T>, given: Result<T, Unmet>) {
        match given {
            Ok(given) => list.push(given),
            Err(unmet) => self.unmet.push(unmet),
        }
    }

    fn case<'s>(&'s self, file: &'s DealOnFile) -> Case<'s> {
        Case {
            ground: self.ground,
            file,
            actor: self.actor,
            now: self.now,
            today: self.today,
        }
    }

    /// Takes the letters of one deal in hand, through the same door as every act.
    fn claim(&mut self, run: &mut Run, deal: &DealId, claim: &Claim) -> Result<(), BrokenHistory> {
        let Some(file) = self.ground.tick.deals.get(deal) else {
            self.unmet.push(Unmet::UnknownDeal { deal: deal.clone() });
            return Ok(());
        };
        let letters: Vec<_> = claim.letters.iter().cloned().collect();
        let cancelled: Vec<_> = claim.cancelled.clone().into_iter().collect();
        let claimed = letters.iter().map(|letter| Claimed {
            deal: deal.clone(),
            letter: letter.clone(),
        });
        run.claimed.extend(claimed);
        let dismissed = cancelled.iter().map(|(letter, because)| Dismissed {
            deal: deal.clone(),
            letter: letter.clone(),
            because: *because,
        });
        run.dismissed.extend(dismissed);
        let act = Act::Claim { letters, cancelled };
        let mut draft = Draft::new(self.actor, self.now, &act, &Seen::of(&file.deal, &act));
        if let Act::Claim { letters, cancelled } = &act {
            posting::claim(&self.case(file), &mut draft, letters, cancelled);
        }
        if draft.unmet.is_empty() {
            let after = file.with(&draft.entry)?;
            self.files.insert(deal.path(), after.text());
        }
        self.refuse(draft.unmet);
        Ok(())
    }

    /// Notes what is in the way of one deal, each thing once; who may tick was said already.
    fn refuse(&mut self, unmet: Vec<Unmet>) {
        for unmet in unmet {
            if !matches!(unmet, Unmet::NotEntitled { .. }) && !self.unmet.contains(&unmet) {
                self.unmet.push(unmet);
            }
        }
    }

    fn reminder(&self, key: &ReminderKey) -> Result<Reminded, Unmet> {
        let agenda = self.agendas.get(&key.deal);
        let due = agenda.map(|agenda| agenda.reminders.as_slice());
        let mut due = due.unwrap_or_default().iter();
        let due = due.find(|due| due.reminder == key.reminder && due.person == key.person);
        let given = self.ground.tick.day.as_ref();
        let given = given.and_then(|day| day.reminded(key));
        match (due, given) {
            (Some(due), None) => Ok(Reminded {
                deal: key.deal.clone(),
                reminder: key.reminder.clone(),
                person: key.person.clone(),
                since: due.since,
                day: due.day,
            }),
            _ => Err(Unmet::NotDue {
                what: NotDue::Reminder(key.clone()),
            }),
        }
    }

    fn escalation(&self, key: &EscalationKey) -> Result<Raised, Unmet> {
        let agenda = self.agendas.get(&key.deal);
        let due = agenda.map(|agenda| agenda.escalations.as_slice());
        let mut due = due.unwrap_or_default().iter();
        let due = due.find(|due| due.what == key.what && due.to.contains(&key.person));
        let given = self.ground.tick.day.as_ref();
        let given = given.and_then(|day| day.escalated(key));
        match (due, given) {
            (Some(due), None) => Ok(Raised {
                deal: key.deal.clone(),
                what: key.what.clone(),
                person: key.person.clone(),
                since: due.since,
                late: due.late,
            }),
            _ => Err(Unmet::NotDue {
                what: NotDue::Escalation(key.clone()),
            }),
        }
    }

    /// A digest comes once a working day, and each of its deals has something for the person.
    fn digest(&self, person: &PersonId, deals: &BTreeSet<DealId>) -> Result<Digest, Unmet> {
        let day = self.ground.tick.day.as_ref();
        let fresh = day.is_none_or(|day| day.digested(person).is_none());
        let known = self.ground.people.person(person).is_some();
        let something = deals.iter().all(|deal| self.brings(person, deal));
        let working = self.ground.calendar.is_working(self.today);
        match fresh && known && working && something && !deals.is_empty() {
            true => Ok(Digest {
                person: person.clone(),
                deals: deals.iter().cloned().collect(),
            }),
            false => Err(Unmet::NotDue {
                what: NotDue::Digest(person.clone()),
            }),
        }
    }

    fn brings(&self, person: &PersonId, deal: &DealId) -> bool {
        if self.ground.tick.unreadable.contains_key(deal) {
            let mut administrators = self.ground.people.holding(Role::Administrator);
            return administrators.any(|known| known.id == *person);
        }
        let file = self.ground.tick.deals.get(deal);
        let (Some(file), Some(agenda)) = (file, self.agendas.get(deal)) else {
            return false;
        };
        let mut day = MyDay::new(person, self.today);
        day.add(self.ground, &file.deal, agenda);
        day.brings_something()
    }

    /// Writes every letter of the run; the hash of each stands in the record of the day.
    fn write(&mut self, run: &mut Run, tick: &Tick) {
        for (name, written) in write_all(self.ground, tick, self.now) {
            match written {
                Ok(written) => run.letters.push(Posted {
                    name,
                    to: written.to.email.clone(),
                    sha256: written.sha256(),
                }),
                Err(error) => self.unmet.push(Unmet::LetterUnwritten {
                    name,
                    error: Box::new(error),
                }),
            }
        }
    }

    fn change(mut self, day: &DayFile, message: String) -> Result<Change, No> {
        if !self.unmet.is_empty() {
            let unmet = self.unmet;
            return Err(Refusal { deal: None, unmet }.into());
        }
        self.files
            .insert(DayFile::path(day.day), day.node().to_yaml());
        Ok(Change {
            files: self.files,
            message,
            ..Change::default()
        })
    }
}

fn another_day(day: Day, today: Day) -> Option<Unmet> {
    match day.cmp(&today) {
        std::cmp::Ordering::Less => Some(Unmet::DayGone { day, today }),
        std::cmp::Ordering::Greater => Some(Unmet::DayAhead { day, today }),
        std::cmp::Ordering::Equal => None,
    }
}
