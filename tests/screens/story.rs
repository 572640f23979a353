//! Two weeks of the company: deals in many stages, one day at a time.

use super::company::{Company, Gift};
use tlg::deal::act::Act;
use tlg::process::decision::Answer;

const STAKAN: &str = "stakan-plus";
const VOLGA: &str = "volga-pak";

/// The company as it stands on 23 November 2026, a Monday.
pub fn company() -> Company {
    let company = Company::new("story");
    first_week(&company);
    second_week(&company);
    monday(&company);
    company
}

/// A company with one deal.
pub fn with_one_deal(name: &str) -> Company {
    let company = Company::new(name);
    company.client("ivanov", "2026-11-02T09:10:00+03:00", STAKAN, "Стакан Плюс");
    company.open("ivanov", "2026-11-02T10:00:00+03:00", 1, STAKAN, "Линия");
    company
}

fn quote<'a>(facts: &'a [(&'a str, &'a str)], text: Option<&'a str>) -> Gift<'a> {
    Gift {
        facts,
        documents: &["quote"],
        text,
    }
}

fn first_week(company: &Company) {
    let none = Gift::default();
    company.client("ivanov", "2026-11-02T09:10:00+03:00", STAKAN, "Стакан Плюс");
    company.client("sidorov", "2026-11-02T09:20:00+03:00", VOLGA, "Волга-Пак");
    // Paid in part, the goods have to be bought.
    company.open(
        "sidorov",
        "2026-11-02T10:00:00+03:00",
        1,
        VOLGA,
        "Бумага с двусторонней ламинацией, 12 т",
    );
    company.go(
        "sidorov",
        "2026-11-02T10:30:00+03:00",
        1,
        "procurement",
        none,
    );
    company.go(
        "sidorov",
        "2026-11-03T11:00:00+03:00",
        1,
        "quote_preparation",
        Gift {
            facts: &[("supplier_price", "800000")],
            ..none
        },
    );
    let terms = [
        ("quote_total", "980000"),
        ("quote_valid_until", "2026-12-31"),
        ("prepayment", "50"),
    ];
    company.go(
        "sidorov",
        "2026-11-03T12:00:00+03:00",
        1,
        "quote_sent",
        quote(&terms, None),
    );
    company.go("sidorov", "2026-11-05T10:00:00+03:00", 1, "invoicing", none);
    company.finish(
        "sidorov",
        "2026-11-05T11:00:00+03:00",
        1,
        "issue_invoice",
        Gift {
            facts: &[("invoice_number", "117")],
            documents: &["invoice"],
            text: None,
        },
    );
    let payment = Act::Pay {
        amount: "500000.00 RUB".parse().unwrap(),
        date: "2026-11-09".parse().unwrap(),
        document: "204".to_owned(),
    };
    company.act("smirnova", "2026-11-09T10:00:00+03:00", 1, payment, &[]);
    // Put off until a day that has passed since.
    company.open(
        "ivanov",
        "2026-11-05T09:00:00+03:00",
        2,
        VOLGA,
        "Запчасти к линии ламинации",
    );
    company.go("ivanov", "2026-11-05T09:30:00+03:00", 2, "in_stock", none);
    company.go(
        "ivanov",
        "2026-11-05T09:40:00+03:00",
        2,
        "quote_preparation",
        none,
    );
    let terms = [
        ("quote_total", "410000"),
        ("quote_valid_until", "2026-11-30"),
    ];
    company.go(
        "ivanov",
        "2026-11-05T12:00:00+03:00",
        2,
        "quote_sent",
        quote(&terms, None),
    );
    company.go("ivanov", "2026-11-06T09:00:00+03:00", 2, "invoicing", none);
    company.finish(
        "ivanov",
        "2026-11-06T10:00:00+03:00",
        2,
        "issue_invoice",
        Gift {
            facts: &[("invoice_number", "118")],
            documents: &["invoice"],
            text: None,
        },
    );
    company.go(
        "ivanov",
        "2026-11-09T10:00:00+03:00",
        2,
        "payment_deferred",
        Gift {
            facts: &[("deferral_until", "2026-11-20")],
            documents: &["specification"],
            text: None,
        },
    );
}

fn second_week(company: &Company) {
    let none = Gift::default();
    // Lost at the price.
    company.open(
        "ivanov",
        "2026-11-10T09:00:00+03:00",
        3,
        STAKAN,
        "Матрица 400 мл",
    );
    company.lose("ivanov", "2026-11-11T16:00:00+03:00", 3, "competitor");
    // A quote that has run out, in a letter that waited too long.
    company.open(
        "sidorov",
        "2026-11-11T09:00:00+03:00",
        4,
        STAKAN,
        "Ножи для вырубки",
    );
    company.go("sidorov", "2026-11-11T09:30:00+03:00", 4, "in_stock", none);
    company.go(
        "sidorov",
        "2026-11-11T09:40:00+03:00",
        4,
        "quote_preparation",
        none,
    );
    let terms = [
        ("quote_total", "75000"),
        ("quote_valid_until", "2026-11-20"),
    ];
    company.go(
        "sidorov",
        "2026-11-11T10:00:00+03:00",
        4,
        "quote_sent",
        quote(&terms, None),
    );
    // Waits for the supplier's price.
    company.open(
        "ivanov",
        "2026-11-16T09:00:00+03:00",
        5,
        STAKAN,
        "Линия для бумажных стаканов 350 мл с двусторонней ламинацией",
    );
    company.go(
        "ivanov",
        "2026-11-17T09:00:00+03:00",
        5,
        "procurement",
        none,
    );
}

fn monday(company: &Company) {
    let none = Gift::default();
    // Returned once, then approved.
    company.open(
        "ivanov",
        "2026-11-20T10:02:00+03:00",
        6,
        STAKAN,
        "Линия для стаканов 250 мл",
    );
    company.go(
        "ivanov",
        "2026-11-20T10:40:00+03:00",
        6,
        "procurement",
        none,
    );
    company.go(
        "ivanov",
        "2026-11-20T16:05:00+03:00",
        6,
        "quote_preparation",
        Gift {
            facts: &[("supplier_price", "2100000")],
            ..none
        },
    );
    let terms = [
        ("quote_total", "2500000"),
        ("quote_valid_until", "2026-12-31"),
    ];
    company.ask(
        "ivanov",
        "2026-11-20T17:30:00+03:00",
        6,
        "quote",
        quote(&terms, Some("Новый клиент")),
    );
    company.answer(
        "petrova",
        "2026-11-20T18:10:00+03:00",
        6,
        Answer::Returned,
        Some("Укажите срок поставки"),
    );
    // Asked on Friday, waits for the director.
    company.open(
        "ivanov",
        "2026-11-20T18:20:00+03:00",
        7,
        VOLGA,
        "Полиэтилен для ламинации, 3 т",
    );
    company.go("ivanov", "2026-11-20T18:25:00+03:00", 7, "in_stock", none);
    company.go(
        "ivanov",
        "2026-11-20T18:26:00+03:00",
        7,
        "quote_preparation",
        none,
    );
    let terms = [
        ("quote_total", "640000.50"),
        ("quote_valid_until", "2026-12-15"),
        ("prepayment", "30"),
    ];
    company.ask(
        "ivanov",
        "2026-11-20T18:30:00+03:00",
        7,
        "quote",
        quote(&terms, Some("Просит 30 % предоплаты")),
    );
    // A letter that was taken in hand on Friday and never heard of again.
    let letters = vec![company.deal(7).mail[0].id.clone()];
    company.claim("service", "2026-11-20T18:40:00+03:00", 7, &letters);
    let terms = [
        ("quote_total", "2325000"),
        ("quote_valid_until", "2026-12-31"),
    ];
    company.ask(
        "ivanov",
        "2026-11-23T09:15:00+03:00",
        6,
        "quote",
        quote(&terms, Some("Постоянный клиент, просит 7 %")),
    );
    company.open(
        "ivanov",
        "2026-11-23T10:00:00+03:00",
        8,
        VOLGA,
        "Стаканы 250 мл, пробная партия",
    );
    company.answer(
        "petrova",
        "2026-11-23T11:20:00+03:00",
        6,
        Answer::Approved,
        None,
    );
}
