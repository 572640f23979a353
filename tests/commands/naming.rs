//! Deals, stages, people, clients and tasks by the names that people use.

use crate::office::Office;
use crate::{office_preparing_a_quote, office_waiting_for_money};

#[test]
fn what_nobody_knows_is_refused() {
    let office = office_preparing_a_quote();
    let sidorov = office.by("sidorov");
    for line in [
        "deal move 99 lost",
        "deal move tomorrow lost",
        "deal move 1 nowhere",
        "deal new --client nobody --title Т",
        "deal assign 1 nobody",
        "client set nobody --inn 7707083893",
        "task done 1 no_such_task",
        "deal set 1 colour=red",
        "deal move 1 quote_sent --file drawing=x.pdf",
    ] {
        let ended = sidorov.run(line);
        assert!([1, 2].contains(&ended.code), "{line}: {}", ended.stderr);
        assert_ne!(ended.stderr, "", "{line}");
    }
}

#[test]
fn names_are_met_by_id_prefix_title_or_part() {
    let office = Office::open();
    office.let_in("kuznetsov", "manager");
    let sidorov = office.by("sidorov");
    sidorov.done("deal new --client СТАКАН --title Стаканы --manager sidor");
    let moved = office.tried("sidorov", "deal move tlg-1 закуп");
    assert_eq!(office.tried("sidorov", "deal move 1 proc"), moved);
    sidorov.done("deal assign 1 kuzn");
    sidorov.refused("deal move 1 procurement", 1);
    office.by("kuznetsov").done("deal move 1 procurement");
}

#[test]
fn tasks_are_met_by_id_or_part_of_the_title() {
    let office = office_waiting_for_money();
    let put_off = office.tried("sidorov", "task later 1 --until 27.11.2026 -m ждём");
    assert_eq!(
        office.tried(
            "sidorov",
            "task later 1 'статус оплаты' --until 27.11.2026 -m ждём"
        ),
        put_off
    );
    let sidorov = office.by("sidorov");
    sidorov.refused("task later 1 --until 27.11.2026", 2);
    sidorov.refused("task later 1 --until 19.11.2026 -m раньше", 1);
}

#[test]
fn all_deals_of_a_manager_change_hands_or_none() {
    let office = Office::open();
    office.let_in("kuznetsov", "manager");
    let sidorov = office.by("sidorov");
    for title in ["Первая", "Вторая", "Третья"] {
        sidorov.done(&format!("deal new --client stakan --title {title}"));
    }
    sidorov.done("deal lose 2 --reason duplicate");
    sidorov.refused("deal assign --from sidorov --to petrova", 1);
    let handed = office
        .by("ivanov")
        .json("deal assign --from sidorov --to kuznetsov");
    let deals: Vec<&str> = handed
        .as_array()
        .unwrap()
        .iter()
        .map(|deal| deal["deal"].as_str().unwrap())
        .collect();
    assert_eq!(deals, ["TLG-1", "TLG-3"]);
    assert_eq!(
        office
            .by("ivanov")
            .json("deal assign --from sidorov --to kuznetsov"),
        serde_json::json!([])
    );
    office.assert_sound();
}

/// One of the deals waits for an answer that the new manager alone could give: none changes hands.
#[test]
fn no_deal_changes_hands_where_one_of_them_could_not_be_decided_any_more() {
    let office = Office::new();
    office.let_in("sidorov", "manager");
    office.let_in("kuznetsov", "manager --role finance_director");
    let sidorov = office.by("sidorov");
    sidorov.done("client add 'Стакан Плюс' --email buyer@stakan.example --id stakan");
    let quote = office.file("quote.pdf", "quote");
    for title in ["Первая", "Вторая"] {
        sidorov.done(&format!("deal new --client stakan --title {title}"));
    }
    sidorov.done("deal move 2 in_stock");
    sidorov.done("deal move 2 quote_preparation");
    sidorov.done(&format!(
        "quote ask 2 --file {quote} --total 90000 --valid-until 31.12.2026 -m новый"
    ));
    let hand_over = "deal assign --from sidorov --to kuznetsov";
    let said = sidorov.refused(hand_over, 1);
    assert!(said.contains("TLG-2 «Вторая»"), "{said}");
    assert!(said.contains("tlg quote withdraw 2 -m ПРИЧИНА"), "{said}");
    sidorov.done("quote withdraw 2 -m передаю");
    let handed = sidorov.json(hand_over);
    assert_eq!(handed.as_array().unwrap().len(), 2);
    office.assert_sound();
}
