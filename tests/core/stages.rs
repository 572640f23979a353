//! docs/process.md, Stages and tasks: every row of the table.

use tlg::process::decision::Answer;

use crate::doing::{done, go, later, lose, pay, set};
use crate::house::House;
use crate::journey::{TOTAL, ask_discount, ask_quote, defer, issue_invoice, send_quote};

/// The task that a stage gives on Friday 20.11.2026, its due day and whose it is.
#[track_caller]
fn gives(stage: &str, task: &str, due: &str, holder: &str) {
    let mut house = House::new();
    house.reaches(stage);
    let deal = house.deal();
    let [given] = deal.tasks.as_slice() else {
        panic!("{stage} gives {:?}", deal.tasks);
    };
    assert_eq!(given.id.as_str(), task);
    assert_eq!(given.due.to_string(), due, "{task}");
    assert_eq!(given.holder, holder, "{task}");
    assert_eq!(given.visit, 1);
}

/// Entering a stage gives its task: whose, and until when.
#[test]
fn every_stage_gives_its_task_on_entry() {
    gives("new_request", "check_stock", "2026-11-25", "ivanov");
    gives("in_stock", "start_quote", "2026-11-23", "ivanov");
    gives("procurement", "ask_supplier_price", "2026-11-25", "ivanov");
    gives("quote_preparation", "prepare_quote", "2026-11-24", "ivanov");
    gives("quote_sent", "client_feedback", "2026-11-25", "ivanov");
    gives(
        "quote_revision",
        "describe_revision",
        "2026-11-23",
        "ivanov",
    );
    gives("invoicing", "issue_invoice", "2026-11-23", "ivanov");
    let stage = "invoice_and_specification";
    gives(stage, "check_payment", "2026-11-25", "ivanov");
    gives("awaiting_supply", "order_goods", "2026-11-23", "ivanov");
    gives("rostov_warehouse", "collect_goods", "2026-11-24", "ivanov");
    gives("in_delivery", "follow_delivery", "2026-11-27", "ivanov");
    gives("destination_warehouse", "hand_over", "2026-11-27", "ivanov");
    let task = "collect_closing_documents";
    gives("closing_documents", task, "2026-11-27", "accountant");
}

/// `payment_deferred` gives none until the date; final stages give none at all.
#[test]
fn deferred_payment_and_final_stages_give_no_task() {
    let mut house = House::new();
    house.reaches("payment_deferred");
    assert_eq!(house.tasks(), [""; 0]);
    assert_eq!(house.fact("deferral_until").as_deref(), Some("2026-12-01"));
    for end in ["won", "lost"] {
        let mut house = House::new();
        match end {
            "won" => house.reaches("won"),
            _ => house.does(lose("duplicate")),
        };
        assert_eq!(house.tasks(), [""; 0]);
    }
}

/// `check_stock`: done by the matching move, which states what the task asks for.
#[test]
fn check_stock_is_done_by_either_move() {
    for (to, in_stock) in [("in_stock", "true"), ("procurement", "false")] {
        let mut house = House::new();
        house.does(go(to));
        assert_eq!(house.fact("goods_in_stock").as_deref(), Some(in_stock));
        assert_eq!(house.closed(), ["check_stock done"]);
    }
}

/// `ask_supplier_price`: the move brings the price and finishes the task.
#[test]
fn ask_supplier_price_is_done_by_the_move_with_the_price() {
    let mut house = House::new();
    house.reaches("procurement");
    house.does(go("quote_preparation").fact("supplier_price", "2100000.00 RUB"));
    assert_eq!(house.closed(), ["ask_supplier_price done"]);
}

/// `prepare_quote`: done by `quote send` or `quote ask`.
#[test]
fn prepare_quote_is_done_by_sending_or_asking() {
    for doing in [send_quote(TOTAL), ask_quote(TOTAL)] {
        let mut house = House::new();
        house.reaches("quote_preparation").does(doing);
        assert_eq!(house.closed(), ["prepare_quote done"]);
    }
}

/// `rework_quote`: after a return, with the remarks, 1 working day.
#[test]
fn a_return_gives_rework_quote_with_the_remarks() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.answers(Answer::Returned);
    let deal = house.deal();
    assert_eq!(house.tasks(), ["rework_quote"]);
    assert_eq!(
        deal.tasks[0].remarks.as_deref(),
        Some("Укажите срок поставки")
    );
    assert_eq!(house.due(), ["2026-11-23"]);
    house.does(ask_quote("2400000.00 RUB"));
    assert_eq!(house.closed(), ["rework_quote done"]);
}

/// `describe_revision`: done by `quote discount`; `tell_client`: after a refusal, done by a move.
#[test]
fn describe_revision_is_done_by_the_discount_and_tell_client_by_a_move() {
    let mut house = House::new();
    house
        .reaches("quote_revision")
        .does(ask_discount("2300000.00 RUB"));
    assert_eq!(house.closed(), ["describe_revision done"]);
    house.answers(Answer::Rejected);
    assert_eq!(house.tasks(), ["tell_client"]);
    assert_eq!(house.due(), ["2026-11-23"]);
    house.does(lose("price"));
    assert_eq!(house.closed(), ["tell_client cancelled"]);
}

/// `tell_client` is finished by the client's yes, and by asking anew.
#[test]
fn tell_client_is_done_when_the_deal_goes_on() {
    for on in [go("invoicing"), ask_discount("2350000.00 RUB")] {
        let mut house = House::new();
        house
            .reaches("quote_revision")
            .does(ask_discount("2300000.00 RUB"));
        house.answers(Answer::Rejected).does(on);
        assert_eq!(house.closed(), ["tell_client done"]);
    }
}

/// `issue_invoice`: the accepted КП is attached to the task; done with file and number, and the deal moves by itself.
#[test]
fn issue_invoice_has_the_accepted_quote_and_moves_on_by_itself() {
    let mut house = House::new();
    house.reaches("invoicing");
    let quote = "clients/s/stakan-plus/TLG-1/quote-1.pdf";
    assert_eq!(house.deal().tasks[0].attached.as_deref(), Some(quote));
    house.does(issue_invoice());
    assert_eq!(house.stage(), "invoice_and_specification");
    assert_eq!(house.closed(), ["issue_invoice done"]);
}

/// `check_payment`: done by the payment that moves the deal on, or by putting payment off.
#[test]
fn check_payment_is_done_by_payment_or_deferral() {
    let mut house = House::new();
    house.reaches("invoice_and_specification");
    house.is_paid("100000.00 RUB");
    assert_eq!(house.tasks(), ["check_payment"]);
    house.is_paid("2400000.00 RUB");
    assert_eq!(house.closed(), ["check_payment done"]);

    let mut house = House::new();
    house.reaches("invoice_and_specification");
    house.does(defer("2026-12-01"));
    assert_eq!(house.closed(), ["check_payment done"]);
}

/// `paid`: only when the stock is unknown or stale, `recheck_stock`, done by the matching move.
#[test]
fn paid_asks_for_the_stock_only_when_it_is_stale() {
    for (to, in_stock) in [("rostov_warehouse", "true"), ("awaiting_supply", "false")] {
        let mut house = House::new();
        house.reaches("invoice_and_specification");
        house.at("2026-12-21T10:00:00+03:00").is_paid(TOTAL);
        assert_eq!(house.stage(), "paid");
        assert_eq!(house.tasks(), ["recheck_stock"]);
        assert_eq!(house.due(), ["2026-12-22"]);
        house.by("ivanov").does(go(to));
        assert_eq!(house.closed(), ["recheck_stock done"]);
        assert_eq!(house.fact("goods_in_stock").as_deref(), Some(in_stock));
    }
}

/// The stock stated thirty days ago still holds: the deal does not stop in `paid`.
#[test]
fn stock_stated_thirty_days_ago_is_fresh() {
    let mut house = House::new();
    house.reaches("invoice_and_specification");
    house.at("2026-12-20T23:00:00+03:00").is_paid(TOTAL);
    assert_eq!(house.stage(), "rostov_warehouse");
}

/// A statement about the stock while the deal stands in `paid` moves it on by itself.
#[test]
fn a_fresh_statement_moves_a_paid_deal_on() {
    let mut house = House::new();
    house.reaches("invoice_and_specification");
    house.at("2026-12-21T10:00:00+03:00").is_paid(TOTAL);
    house.by("ivanov").does(set("goods_in_stock", "true"));
    assert_eq!(house.stage(), "rostov_warehouse");
    assert_eq!(house.closed(), ["recheck_stock done"]);
}

/// `order_goods`, then `receive_goods`, due on the day on which the supply is expected.
#[test]
fn order_goods_is_followed_by_receive_goods() {
    let mut house = House::new();
    house.reaches("awaiting_supply");
    house.does(done("order_goods").fact("supply_expected", "2026-12-15"));
    assert_eq!(house.closed(), ["order_goods done"]);
    assert_eq!(house.tasks(), ["receive_goods"]);
    assert_eq!(house.due(), ["2026-12-15"]);
    house.does(go("rostov_warehouse"));
    assert_eq!(house.closed(), ["receive_goods done"]);
}

/// `order_goods` is cancelled when the goods are there without it ever being done.
#[test]
fn order_goods_is_cancelled_when_the_goods_come_first() {
    let mut house = House::new();
    house
        .reaches("awaiting_supply")
        .does(go("rostov_warehouse"));
    assert_eq!(house.closed(), ["order_goods cancelled"]);
}

/// `collect_goods`: done by a move, or by saying so when the client picks up in Rostov.
#[test]
fn collect_goods_is_done_by_a_move_or_by_saying_so() {
    let mut house = House::new();
    house.reaches("rostov_warehouse").does(go("in_delivery"));
    assert_eq!(house.closed(), ["collect_goods done"]);

    let mut house = House::new();
    house
        .reaches("rostov_warehouse")
        .does(done("collect_goods"));
    assert_eq!(house.closed(), ["collect_goods done"]);
    assert_eq!(house.tasks(), ["hand_over"]);
    house.does(go("closing_documents").fact("handover_date", "2026-11-20"));
    assert_eq!(house.closed(), ["hand_over done"]);
}

/// `follow_delivery`, `hand_over`, `collect_closing_documents`: done by the move on.
#[test]
fn the_last_tasks_are_done_by_the_move_on() {
    let mut house = House::new();
    house
        .reaches("in_delivery")
        .does(go("destination_warehouse"));
    assert_eq!(house.closed(), ["follow_delivery done"]);
    house.reaches("closing_documents");
    assert_eq!(house.closed(), ["hand_over done"]);
    house.reaches("won");
    assert_eq!(house.closed(), ["collect_closing_documents done"]);
}

/// `task later` moves the due day with a reason; the first date stays for reports.
#[test]
fn a_task_put_off_keeps_its_first_date() {
    let mut house = House::new();
    house.does(later("check_stock", "2026-11-30"));
    house.does(later("check_stock", "2026-12-02"));
    let task = house.deal().tasks.remove(0);
    assert_eq!(task.due.to_string(), "2026-12-02");
    assert_eq!(
        task.first_due.map(|day| day.to_string()).as_deref(),
        Some("2026-11-25")
    );
}

/// A due date, once set, is stored: a later edit of the calendar does not move it (Time).
#[test]
fn an_edited_calendar_moves_no_due_date() {
    let mut house = House::new();
    house.files.0.remove("calendar/2026.yaml");
    house.does(crate::doing::note("календарь изменен"));
    assert_eq!(house.due(), ["2026-11-25"]);
}

/// The day is the company's: half past midnight in Moscow is the next day, whatever the offset told (Time).
#[test]
fn days_are_counted_in_the_company_zone() {
    let mut house = House::empty();
    house.at("2026-11-19T22:30:00+00:00").opens("ivanov");
    assert_eq!(house.due(), ["2026-11-25"]);
}

/// Working days skip holidays: opened on 30.12.2025, due on 14.01.2026 (Time).
#[test]
fn due_dates_skip_the_new_year_holidays() {
    let mut house = House::empty();
    house.at("2025-12-30T10:00:00+03:00").opens("ivanov");
    assert_eq!(house.due(), ["2026-01-14"]);
}

/// A request is due in one working day (Time).
#[test]
fn a_request_is_due_in_one_working_day() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    let request = house.deal().request.expect("a request");
    assert_eq!(request.due.to_string(), "2026-11-23");
    assert_eq!(house.tasks(), [""; 0]);
}

/// A payment that comes in late does not wait for anything: no time limit decides (Time).
#[test]
fn a_late_task_is_still_done_by_its_move() {
    let mut house = House::new();
    house.at("2027-06-01T10:00:00+03:00").does(go("in_stock"));
    assert_eq!(house.closed(), ["check_stock done"]);
}

/// A withdrawn request gives the stage's task back: no open deal waits for nothing.
#[test]
fn a_withdrawn_request_gives_the_task_back() {
    let mut house = House::new();
    house.reaches("quote_preparation").does(ask_quote(TOTAL));
    house.does(crate::doing::withdraw());
    assert_eq!(house.tasks(), ["prepare_quote"]);
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(ask_discount("2300000.00 RUB"));
    house.does(crate::doing::withdraw());
    assert_eq!(house.tasks(), ["describe_revision"]);
}

/// Leaving a stage closes its open tasks by name: done if what they ask for is there, else cancelled.
#[test]
fn leaving_a_stage_closes_its_tasks_by_name() {
    let mut house = House::new();
    house.does(lose("no_answer"));
    assert_eq!(house.closed(), ["check_stock cancelled"]);
    let mut house = House::new();
    house
        .reaches("quote_sent")
        .does(go("quote_preparation").says("Другое количество"));
    assert_eq!(house.closed(), ["client_feedback done"]);
    house.does(ask_quote("2600000.00 RUB"));
    assert_eq!(house.closed(), ["prepare_quote done"]);
}

/// A payment in a foreign stage gives no tasks and closes none.
#[test]
fn a_payment_after_shipping_leaves_the_tasks_alone() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    house.does(send_quote(TOTAL).fact("prepayment", "30%"));
    house
        .reaches("invoice_and_specification")
        .is_paid("750000.00 RUB");
    assert_eq!(house.stage(), "rostov_warehouse");
    house.does(pay("1750000.00 RUB", "2026-11-20", "П-9"));
    assert_eq!(house.tasks(), ["collect_goods"]);
    assert_eq!(house.closed(), [""; 0]);
}

/// A task is put off to a later day only.
#[test]
fn a_task_is_put_off_to_a_later_day() {
    for day in ["2026-11-24", "2026-11-25"] {
        let unmet = House::new().refuses(later("check_stock", day));
        assert_eq!(unmet, [tlg::actions::refusal::Unmet::NothingGiven], "{day}");
    }
    House::new().does(later("check_stock", "2026-11-26"));
}

/// Losing ends a task as done where what it asks for is there; one that asks for nothing is cancelled.
#[test]
fn losing_ends_a_task_as_done_if_what_it_asks_for_is_there() {
    let mut house = House::new();
    house
        .does(set("goods_in_stock", "true"))
        .does(lose("duplicate"));
    assert_eq!(house.closed(), ["check_stock done"]);
    let mut house = House::new();
    house.does(lose("duplicate"));
    assert_eq!(house.closed(), ["check_stock cancelled"]);
    let mut house = House::new();
    house.reaches("quote_sent").does(lose("price"));
    assert_eq!(house.closed(), ["client_feedback cancelled"]);
}
