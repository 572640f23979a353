//! docs/process.md, Rules: as far as they concern decisions. Bytes named by a
//! decision, rounds, four eyes and deputies are in `deciding`, leaving a stage in `stages`, mail in `letters`.

use tlg::actions::intent::Intent;
use tlg::actions::refusal::{Difference, Unmet};
use tlg::client::{ClientDetails, ClientKind};
use tlg::record::id::ClientId;

use crate::doing::{Doing, go, money, pay, set};
use crate::house::House;
use crate::journey::{TOTAL, ask_quote, send_quote};

/// Concurrent acts: the second of two is judged on the state that the first left behind, and says what changed.
#[test]
fn the_second_of_two_acts_says_what_changed() {
    let mut house = House::new();
    let second = go("procurement");
    let seen = house.sees(&second.act);
    house.does(go("in_stock"));
    let unmet = house.refuses(second.having_seen(seen));
    let [Unmet::Changed { differences }] = &unmet[..] else {
        panic!("{unmet:?}");
    };
    assert!(matches!(&differences[..], [Difference::Stage { now, .. }] if now == "in_stock"));
}

/// A second visit is not the first, though the stage is the same.
#[test]
fn a_second_visit_is_not_the_one_that_was_seen() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    let second = set("quote_total", TOTAL);
    let seen = house.sees(&second.act);
    house
        .does(send_quote(TOTAL))
        .does(go("quote_preparation").says("Другое"));
    let unmet = house.refuses(second.having_seen(seen));
    let [Unmet::Changed { differences }] = &unmet[..] else {
        panic!("{unmet:?}");
    };
    assert!(differences.contains(&Difference::Visit { seen: 1, now: 2 }));
}

/// Overwriting a value that was not the one seen is refused; another fact is nobody's business.
#[test]
fn a_value_that_was_not_seen_is_not_overwritten() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(set("quote_total", TOTAL));
    let total = set("quote_total", "2600000.00 RUB");
    let until = set("quote_valid_until", "2026-12-31");
    let (saw_total, saw_until) = (house.sees(&total.act), house.sees(&until.act));
    house.does(set("quote_total", "2400000.00 RUB"));
    let unmet = house.refuses(total.having_seen(saw_total));
    let [Unmet::Changed { differences }] = &unmet[..] else {
        panic!("{unmet:?}");
    };
    assert!(matches!(&differences[..], [Difference::Fact { fact, .. }] if fact == "quote_total"));
    house.does(until.having_seen(saw_until));
}

/// A request that came in between is a change, too.
#[test]
fn a_request_that_was_not_seen_is_a_change() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    let doing = set("prepayment", "30%");
    let seen = house.sees(&doing.act);
    house.does(ask_quote(TOTAL));
    let unmet = house.refuses(doing.having_seen(seen));
    assert!(matches!(&unmet[..], [Unmet::Changed { .. }]));
}

/// Two who edit a client: the second hears of the first.
#[test]
fn the_second_edit_of_a_client_hears_of_the_first() {
    let mut house = House::empty();
    let edit = |email: &str, after: u32| Intent::Client {
        client: ClientId::new("stakan-plus").expect("an id"),
        kind: ClientKind::Edited,
        details: ClientDetails {
            email: Some(email.to_owned()),
            ..ClientDetails::default()
        },
        after,
    };
    house
        .commits(&edit("a@stakan.example", 1))
        .expect("the first edit");
    let unmet = house
        .commits(&edit("b@stakan.example", 1))
        .expect_err("the second edit");
    let differences = vec![Difference::Client { seen: 1, now: 2 }];
    assert_eq!(unmet, [Unmet::Changed { differences }]);
}

/// Money is decimal: ten times ten kopecks are a rouble, exactly.
#[test]
fn money_is_decimal() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(send_quote("1.00 RUB"));
    house.reaches("invoice_and_specification").by("belova");
    for number in 1..=10 {
        assert_eq!(house.stage(), "invoice_and_specification");
        house.does(pay("0.10 RUB", "2026-11-20", &format!("П-{number}")));
    }
    assert_eq!(house.deal().paid_total(), Some(money("1.00 RUB")));
    assert_eq!(house.stage(), "rostov_warehouse");
}

/// Numbers run on, each deal has its own file, and the number of another deal is not taken.
#[test]
fn numbers_run_on() {
    let mut house = House::new();
    house.opens("sidorov").opens("ivanov");
    assert_eq!(house.deal.to_string(), "TLG-3");
    house.deal = tlg::deal::DealId::new("TLG", 2);
    let again = Doing::from(tlg::deal::act::Act::Open {
        title: "Еще одна".to_owned(),
        client: ClientId::new("stakan-plus").expect("an id"),
        manager: crate::house::person_id("ivanov"),
    });
    assert!(matches!(
        &house.refuses(again)[..],
        [Unmet::TakenNumber { next: 4, .. }]
    ));
}

/// The commit message tells id, act and stages; words of people cannot pass for trailers.
#[test]
fn words_of_people_are_no_trailers() {
    let mut house = House::new();
    house.reaches("in_stock");
    house.does(go("procurement").says("продано\n\nBy: petrova\nIntent: approved"));
    let expected = "TLG-1: Есть на складе → Закуп\n\n    продано\n\n    By: petrova\n    Intent: approved\n\n\
                    Deal: TLG-1\nIntent: moved\nFrom: in_stock\nTo: procurement\nVisit: 1\nBy: ivanov\nRules: 1\n";
    assert_eq!(house.message(), expected);
}
