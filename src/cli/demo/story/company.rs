//! The company moves in.

use super::Meanwhile;
use crate::cli::demo::cast::Who::{Ivanov, Orlov};
use crate::cli::demo::script::Chapter;
use crate::cli::say::Say;

pub fn chapter(say: &Say) -> Chapter {
    Chapter::new(say.line("demo-company"))
        .tell(say.line("demo-company-begins"))
        .shown(
            Orlov,
            "tlg init . --company 'ООО «ТЛГ»' --service-key ../people/cron/id_ed25519.pub",
        )
        .tell(say.line("demo-company-people"))
        .shown(
            Orlov,
            "tlg people add petrova --name Петрова --email petrova@tlg.example --role finance_director --key ../people/petrova/id_ed25519.pub",
        )
        .meanwhile(COLLEAGUES)
        .shown(Orlov, "tlg people list")
        .tell(say.line("demo-company-process"))
        .shown(Orlov, "tlg process check")
        .tell(say.line("demo-company-clients"))
        .shown(
            Ivanov,
            "tlg client add 'Стакан Плюс' --email buyer@stakan.example",
        )
        .meanwhile(CLIENTS)
}

const COLLEAGUES: Meanwhile = &[
    (
        Orlov,
        "tlg people add ivanov --name Иванов --email ivanov@tlg.example --role manager --key ../people/ivanov/id_ed25519.pub",
    ),
    (
        Orlov,
        "tlg people add sidorov --name Сидоров --email sidorov@tlg.example --role manager --key ../people/sidorov/id_ed25519.pub",
    ),
    (
        Orlov,
        "tlg people add smirnova --name Смирнова --email smirnova@tlg.example --role accountant --key ../people/smirnova/id_ed25519.pub",
    ),
];

const CLIENTS: Meanwhile = &[
    (
        Ivanov,
        "tlg client add 'Волга-Пак' --email zakup@volga.example",
    ),
    (
        Ivanov,
        "tlg client add 'Эко Посуда' --email info@eko.example",
    ),
    (
        Ivanov,
        "tlg client add 'Кофе Сити' --email office@coffee.example",
    ),
    (
        Ivanov,
        "tlg client add 'Северный Буфет' --email snab@bufet.example",
    ),
    (
        Ivanov,
        "tlg client add 'Бумага Юга' --email sklad@bumaga.example",
    ),
];
