//! Money in.

use crate::office_waiting_for_money;

#[test]
fn money_is_confirmed_by_invoice_or_deal_and_taken_back() {
    let office = office_waiting_for_money();
    let orlova = office.by("orlova");
    let part = orlova.json("pay A-17 --amount '1 000 000,00' --date 20.11.2026 --document 512");
    assert_eq!(part["stage"], "invoice_and_specification");
    orlova.refused("pay 1 --amount 1000000 --date 20.11.2026 --document 512", 1);
    orlova.done("pay 1 --cancel 512 -m 'чужой платеж'");
    orlova.refused("pay 1 --cancel 512 -m ещё", 1);
    let whole = orlova.json("pay TLG-1 --amount 2500000 --date 20.11.2026 --document 513");
    assert_eq!(whole["stage"], "awaiting_supply");
    office.assert_sound();
}

#[test]
fn a_payment_that_cannot_be_is_refused() {
    let office = office_waiting_for_money();
    let orlova = office.by("orlova");
    orlova.refused("pay 1 --amount 1000 --date 21.11.2026 --document 1", 1);
    orlova.refused("pay 1 --amount 1000.005 --date 20.11.2026 --document 1", 2);
    orlova.refused(
        "pay 1 --amount '1000 USD' --date 20.11.2026 --document 1",
        1,
    );
    orlova.refused("pay B-99 --amount 1000 --date 20.11.2026 --document 1", 2);
    orlova.refused("pay 1 --cancel 77 -m нет", 1);
    let missing = orlova.refused("pay 1 --amount 1000", 2);
    assert!(
        missing.contains("--date") && missing.contains("--document"),
        "{missing}"
    );
    office
        .by("sidorov")
        .refused("pay 1 --amount 1000 --date 20.11.2026 --document 1", 1);
}

#[test]
fn a_number_that_is_a_deal_and_an_invoice_of_another_is_refused() {
    let office = office_waiting_for_money();
    let sidorov = office.by("sidorov");
    let (quote, invoice) = (office.file("q.pdf", "q"), office.file("i.pdf", "i"));
    sidorov.done("deal new --client stakan --title Запчасти");
    sidorov.done("deal move 2 in_stock");
    sidorov.done("deal move 2 quote_preparation");
    sidorov.done(&format!(
        "quote send 2 --file {quote} --total 1000 --valid-until 31.12.2026"
    ));
    sidorov.done("deal move 2 invoicing");
    sidorov.done(&format!(
        "task done 2 --file invoice={invoice} --set invoice_number=1"
    ));
    let orlova = office.by("orlova");
    let said = orlova.refused("pay 1 --amount 1000 --date 20.11.2026 --document 1", 2);
    assert!(said.contains("TLG-1, TLG-2"), "{said}");
    orlova.done("pay TLG-2 --amount 1000 --date 20.11.2026 --document 1");
}
