//! What does not come off: a rejected quote that comes back, a slip, a refused discount, a lost client.
//! Deals 4 and 6; besides, deal 5 is forgotten in procurement.

use super::Meanwhile;
use crate::cli::demo::cast::Who::{Petrova, Sidorov};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    let chapter = Chapter::new(say.line("demo-refusals")).day(37);
    lost(reopened(chapter, say), say)
}

fn reopened(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .meanwhile(TOO_CHEAP)
        .tell(say.line("demo-refusals-rejected"))
        .shown(
            Petrova,
            "tlg reject 4 --binds {binds TLG-4} -m 'Ниже себестоимости не продаем'",
        )
        .day(38)
        .meanwhile(FORGOTTEN)
        .tell(say.line("demo-refusals-reopened"))
        .shown(
            Petrova,
            "tlg deal reopen 4 -m 'Поставщик снизил цену бумаги'",
        )
        .tell(say.line("demo-refusals-slip"))
        .quiet(
            Sidorov,
            "tlg quote send 4 --file ../papers/quote-4-slip.pdf --total 92000 --valid-until {60}",
        )
        .shown(Sidorov, "tlg deal correct 4 -m 'Потерян ноль в сумме'")
        .quiet(
            Sidorov,
            "tlg quote send 4 --file ../papers/quote-4-cheaper.pdf --total 920000 --valid-until {60}",
        )
}

fn lost(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .day(39)
        .meanwhile(NO_DISCOUNT)
        .tell(say.line("demo-refusals-discount"))
        .shown(
            Petrova,
            "tlg reject 6 --binds {binds TLG-6} -m 'Скидка уже в цене'",
        )
        .day(40)
        .shown(Sidorov, "tlg deal lose 6 --reason price")
}

const TOO_CHEAP: Meanwhile = &[
    (
        Sidorov,
        "tlg deal new --client Кофе --title 'Бумага для стаканов, 20 т'",
    ),
    (Sidorov, "tlg deal move 4 in_stock"),
    (Sidorov, "tlg deal move 4 quote_preparation"),
    (
        Sidorov,
        "tlg quote ask 4 --file ../papers/quote-4.pdf --total 850000 --valid-until {60} -m 'Конкурент предлагает дешевле'",
    ),
];

const FORGOTTEN: Meanwhile = &[
    (
        Sidorov,
        "tlg deal new --client Бумага --title 'Пресс для высечки'",
    ),
    (Sidorov, "tlg deal move 5 procurement"),
];

const NO_DISCOUNT: Meanwhile = &[
    (
        Sidorov,
        "tlg deal new --client Эко --title 'Клей для ламинации, 2 т'",
    ),
    (Sidorov, "tlg deal move 6 in_stock"),
    (Sidorov, "tlg deal move 6 quote_preparation"),
    (
        Sidorov,
        "tlg quote send 6 --file ../papers/quote-6.pdf --total 310000 --valid-until {55}",
    ),
    (
        Sidorov,
        "tlg quote discount 6 --ask 280000 -m 'Просят скидку за объем'",
    ),
];
