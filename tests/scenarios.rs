//! The process of ТЛГ by example: every document of `tests/scenarios/` is played by the real program, and what it leaves
//! behind is judged by stock git and by the audit.

#[path = "support/company.rs"]
mod company;
#[path = "support/document.rs"]
mod document;
#[path = "scenarios/founding.rs"]
mod founding;
#[path = "scenarios/history.rs"]
mod history;
#[path = "scenarios/rows.rs"]
mod rows;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use founding::company_at_work;
use history::History;
use rows::Row;
use tlg::process::Process;

/// A document as it was played, with the history that it left.
struct Played {
    path: PathBuf,
    text: String,
    history: History,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

fn play(name: &str) -> Played {
    let path = folder().join(format!("{}.md", name.replace('_', "-")));
    let text = fs::read_to_string(&path).expect("the document can be read");
    let company = company_at_work();
    let text = document::play(&text, &company);
    let history = History::of(&company);
    Played {
        path,
        text,
        history,
    }
}

/// A document is played once in a process, whoever asks for it first.
fn played(name: &str) -> &'static Played {
    static PLAYED: [OnceLock<Played>; NAMES.len()] = [const { OnceLock::new() }; NAMES.len()];
    let place = NAMES.iter().position(|known| *known == name);
    PLAYED[place.expect("a known name")].get_or_init(|| play(name))
}

/// A test for each document.
macro_rules! scenarios {
    ($($name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                let played = played(stringify!($name));
                document::compare(&played.path, &played.text);
                played.history.assert_proved();
            }
        )*
    };
}

scenarios! {
    approval
    calendar
    closing
    concurrent
    correct
    deferral
    delivery
    deputies
    discount_granted
    discount_refused
    english
    four_eyes
    in_stock
    invoice
    keys
    limits
    lost
    mail
    names
    new_quote
    payment
    pick_up_in_rostov
    process_change
    procurement
    quote_without_approval
    rejection
    reminders
    reopened
    rework
    settings
    stock_recheck
    supply
    withdrawn_and_superseded
}

#[test]
fn every_document_is_played() {
    let entries = fs::read_dir(folder()).expect("the documents");
    let names = entries.filter_map(|entry| {
        let name = entry.expect("an entry").file_name().into_string().ok()?;
        Some(name.strip_suffix(".md")?.replace('-', "_"))
    });
    let names: BTreeSet<String> = names.collect();
    let played: BTreeSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names, played);
}

#[test]
fn every_row_of_moves_and_decisions_has_a_scenario() {
    let template = include_bytes!("../templates/process.yaml");
    let process = Process::read(Process::PATH, template).expect("the process of the templates");
    let mut rows = rows::of(&process);
    assert!(rows.len() > 40, "{rows:?}");
    for name in NAMES {
        let done: Vec<Row> = played(name).history.rows().collect();
        rows.retain(|row| !done.contains(row));
    }
    assert!(rows.is_empty(), "no document shows {rows:#?}");
}
