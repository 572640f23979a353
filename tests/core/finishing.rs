//! docs/process.md, Stages and tasks: a statement that brings the last of what an open task asks for finishes it too.

use tlg::actions::refusal::Unmet;
use tlg::deal::DealFile;
use tlg::people::Role;

use crate::correcting::undone;
use crate::doing::{Doing, assign, attach, claim, correct, done, money, set};
use crate::house::{House, person_id};
use crate::journey::TOTAL;

const SUPPLY: &str = "2026-12-20";

/// The two halves of what `issue_invoice` asks for.
fn number() -> Doing {
    set("invoice_number", "С-17")
}

fn invoice() -> Doing {
    attach("invoice", "счет.pdf")
}

/// The header apart from who did what how: the same for the statement and for `task done`.
fn header(house: &House) -> tlg::deal::Deal {
    let mut deal = house.deal();
    deal.events = 0;
    for letter in &mut deal.mail {
        letter.event = 0;
    }
    deal
}

/// `order_goods`: done by stating the day of the supply, and the goods are to be received.
#[test]
fn stating_what_order_goods_asks_for_finishes_it() {
    let mut house = House::new();
    house.reaches("awaiting_supply");
    house.does(set("supply_expected", SUPPLY));
    assert_eq!(house.stage(), "awaiting_supply");
    assert_eq!(house.closed(), ["order_goods done"]);
    assert_eq!(house.tasks(), ["receive_goods"]);
    assert_eq!(house.due(), [SUPPLY]);
    let mut same = House::new();
    same.reaches("awaiting_supply");
    same.does(done("order_goods").fact("supply_expected", SUPPLY));
    assert_eq!(header(&house), header(&same));
}

/// `issue_invoice`: done by number and file in either order, and what follows is what follows `task done`.
#[test]
fn the_second_half_of_the_invoice_finishes_it_in_either_order() {
    for [first, second] in [[number(), invoice()], [invoice(), number()]] {
        let mut house = House::new();
        house.reaches("invoicing").does(first);
        assert_eq!(house.stage(), "invoicing");
        assert_eq!(house.tasks(), ["issue_invoice"]);
        assert_eq!(house.closed(), [""; 0]);
        house.does(second);
        assert_eq!(house.stage(), "invoice_and_specification");
        assert_eq!(house.closed(), ["issue_invoice done"]);
        assert_eq!(house.tasks(), ["check_payment"]);
        assert_eq!(
            house.deal().facts["invoice_total"].money(),
            Some(money(TOTAL))
        );
        assert_eq!(house.letters(), ["invoice/1 → buyer@stakan.example"]);
    }
}

/// File and number in one statement finish it at once.
#[test]
fn both_halves_of_the_invoice_come_in_one_statement() {
    let mut house = House::new();
    house.reaches("invoicing");
    house.does(number().file("invoice", "счет.pdf"));
    assert_eq!(house.stage(), "invoice_and_specification");
}

/// The total given with the second half is held to the quote as in `task done`; the quote's own is taken.
#[test]
fn the_statement_that_finishes_the_invoice_is_over_the_quote() {
    let mut house = House::new();
    house.reaches("invoicing").does(invoice());
    let unmet = house.refuses(number().fact("invoice_total", "2400000.00 RUB"));
    let [Unmet::NotTheQuote { fact, total, quote }] = &unmet[..] else {
        panic!("{unmet:?}");
    };
    assert_eq!(fact.as_str(), "invoice_total");
    assert_eq!((*total, *quote), (money("2400000.00 RUB"), money(TOTAL)));
    house.does(number().fact("invoice_total", TOTAL));
    assert_eq!(house.stage(), "invoice_and_specification");
}

/// The invoice that was handed over is not mailed, whoever has no address gets none, and the refusal says so.
#[test]
fn the_statement_that_finishes_the_invoice_may_send_no_letter() {
    for (first, second) in [(number(), invoice()), (invoice(), number())] {
        let mut house = House::empty();
        house.adds_client("molcha", Some("m@molcha.example"));
        house.opens_for("ivanov", "molcha").reaches("invoicing");
        house.loses_address("molcha").does(first);
        let unmet = house.refuses(second.clone());
        assert!(
            matches!(&unmet[..], [Unmet::ClientEmailMissing { .. }]),
            "{unmet:?}"
        );
        house.does(second.no_mail());
        assert_eq!(house.stage(), "invoice_and_specification");
        assert_eq!(house.letters(), [""; 0]);
    }
}

/// What ends with a move or a question stays open, though all that it asks for is there.
#[test]
fn what_ends_otherwise_stays_open() {
    let cases = [
        ("new_request", set("goods_in_stock", "true"), "check_stock"),
        (
            "procurement",
            set("supplier_price", "2100000.00 RUB"),
            "ask_supplier_price",
        ),
        (
            "destination_warehouse",
            set("handover_date", "2026-11-20"),
            "hand_over",
        ),
        (
            "closing_documents",
            attach("closing", "акт.pdf"),
            "collect_closing_documents",
        ),
    ];
    for (stage, doing, task) in cases {
        let mut house = House::new();
        house.reaches(stage);
        let by = if task == "collect_closing_documents" {
            "belova"
        } else {
            "ivanov"
        };
        house.by(by).does(doing);
        assert_eq!(house.stage(), stage);
        assert_eq!(house.tasks(), [task]);
    }
}

/// `recheck_stock` ends with a move: stating the stock makes that move follow by itself, and the task is done.
#[test]
fn recheck_stock_ends_with_the_move_that_the_statement_brings_about() {
    let mut house = House::new();
    house.reaches("invoice_and_specification");
    house.at("2027-02-01T10:00:00+03:00").is_paid(TOTAL);
    assert_eq!(house.tasks(), ["recheck_stock"]);
    house.by("ivanov").does(set("goods_in_stock", "false"));
    assert_eq!(house.stage(), "awaiting_supply");
    assert_eq!(house.closed(), ["recheck_stock done"]);
}

/// A task that asks for nothing is finished by saying so and by nothing else; nor is any by what it merely takes.
#[test]
fn what_a_task_does_not_ask_for_finishes_nothing() {
    let mut house = House::new();
    house
        .reaches("rostov_warehouse")
        .does(set("carrier", "ПЭК"));
    assert_eq!(house.tasks(), ["collect_goods"]);
    assert_eq!(house.letters(), [""; 0]);
    let mut house = House::new();
    house.reaches("invoicing").does(set("invoice_total", TOTAL));
    house.does(attach("other", "письмо.eml"));
    assert_eq!(house.tasks(), ["issue_invoice"]);
}

/// The day of the supply stated anew, on a task that is done already, finishes nothing again.
#[test]
fn a_task_is_finished_once() {
    let mut house = House::new();
    house.reaches("awaiting_supply");
    house
        .does(set("supply_expected", SUPPLY))
        .does(set("supply_expected", "2026-12-25"));
    assert_eq!(house.closed(), [""; 0]);
    assert_eq!(house.tasks(), ["receive_goods"]);
}

/// A statement finishes every task that it brings the last of, and each gives what follows it.
#[test]
fn one_statement_finishes_several_tasks() {
    let mut house = House::new();
    house.rule(
        "tasks: [order_goods]",
        "tasks: [order_goods, book_the_ramp, tell_client]",
    );
    house.rule(
        "  receive_goods:\n",
        "  book_the_ramp:\n    title: занять рампу\n    for: manager\n    due: 1 working day\n    \
         asks: [fact supply_expected]\n    ends_with: [done]\n    then: hand_over\n  receive_goods:\n",
    );
    house.reaches("awaiting_supply");
    house.does(set("supply_expected", SUPPLY));
    assert_eq!(house.closed(), ["order_goods done", "book_the_ramp done"]);
    assert_eq!(house.tasks(), ["tell_client", "receive_goods", "hand_over"]);
}

/// What was done moves the deal out of the stage where it was done, and no further.
#[test]
fn a_task_done_moves_the_deal_out_of_its_own_stage() {
    let mut house = House::new();
    house.rule(
        "automatic:\n",
        "automatic:\n- {from: [awaiting_supply], to: rostov_warehouse, when: [done order_goods]}\n\
         - {from: [rostov_warehouse], to: in_delivery, when: [done order_goods]}\n",
    );
    house.reaches("awaiting_supply");
    house.does(set("supply_expected", SUPPLY));
    assert_eq!(house.stage(), "rostov_warehouse");
    assert_eq!(house.tasks(), ["collect_goods"]);
}

/// Whoever states it must be allowed to do the task: another role's statement leaves it open.
#[test]
fn a_statement_finishes_the_tasks_of_its_own_role() {
    let order = "title: заказать товар у поставщика\n    for: ";
    let mut house = House::new();
    house.reaches("awaiting_supply");
    let theirs = format!("{order}accountant");
    house.rule(&format!("{order}manager"), &theirs);
    house.rule(
        "hint: товар получен\n  sets: {goods_in_stock: true}",
        "hint: товар получен\n  sets: {goods_in_stock: true}\n  takes: [fact supply_expected]",
    );
    house.does(set("supply_expected", SUPPLY));
    assert_eq!(house.tasks(), ["order_goods"]);
    house
        .by("belova")
        .does(set("supply_expected", "2026-12-21"));
    assert_eq!(house.closed(), ["order_goods done"]);
}

/// A deputy finishes the task on behalf of the manager; so does the next manager of the deal.
#[test]
fn a_deputy_finishes_it_on_behalf_of_the_manager() {
    let mut house = House::new();
    house.reaches("awaiting_supply");
    house.delegates(Role::Manager, "ivanov", "sidorov");
    house.by("sidorov").does(set("supply_expected", SUPPLY));
    let entry = house.file().history.pop().expect("an entry");
    assert_eq!(entry.on_behalf_of, Some(person_id("ivanov")));
    assert_eq!(house.closed(), ["order_goods done"]);
    let mut house = House::new();
    house.reaches("awaiting_supply").does(assign("sidorov"));
    house.by("sidorov").does(set("supply_expected", SUPPLY));
    assert_eq!(house.tasks(), ["receive_goods"]);
}

/// Takes the last event back, and finds the header as it was before.
#[track_caller]
fn takes_back(house: &mut House, before: &DealFile) {
    house.does(correct(house.deal().events));
    assert_eq!(undone(&house.deal()), undone(&before.deal));
}

/// Taken back, the task is open again, the deal stands where it stood, and the letter is cancelled.
#[test]
fn what_a_statement_finished_is_taken_back_with_it() {
    let mut house = House::new();
    let before = house.reaches("awaiting_supply").file();
    house.does(set("supply_expected", SUPPLY));
    takes_back(&mut house, &before);
    assert_eq!(house.tasks(), ["order_goods"]);
    for (first, second) in [(number(), invoice()), (invoice(), number())] {
        let mut house = House::new();
        let before = house.reaches("invoicing").does(first).file();
        house.does(second.clone());
        takes_back(&mut house, &before);
        assert_eq!(house.tasks(), ["issue_invoice"]);
        assert_eq!(house.fact("invoice_total"), None);
        assert_eq!(house.letter("invoice/1").state.id(), "cancelled");
        house.does(second);
        assert_eq!(house.letters(), ["invoice/2 → buyer@stakan.example"]);
    }
}

/// Once its letter is on its way it stays.
#[test]
fn a_statement_whose_letter_left_stays() {
    let mut house = House::new();
    house.reaches("invoicing").does(number()).does(invoice());
    let event = house.deal().events;
    house.at("2026-11-20T11:00:00+03:00");
    house.by("cron").does(claim(&["invoice/1"]));
    let unmet = house.by("ivanov").refuses(correct(event));
    assert!(matches!(&unmet[..], [Unmet::LetterLeft { .. }]));
}

/// The history says what was wanted, what it finished, and what followed, in one line of one commit.
#[test]
fn the_entry_says_what_was_wanted_and_what_followed() {
    let mut house = House::new();
    house.reaches("invoicing").does(invoice());
    house.does(number().no_mail());
    let text = house.file().node().to_yaml();
    let entry = text.rsplit("- kind: ").next().expect("an entry");
    let entry: Vec<&str> = entry.lines().map(str::trim).collect();
    for line in ["set", "no_mail: true", "invoice_number: С-17", "then:"] {
        assert!(entry.contains(&line), "no `{line}` in {entry:#?}");
    }
    let subject = house.message().lines().next().map(str::to_owned);
    let expected = "TLG-1: указано: invoice_number = С-17 → Счет и спецификация";
    assert_eq!(subject.as_deref(), Some(expected));
}
