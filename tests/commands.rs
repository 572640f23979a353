//! The commands that write, as people type them: the real program against real git and real ssh-keygen.
#![cfg(unix)]

#[path = "commands/applying.rs"]
mod applying;
#[path = "commands/beginning.rs"]
mod beginning;
#[path = "commands/deciding.rs"]
mod deciding;
#[path = "commands/echo.rs"]
mod echo;
#[path = "commands/naming.rs"]
mod naming;
#[path = "commands/numbers.rs"]
mod numbers;
#[cfg(target_os = "linux")]
#[path = "commands/on_a_terminal.rs"]
mod on_a_terminal;
#[path = "commands/paying.rs"]
mod paying;
#[path = "commands/refusing.rs"]
mod refusing;
#[path = "commands/synonyms.rs"]
mod synonyms;
#[path = "commands/whole_deal.rs"]
mod whole_deal;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/office.rs"]
mod office;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sandbox.rs"]
mod sandbox;

use office::Office;

/// An office with the deal TLG-1, whose quote is being prepared.
fn office_preparing_a_quote() -> Office {
    let office = Office::open();
    let sidorov = office.by("sidorov");
    sidorov.done("deal new --client stakan --title 'Линия для стаканов'");
    sidorov.done("deal move 1 procurement");
    sidorov.done("deal move 1 quote_preparation --set supplier_price=2100000");
    office
}

/// An office with the deal TLG-1, whose quote is with the client.
fn office_with_a_sent_quote() -> Office {
    let office = office_preparing_a_quote();
    let quote = office.file("quote.pdf", "quote");
    office.by("sidorov").done(&format!(
        "quote send 1 --file {quote} --total 2500000 --valid-until 31.12.2026"
    ));
    office
}

/// An office with the deal TLG-1, whose invoice waits for its money.
fn office_waiting_for_money() -> Office {
    let office = office_with_a_sent_quote();
    let sidorov = office.by("sidorov");
    let invoice = office.file("invoice.pdf", "invoice");
    sidorov.done("deal move 1 invoicing");
    sidorov.done(&format!(
        "task done 1 --file invoice={invoice} --set invoice_number=A-17"
    ));
    office
}
