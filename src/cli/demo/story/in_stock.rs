//! The goods are in stock: the shortest way from the request to the closing documents. Deal 1.

use crate::cli::demo::cast::Who::{Ivanov, Service, Smirnova};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    let chapter = Chapter::new(say.line("demo-in-stock")).day(1);
    closing(paying(quoting(chapter, say), say), say)
}

fn quoting(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .tell(say.line("demo-in-stock-request"))
        .shown(
            Ivanov,
            "tlg deal new --client Стакан --title 'Ножи для линии ламинации'",
        )
        .shown(Ivanov, "tlg")
        .tell(say.line("demo-in-stock-hurry"))
        .refused(Ivanov, "tlg deal move 1 'Выставить счет'")
        .tell(say.line("demo-in-stock-checked"))
        .shown(Ivanov, "tlg deal move 1 in_stock")
        .day(2)
        .quiet(Ivanov, "tlg deal move 1 quote_preparation")
        .tell(say.line("demo-in-stock-quote"))
        .shown(
            Ivanov,
            "tlg quote send 1 --file ../papers/quote-1.pdf --total 480000 --valid-until {20}",
        )
        .tell(say.line("demo-in-stock-letter"))
        .shown(Service, "tlg tick")
        .shown(Ivanov, "tlg mail show TLG-1/quote/1")
}

fn paying(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .day(4)
        .quiet(Ivanov, "tlg deal move 1 invoicing")
        .tell(say.line("demo-in-stock-invoice"))
        .shown(
            Ivanov,
            "tlg task done 1 --set invoice_number=17 --file invoice=../papers/invoice-17.pdf",
        )
        .day(6)
        .tell(say.line("demo-in-stock-paid"))
        .shown(
            Smirnova,
            "tlg pay 17 --amount 480000 --date {6} --document 311",
        )
}

fn closing(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .day(8)
        .tell(say.line("demo-in-stock-delivery"))
        .shown(
            Ivanov,
            "tlg deal move 1 in_delivery --set carrier='Южный путь' --set waybill=ЮП-2041",
        )
        .day(11)
        .quiet(Ivanov, "tlg deal move 1 destination_warehouse")
        .day(13)
        .quiet(
            Ivanov,
            "tlg deal move 1 closing_documents --set handover_date={13}",
        )
        .day(15)
        .tell(say.line("demo-in-stock-won"))
        .shown(
            Smirnova,
            "tlg deal move 1 won --file closing=../papers/closing-1.pdf",
        )
        .shown(Ivanov, "tlg deal show 1")
}
