//! Why a rule did or did not act (docs/process.md, Why not?).

use crate::cron::{empty_house, house};
use crate::house::{House, moment};
use crate::journey::{TOTAL, ask_quote};
use tlg::actions::refusal::Unmet;
use tlg::agenda::explain::{EscalationState, ReminderState};
use tlg::agenda::tick::Escalated;
use tlg::agenda::{DayFile, Explanation, MyDay, explain};

const MONDAY: &str = "2026-11-23T10:00:00+03:00";

fn explained(house: &House, now: &str, day: Option<&DayFile>) -> Vec<Explanation> {
    explain(&house.ground(), &house.deal(), day, moment(now))
}

#[test]
fn a_deferral_says_what_was_done_and_what_comes() {
    let mut house = empty_house();
    house.at("2026-11-19T10:00:00+03:00").opens("ivanov");
    house.defers("2026-11-20");
    house.ticks("2026-11-23T09:00:00+03:00");
    let day = house.day("2026-11-23");
    let told = explained(&house, MONDAY, Some(&day));
    let given = told.iter().any(|told| match told {
        Explanation::Reminder(ReminderState::Given { due, at }) => {
            due.day == 4 && *at == moment("2026-11-23T09:00:00+03:00")
        }
        _ => false,
    });
    assert!(given, "{told:#?}");
    let next = told.iter().any(|told| {
        matches!(told, Explanation::Reminder(ReminderState::Next { on, .. }) if on.to_string() == "2026-11-24")
    });
    assert!(next, "{told:#?}");
    let escalation = told.iter().find_map(|told| match told {
        Explanation::Escalation(state) => Some(state),
        _ => None,
    });
    let Some(EscalationState {
        what: Escalated::Reminder { .. },
        on,
        to,
        ..
    }) = escalation
    else {
        panic!("{told:#?}");
    };
    assert_eq!((on.to_string().as_str(), to.len()), ("2026-11-25", 2));
    let paid = told.iter().find_map(|told| match told {
        Explanation::Automatic { to, unmet } if *to == *"paid" => Some(unmet),
        _ => None,
    });
    assert!(
        matches!(paid.map(Vec::as_slice), Some([Unmet::ShareUnpaid { .. }])),
        "{told:#?}"
    );
}

#[test]
fn a_reminder_of_another_stage_says_so() {
    let told = explained(&house(), MONDAY, None);
    assert!(
        told.iter()
            .any(|told| matches!(told, Explanation::Reminder(ReminderState::Elsewhere { .. })))
    );
    assert!(told.iter().any(|told| matches!(told, Explanation::Task(_))));
}

#[test]
fn a_day_sorts_what_is_late_due_asked_and_waited_for() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.opens("ivanov").opens("ivanov").reaches("in_stock");
    let ground = house.ground();
    let of = |person: &str, now: &str| {
        let person = crate::house::person_id(person);
        MyDay::at(&ground, &house.files, &person, moment(now)).expect("a day")
    };
    // in_stock gives one working day: late on Tuesday; check_stock is due on Wednesday.
    let ivanov = of("ivanov", "2026-11-25T10:00:00+03:00");
    assert_eq!((ivanov.open, ivanov.open_late), (3, 1));
    assert_eq!(
        (ivanov.late.len(), ivanov.today.len(), ivanov.waiting.len()),
        (1, 1, 1)
    );
    let petrova = of("petrova", MONDAY);
    assert_eq!((petrova.open, petrova.decide.len()), (0, 1));
    assert!(!of("sidorov", MONDAY).brings_something());
}
