//! Reminders and digests of days that are over (docs/process.md, Time).

use crate::cron::house;
use crate::house::{House, moment, of_run_zero};
use tlg::actions::intent::Intent;
use tlg::actions::refusal::Unmet;
use tlg::agenda::mailbox::{mailbox, unsent};
use tlg::agenda::tick::Miss;
use tlg::agenda::{LetterName, Receipt};
use tlg::deal::letter::{LetterState, MissCause};

/// A house of which the letters of Monday are claimed, and of which none has left.
fn claimed() -> House {
    let mut house = house();
    house.defers("2026-11-23");
    house.ticks("2026-11-23T09:00:00+03:00");
    house
}

/// Says at a moment that a letter of Monday lapsed.
fn lapses(house: &mut House, letter: &LetterName, now: &str) -> Result<(), Vec<Unmet>> {
    let miss = Miss {
        tried: moment(now),
        because: MissCause::DayOver,
        said: None,
    };
    house.by("cron").at(now).commits(&Intent::Receipt(Receipt {
        day: "2026-11-23".parse().expect("a day"),
        sent: [].into(),
        missed: [(of_run_zero(letter.clone()), miss)].into(),
    }))
}

fn letters(house: &House) -> (Vec<LetterName>, Vec<LetterName>) {
    let names = unsent(&house.files).expect("day files").into_iter();
    names
        .map(|unsent| unsent.name)
        .partition(|name| name.kept_by().is_none())
}

#[test]
fn a_letter_of_a_day_lapses_once_the_day_is_over_and_needs_nobody() {
    let mut house = claimed();
    let (of_the_day, _) = letters(&house);
    assert_eq!(of_the_day.len(), 2);
    for letter in &of_the_day {
        let too_early = lapses(&mut house, letter, "2026-11-23T23:59:59+03:00");
        assert!(too_early.is_err(), "{letter}");
        lapses(&mut house, letter, "2026-11-24T00:00:00+03:00").expect("its day is over");
        let day = house.day("2026-11-23");
        let kept = day.letter(letter).expect("the letter");
        assert_eq!(kept.state, LetterState::Cancelled, "{letter}");
    }
    let now = moment("2026-11-24T00:05:00+03:00");
    let rows = mailbox(&house.ground(), &house.files, now)
        .expect("letters")
        .rows;
    assert!(
        rows.iter().all(|row| !of_the_day.contains(&row.name)),
        "{rows:#?}"
    );
}

#[test]
fn a_letter_that_an_act_called_for_does_not_lapse() {
    let mut house = claimed();
    let (_, of_deals) = letters(&house);
    assert!(!of_deals.is_empty());
    for letter in &of_deals {
        let unmet = lapses(&mut house, letter, "2026-11-24T09:00:00+03:00");
        assert!(unmet.is_err(), "{letter}");
    }
}
