//! docs/process.md, Moves and decisions, Facts: payments.

use tlg::actions::refusal::Unmet;
use tlg::people::Role;

use crate::doing::{cancel_payment, day, go, money, pay};
use crate::house::House;
use crate::journey::{TOTAL, issue_invoice, send_quote};

fn invoiced(prepayment: Option<&str>) -> House {
    let mut house = House::new();
    house.reaches("quote_preparation");
    let quote = send_quote(TOTAL);
    house.does(match prepayment {
        Some(share) => quote.fact("prepayment", share),
        None => quote,
    });
    house.reaches("invoice_and_specification");
    house
}

/// The whole is due before shipping unless the КП says otherwise.
#[test]
fn the_whole_is_due_before_shipping_by_default() {
    let mut house = invoiced(None);
    house.is_paid("2499999.99 RUB");
    assert_eq!(house.stage(), "invoice_and_specification");
    house.is_paid("0.01 RUB");
    assert_eq!(house.stage(), "rostov_warehouse");
}

/// Payments add up to the share that the КП names, a kopeck decides.
#[test]
fn payments_add_up_to_the_share_of_prepayment() {
    let mut house = invoiced(Some("33.33%"));
    house.is_paid("500000.00 RUB").is_paid("333249.99 RUB");
    assert_eq!(house.stage(), "invoice_and_specification");
    house.is_paid("0.01 RUB");
    assert_eq!(house.stage(), "rostov_warehouse");
}

/// Nothing due before shipping: the deal goes on by itself, and the invoice still goes to the client.
#[test]
fn no_prepayment_ships_at_once() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    house.does(send_quote(TOTAL).fact("prepayment", "0%"));
    house.does(go("invoicing")).does(issue_invoice());
    assert_eq!(house.stage(), "rostov_warehouse");
    assert_eq!(house.letters(), ["invoice/1 → buyer@stakan.example"]);
}

/// Payment comes in from `payment_deferred` as well; the deal moves in the same commit.
#[test]
fn a_deferred_payment_moves_the_deal_on() {
    let mut house = House::new();
    house.reaches("payment_deferred").is_paid(TOTAL);
    assert_eq!(house.stage(), "rostov_warehouse");
    let entered = house
        .file()
        .history
        .pop()
        .expect("an entry")
        .outcome
        .entered;
    let entered: Vec<&str> = entered.iter().map(|stage| stage.as_str()).collect();
    assert_eq!(entered, ["paid", "rostov_warehouse"]);
}

/// `paid` by `goods_in_stock`: to the supplier or to the warehouse.
#[test]
fn a_paid_deal_goes_where_the_goods_are() {
    let mut house = House::new();
    house.does(go("procurement"));
    house.reaches("invoice_and_specification").is_paid(TOTAL);
    assert_eq!(house.stage(), "awaiting_supply");
}

/// Only the accountant confirms money.
#[test]
fn money_is_confirmed_by_the_accountant() {
    let mut house = invoiced(None);
    for person in ["ivanov", "petrova", "admin", "cron"] {
        let unmet = house.by(person).refuses(pay(TOTAL, "2026-11-20", "П-1"));
        assert!(matches!(
            &unmet[..],
            [Unmet::NotEntitled {
                role: Role::Accountant,
                ..
            }]
        ));
    }
}

/// The same amount, date and document twice are refused; any other difference is another payment.
#[test]
fn the_same_payment_twice_is_refused() {
    let mut house = invoiced(None);
    house
        .by("belova")
        .does(pay("1.00 RUB", "2026-11-20", "П-1"));
    let unmet = house.refuses(pay("1.00 RUB", "2026-11-20", "П-1"));
    assert_eq!(unmet, [Unmet::PaidTwice { number: 1 }]);
    house.does(pay("1.00 RUB", "2026-11-19", "П-1"));
    house.does(pay("1.00 RUB", "2026-11-20", "П-2"));
    house
        .does(cancel_payment(1))
        .does(pay("1.00 RUB", "2026-11-20", "П-1"));
}

/// Another currency than the invoice's is refused.
#[test]
fn money_in_another_currency_is_refused() {
    let mut house = invoiced(None);
    let unmet = house
        .by("belova")
        .refuses(pay("100.00 USD", "2026-11-20", "П-1"));
    assert!(matches!(&unmet[..], [Unmet::OtherCurrency { .. }]));
}

/// Money does not come in tomorrow, nor before there is an invoice, nor as nothing.
#[test]
fn money_comes_in_by_today_on_an_invoice() {
    let mut house = invoiced(None);
    let unmet = house
        .by("belova")
        .refuses(pay("1.00 RUB", "2026-11-21", "П-1"));
    let (tomorrow, today) = (day("2026-11-21"), day("2026-11-20"));
    assert_eq!(
        unmet,
        [Unmet::DayAhead {
            day: tomorrow,
            today
        }]
    );
    assert_eq!(
        house.refuses(pay("0.00 RUB", "2026-11-20", "П-1")),
        [Unmet::NothingGiven]
    );
    let mut house = House::new();
    house.reaches("quote_sent");
    let unmet = house
        .by("belova")
        .refuses(pay("1.00 RUB", "2026-11-20", "П-1"));
    assert!(matches!(
        &unmet[..],
        [Unmet::PaymentNotHere { .. }, Unmet::NoInvoice]
    ));
}

/// The rest comes in later, in any stage up to the closing documents, and moves nothing.
#[test]
fn the_rest_is_paid_in_a_later_stage() {
    let stages = [
        "rostov_warehouse",
        "in_delivery",
        "destination_warehouse",
        "closing_documents",
    ];
    for stage in stages {
        let mut house = invoiced(Some("30%"));
        house.is_paid("750000.00 RUB").reaches(stage);
        house.is_paid("1750000.00 RUB");
        assert_eq!(house.stage(), stage);
    }
}

/// A payment is taken back by an event of its own; the deal stays where it stands, and is not won without the money.
#[test]
fn a_payment_taken_back_leaves_the_deal_where_it_is() {
    let mut house = House::new();
    house
        .reaches("closing_documents")
        .by("belova")
        .does(cancel_payment(1));
    assert_eq!(house.stage(), "closing_documents");
    let unmet = house.refuses(go("won").file("closing", "акт.pdf"));
    assert_eq!(
        unmet,
        [Unmet::WholeUnpaid {
            paid: None,
            total: Some(money(TOTAL))
        }]
    );
    assert_eq!(
        house.refuses(cancel_payment(1)),
        [Unmet::PaymentGone { payment: 1 }]
    );
    assert!(matches!(
        &house.refuses(cancel_payment(2))[..],
        [Unmet::UnknownPayment { .. }]
    ));
}

/// Sums that no amount holds are refused instead of being taken for nothing.
#[test]
fn payments_never_add_up_to_nothing() {
    let mut house = House::new();
    house
        .reaches("quote_preparation")
        .does(send_quote("999999999999.99 RUB"));
    house
        .reaches("invoice_and_specification")
        .is_paid("999999999999.98 RUB");
    let unmet = house.refuses(pay("999999999999.99 RUB", "2026-11-20", "П-2"));
    assert!(matches!(&unmet[..], [Unmet::TextUnfit { .. }]), "{unmet:?}");
}

/// The bank's number is a line of text: nothing hidden passes into the file or the message.
#[test]
fn the_banks_number_is_a_line_of_text() {
    let mut house = invoiced(None);
    for number in ["", "П-1\nBy: petrova", "П\u{202e}1"] {
        let unmet = house
            .by("belova")
            .refuses(pay("1.00 RUB", "2026-11-20", number));
        assert!(matches!(&unmet[..], [Unmet::TextUnfit { .. }]));
    }
}

/// A won deal is paid in full: no payment of it is taken back.
#[test]
fn a_won_deals_payment_stands() {
    let mut house = House::new();
    house.reaches("won").by("belova");
    let unmet = house.refuses(cancel_payment(1));
    assert!(matches!(&unmet[..], [Unmet::Closed { .. }]), "{unmet:?}");
}
