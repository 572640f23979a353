//! Requests and their answers.

use crate::office::Office;
use crate::{office_preparing_a_quote, office_with_a_sent_quote};

fn asked() -> (Office, String) {
    let office = office_preparing_a_quote();
    let quote = office.file("quote.pdf", "quote");
    let line = format!(
        "quote ask 1 --file {quote} --total 2500000 --valid-until 31.12.2026 -m 'новый клиент'"
    );
    office.by("sidorov").done(&line);
    let waiting = office.by("petrova").json("approve");
    let binds = waiting[0]["binds"].as_str().unwrap().to_owned();
    (office, binds)
}

#[test]
fn what_waits_for_me_is_listed_with_its_hash() {
    let (office, binds) = asked();
    let listed = office.by("petrova").done("approve");
    assert!(
        listed.contains("TLG-1") && listed.contains(&binds[..8]),
        "{listed}"
    );
    assert!(listed.contains("2 500 000,00 RUB"), "{listed}");
    assert_eq!(office.by("sidorov").json("approve"), serde_json::json!([]));
    assert_eq!(office.by("ivanov").done("approve"), "");
}

#[test]
fn off_a_terminal_an_answer_names_the_hash() {
    let (office, binds) = asked();
    let petrova = office.by("petrova");
    assert!(petrova.refused("approve 1", 2).contains("--binds"));
    petrova.refused("approve 1 --binds 123456", 2);
    petrova.refused("approve 1 --binds abcdefgh", 2);
    petrova.refused("approve 1 --binds 00000000", 1);
    petrova.refused(&format!("approve 1 --binds {}", &binds[..6]), 2);
    let sent = petrova.json(&format!("approve 1 --binds {}", binds[..7].to_uppercase()));
    assert_eq!(sent["stage"], "quote_sent");
    assert_eq!(sent["letters"][0]["to"], "buyer@stakan.example");
    office.assert_sound();
}

#[test]
fn a_changed_quote_is_another_request() {
    let (office, binds) = asked();
    let quote = office.file("other.pdf", "another quote");
    let sidorov = office.by("sidorov");
    sidorov.done("quote withdraw 1 -m ошибка");
    sidorov.done(&format!(
        "quote ask 1 --file {quote} --total 2600000 --valid-until 31.12.2026 -m снова"
    ));
    office
        .by("petrova")
        .refused(&format!("approve 1 --binds {binds}"), 1);
}

#[test]
fn returning_and_rejecting_need_words() {
    let (office, binds) = asked();
    let petrova = office.by("petrova");
    petrova.refused(&format!("rework 1 --binds {binds}"), 1);
    petrova.refused(&format!("reject 1 --binds {binds}"), 1);
    let returned = office.tried("petrova", &format!("rework 1 --binds {binds} -m исправить"));
    let rejected = petrova.json(&format!("reject 1 --binds {binds} -m нет"));
    assert_eq!(rejected["stage"], "lost");
    assert_ne!(office.tip(), returned);
}

#[test]
fn nobody_decides_on_their_own_request() {
    let (office, binds) = asked();
    office
        .by("sidorov")
        .refused(&format!("approve 1 --binds {binds}"), 1);
    office
        .by("orlova")
        .refused(&format!("approve 1 --binds {binds}"), 1);
}

#[test]
fn only_a_discount_carries_a_grant() {
    let (office, binds) = asked();
    office
        .by("petrova")
        .refused(&format!("approve 1 --binds {binds} --lowest 2000000"), 1);
    office.by("petrova").refused("approve --lowest 2000000", 2);
    let office = office_with_a_sent_quote();
    office
        .by("sidorov")
        .done("quote discount 1 --ask 2325000 -m просит");
    let waiting = office.by("petrova").json("approve");
    let binds = waiting[0]["binds"].as_str().unwrap();
    let line = format!("approve 1 --binds {binds} --lowest 2300000 --until 30.11.2026");
    assert_eq!(
        office.by("petrova").json(&line)["stage"],
        "quote_preparation"
    );
}

#[test]
fn nothing_asked_is_nothing_to_answer() {
    let office = office_preparing_a_quote();
    office
        .by("petrova")
        .refused("approve 1 --binds 12345678", 1);
    office
        .by("petrova")
        .refused("reject 1 --binds 12345678 -m нет", 1);
}
