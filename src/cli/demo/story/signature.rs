//! The goods are not in stock, and the quote needs the director's signature. Deal 2.

use crate::cli::demo::cast::Who::{Auditor, Ivanov, Petrova};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    let chapter = Chapter::new(say.line("demo-signature")).day(15);
    approved(returned(chapter, say), say)
}

fn returned(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .tell(say.line("demo-signature-request"))
        .quiet(
            Ivanov,
            "tlg deal new --client Волга --title 'Линия для стаканов 250 мл'",
        )
        .shown(Ivanov, "tlg deal move 2 procurement")
        .day(17)
        .quiet(
            Ivanov,
            "tlg deal move 2 quote_preparation --set supplier_price=2100000",
        )
        .day(18)
        .tell(say.line("demo-signature-asked"))
        .shown(
            Ivanov,
            "tlg quote ask 2 --file ../papers/quote-2.pdf --total 2500000 --valid-until {40} --prepayment 50 -m 'Новый клиент просит предоплату 50 %'",
        )
        .tell(say.line("demo-signature-own"))
        .refused(Ivanov, "tlg approve 2 --binds {binds TLG-2}")
        .tell(say.line("demo-signature-waits"))
        .shown(Petrova, "tlg approve")
        .shown(
            Petrova,
            "tlg rework 2 --binds {binds TLG-2} -m 'Укажите срок поставки'",
        )
}

fn approved(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .day(19)
        .tell(say.line("demo-signature-again"))
        .quiet(
            Ivanov,
            "tlg quote ask 2 --file ../papers/quote-2-with-dates.pdf --total 2500000 --valid-until {40} --prepayment 50 -m 'Срок поставки указан'",
        )
        .shown(Petrova, "tlg approve 2 --binds {binds TLG-2}")
        .tell(say.line("demo-signature-proof"))
        .shown(Auditor, "git log -1 --show-signature")
}
