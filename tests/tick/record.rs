//! The record of the day (`ticks/2026/11/23.yaml`).

use crate::cron::house;
use tlg::agenda::DayFile;
use tlg::record::{Day, FaultKind};

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
