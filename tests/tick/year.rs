//! The turn of the year, and years of which nobody has filed the calendar (docs/process.md, Time).

use crate::cron::{empty_house, house, plan};
use crate::house::House;
use tlg::agenda::Tick;
use tlg::record::Day;

fn ticked(house: &mut House, day: &str) -> Tick {
    let tick = house.ticks(&format!("{day}T09:00:00+03:00"));
    tick.expect("the first run of a day")
}

fn readers(tick: &Tick) -> Vec<&str> {
    tick.digests.keys().map(|person| person.as_str()).collect()
}

/// Creation and due day of a task of three working days (docs/process.md, Time).
const ORACLES: [(&str, &str); 10] = [
    ("2023-10-23", "2023-10-26"),
    ("2023-10-20", "2023-10-25"),
    ("2025-12-30", "2026-01-14"),
    ("2026-02-20", "2026-02-26"),
    ("2026-03-06", "2026-03-12"),
    ("2026-04-30", "2026-05-06"),
    ("2026-05-07", "2026-05-13"),
    ("2026-06-11", "2026-06-17"),
    ("2026-11-02", "2026-11-06"),
    ("2026-11-03", "2026-11-09"),
];

#[test]
fn a_task_is_due_all_its_day_and_late_on_the_next_one() {
    for (created, due) in ORACLES {
        let mut house = empty_house();
        house
            .at(&format!("{created}T23:59:00+03:00"))
            .opens("ivanov");
        let day: Day = due.parse().expect("a day");
        assert_eq!(house.deal().tasks[0].due, day, "created on {created}");
        let late = |now: String| plan(&house.files, &now).late;
        assert_eq!(late(format!("{due}T23:59:59+03:00")), 0, "on {due}");
        assert_eq!(
            late(format!("{}T00:00:00+03:00", day.plus(1))),
            1,
            "after {due}"
        );
        let on = plan(&house.files, &format!("{due}T00:00:00+03:00"));
        assert_eq!(readers(&on.tick), ["ivanov"], "on {due}");
    }
}

#[test]
fn a_deferral_is_reminded_of_through_the_holidays_and_digests_wait_for_their_end() {
    let mut house = house();
    house.defers("2026-12-30");
    house.ticks_and_sends("2026-11-20T18:00:00+03:00");
    // The government moved the day off of 4 January 2026 to 31 December; of 2027 nobody has filed a calendar.
    for (day, digest) in [
        ("2026-12-29", false),
        ("2026-12-30", true),
        ("2026-12-31", false),
        ("2027-01-01", false),
        ("2027-01-05", false),
        ("2027-01-08", false),
        ("2027-01-09", false),
        ("2027-01-10", false),
        ("2027-01-11", true),
    ] {
        let tick = ticked(&mut house, day);
        let reminded = usize::from(day >= "2026-12-30");
        assert_eq!(tick.reminders.len(), reminded, "{day}");
        assert_eq!(readers(&tick).contains(&"ivanov"), digest, "{day}");
    }
    let file = house.day("2027-01-11");
    let (_, _, run) = file.runs().next().expect("a run");
    assert_eq!(run.reminded[0].day, 13);
    assert!(house.files.0.contains_key("ticks/2027/01/01.yaml"));
    assert!(!house.files.0.contains_key("calendar/2027.yaml"));
}

#[test]
fn nothing_is_escalated_on_days_off() {
    let mut house = house();
    house.defers("2026-12-25");
    let escalated: Vec<bool> = ["2026-12-30", "2026-12-31", "2027-01-08", "2027-01-11"]
        .iter()
        .map(|day| !ticked(&mut house, day).escalations.is_empty())
        .collect();
    // Five reminders are over with the 29th.
    assert_eq!(escalated, [true, false, false, true]);
}

#[test]
fn a_year_without_a_calendar_is_no_reason_to_stop() {
    let mut house = empty_house();
    house.at("2031-03-06T10:00:00+03:00").opens("ivanov");
    // The 8th of March 2031 is a Saturday and moves to Monday the 10th: the task is due on the 12th.
    assert_eq!(house.deal().tasks[0].due.to_string(), "2031-03-12");
    for (day, digest) in [
        ("2031-03-10", false),
        ("2031-03-11", false),
        ("2031-03-12", true),
    ] {
        assert_eq!(
            !readers(&ticked(&mut house, day)).is_empty(),
            digest,
            "{day}"
        );
    }
}
