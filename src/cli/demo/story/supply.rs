//! Half of the money, the supply, pick-up in Rostov, the other half. Deal 2; besides, deal 3 begins to wait for goods.

use super::Meanwhile;
use crate::cli::demo::cast::Who::{Auditor, Ivanov, Sidorov, Smirnova};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    let chapter = Chapter::new(say.line("demo-supply")).day(24);
    closing(ordering(chapter, say), say)
}

fn ordering(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .quiet(Ivanov, "tlg deal move 2 invoicing")
        .quiet(
            Ivanov,
            "tlg task done 2 --set invoice_number=18 --file invoice=../papers/invoice-18.pdf",
        )
        .day(25)
        .tell(say.line("demo-supply-half"))
        .shown(
            Smirnova,
            "tlg pay 18 --amount 1175000 --date {25} --document 325",
        )
        .day(26)
        .shown(Ivanov, "tlg task done 2 --set supply_expected={33}")
        .day(27)
        .meanwhile(ANOTHER_ORDER)
}

fn closing(chapter: Chapter, say: &Say) -> Chapter {
    chapter
        .day(33)
        .tell(say.line("demo-supply-arrived"))
        .shown(Ivanov, "tlg deal move 2 rostov_warehouse")
        .day(34)
        .shown(Ivanov, "tlg task done 2 collect_goods")
        .day(35)
        .quiet(
            Ivanov,
            "tlg deal move 2 closing_documents --set handover_date={35}",
        )
        .day(36)
        .tell(say.line("demo-supply-unpaid"))
        .refused(
            Smirnova,
            "tlg deal move 2 won --file closing=../papers/closing-2.pdf",
        )
        .quiet(
            Smirnova,
            "tlg pay 18 --amount 1175000 --date {36} --document 341",
        )
        .shown(
            Smirnova,
            "tlg deal move 2 won --file closing=../papers/closing-2.pdf",
        )
        .tell(say.line("demo-supply-history"))
        .shown(Auditor, "tlg deal log 2")
}

const ANOTHER_ORDER: Meanwhile = &[
    (
        Sidorov,
        "tlg deal new --client Эко --title 'Линия для крышек'",
    ),
    (Sidorov, "tlg deal move 3 procurement"),
    (
        Sidorov,
        "tlg deal move 3 quote_preparation --set supplier_price=1400000",
    ),
    (
        Sidorov,
        "tlg quote send 3 --file ../papers/quote-3.pdf --total 1750000 --valid-until {45}",
    ),
    (Sidorov, "tlg deal move 3 invoicing"),
    (
        Sidorov,
        "tlg task done 3 --set invoice_number=19 --file invoice=../papers/invoice-19.pdf",
    ),
    (
        Smirnova,
        "tlg pay 19 --amount 1750000 --date {27} --document 328",
    ),
    (
        Sidorov,
        "tlg task done 3 order_goods --set supply_expected={54}",
    ),
];
