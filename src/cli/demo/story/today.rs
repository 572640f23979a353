//! Where the company stands today, and the proof of it. Deals 10 to 14 begin.

use super::{LAST_DAY, Meanwhile};
use crate::cli::demo::cast::Who::{Auditor, Ivanov, Petrova, Service, Sidorov};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    Chapter::new(say.line("demo-today"))
        .day(LAST_DAY - 1)
        .meanwhile(UNDER_WAY)
        .day(LAST_DAY)
        .meanwhile(FRESH)
        .today()
        .quiet(Service, "tlg tick")
        .tell(say.line("demo-today-board"))
        .shown(Petrova, "tlg board")
        .tell(say.line("demo-today-director"))
        .shown(Petrova, "tlg")
        .tell(say.line("demo-today-proof"))
        .shown(
            Auditor,
            "git log -9 --format='%h %G? %<(9)%an %<(58,trunc)%s'",
        )
        .shown(Auditor, "git fsck --strict --no-dangling")
}

const UNDER_WAY: Meanwhile = &[
    (Ivanov, "tlg deal move 7 in_delivery"),
    (
        Sidorov,
        "tlg deal new --client Волга --title 'Запчасти к прессу'",
    ),
    (Sidorov, "tlg deal move 10 in_stock"),
    (Sidorov, "tlg deal move 10 quote_preparation"),
    (
        Sidorov,
        "tlg quote send 10 --file ../papers/quote-10.pdf --total 145000 --valid-until {60}",
    ),
    (
        Sidorov,
        "tlg quote discount 10 --ask 138000 -m 'Берут сразу два комплекта'",
    ),
];

const FRESH: Meanwhile = &[
    (
        Ivanov,
        "tlg deal new --client Стакан --title 'Линия с двусторонней ламинацией'",
    ),
    (Ivanov, "tlg deal move 11 procurement"),
    (
        Ivanov,
        "tlg deal move 11 quote_preparation --set supplier_price=3900000",
    ),
    (
        Ivanov,
        "tlg quote ask 11 --file ../papers/quote-11.pdf --total 4450000 --valid-until {70} --prepayment 70 -m 'Крупная сделка, предоплата 70 %'",
    ),
    (
        Ivanov,
        "tlg deal new --client Северный --title 'Бумага, 5 т'",
    ),
    (Ivanov, "tlg deal move 12 in_stock"),
    (
        Sidorov,
        "tlg deal new --client Кофе --title 'Формы для стаканов 180 мл'",
    ),
    (
        Sidorov,
        "tlg deal new --client Волга --title 'Клей, пробная партия'",
    ),
    (Sidorov, "tlg deal move 14 in_stock"),
    (Sidorov, "tlg deal move 14 quote_preparation"),
    (
        Sidorov,
        "tlg quote send 14 --file ../papers/quote-14.pdf --total 64000 --valid-until {60}",
    ),
    (Sidorov, "tlg deal move 14 invoicing"),
    (
        Sidorov,
        "tlg task done 14 --set invoice_number=22 --file invoice=../papers/invoice-22.pdf",
    ),
];
