//! Payment put off, reminded of, put off again, received. Deal 7; besides, deals 8 and 9 get under way.

use super::Meanwhile;
use crate::cli::demo::cast::Who::{Ivanov, Service, Sidorov, Smirnova};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    let chapter = Chapter::new(say.line("demo-deferral")).day(41);
    paid(reminded(chapter, say), say)
}

fn reminded(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .meanwhile(INVOICED)
        .tell(say.line("demo-deferral-asked"))
        .shown(
            Ivanov,
            "tlg deal defer 7 --until {43} --file specification=../papers/specification-7.pdf",
        )
        .meanwhile(ALSO_DEFERRED)
        .day(43)
        .tell(say.line("demo-deferral-day"))
        .shown(Service, "tlg tick")
        .mornings(45)
        .meanwhile(INVOICE_FORGOTTEN)
        .tell(say.line("demo-deferral-third"))
        .shown(Ivanov, "tlg")
        .shown(Ivanov, "tlg deal explain 7")
}

fn paid(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .tell(say.line("demo-deferral-again"))
        .shown(
            Ivanov,
            "tlg deal defer 7 --until {47} -m 'Ждут перевода от своего заказчика'",
        )
        .mornings(48)
        .tell(say.line("demo-deferral-paid"))
        .shown(
            Smirnova,
            "tlg pay 20 --amount 760000 --date {48} --document 357",
        )
        .mornings(49)
}

const INVOICED: Meanwhile = &[
    (
        Ivanov,
        "tlg deal new --client Северный --title 'Стаканы 350 мл, пробная партия'",
    ),
    (Ivanov, "tlg deal move 7 in_stock"),
    (Ivanov, "tlg deal move 7 quote_preparation"),
    (
        Ivanov,
        "tlg quote send 7 --file ../papers/quote-7.pdf --total 760000 --valid-until {60}",
    ),
    (Ivanov, "tlg deal move 7 invoicing"),
    (
        Ivanov,
        "tlg task done 7 --set invoice_number=20 --file invoice=../papers/invoice-20.pdf",
    ),
];

const ALSO_DEFERRED: Meanwhile = &[
    (
        Sidorov,
        "tlg deal new --client Бумага --title 'Ножи и формы'",
    ),
    (Sidorov, "tlg deal move 8 in_stock"),
    (Sidorov, "tlg deal move 8 quote_preparation"),
    (
        Sidorov,
        "tlg quote send 8 --file ../papers/quote-8.pdf --total 980000 --valid-until {60}",
    ),
    (Sidorov, "tlg deal move 8 invoicing"),
    (
        Sidorov,
        "tlg task done 8 --set invoice_number=21 --file invoice=../papers/invoice-21.pdf",
    ),
    (
        Sidorov,
        "tlg deal defer 8 --until {47} --file specification=../papers/specification-8.pdf",
    ),
];

const INVOICE_FORGOTTEN: Meanwhile = &[
    (
        Ivanov,
        "tlg deal new --client Кофе --title 'Стаканы двухслойные, 40 тыс.'",
    ),
    (Ivanov, "tlg deal move 9 in_stock"),
    (Ivanov, "tlg deal move 9 quote_preparation"),
    (
        Ivanov,
        "tlg quote send 9 --file ../papers/quote-9.pdf --total 268000 --valid-until {60}",
    ),
    (Ivanov, "tlg deal move 9 invoicing"),
];
