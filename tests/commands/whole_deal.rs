//! A deal from the first request to the closing documents.

use crate::office::Office;

#[test]
fn a_deal_is_carried_from_the_first_request_to_the_closing_documents() {
    let mut office = Office::open();
    let quote = office.file("quote.pdf", "first quote");
    let better = office.file("better.pdf", "second quote");
    let invoice = office.file("invoice.pdf", "invoice");
    let closing = office.file("closing.pdf", "closing documents");

    let sidorov = office.by("sidorov");
    assert_eq!(
        sidorov.done("deal new --client stakan --title 'Линия для стаканов'"),
        "TLG-1\n"
    );
    sidorov.done("deal move 1 Закуп");
    sidorov.done("task done 1 --set supplier_price=2100000");
    sidorov.done(&format!(
        "quote ask 1 --file {quote} --total '2 500 000' --valid-until 31.12.2026 -m 'новый клиент'"
    ));
    let binds = binds(&office);
    office.by("petrova").done(&format!(
        "rework 1 --binds {binds} -m 'Укажите срок поставки'"
    ));

    office.at("2026-11-23T09:15:00+03:00");
    let line = format!(
        "quote ask 1 --file {better} --total 2500000 --valid-until 31.12.2026 -m исправлено"
    );
    office.by("sidorov").done(&line);
    let binds = self::binds(&office);
    office
        .by("petrova")
        .done(&format!("approve 1 --binds {binds}"));

    office.at("2026-11-24T11:00:00+03:00");
    office
        .by("sidorov")
        .done("quote discount 1 --ask 2325000 -m 'просит 7 %'");
    let binds = self::binds(&office);
    office.by("petrova").done(&format!(
        "approve 1 --binds {binds} --lowest 2300000 --until 30.11.2026"
    ));
    office.by("sidorov").done(&format!(
        "quote send 1 --file {quote} --total 2325000 --valid-until 31.12.2026 --prepayment 30"
    ));

    let sidorov = office.by("sidorov");
    sidorov.done("deal move 1 'Выставить счет'");
    sidorov.done(&format!(
        "task done 1 --file invoice={invoice} --set invoice_number=A-17"
    ));
    let paid = office
        .by("orlova")
        .json("pay A-17 --amount 697500 --date 24.11.2026 --document 512");
    assert_eq!(
        paid["entered"],
        serde_json::json!(["paid", "awaiting_supply"])
    );

    sidorov.done("task done 1 --set supply_expected=01.12.2026");
    sidorov.done("deal move 1 rostov_warehouse");
    sidorov.done("deal move 1 in_delivery '--set=carrier=Деловые линии'");
    sidorov.done("task done 1");
    sidorov.done("task done 1 --set handover_date=24.11.2026");
    office
        .by("orlova")
        .done("pay 1 --amount 1627500 --date 24.11.2026 --document 513");
    let won = office
        .by("orlova")
        .json(&format!("task done 1 --file closing={closing}"));
    assert_eq!(won["stage"], "won");
    office.assert_sound();
    assert_eq!(
        office
            .git("log --format=%an --all -- deals/00/00/TLG-1.yaml")
            .lines()
            .count(),
        20
    );
}

fn binds(office: &Office) -> String {
    let waiting = office.by("petrova").json("approve");
    waiting[0]["binds"].as_str().unwrap()[..8].to_owned()
}
