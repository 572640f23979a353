//! docs/process.md, Mail: a letter that did not leave by itself holds up its deal until somebody says what became of it.

use tlg::actions::refusal::Unmet;
use tlg::deal::letter::{CancelCause, LetterState, MissCause, Verdict};

use crate::doing::{claim, correct, lose, missed, resolve, sent};
use crate::house::House;

const CLAIMED: &str = "2026-11-20T11:00:00+03:00";
const RESEND: Verdict = Verdict::Resend { to: None };

/// A quote's letter that `tick` has taken in hand.
fn claimed() -> House {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .at(CLAIMED)
        .by("cron")
        .does(claim(&["quote/1"]));
    house
}

/// The same letter, of which this became.
fn after(because: MissCause) -> House {
    let mut house = claimed();
    house.does(missed("quote/1", CLAIMED, because)).by("ivanov");
    house
}

#[test]
fn nobody_sees_to_a_letter_while_tick_may_still_send_it() {
    let mut house = claimed();
    house.by("ivanov").at("2026-11-20T11:29:59+03:00");
    let unmet = house.refuses(resolve("quote/1", RESEND, None));
    assert!(
        matches!(unmet[..], [Unmet::LetterInHand { .. }]),
        "{unmet:?}"
    );
    house
        .at("2026-11-20T11:30:00+03:00")
        .does(resolve("quote/1", RESEND, None));
    assert_eq!(house.letter("quote/1").state, LetterState::Queued);
}

#[test]
fn an_unclear_letter_holds_up_what_would_void_it_until_somebody_decides() {
    let mut house = after(MissCause::Unclear);
    let letter = house.letter("quote/1");
    assert_eq!(letter.state, LetterState::Unclear);
    assert_eq!(letter.said.as_deref(), Some("550 5.1.1 no such user"));
    let unmet = house.refuses(lose("price"));
    assert!(
        matches!(unmet[..], [Unmet::LetterLeaving { .. }]),
        "{unmet:?}"
    );
    house.does(resolve("quote/1", Verdict::Sent, Some("клиент подтвердил")));
    let letter = house.letter("quote/1");
    assert_eq!((letter.state, letter.said), (LetterState::Sent, None));
    house.does(lose("price"));
}

#[test]
fn a_letter_that_certainly_did_not_leave_holds_up_nothing() {
    for because in [MissCause::Refused, MissCause::GaveUp, MissCause::TooOld] {
        let mut house = after(because);
        assert_eq!(house.letter("quote/1").state, LetterState::Failed);
        house.does(lose("price"));
    }
}

#[test]
fn a_letter_that_is_sent_again_goes_to_the_new_address_and_is_claimed_anew() {
    let mut house = after(MissCause::Refused);
    let to = Some("new@stakan.example".to_owned());
    house
        .at("2026-11-27T09:00:00+03:00")
        .does(resolve("quote/1", Verdict::Resend { to }, None));
    let letter = house.letter("quote/1");
    assert_eq!(letter.to, "new@stakan.example");
    assert_eq!((letter.state, letter.missed), (LetterState::Queued, None));
    house
        .at("2026-11-27T09:00:01+03:00")
        .by("cron")
        .does(claim(&["quote/1"]))
        .does(sent("quote/1", "2026-11-27T09:00:01+03:00"));
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
}

#[test]
fn whoever_drops_a_letter_says_why_and_it_stays_dropped() {
    let mut house = after(MissCause::Unclear);
    let unmet = house.refuses(resolve("quote/1", Verdict::Drop, None));
    assert_eq!(unmet, [Unmet::ReasonMissing]);
    let event = house.deal().events - 2;
    house.does(resolve("quote/1", Verdict::Drop, Some("клиент передумал")));
    let letter = house.letter("quote/1");
    let dropped = (LetterState::Cancelled, Some(CancelCause::Dropped));
    assert_eq!((letter.state, letter.because), dropped);
    assert_eq!(
        house.message().lines().next(),
        Some("TLG-1: письмо quote/1 снято")
    );
    house.does(correct(event));
    let letter = house.letter("quote/1");
    assert_eq!((letter.state, letter.because), dropped);
}

#[test]
fn the_manager_a_deputy_and_the_administrator_see_to_letters_and_nobody_else() {
    for who in ["petrova", "belova", "sidorov", "cron"] {
        let mut house = after(MissCause::Unclear);
        let unmet = house.by(who).refuses(resolve("quote/1", RESEND, None));
        assert!(
            matches!(unmet[..], [Unmet::NotEntitled { .. }]),
            "{who}: {unmet:?}"
        );
    }
    for who in ["ivanov", "admin"] {
        after(MissCause::Unclear)
            .by(who)
            .does(resolve("quote/1", RESEND, None));
    }
}

#[test]
fn an_address_that_is_none_and_a_cause_that_is_gone_are_refused() {
    let mut house = after(MissCause::Refused);
    let to = Some("покупатель".to_owned());
    let unmet = house.refuses(resolve("quote/1", Verdict::Resend { to }, None));
    assert!(matches!(unmet[..], [Unmet::EmailUnfit { .. }]), "{unmet:?}");
    house.at("2027-01-15T09:00:00+03:00");
    let unmet = house.refuses(resolve("quote/1", RESEND, None));
    assert!(
        matches!(unmet[..], [Unmet::LetterCauseGone { .. }]),
        "{unmet:?}"
    );
    house.does(resolve(
        "quote/1",
        Verdict::Sent,
        Some("отправили курьером"),
    ));
}

#[test]
fn news_of_a_letter_that_somebody_has_seen_to_are_taken_all_the_same() {
    let mut house = claimed();
    house
        .by("ivanov")
        .at("2026-11-20T12:00:00+03:00")
        .does(resolve("quote/1", Verdict::Drop, Some("передумали")));
    house
        .by("cron")
        .does(sent("quote/1", "2026-11-20T11:00:30+03:00"));
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
    let mut house = claimed();
    house
        .by("ivanov")
        .at("2026-11-20T12:00:00+03:00")
        .does(resolve("quote/1", Verdict::Sent, None));
    let event = house.deal().events;
    house.by("cron").does(missed(
        "quote/1",
        "2026-11-20T11:00:30+03:00",
        MissCause::Refused,
    ));
    assert_eq!(house.letter("quote/1").state, LetterState::Sent);
    assert_eq!(house.deal().events, event + 1);
}

/// A quote's letter within its hold.
fn on_hold() -> House {
    let mut house = House::new();
    house.reaches("quote_preparation").at(CLAIMED);
    house.reaches("quote_sent");
    house
}

#[test]
fn a_letter_on_hold_goes_to_another_address_and_its_hold_goes_on() {
    let mut house = on_hold();
    let before = house.letter("quote/1");
    let to = Some("new@stakan.example".to_owned());
    house.does(resolve("quote/1", Verdict::Resend { to }, None));
    let letter = house.letter("quote/1");
    let redirected = (LetterState::Queued, "new@stakan.example");
    assert_eq!((letter.state, letter.to.as_str()), redirected);
    assert_eq!(letter.after, before.after);
    house
        .at("2026-11-20T11:10:00+03:00")
        .by("cron")
        .does(claim(&["quote/1"]))
        .does(sent("quote/1", "2026-11-20T11:10:00+03:00"));
    let left = house.letter("quote/1").left;
    assert_eq!(left[0].to, "new@stakan.example");
}

#[test]
fn a_letter_that_was_put_off_tries_its_new_address_at_once() {
    let mut house = claimed();
    house.does(missed("quote/1", CLAIMED, MissCause::PutOff));
    let to = Some("new@stakan.example".to_owned());
    let now = "2026-11-20T11:01:00+03:00";
    house
        .by("ivanov")
        .at(now)
        .does(resolve("quote/1", Verdict::Resend { to }, None));
    let letter = house.letter("quote/1");
    assert_eq!(
        (letter.after.to_string().as_str(), letter.put_off),
        (now, 0)
    );
}

#[test]
fn a_letter_on_hold_can_be_dropped_and_leave_after_all() {
    let mut house = on_hold();
    house.does(resolve("quote/1", Verdict::Drop, Some("отдам сам")));
    let letter = house.letter("quote/1");
    let dropped = (LetterState::Cancelled, Some(CancelCause::Dropped));
    assert_eq!((letter.state, letter.because), dropped);
    house.does(resolve("quote/1", RESEND, None));
    assert_eq!(house.letter("quote/1").state, LetterState::Queued);
}

#[test]
fn what_changes_nothing_of_a_letter_that_waits_is_refused() {
    let same = Verdict::Resend {
        to: Some("buyer@stakan.example".to_owned()),
    };
    for verdict in [RESEND, same, Verdict::Sent] {
        let unmet = on_hold().refuses(resolve("quote/1", verdict, None));
        assert!(matches!(unmet[..], [Unmet::LetterFine { .. }]), "{unmet:?}");
    }
}
