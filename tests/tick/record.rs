//! The record of the day (`ticks/2026/11/23.yaml`).

use crate::cron::house;
use crate::house::{moment, of_run_zero};
use tlg::agenda::day_entry::{DayAct, DayEntry, Digest, Posted, Raised, Run};
use tlg::agenda::receipts::Receipts;
use tlg::agenda::tick::Escalated;
use tlg::agenda::{DayFile, Delivery, LetterName, Receipt};
use tlg::deal::DealId;
use tlg::record::id::{PersonId, TaskId};
use tlg::record::{Day, FaultKind, Sha256Hex};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn recorded() -> String {
    let mut house = house();
    house.defers("2026-11-23");
    house.ticks_and_sends("2026-11-23T09:00:00+03:00");
    let bytes = house
        .files
        .0
        .get("ticks/2026/11/23.yaml")
        .expect("the file");
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

#[test]
fn the_file_is_written_as_it_is_read() {
    let text = recorded();
    let file = DayFile::read(day("2026-11-23"), text.as_bytes()).expect("the file");
    assert_eq!(file.node().to_yaml(), text);
    assert_eq!(file.events, 2);
    let expected = "\
- kind: ticked
  at: 2026-11-23T09:00:00+03:00
  by: cron
  run: \"0000000000000000\"
  reminded:
  - deal: TLG-1
    reminder: deferral
    person: ivanov
    since: 2026-11-23
    day: 1
  digests:
  - person: ivanov
    deals:
    - TLG-1
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_header_that_the_history_does_not_tell_is_refused() {
    let text = recorded().replacen("state: sent", "state: claimed", 1);
    let fault = DayFile::read(day("2026-11-23"), text.as_bytes()).expect_err("a lie");
    assert!(
        matches!(fault.kind, FaultKind::NotCanonical { .. }),
        "{fault:?}"
    );
}

#[test]
fn a_record_stands_in_the_place_of_its_day() {
    let text = recorded();
    assert!(DayFile::read(day("2026-11-24"), text.as_bytes()).is_err());
    assert_eq!(DayFile::path(day("2026-11-03")), "ticks/2026/11/03.yaml");
    assert_eq!(
        DayFile::of_path("ticks/2026/11/03.yaml"),
        Some(day("2026-11-03"))
    );
    for path in [
        "ticks/2026/11/3.yaml",
        "ticks/2026/13/03.yaml",
        "ticks/2026/11/03.yml",
    ] {
        assert_eq!(DayFile::of_path(path), None, "{path}");
    }
}

#[test]
fn an_unknown_key_is_refused() {
    let text = recorded().replacen("    since:", "    sense:", 1);
    assert!(DayFile::read(day("2026-11-23"), text.as_bytes()).is_err());
}

/// A run that says everything to everybody about every deal.
fn busy(people: u32, directors: u32, deals: u32) -> DayFile {
    let person = |number: u32| PersonId::new(&format!("manager-{number}")).expect("an id");
    let deal = |number: u32| DealId::new("TLG", 10_000 + number);
    let at = moment("2026-11-23T09:00:00+03:00");
    let raised = (0..directors).flat_map(|director| {
        (0..deals).map(move |number| Raised {
            deal: deal(number),
            what: Escalated::Task {
                task: TaskId::new("ask_supplier_price").expect("an id"),
                visit: 1,
            },
            person: person(director),
            since: day("2026-11-20"),
            late: 12,
        })
    });
    let digests = (0..people).map(|number| Digest {
        person: person(number),
        deals: match number < directors {
            true => (0..deals).map(deal).collect(),
            false => (0..deals)
                .filter(|it| it % people == number)
                .map(deal)
                .collect(),
        },
    });
    let letters = (0..people).map(|number| Posted {
        name: LetterName::parse(&format!("digest/20261123/manager-{number}"), false)
            .expect("a name"),
        to: format!("manager-{number}@tlg.example"),
        sha256: Sha256Hex::of(b"a digest"),
    });
    let run = Run {
        escalated: raised.collect(),
        digests: digests.collect(),
        letters: letters.collect(),
        ..Run::default()
    };
    let sent = run.letters.iter().map(|letter| {
        let (to, sent) = (letter.to.clone(), at);
        (of_run_zero(letter.name.clone()), Delivery { to, sent })
    });
    let receipts = Receipts::from(&Receipt {
        day: day("2026-11-23"),
        sent: sent.collect(),
        missed: [].into(),
    });
    let entry = |act| DayEntry {
        at,
        by: PersonId::new("cron").expect("an id"),
        act,
    };
    DayFile::new(day("2026-11-23"))
        .with(entry(DayAct::Ticked(run)))
        .with(entry(DayAct::Sent(receipts)))
}

#[test]
fn a_day_on_which_everything_is_said_to_everybody_is_still_read() {
    // A tenth of a thousand people, five of them directors, and of twenty thousand deals.
    let tenth = busy(100, 5, 2_000).node().to_yaml();
    let whole = tenth.len() * 10;
    assert!(
        whole > 8 << 20 && whole * 3 < DayFile::LARGEST,
        "{whole} bytes"
    );
    DayFile::read(day("2026-11-23"), tenth.as_bytes()).expect("the file");
}
