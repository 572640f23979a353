//! The client asks for a discount, and gets one. Deal 2.

use crate::cli::demo::cast::Who::{Ivanov, Petrova};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    Chapter::new(say.line("demo-discount"))
        .day(22)
        .tell(say.line("demo-discount-asked"))
        .shown(
            Ivanov,
            "tlg quote discount 2 --ask 2325000 -m 'Клиент просит 7 %, у конкурента дешевле'",
        )
        .shown(
            Petrova,
            "tlg approve 2 --binds {binds TLG-2} --lowest 2350000 --until {30} -m 'Не ниже 6 %'",
        )
        .day(23)
        .tell(say.line("demo-discount-limit"))
        .refused(
            Ivanov,
            "tlg quote send 2 --file ../papers/quote-2-cheaper.pdf --total 2300000 --valid-until {40} --prepayment 50",
        )
        .shown(
            Ivanov,
            "tlg quote send 2 --file ../papers/quote-2-discount.pdf --total 2350000 --valid-until {40} --prepayment 50",
        )
}
