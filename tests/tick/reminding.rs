//! Reminders, digests and escalations (docs/process.md, Time).

use crate::cron::{empty_house, hours, house, plan};
use crate::doing::{later, pay};
use crate::house::{Files, House};
use crate::journey::{TOTAL, defer};
use std::collections::BTreeSet;
use tlg::actions::refusal::Unmet;
use tlg::agenda::Tick;
use tlg::agenda::tick::Escalated;
use tlg::record::tree::{Tree, TreeEntry, TreeError};
use tlg::record::{Day, Moment};

/// What was said to whom on which day: `2026-11-24 TLG-1 ivanov deferral 1`.
pub fn said(house: &House) -> BTreeSet<String> {
    let paths = house.files.0.keys();
    let days = paths.filter_map(|path| tlg::agenda::DayFile::of_path(path));
    let mut said = BTreeSet::new();
    for day in days.map(|day| day.to_string()) {
        for (_, _, run) in house.day(&day).runs() {
            for given in &run.reminded {
                let (deal, person) = (&given.deal, &given.person);
                let line = format!("{day} {deal} {person} {} {}", given.reminder, given.day);
                assert!(said.insert(line), "said twice on {day}");
            }
            for given in &run.escalated {
                let (deal, person) = (&given.deal, &given.person);
                let line = format!("{day} {deal} {person} {:?} {}", given.what, given.late);
                assert!(said.insert(line), "said twice on {day}");
            }
            for digest in &run.digests {
                let line = format!("{day} {} digest", digest.person);
                assert!(said.insert(line), "said twice on {day}");
            }
        }
    }
    said
}

/// Every letter that was claimed.
pub fn letters(house: &House) -> BTreeSet<String> {
    let paths = house.files.0.keys();
    let days = paths.filter_map(|path| tlg::agenda::DayFile::of_path(path));
    let mut names = BTreeSet::new();
    for day in days {
        for letter in house.day(&day.to_string()).letters {
            let name = letter.posted.name.to_string();
            assert!(names.insert(name), "claimed twice: {:?}", letter.posted);
        }
    }
    names
}

fn reminders(tick: &Tick) -> Vec<String> {
    let keys = tick.reminders.iter();
    keys.map(|key| format!("{} {} {}", key.deal, key.reminder, key.person))
        .collect()
}

#[test]
fn the_first_run_of_a_local_day_always_leaves_a_mark() {
    let mut house = empty_house();
    assert!(house.ticks("2026-11-22T10:00:00+03:00").is_some());
    assert!(house.ticks("2026-11-22T11:00:00+03:00").is_none());
    assert!(house.ticks("2026-11-23T00:00:00+03:00").is_some());
    assert_eq!(
        house.message().lines().next(),
        Some("tick 2026-11-23: нечего делать")
    );
}

#[test]
fn tick_after_tick_is_tick() {
    let mut house = house();
    house.defers("2026-11-23");
    assert!(
        !house
            .ticks_and_sends("2026-11-23T09:00:00+03:00")
            .is_empty()
    );
    let files = house.files.0.clone();
    assert!(house.ticks("2026-11-23T09:05:00+03:00").is_none());
    assert!(house.ticks("2026-11-23T23:59:59+03:00").is_none());
    assert!(house.files.0 == files);
}

#[test]
fn only_the_service_ticks() {
    let house = house();
    let tick = plan(&house.files, "2026-11-20T12:00:00+03:00").tick;
    for person in ["ivanov", "petrova", "admin"] {
        let unmet = house.refuses_tick(person, "2026-11-20T12:00:00+03:00", &tick);
        assert!(
            matches!(unmet.as_slice(), [Unmet::NotEntitled { .. }]),
            "{unmet:?}"
        );
    }
}

#[test]
fn the_first_reminder_comes_on_the_date_itself_and_then_one_each_local_day_also_on_days_off() {
    let mut house = house();
    house.defers("2026-11-27");
    for day in ["2026-11-24", "2026-11-25", "2026-11-26"] {
        let tick = house
            .ticks(&format!("{day}T09:00:00+03:00"))
            .expect("a first run");
        assert_eq!(reminders(&tick), [""; 0], "{day}");
    }
    // Friday, Saturday, Sunday, Monday.
    for (count, day) in (1..).zip(["2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"]) {
        let tick = house
            .ticks(&format!("{day}T09:00:00+03:00"))
            .expect("a first run");
        assert_eq!(reminders(&tick), ["TLG-1 deferral ivanov"], "{day}");
        let file = house.day(day);
        let given: Vec<u32> = file
            .runs()
            .flat_map(|(_, _, run)| &run.reminded)
            .map(|given| given.day)
            .collect();
        assert_eq!(given, [count]);
    }
}

#[test]
fn the_local_day_changes_at_midnight_of_the_company() {
    let mut house = house();
    house.defers("2026-11-24");
    let before = house
        .ticks("2026-11-23T23:59:00+03:00")
        .expect("a first run");
    assert_eq!(reminders(&before), [""; 0]);
    // 21:01 in Greenwich is past midnight in Moscow.
    let after = house
        .ticks("2026-11-23T21:01:00+00:00")
        .expect("a first run");
    assert_eq!(after.day.to_string(), "2026-11-24");
    assert_eq!(reminders(&after), ["TLG-1 deferral ivanov"]);
    assert!(house.ticks("2026-11-24T00:02:00+03:00").is_none());
}

#[test]
fn the_offset_that_the_moment_is_told_with_changes_nothing() {
    let mut house = house();
    house.defers("2026-11-24");
    let moscow = plan(&house.files, "2026-11-24T01:30:00+03:00").tick;
    for elsewhere in ["2026-11-23T22:30:00+00:00", "2026-11-23T12:30:00-10:00"] {
        assert_eq!(plan(&house.files, elsewhere).tick, moscow);
    }
}

#[test]
fn hourly_for_thirty_days_says_what_daily_says() {
    let begun = |days: &mut dyn Iterator<Item = String>| {
        let mut house = house();
        house
            .defers("2026-11-26")
            .opens("ivanov")
            .reaches("procurement");
        house.opens("sidorov");
        for now in days {
            house.ticks_and_sends(&now);
        }
        (said(&house), letters(&house))
    };
    let hourly = begun(&mut hours("2026-11-23", 30));
    let daily = begun(&mut hours("2026-11-23", 30).step_by(24));
    assert_eq!(hourly, daily);
    let deferral = hourly
        .0
        .iter()
        .filter(|line| line.contains("ivanov deferral"));
    assert_eq!(deferral.count(), 27, "26.11 to 22.12");
}

#[test]
fn after_ten_days_without_a_run_there_is_one_reminder_that_says_which_day_it_is() {
    let mut house = house();
    house.defers("2026-11-23");
    house.ticks("2026-11-23T09:00:00+03:00");
    let tick = house
        .ticks("2026-12-03T09:00:00+03:00")
        .expect("a first run");
    assert_eq!(reminders(&tick), ["TLG-1 deferral ivanov"]);
    let file = house.day("2026-12-03");
    let (_, _, run) = file.runs().next().expect("a run");
    assert_eq!(
        (run.reminded[0].day, run.reminded[0].since.to_string()),
        (11, "2026-11-23".into())
    );
    let letter = &house.written("2026-12-04T09:00:00+03:00")["TLG-1/deferral/20261204/ivanov"];
    assert!(letter.body.contains("сегодня 12-й день"), "{}", letter.body);
}

#[test]
fn reminders_stop_with_the_payment() {
    let mut house = house();
    house.defers("2026-11-23");
    house.ticks("2026-11-23T09:00:00+03:00");
    house.by("belova").at("2026-11-24T10:00:00+03:00");
    house.does(pay(TOTAL, "2026-11-24", "П-1"));
    let tick = house
        .ticks("2026-11-25T09:00:00+03:00")
        .expect("a first run");
    assert_eq!(reminders(&tick), [""; 0]);
}

#[test]
fn reminders_stop_with_a_new_date() {
    let mut house = house();
    house.defers("2026-11-23");
    house.by("ivanov").at("2026-11-24T08:00:00+03:00");
    house.does(defer("2026-11-26").says("Просит еще два дня"));
    let tick = house
        .ticks("2026-11-24T09:00:00+03:00")
        .expect("a first run");
    assert_eq!(reminders(&tick), [""; 0]);
    let tick = house
        .ticks("2026-11-26T09:00:00+03:00")
        .expect("a first run");
    assert_eq!(reminders(&tick), ["TLG-1 deferral ivanov"]);
}

#[test]
fn what_was_said_today_is_not_said_again() {
    let mut house = house();
    house.defers("2026-11-23");
    let tick = house
        .ticks("2026-11-23T09:00:00+03:00")
        .expect("a first run");
    let unmet = house.refuses_tick("cron", "2026-11-23T10:00:00+03:00", &tick);
    let again = unmet
        .iter()
        .filter(|unmet| matches!(unmet, Unmet::NotDue { .. }));
    assert_eq!(again.count(), tick.reminders.len() + tick.digests.len());
}

#[test]
fn what_is_not_due_is_not_said() {
    let mut house = house();
    house.defers("2026-11-24");
    let mut tick = plan(&house.files, "2026-11-24T09:00:00+03:00").tick;
    tick.day = "2026-11-23".parse().expect("a day");
    let unmet = house.refuses_tick("cron", "2026-11-23T09:00:00+03:00", &tick);
    let not_due = unmet
        .iter()
        .filter(|unmet| matches!(unmet, Unmet::NotDue { .. }));
    assert!(not_due.count() >= 1, "{unmet:?}");
    let unmet = house.refuses_tick("cron", "2026-11-24T09:00:00+03:00", &tick);
    assert!(
        unmet
            .iter()
            .any(|unmet| matches!(unmet, Unmet::DayGone { .. })),
        "{unmet:?}"
    );
}

#[test]
fn a_digest_comes_once_a_working_day_if_there_is_something() {
    let mut house = house();
    // The task of Friday's deal is due on Wednesday 25.11.
    for (day, digests) in [
        ("2026-11-21", vec![]),
        ("2026-11-23", vec![]),
        ("2026-11-24", vec![]),
        ("2026-11-25", vec!["ivanov"]),
        ("2026-11-26", vec!["ivanov"]),
        ("2026-11-28", vec![]),
    ] {
        let tick = house
            .ticks(&format!("{day}T09:00:00+03:00"))
            .expect("a first run");
        let people: Vec<&str> = tick.digests.keys().map(|person| person.as_str()).collect();
        assert_eq!(people, digests, "{day}");
        assert!(house.ticks(&format!("{day}T10:00:00+03:00")).is_none());
    }
}

#[test]
fn a_task_that_is_put_off_is_late_no_more() {
    let mut house = house();
    house.by("ivanov").at("2026-11-26T08:00:00+03:00");
    house.does(later("check_stock", "2026-11-30"));
    let tick = house
        .ticks("2026-11-26T09:00:00+03:00")
        .expect("a first run");
    assert!(tick.digests.is_empty(), "{tick:?}");
}

#[test]
fn a_late_task_is_escalated_after_the_days_of_the_process() {
    let mut house = house();
    // Due on Wednesday 25.11; on Monday 30.11 it is three working days late.
    for (day, escalated) in [
        ("2026-11-27", 0),
        ("2026-11-28", 0),
        ("2026-11-30", 2),
        ("2026-12-01", 2),
    ] {
        let tick = house
            .ticks(&format!("{day}T09:00:00+03:00"))
            .expect("a first run");
        assert_eq!(tick.escalations.len(), escalated, "{day}: {tick:?}");
    }
    let tick = plan(&house.files, "2026-12-02T09:00:00+03:00").tick;
    let people: Vec<&str> = tick
        .escalations
        .iter()
        .map(|key| key.person.as_str())
        .collect();
    assert_eq!(people, ["kozlov", "petrova"]);
    assert!(tick.digests.keys().any(|person| person == "petrova"));
    let letter = &house.written("2026-12-02T09:00:00+03:00")["digest/20261202/petrova"];
    assert!(
        letter.body.contains("ПРОСРОЧЕНО У ДРУГИХ"),
        "{}",
        letter.body
    );
}

#[test]
fn a_deferral_is_escalated_after_five_reminders() {
    let mut house = house();
    house.defers("2026-11-21");
    for (day, escalated) in [
        ("2026-11-21", false),
        ("2026-11-25", false),
        ("2026-11-26", true),
    ] {
        let tick = house
            .ticks(&format!("{day}T09:00:00+03:00"))
            .expect("a first run");
        let deferral = tick
            .escalations
            .iter()
            .any(|key| matches!(key.what, Escalated::Reminder { .. }));
        assert_eq!(deferral, escalated, "{day}");
    }
}

/// The same files, listed the other way round.
struct Backwards<'a>(&'a Files);

impl Tree for Backwards<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TreeError> {
        self.0.read(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<TreeEntry>, TreeError> {
        let mut entries = self.0.list(folder)?;
        entries.reverse();
        Ok(entries)
    }
}

#[test]
fn the_order_of_the_deals_does_not_matter() {
    let mut house = house();
    house
        .defers("2026-11-23")
        .opens("ivanov")
        .reaches("procurement");
    house.opens("ivanov").reaches("quote_sent").opens("sidorov");
    let now: Moment = "2026-11-30T09:00:00+03:00".parse().expect("a moment");
    let backwards = Backwards(&house.files);
    let there = tlg::agenda::Plan::at(&backwards, crate::house::INTRODUCTION, now).expect("a plan");
    let here = plan(&house.files, "2026-11-30T09:00:00+03:00");
    assert_eq!(there.tick, here.tick);
    assert!(here.tick.digests.len() > 2 && !here.tick.reminders.is_empty());
    assert_eq!((here.open, here.late), (4, 4));
}

#[test]
fn a_deputy_reads_of_the_deals_of_the_manager() {
    let mut house = house();
    house.delegates(tlg::people::Role::Manager, "ivanov", "sidorov");
    let tick = plan(&house.files, "2026-11-26T09:00:00+03:00").tick;
    let people: Vec<&str> = tick.digests.keys().map(|person| person.as_str()).collect();
    assert_eq!(people, ["ivanov", "sidorov"]);
    let day: Day = "2026-11-26".parse().expect("a day");
    assert_eq!(tick.day, day);
}
