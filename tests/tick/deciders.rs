//! The letters of an open request follow those who can answer it (docs/process.md, Mail).

use crate::cron::{house, plan};
use crate::doing::{answer, correct};
use crate::house::House;
use crate::journey::{TOTAL, ask_quote};
use tlg::deal::letter::{CancelCause, LetterState};
use tlg::people::Role;
use tlg::process::decision::Answer;

const NOON: &str = "2026-11-20T12:00:00+03:00";
const LATER: &str = "2026-11-20T13:00:00+03:00";

/// A request that waits for petrova and kozlov; nothing was claimed yet.
fn asked() -> House {
    let mut house = house();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house
}

fn revoked(house: &mut House, person: &str) {
    house.people(|people| {
        let mut found = people.people.iter_mut();
        let found = found.find(|found| found.id == person).expect("a person");
        found.roles.clear();
    });
}

/// To whom the letters of the request went or are to go, each with its state.
fn told(house: &House) -> Vec<(String, LetterState)> {
    let mail = house.deal().mail.into_iter();
    let asked = mail.filter(|letter| letter.id.mail.as_str() == "request");
    asked
        .map(|letter| (letter.to.replace("@tlg.example", ""), letter.state))
        .collect()
}

/// The letters of the request that leave with a run.
fn sends(house: &mut House, now: &str) -> Vec<String> {
    let mut sent = house.ticks_and_sends(now);
    sent.retain(|name| name.starts_with("TLG-1/request/"));
    sent
}

fn standing(expected: &[(&str, LetterState)]) -> Vec<(String, LetterState)> {
    let expected = expected.iter();
    expected
        .map(|(who, state)| ((*who).to_owned(), *state))
        .collect()
}

#[test]
fn whoever_lost_the_role_gets_no_letter_and_who_has_it_now_gets_one() {
    let mut house = asked();
    house.grants("belova", Role::FinanceDirector);
    revoked(&mut house, "petrova");
    assert_eq!(
        sends(&mut house, NOON),
        ["TLG-1/request/4/belova", "TLG-1/request/4/kozlov"]
    );
    assert_eq!(
        told(&house),
        standing(&[
            ("petrova", LetterState::Cancelled),
            ("kozlov", LetterState::Sent),
            ("belova", LetterState::Sent),
        ])
    );
    assert_eq!(
        house.letter("request/4/petrova").because,
        Some(CancelCause::CannotDecide)
    );
    assert_eq!(house.ticks(LATER), None, "each gets it once");
}

#[test]
fn the_letter_of_a_new_decider_has_the_quote_and_the_command_to_answer() {
    let mut house = asked();
    house.ticks_and_sends(NOON);
    house.grants("belova", Role::FinanceDirector);
    let letter = &house.written(LATER)["TLG-1/request/4/belova"];
    assert_eq!(letter.to.email, "belova@tlg.example");
    let binds = house.binds().to_string();
    let command = format!("tlg approve 1 --binds {}", &binds[..10]);
    assert!(letter.body.contains(&command), "{}", letter.body);
    let attached = letter.attachment.as_ref().expect("the quote");
    assert_eq!(attached.sha256, house.deal().rounds[0].sha256);
    house.ticks(LATER);
    let letter = house.letter("request/4/belova");
    assert_eq!((letter.state, letter.event), (LetterState::Claimed, 4));
}

#[test]
fn a_deputy_hears_of_it_when_the_delegation_begins_and_not_once_it_is_over() {
    let mut house = asked();
    house
        .delegates(Role::FinanceDirector, "petrova", "belova")
        .people(|people| {
            let delegation = people.delegations.last_mut().expect("a delegation");
            delegation.from = "2026-11-23".parse().expect("a day");
        });
    house.ticks_and_sends(NOON);
    assert_eq!(told(&house).len(), 2, "{:?}", told(&house));
    let sent = sends(&mut house, "2026-11-23T00:05:00+03:00");
    assert_eq!(sent, ["TLG-1/request/4/belova"]);

    let mut over = asked();
    over.delegates(Role::FinanceDirector, "petrova", "belova");
    let waiting = plan(&over.files, NOON).tick.claims;
    let claim = waiting.get(&over.deal).expect("a claim");
    assert_eq!(claim.letters.len(), 3, "the deputy, too: {claim:?}");
    over.people(|people| people.delegations.clear());
    over.ticks(NOON);
    assert_eq!(told(&over).len(), 2);
}

#[test]
fn who_decides_again_gets_the_letter_that_was_cancelled() {
    let mut house = asked();
    let before = house.register();
    revoked(&mut house, "petrova");
    house.ticks_and_sends(NOON);
    assert_eq!(
        house.letter("request/4/petrova").state,
        LetterState::Cancelled
    );
    house.people(|people| *people = before);
    assert_eq!(sends(&mut house, LATER), ["TLG-1/request/4/petrova"]);
    assert_eq!(house.letter("request/4/petrova").state, LetterState::Sent);
}

/// What is taken back lets cancelled letters wait again, and none that was called for anew.
#[test]
fn taking_back_an_answer_makes_no_letter_of_the_request_leave_twice() {
    let mut house = asked();
    let before = house.register();
    revoked(&mut house, "petrova");
    house.ticks(NOON);
    house.people(|people| *people = before);
    house.ticks_and_sends(LATER);
    house.by("kozlov");
    let answered = answer(&house, Answer::Returned).says("Укажите срок поставки");
    house.does(answered);
    let event = house.deal().events;
    house.does(correct(event));
    assert_eq!(house.ticks("2026-11-20T14:00:00+03:00"), None);
    house.audits();
}

#[test]
fn a_letter_that_leaves_already_is_not_called_back() {
    let mut house = asked();
    house.ticks(NOON);
    revoked(&mut house, "petrova");
    house.ticks_and_sends(LATER);
    assert_eq!(house.letter("request/4/petrova").state, LetterState::Sent);
}
