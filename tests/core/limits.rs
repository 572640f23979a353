//! docs/process.md, Limits: what a quote may go out at without the director.

use tlg::actions::refusal::Unmet;
use tlg::process::decision::Answer;

use crate::doing::{answer, go, money};
use crate::house::House;
use crate::journey::{TOTAL, ask_discount, ask_quote, send_quote};

fn limits(house: &mut House, limit: &str) {
    house.rule("limits: {", &format!("limits: {{{limit}, "));
}

/// By default there is no limit: the manager chooses.
#[test]
fn without_a_limit_the_manager_chooses() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(send_quote("999999999999.99 RUB"));
}

/// The total is at most `without_approval_up_to`; asking has no limit.
#[test]
fn a_total_above_the_limit_needs_the_director() {
    let mut house = House::new();
    limits(&mut house, "without_approval_up_to: 2500000.00 RUB");
    house.reaches("quote_preparation");
    let unmet = house.refuses(send_quote("2500000.01 RUB"));
    let (total, limit) = (money("2500000.01 RUB"), money(TOTAL));
    assert_eq!(unmet, [Unmet::AboveLimit { total, limit }]);
    house
        .does(ask_quote("2500000.01 RUB"))
        .does(crate::doing::withdraw());
    house.does(send_quote(TOTAL));
}

/// A limit in one currency lets no quote in another pass.
#[test]
fn a_limit_is_not_passed_in_another_currency() {
    let mut house = House::new();
    limits(&mut house, "without_approval_up_to: 2500000.00 RUB");
    house.reaches("quote_preparation");
    let unmet = house.refuses(send_quote("1000.00 USD"));
    assert!(matches!(&unmet[..], [Unmet::OtherCurrency { .. }]));
}

/// After round 1 the total is not below the last КП sent.
#[test]
fn a_later_quote_is_not_below_the_last_one_sent() {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(go("quote_preparation").says("Меньше"));
    let unmet = house.refuses(send_quote("2499999.99 RUB"));
    let (total, last) = (money("2499999.99 RUB"), money(TOTAL));
    assert_eq!(
        unmet,
        [Unmet::BelowLastSent {
            total,
            last,
            lowest: None
        }]
    );
    house.does(send_quote(TOTAL));
}

/// A quote that was only asked about and returned is no floor.
#[test]
fn a_quote_that_never_went_is_no_floor() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.answers(Answer::Returned).does(send_quote("1.00 RUB"));
}

/// A deal in `quote_preparation` after the director granted a discount.
fn granted(lowest: Option<&str>, until: Option<&str>) -> House {
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"));
    let grant = answer(&house, Answer::Approved).grant(lowest, until);
    house.by("petrova").does(grant).by("ivanov");
    house
}

/// With a grant, the quote goes down to its lowest total and no further.
#[test]
fn a_grant_lets_the_total_down_to_its_lowest() {
    let mut house = granted(Some("2300000.00 RUB"), None);
    let unmet = house.refuses(send_quote("2299999.99 RUB"));
    let lowest = Some(money("2300000.00 RUB"));
    assert!(matches!(&unmet[..], [Unmet::BelowLastSent { lowest: told, .. }] if *told == lowest));
    house.does(send_quote("2300000.00 RUB"));
}

/// A grant without a lowest total lets nothing down: the quote is asked about.
#[test]
fn a_grant_without_a_lowest_total_lets_nothing_down() {
    let mut house = granted(None, None);
    assert!(matches!(
        &house.refuses(send_quote("2300000.00 RUB"))[..],
        [Unmet::BelowLastSent { .. }]
    ));
    house.does(ask_quote("2300000.00 RUB"));
}

/// A grant holds until its last day, that day included.
#[test]
fn a_grant_ends_with_its_last_day() {
    let mut house = granted(Some("2300000.00 RUB"), Some("2026-11-25"));
    house.at("2026-11-26T00:00:00+03:00");
    assert!(matches!(
        &house.refuses(send_quote("2300000.00 RUB"))[..],
        [Unmet::BelowLastSent { .. }]
    ));
    house
        .at("2026-11-25T23:59:00+03:00")
        .does(send_quote("2300000.00 RUB"));
}

/// A grant is void when what it binds has changed: here the client.
#[test]
fn a_grant_binds_the_client() {
    let mut house = granted(Some("2300000.00 RUB"), None);
    house.adds_client("drugoy", Some("d@drugoy.example"));
    house.does(crate::doing::change_client("drugoy"));
    assert!(matches!(
        &house.refuses(send_quote("2300000.00 RUB"))[..],
        [Unmet::BelowLastSent { .. }]
    ));
}

/// A grant above the last quote that went out since raises no floor.
#[test]
fn a_grant_never_raises_the_floor() {
    let mut house = granted(Some("2400000.00 RUB"), None);
    house
        .does(ask_quote("2300000.00 RUB"))
        .answers(Answer::Approved)
        .does(go("quote_preparation").says("Другое количество"))
        .does(send_quote("2300000.00 RUB"));
}

/// Not below the supplier's price with `markup_min`, where both are set.
#[test]
fn a_total_below_the_markup_needs_the_director() {
    let mut house = House::new();
    limits(&mut house, "markup_min: 10");
    house.does(go("procurement"));
    house.does(go("quote_preparation").fact("supplier_price", "2100000.00 RUB"));
    let unmet = house.refuses(send_quote("2309999.99 RUB"));
    assert!(
        matches!(&unmet[..], [Unmet::BelowMarkup { floor, .. }] if *floor == money("2310000.00 RUB"))
    );
    house.does(send_quote("2310000.00 RUB"));
}

/// Without a supplier's price there is no mark-up to keep.
#[test]
fn goods_in_stock_have_no_markup_to_keep() {
    let mut house = House::new();
    limits(&mut house, "markup_min: 10");
    house
        .reaches("quote_preparation")
        .does(send_quote("1.00 RUB"));
}
