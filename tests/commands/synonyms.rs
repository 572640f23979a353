//! Commands that say one thing make one commit, byte for byte.

use crate::{office_preparing_a_quote, office_waiting_for_money, office_with_a_sent_quote};

#[test]
fn sending_a_quote_is_the_move_that_sends_it() {
    let office = office_preparing_a_quote();
    let quote = office.file("quote.pdf", "quote");
    let sent = office.tried(
        "sidorov",
        &format!("quote send 1 --file {quote} --total 2500000 --valid-until 31.12.2026"),
    );
    let moved = format!(
        "deal move 1 quote_sent --file quote={quote} --set quote_total=2500000 --set quote_valid_until=2026-12-31"
    );
    assert_eq!(office.tried("sidorov", &moved), sent);
    let done = format!(
        "deal move TLG-1 'КП отправлено' --file quote={quote} --set 'quote_total=2 500 000,00 RUB' --set quote_valid_until=31.12.2026"
    );
    assert_eq!(office.tried("sidorov", &done), sent);
}

#[test]
fn deferring_is_the_move_to_the_stage_that_waits() {
    let office = office_waiting_for_money();
    let specification = office.file("specification.pdf", "specification");
    let deferred = office.tried(
        "sidorov",
        &format!("deal defer 1 --until 10.12.2026 --file specification={specification}"),
    );
    let moved = format!(
        "deal move 1 payment_deferred --file specification={specification} --set deferral_until=2026-12-10"
    );
    assert_eq!(office.tried("sidorov", &moved), deferred);
    office.by("sidorov").done(&moved);
    let again = office.tried("sidorov", "deal defer 1 --until 20.12.2026 -m 'ждут транш'");
    let moved = "deal move 1 payment_deferred --set deferral_until=2026-12-20 -m 'ждут транш'";
    assert_eq!(office.tried("sidorov", moved), again);
}

#[test]
fn finishing_a_task_is_the_move_that_it_ends_with() {
    let office = crate::office::Office::open();
    office
        .by("sidorov")
        .done("deal new --client stakan --title Стаканы");
    let done = office.tried("sidorov", "task done 1 --set goods_in_stock=нет");
    let moved = office.tried("sidorov", "deal move 1 procurement --set goods_in_stock=no");
    assert_eq!(done, moved);
    let there = office.tried(
        "sidorov",
        "task done 1 check_stock --set goods_in_stock=yes",
    );
    assert_eq!(
        office.tried("sidorov", "deal move 1 in_stock --set goods_in_stock=да"),
        there
    );
    assert_ne!(there, moved);
}

#[test]
fn a_move_that_follows_by_itself_is_the_task_before_it() {
    let office = office_with_a_sent_quote();
    let invoice = office.file("invoice.pdf", "invoice");
    office.by("sidorov").done("deal move 1 invoicing");
    let done = office.tried(
        "sidorov",
        &format!("task done 1 --file invoice={invoice} --set invoice_number=A-17"),
    );
    let moved = format!(
        "deal move 1 invoice_and_specification --file invoice={invoice} --set invoice_number=A-17"
    );
    assert_eq!(office.tried("sidorov", &moved), done);
}

#[test]
fn the_same_act_is_the_same_commit_whoever_runs_it_again() {
    let office = office_with_a_sent_quote();
    let lost = office.tried("sidorov", "deal lose 1 --reason price -m дорого");
    assert_eq!(
        office.tried("sidorov", "deal lose TLG-1 --reason price --message дорого"),
        lost
    );
    assert_ne!(
        office.tried("sidorov", "deal lose 1 --reason no_answer -m дорого"),
        lost
    );
}
