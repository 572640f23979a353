//! Why a rule did or did not act (docs/process.md, Why not?).

use crate::cron::{empty_house, house, plan};
use crate::doing::done;
use crate::house::{House, moment};
use crate::journey::{TOTAL, ask_quote};
use tlg::actions::refusal::Unmet;
use tlg::agenda::explain::{EscalationState, ReminderState};
use tlg::agenda::tick::Escalated;
use tlg::agenda::{DayFile, Explanation, MyDay, Standing, explain};

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
    // in_stock and the answer have one working day: late on Tuesday; check_stock is due on Wednesday.
    let ivanov = of("ivanov", "2026-11-25T10:00:00+03:00");
    assert_eq!((ivanov.open, ivanov.open_late), (3, 2));
    assert_eq!(
        (ivanov.late.len(), ivanov.today.len(), ivanov.waiting.len()),
        (2, 1, 0)
    );
    assert_eq!(of("ivanov", MONDAY).waiting.len(), 1);
    let petrova = of("petrova", MONDAY);
    assert_eq!((petrova.open, petrova.decide.len()), (0, 1));
    assert!(!of("sidorov", MONDAY).brings_something());
}

#[test]
fn a_request_that_is_overdue_is_late_for_whoever_decides_and_for_the_manager() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    // Asked on Friday, due on Monday.
    let told = |now: &str| {
        let letters = house.written(now);
        let of = |person: &str| {
            let digest = letters.get(&format!("digest/{}/{person}", now[..10].replace('-', "")));
            digest.map(|letter| (letter.subject.clone(), letter.body.clone()))
        };
        (plan(&house.files, now).late, of("petrova"), of("ivanov"))
    };
    let (late, director, manager) = told(MONDAY);
    let (subject, body) = director.expect("a digest");
    assert_eq!((late, manager), (0, None));
    assert!(!subject.contains("просрочено"), "{subject}");
    assert!(body.contains("ЖДЕТ ВАШЕГО РЕШЕНИЯ"), "{body}");

    let (late, director, manager) = told("2026-11-25T09:00:00+03:00");
    let (subject, body) = director.expect("a digest");
    assert_eq!(late, 1);
    assert!(subject.ends_with("просрочено 1"), "{subject}");
    assert!(!body.contains("ЖДЕТ ВАШЕГО РЕШЕНИЯ"), "{body}");
    let mine = "согласование КП №1 ждет вашего ответа, tlg approve, с 23.11.2026";
    assert!(body.contains("ПРОСРОЧЕНО") && body.contains(mine), "{body}");
    let (subject, body) = manager.expect("a digest");
    assert!(subject.ends_with("просрочено 1"), "{subject}");
    assert!(body.contains("согласование КП №1 ждет ответа: "), "{body}");
}

/// What a run on a day would tell of the deal.
fn due(house: &House, day: &str) -> Vec<Explanation> {
    let plan = plan(&house.files, &format!("{day}T09:00:00+03:00"));
    plan.due.into_iter().flat_map(|deal| deal.what).collect()
}

#[test]
fn the_suppliers_date_is_told_when_it_comes_and_when_it_is_late() {
    let mut house = house();
    house.reaches("awaiting_supply");
    house.does(done("order_goods").fact("supply_expected", "2026-11-30"));
    house.ticks_and_sends("2026-11-20T18:00:00+03:00");
    let expected = |day: &str| {
        let mut told = due(&house, day).into_iter();
        told.find_map(|told| match told {
            Explanation::Expected(awaited) => Some(awaited.standing),
            _ => None,
        })
    };
    assert_eq!(due(&house, "2026-11-27"), []);
    assert_eq!(expected("2026-11-30"), Some(Standing::Today));
    assert_eq!(
        expected("2026-12-02"),
        Some(Standing::Late { working_days: 2 })
    );
    let ahead = explained(&house, MONDAY, None);
    assert!(
        ahead.iter().any(|told| matches!(told, Explanation::Expected(awaited) if awaited.standing == Standing::Ahead)),
        "{ahead:#?}"
    );
}

#[test]
fn a_quote_is_told_of_from_the_working_day_before_its_last_one_on() {
    let mut house = house();
    house.reaches("quote_sent");
    house.ticks_and_sends("2026-11-20T18:00:00+03:00");
    let told = |day: &str| {
        let quote = |told: &Explanation| matches!(told, Explanation::Quote(_));
        let digest = plan(&house.files, &format!("{day}T09:00:00+03:00"));
        let letters = house.written(&format!("{day}T09:00:00+03:00"));
        let letter = letters.iter().find(|(name, _)| name.starts_with("digest"));
        let said = letter.is_some_and(|(_, letter)| letter.body.contains("СРОК КП"));
        assert!(digest.tick.digests.is_empty() || letter.is_some());
        (due(&house, day).iter().any(quote), said)
    };
    // Valid until Thursday 31.12.2026, a day off: the last working day before it is the 30th.
    assert_eq!(told("2026-12-28"), (false, false));
    assert_eq!(told("2026-12-30"), (true, true));
    assert_eq!(told("2027-01-11"), (true, true));
}

#[test]
fn the_answer_to_a_question_is_awaited_from_the_first_moment_on() {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let told = due(&house, "2026-11-20");
    assert!(
        matches!(
            told.as_slice(),
            [
                Explanation::Request(_),
                Explanation::Letter(_),
                Explanation::Letter(_)
            ]
        ),
        "{told:#?}"
    );
}
