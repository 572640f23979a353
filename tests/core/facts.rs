//! docs/process.md, Facts: where, by whom and of what type; documents alike.

use tlg::actions::refusal::Unmet;
use tlg::people::Role;

use crate::doing::{assign, attach, change_client, go, note, retitle, set};
use crate::house::{House, person_id};
use crate::journey::TOTAL;

/// Facts may be set only where a task, move or decision of the stage names them.
#[test]
fn a_fact_is_set_where_the_stage_names_it() {
    let cases = [
        ("new_request", "goods_in_stock", "true"),
        ("procurement", "supplier_price", "2100000.00 RUB"),
        ("quote_preparation", "quote_total", TOTAL),
        ("quote_preparation", "quote_valid_until", "2026-12-31"),
        ("quote_preparation", "prepayment", "30%"),
        ("quote_sent", "discount_asked", "2300000.00 RUB"),
        ("quote_revision", "discount_asked", "2300000.00 RUB"),
        ("invoicing", "invoice_number", "С-17"),
        ("invoicing", "invoice_total", TOTAL),
        ("awaiting_supply", "supply_expected", "2026-12-15"),
        ("rostov_warehouse", "carrier", "ПЭК"),
        ("in_delivery", "waybill", "12-345"),
        ("rostov_warehouse", "handover_date", "2026-11-20"),
        ("destination_warehouse", "handover_date", "2026-11-20"),
    ];
    for (stage, fact, value) in cases {
        let mut house = House::new();
        house.reaches(stage).does(set(fact, value));
        assert_eq!(house.fact(fact).as_deref(), Some(value), "{stage}");
        let mut house = House::new();
        let elsewhere = if stage == "new_request" {
            "quote_sent"
        } else {
            "new_request"
        };
        house.reaches(elsewhere);
        let unmet = house.refuses(set(fact, value));
        assert!(
            matches!(&unmet[0], Unmet::FactNotHere { .. }),
            "{fact} in {elsewhere}"
        );
    }
}

/// By its role: the director and the accountant state nothing where the manager does.
#[test]
fn a_fact_is_set_by_its_role() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    let unmet = house.by("petrova").refuses(set("quote_total", "1.00 RUB"));
    assert!(matches!(
        &unmet[0],
        Unmet::NotEntitled {
            role: Role::Manager,
            ..
        }
    ));
    let unmet = house.by("belova").refuses(set("quote_total", "1.00 RUB"));
    assert!(matches!(&unmet[..], [Unmet::FactNotHere { .. }]));
}

/// Every type has one spelling in the file; another one is refused whoever writes it.
#[test]
fn a_value_is_of_its_type_in_the_one_spelling() {
    let cases = [
        ("new_request", "goods_in_stock", "да"),
        ("quote_preparation", "quote_total", "2 500 000,00"),
        ("quote_preparation", "quote_total", "0.00 RUB"),
        ("quote_preparation", "quote_total", "true"),
        ("quote_preparation", "quote_valid_until", "31.12.2026"),
        ("quote_preparation", "prepayment", "30"),
        ("quote_preparation", "prepayment", "101%"),
        ("invoicing", "invoice_number", ""),
        ("invoicing", "invoice_number", "С-17\nBy: petrova"),
        ("invoicing", "invoice_number", "С\u{202e}17"),
    ];
    for (stage, fact, value) in cases {
        let mut house = House::new();
        house.reaches(stage);
        let unmet = house.refuses(set(fact, value));
        assert!(
            matches!(&unmet[..], [Unmet::FactWrong { .. }]),
            "{fact}={value:?}: {unmet:?}"
        );
    }
}

/// A text as long as a line may be is taken, a longer one is not.
#[test]
fn a_text_has_at_most_five_hundred_characters() {
    let mut house = House::new();
    house
        .reaches("invoicing")
        .does(set("invoice_number", &"ж".repeat(500)));
    let unmet = house.refuses(set("invoice_number", &"ж".repeat(501)));
    assert!(matches!(&unmet[..], [Unmet::FactWrong { .. }]));
}

/// Saying the same again says nothing on the same day; on another day it is news.
#[test]
fn the_same_value_is_news_on_another_day() {
    let mut house = House::new();
    house.does(set("goods_in_stock", "true"));
    assert!(matches!(
        &house.refuses(set("goods_in_stock", "true"))[..],
        [Unmet::SameValue { .. }]
    ));
    house
        .at("2026-11-21T10:00:00+03:00")
        .does(set("goods_in_stock", "true"));
}

/// No fact and no document comes in by an act that does not check it.
#[test]
fn nothing_slips_in_with_another_act() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    let smuggled = attach("other", "письмо.eml").fact("supplier_price", "1.00 RUB");
    assert!(matches!(
        &house.refuses(smuggled)[..],
        [Unmet::FactNotHere { .. }]
    ));
    let smuggled = set("quote_total", TOTAL).file("invoice", "счет.pdf");
    assert!(matches!(
        &house.refuses(smuggled)[..],
        [Unmet::DocumentNotHere { .. }]
    ));
    let unknown = set("weather", "солнце");
    assert!(matches!(
        &house.refuses(unknown)[..],
        [Unmet::UnknownFact { .. }]
    ));
}

/// Documents are filed where the stage names their kind; `other` everywhere.
#[test]
fn a_document_is_filed_where_the_stage_names_it() {
    let cases = [
        ("quote_preparation", "quote"),
        ("invoicing", "invoice"),
        ("invoice_and_specification", "specification"),
        ("closing_documents", "closing"),
    ];
    for (stage, kind) in cases {
        let mut house = House::new();
        let by = if kind == "closing" {
            "belova"
        } else {
            "ivanov"
        };
        house.reaches(stage).by(by).does(attach(kind, "файл.pdf"));
        let mut house = House::new();
        let unmet = house.refuses(attach(kind, "файл.pdf"));
        assert!(
            matches!(&unmet[..], [Unmet::DocumentNotHere { .. }]),
            "{kind}"
        );
        house.does(attach("other", "файл.txt"));
    }
}

/// By its role as well: the accountant files no quote.
#[test]
fn a_document_is_filed_by_its_role() {
    let mut house = House::new();
    house.reaches("quote_preparation");
    let unmet = house.by("belova").refuses(attach("quote", "КП.pdf"));
    assert!(matches!(&unmet[..], [Unmet::DocumentNotHere { .. }]));
    house.does(attach("other", "выписка.pdf"));
}

/// A kind takes its types and sizes; several documents of a kind get places of their own.
#[test]
fn documents_are_of_their_type_and_never_overwritten() {
    let mut house = House::new();
    assert!(matches!(
        &house.refuses(attach("other", "вирус.exe"))[..],
        [Unmet::DocumentType { .. }]
    ));
    assert!(matches!(
        &house.refuses(attach("photo", "фото.jpg"))[..],
        [Unmet::UnknownDocument { .. }]
    ));
    house
        .does(attach("other", "а.txt").file("other", "б.txt"))
        .does(attach("other", "в.txt"));
    let documents = house.deal().documents;
    let files: Vec<&str> = documents
        .iter()
        .map(|document| document.file.as_str())
        .collect();
    let folder = "clients/s/stakan-plus/TLG-1";
    assert_eq!(
        files,
        [1, 2, 3].map(|number| format!("{folder}/other-{number}.txt"))
    );
}

/// A document goes into the folder of the client that the deal has then.
#[test]
fn another_client_is_another_folder_and_the_numbers_run_on() {
    let mut house = House::empty();
    house
        .adds_client("drugoy", None)
        .opens("ivanov")
        .does(attach("other", "а.txt"));
    house
        .does(change_client("drugoy"))
        .does(attach("other", "б.txt"));
    let file = house.deal().documents.pop().expect("a document").file;
    assert_eq!(file, "clients/d/drugoy/TLG-1/other-2.txt");
}

/// Everybody but the service may leave a note, on closed deals too.
#[test]
fn everybody_but_the_service_leaves_notes() {
    let mut house = House::new();
    house.does(crate::doing::lose("duplicate"));
    for person in ["ivanov", "sidorov", "petrova", "belova", "admin"] {
        house.by(person).does(note("звонил клиент"));
    }
    assert!(matches!(
        &house.by("cron").refuses(note("?"))[..],
        [Unmet::NotEntitled { .. }]
    ));
    assert!(matches!(
        &house.by("ivanov").refuses(note(" "))[..],
        [Unmet::TextUnfit { .. }]
    ));
}

/// A deal changes hands with its open tasks.
#[test]
fn a_deal_changes_hands_with_its_tasks() {
    let mut house = House::new();
    assert!(matches!(
        &house.refuses(assign("belova"))[..],
        [Unmet::NotInRole { .. }]
    ));
    assert!(matches!(
        &house.refuses(assign("nikto"))[..],
        [Unmet::UnknownPerson { .. }]
    ));
    assert_eq!(house.refuses(assign("ivanov")), [Unmet::NothingGiven]);
    assert!(matches!(
        &house.by("sidorov").refuses(assign("sidorov"))[..],
        [Unmet::NotEntitled { .. }]
    ));
    house.by("petrova").does(assign("sidorov"));
    assert_eq!(house.deal().manager, person_id("sidorov"));
    assert_eq!(house.deal().tasks[0].holder, "sidorov");
    house.by("sidorov").does(go("in_stock"));
}

/// Title and client are put right by the manager; a title is a line of text.
#[test]
fn a_title_is_a_line_of_text() {
    let mut house = House::new();
    assert!(matches!(
        &house.refuses(retitle("две\nстроки"))[..],
        [Unmet::TextUnfit { .. }]
    ));
    assert!(matches!(
        &house.refuses(change_client("nikto"))[..],
        [Unmet::UnknownClient { .. }]
    ));
    house.does(retitle("Линия 300 мл"));
    assert_eq!(
        house.refuses(retitle("Линия 300 мл")),
        [Unmet::NothingGiven]
    );
}

/// Numbers of deals run on and never restart, also when the company changes its prefix.
#[test]
fn numbers_run_on_under_another_prefix() {
    let mut house = House::new();
    let text = house.files.0.get("tlg.yaml").expect("settings").clone();
    let text = String::from_utf8(text)
        .expect("UTF-8")
        .replace("prefix: TLG", "prefix: NEW");
    house.files.0.insert("tlg.yaml".into(), text.into_bytes());
    let open = crate::doing::Doing::from(tlg::deal::act::Act::Open {
        title: "Запчасти".to_owned(),
        client: tlg::record::id::ClientId::new("stakan-plus").expect("an id"),
        manager: person_id("ivanov"),
    });
    house.deal = tlg::deal::DealId::new("NEW", 1);
    assert!(matches!(
        &house.refuses(open.clone())[..],
        [Unmet::TakenNumber { next: 2, .. }]
    ));
    house.deal = tlg::deal::DealId::new("NEW", 2);
    house.does(open);
}
