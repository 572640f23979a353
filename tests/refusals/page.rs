//! `docs/errors.md`: every no, in both languages. Written anew with `TLG_BLESS=1`.

use std::fmt::Write;
use std::path::Path;

use tlg::cli::language::Language;
use tlg::cli::say::Say;
use tlg::cli::stop::Stop;

use super::{files, mail, meeting, rules, surroundings};

const BEGINNING: &str = "\
# Что говорит tlg, когда нельзя / What tlg says when the answer is no

Эта страница создана тестами: так `tlg` отвечает на самом деле. Код выхода: 1 — правила или файлы говорят «нет»,
2 — строку команды нельзя понять, 3 — подвело окружение.

This page is made by the tests: these are the answers of `tlg` itself. Exit code: 1 where rules or files say no, 2 where
the command line cannot be meant, 3 where the world failed.
";

/// Each in Russian, then in English.
struct Page {
    text: String,
    heading: &'static str,
}

impl Page {
    fn section(&mut self, title: &str) {
        writeln!(self.text, "\n## {title}").expect("memory");
        self.heading = "";
    }

    fn heading(&mut self, kind: &'static str) {
        if self.heading != kind {
            writeln!(self.text, "\n### {kind}").expect("memory");
            self.heading = kind;
        }
    }

    fn block(&mut self, russian: &str, english: &str) {
        for text in [russian, english] {
            writeln!(self.text, "\n```text\n{}\n```", text.trim_end()).expect("memory");
        }
    }
}

fn plain(stop: &Stop, say: &Say) -> String {
    anstream::adapter::strip_str(&stop.to_text(say)).to_string()
}

fn page() -> String {
    let (russian, english) = (Say::new(Language::Russian), Say::new(Language::English));
    let mut page = Page {
        text: BEGINNING.to_owned(),
        heading: "",
    };
    page.section("Правила / Rules");
    let mut examples = rules::examples();
    examples.sort_by_key(|example| example.kind);
    for example in &examples {
        page.heading(example.kind);
        let told = |say: &Say| {
            let stop = plain(&example.stop(say), say);
            format!("$ {}\n{stop}", example.typed)
        };
        page.block(&told(&russian), &told(&english));
    }
    let both = |examples: fn(&Say) -> Vec<(&'static str, Stop)>| {
        examples(&russian).into_iter().zip(examples(&english))
    };
    page.section("Файлы / Files");
    for ((kind, one), (_, other)) in both(files::examples) {
        page.heading(kind);
        page.block(&plain(&one, &russian), &plain(&other, &english));
    }
    page.section("Значения / Values");
    let values = files::values(&russian);
    let lines = values.iter().zip(files::values(&english));
    writeln!(page.text).expect("memory");
    for ((_, one), (_, other)) in lines {
        writeln!(page.text, "* {one} / {other}").expect("memory");
    }
    page.section("Окружение / Surroundings");
    for ((kind, one), (_, other)) in both(surroundings::examples) {
        page.heading(kind);
        page.block(&plain(&one, &russian), &plain(&other, &english));
    }
    let of_all = (mail::of_all(&russian), mail::of_all(&english));
    let of_one = (mail::of_one(&russian), mail::of_one(&english));
    for (title, (ours, theirs)) in [("Почта / Mail", of_all), ("Письма / Letters", of_one)]
    {
        page.section(title);
        for ((kind, one), (_, other)) in ours.into_iter().zip(theirs) {
            page.heading(kind);
            page.block(&one, &other);
        }
    }
    page.section("Обмен / Exchange");
    for ((kind, one), (_, other)) in both(meeting::examples) {
        page.heading(kind);
        page.block(&plain(&one, &russian), &plain(&other, &english));
    }
    for ((kind, one), (_, other)) in meeting::kept(&russian)
        .into_iter()
        .zip(meeting::kept(&english))
    {
        page.heading(kind);
        page.block(&one, &other);
    }
    page.text
}

#[test]
fn the_page_of_errors_says_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    let page = page();
    if std::env::var_os("TLG_BLESS").is_some() {
        std::fs::write(&path, &page).expect("docs can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = page
        .lines()
        .zip(written.lines())
        .find(|(one, other)| one != other);
    assert!(
        page == written,
        "run with TLG_BLESS=1 and look at the difference: {differs:?}"
    );
}

#[test]
fn no_text_is_an_id_or_has_a_variable_without_value() {
    let page = page();
    for line in page.lines().filter(|line| !line.starts_with('#')) {
        let of_the_catalogue = [
            "refusal-",
            "remedy-",
            "slot-",
            "fault-",
            "failure-",
            "value-",
            "role-",
            "lookup-",
            "mail-",
            "tick-",
            "unwritten-",
        ];
        let unsaid = of_the_catalogue
            .iter()
            .find(|begins| line.contains(**begins));
        assert_eq!(unsaid, None, "{line}");
        assert!(!line.contains("{$"), "{line}");
    }
}
