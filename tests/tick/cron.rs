//! A house with the templates of letters, in which cron runs `tick`.

use crate::house::{Files, House, INTRODUCTION, moment, person_id};
use std::collections::BTreeMap;
use tlg::actions::decide::{No, decide};
use tlg::actions::ground::{day_file_at, facts_at, house_at};
use tlg::actions::intent::Intent;
use tlg::actions::refusal::Unmet;
use tlg::agenda::mailbox::unsent;
use tlg::agenda::{ClaimedLetter, DayFile, Delivery, Plan, Receipt, Tick};
use tlg::mail::{Written, write_all};
use tlg::record::Day;

/// The house on Friday 20.11.2026 with every template.
pub fn house() -> House {
    furnished(House::new())
}

/// The same without a deal.
pub fn empty_house() -> House {
    furnished(House::empty())
}

fn furnished(mut house: House) -> House {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mail");
    for entry in std::fs::read_dir(folder).expect("templates") {
        let entry = entry.expect("a template");
        let name = entry.file_name().into_string().expect("a name");
        let text = std::fs::read(entry.path()).expect("a template");
        house.files.0.insert(format!("templates/mail/{name}"), text);
    }
    house
}

/// What `tick` would do.
pub fn plan(files: &Files, now: &str) -> Plan {
    Plan::at(files, INTRODUCTION, moment(now)).expect("a plan")
}

impl House {
    /// Runs `tick` and says what it did; none where it left no commit.
    pub fn ticks(&mut self, now: &str) -> Option<Tick> {
        let plan = plan(&self.files, now);
        if !plan.writes() {
            return None;
        }
        self.by("cron").at(now);
        let intent = Intent::Tick(plan.tick.clone());
        self.commits(&intent).expect("the plan is due");
        Some(plan.tick)
    }

    /// Runs `tick`, and every claimed letter leaves.
    pub fn ticks_and_sends(&mut self, now: &str) -> Vec<String> {
        self.ticks(now);
        let sent: Vec<_> = unsent(&self.files).expect("day files");
        let mut names = Vec::new();
        let mut by_day: BTreeMap<Day, BTreeMap<ClaimedLetter, Delivery>> = BTreeMap::new();
        for letter in sent {
            names.push(letter.name.to_string());
            let day = by_day.entry(letter.day).or_default();
            let (name, run) = (letter.name, letter.run);
            let delivery = Delivery {
                to: letter.to,
                sent: self.now(),
            };
            day.insert(ClaimedLetter { name, run }, delivery);
        }
        for (day, sent) in by_day {
            let receipt = Intent::Receipt(Receipt {
                day,
                sent,
                missed: BTreeMap::new(),
            });
            self.commits(&receipt).expect("letters that left");
        }
        names.sort();
        names
    }

    /// What is in the way of a run of somebody.
    pub fn refuses_tick(&self, person: &str, now: &str, tick: &Tick) -> Vec<Unmet> {
        let intent = Intent::Tick(tick.clone());
        let ground = facts_at(&self.files, INTRODUCTION, &intent).expect("a ground");
        match decide(&ground, &intent, &person_id(person), moment(now)) {
            Err(No::Refused(refusal)) => refusal.unmet,
            other => panic!("it is allowed: {other:?}"),
        }
    }

    /// The record of a day.
    pub fn day(&self, day: &str) -> DayFile {
        let day = day.parse().expect("a day");
        let file = day_file_at(&self.files, day).expect("a day file");
        file.expect("a run on that day")
    }

    /// The letters that a tick would write, by name.
    pub fn written(&self, now: &str) -> BTreeMap<String, Written> {
        let plan = plan(&self.files, now);
        let letters = write_all(&plan.ground, &plan.tick, moment(now)).into_iter();
        letters
            .map(|(name, written)| (name.to_string(), written.expect("a letter")))
            .collect()
    }

    /// Brings the deal to «Отсрочка платежа» until a day, on Friday 20.11.2026.
    pub fn defers(&mut self, until: &str) -> &mut House {
        self.reaches("invoice_and_specification")
            .does(crate::journey::defer(until))
    }

    pub fn ground(&self) -> tlg::actions::ground::Ground {
        house_at(&self.files, INTRODUCTION).expect("a ground")
    }
}

/// Every hour of some days, from the first one's midnight on.
pub fn hours(from: &str, days: i64) -> impl Iterator<Item = String> {
    let from = moment(&format!("{from}T00:00:00+03:00"));
    (0..days * 24).map(move |hour| from.later(hour * 3600).to_string())
}
