use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;
use serde_yaml::Value;
use tlg::record::id::StageId;
use tlg::record::{
    Day, DayError, Fault, FaultKind, Fields, IdError, Money, MoneyError, Node, ValueError, read,
    read_canonical,
};

const LIMIT: usize = 10_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    id: StageId,
    title: String,
    due: Option<Day>,
    price: Option<Money>,
    days: Option<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Process {
    #[serde(rename = "tasks")]
    _tasks: Vec<Task>,
}

fn fault(yaml: impl AsRef<[u8]>) -> Fault {
    read::<Value>("process.yaml", yaml.as_ref(), LIMIT).expect_err("refused")
}

fn process_fault(yaml: &str) -> Fault {
    read::<Process>("process.yaml", yaml.as_bytes(), LIMIT).expect_err("refused")
}

fn place(fault: &Fault) -> (usize, usize) {
    (fault.line, fault.column)
}

/// One smallest file for everything that is refused before keys and values are looked at.
#[test]
fn what_two_readers_could_understand_differently_is_refused() {
    let key = |key: &str, first_line| FaultKind::DuplicateKey {
        key: key.to_owned(),
        first_line,
    };
    let cases: &[(&str, (usize, usize), FaultKind)] = &[
        ("a: 1\nb: *x\n", (2, 4), FaultKind::Alias),
        ("a: &x 1\nb: *x\n", (1, 4), FaultKind::Anchor),
        ("a: &x [1]\n", (1, 4), FaultKind::Anchor),
        ("a: !!str 1\n", (1, 4), FaultKind::Tag),
        ("a: ! 1\n", (1, 4), FaultKind::Tag),
        ("a: !x {b: 1}\n", (1, 4), FaultKind::Tag),
        ("a:\n  <<: {b: 1}\n", (2, 3), FaultKind::MergeKey),
        ("a: 1\n\"a\": 2\n", (2, 1), key("a", 1)),
        ("x:\n- b: 1\n  c: 2\n  b: 3\n", (4, 3), key("b", 2)),
        ("{a: {b: 1}, a: 2}\n", (1, 13), key("a", 1)),
        ("? [a]\n: 1\n", (1, 3), FaultKind::ComplexKey),
        ("? {a: b}\n: 1\n", (1, 3), FaultKind::ComplexKey),
        ("a: 1\n---\nb: 2\n", (2, 1), FaultKind::SecondDocument),
        ("a: 1\n...\n---\nb: 2\n", (3, 1), FaultKind::SecondDocument),
        ("", (1, 1), FaultKind::Empty),
        ("# only words\n", (1, 1), FaultKind::Empty),
        ("---\n", (1, 1), FaultKind::Empty),
        (
            "a: \u{7}x\n",
            (1, 4),
            FaultKind::Control { character: '\u{7}' },
        ),
        (
            "a: 1\rb: 2\n",
            (1, 5),
            FaultKind::Control { character: '\r' },
        ),
        (
            "я: б\u{85}в\n",
            (1, 5),
            FaultKind::Control {
                character: '\u{85}',
            },
        ),
        (
            "a: x\u{2028}y\n",
            (1, 5),
            FaultKind::Control {
                character: '\u{2028}',
            },
        ),
        (
            "a: 1\nb: \"\u{202e}x\"\n",
            (2, 5),
            FaultKind::Bidi {
                character: '\u{202e}',
            },
        ),
        (
            "a\u{200b}: 1\n",
            (1, 2),
            FaultKind::ZeroWidth {
                character: '\u{200b}',
            },
        ),
        (
            "\u{feff}a: 1\n",
            (1, 1),
            FaultKind::ZeroWidth {
                character: '\u{feff}',
            },
        ),
        (
            "a: 1\n<<<<<<< HEAD\nb: 1\n",
            (2, 1),
            FaultKind::ConflictMarker,
        ),
        ("a: 1\n=======\n", (2, 1), FaultKind::ConflictMarker),
        ("a: 1\n>>>>>>> x", (2, 1), FaultKind::ConflictMarker),
    ];
    for (yaml, at, kind) in cases {
        let fault = fault(yaml);
        assert_eq!((&fault.kind, place(&fault)), (kind, *at), "{yaml:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let fault = fault(b"a: 1\nb: \xff\n");
    assert_eq!(
        (fault.kind, fault.line, fault.column),
        (FaultKind::NotUtf8, 2, 4)
    );
    assert_eq!(fault.excerpt, "b: \u{fffd}");
}

#[test]
fn size_is_judged_before_anything_else() {
    let bomb = vec![b'['; 100_000_000];
    let size = bomb.len();
    assert_eq!(
        fault(&bomb).kind,
        FaultKind::TooLarge { size, limit: LIMIT }
    );
    let canonical = read_canonical::<Value>("f", &bomb, LIMIT, |_| Node::Flag(true));
    assert_eq!(
        canonical.expect_err("refused").kind,
        FaultKind::TooLarge { size, limit: LIMIT }
    );
}

#[test]
fn deep_files_are_refused_by_both_readers() {
    let write = |_: &Value| Node::Flag(true);
    let flow = "[".repeat(9_000);
    let block = "- ".repeat(4_000) + "x";
    let maps: String = (0..100).map(|depth| " ".repeat(depth) + "a:\n").collect();
    for yaml in [flow, block, maps] {
        let by_hand = fault(&yaml);
        let canonical = read_canonical::<Value>("f", yaml.as_bytes(), LIMIT, write);
        assert_eq!(by_hand.kind, FaultKind::TooDeep { limit: 32 });
        assert_eq!(
            canonical.expect_err("refused").kind,
            FaultKind::TooDeep { limit: 32 }
        );
    }
    let deepest = "[".repeat(32) + &"]".repeat(32);
    assert!(read::<Value>("f", deepest.as_bytes(), LIMIT).is_ok());
}

#[test]
fn aliases_that_multiply_are_refused_before_they_do() {
    let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        let list = [alias.as_str(); 9].join(",");
        bomb += &format!("a{level}: &a{level} [{list}]\n");
    }
    assert_eq!(fault(&bomb).kind, FaultKind::Anchor);
    let canonical = read_canonical::<Value>("f", bomb.as_bytes(), LIMIT, |_| Node::Flag(true));
    assert_eq!(canonical.expect_err("refused").kind, FaultKind::Anchor);
}

#[test]
fn people_may_write_as_they_like() {
    let yaml = "# a remark\r\ntasks: # more\r\n- {id: check_stock, title: 'Узнать: есть ли', due: 2026-11-20}\r\n- id: b\r\n  title: |\r\n    two\r\n    lines\r\n";
    let process: Process = read("process.yaml", yaml.as_bytes(), LIMIT).expect("readable");
    assert_eq!(process._tasks[0].id, "check_stock");
    assert_eq!(process._tasks[0].title, "Узнать: есть ли");
    assert_eq!(process._tasks[0].due, Day::new(2026, 11, 20).ok());
    assert_eq!(process._tasks[1].title, "two\nlines\n");
    assert_eq!(
        process._tasks[1].price.is_none(),
        process._tasks[1].days.is_none()
    );
}

#[test]
fn an_unknown_key_is_shown_where_it_stands() {
    let fault = process_fault("tasks:\n- id: a\n  # ttle: no\n  ttle: x\n");
    let FaultKind::UnknownKey { key, expected } = &fault.kind else {
        panic!("{fault:?}");
    };
    assert_eq!(key, "ttle");
    assert_eq!(expected, &["id", "title", "due", "price", "days"]);
    assert_eq!(place(&fault), (4, 3));
    assert_eq!(fault.excerpt, "  ttle: x");
    assert_eq!(fault.path, "process.yaml");
}

#[test]
fn an_unknown_key_is_not_taken_for_its_namesakes() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        _inner: BTreeMap<String, Vec<String>>,
        _last: Option<u8>,
    }
    let yaml = "_inner: {oops: [oops, x]} # oops:\n_last: 1\noops: 2\n";
    let fault = read::<Outer>("f", yaml.as_bytes(), LIMIT).expect_err("refused");
    assert!(matches!(&fault.kind, FaultKind::UnknownKey { key, .. } if key == "oops"));
    assert_eq!(place(&fault), (3, 1));
}

#[test]
fn an_unknown_choice_lists_the_others() {
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Outcome {
        Won,
        Lost,
    }
    let yaml = "a: won\nb: lost\nc: wno\n";
    let fault =
        read::<BTreeMap<String, Outcome>>("f", yaml.as_bytes(), LIMIT).expect_err("refused");
    assert_eq!(
        fault.kind,
        FaultKind::UnknownChoice {
            choice: "wno".to_owned(),
            expected: vec!["won".to_owned(), "lost".to_owned()],
        }
    );
    assert_eq!(place(&fault), (3, 4));
}

/// Serde buffers tagged entries and forgets where they were; the key is found nevertheless.
#[test]
fn an_unknown_key_of_a_tagged_entry_is_found() {
    #[derive(Debug, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
    enum Entry {
        Moved { _to: StageId },
    }
    let yaml = "- kind: moved\n  _to: a\n- kind: moved\n  _to: b\n  too: a\n";
    let fault = read::<Vec<Entry>>("f", yaml.as_bytes(), LIMIT).expect_err("refused");
    assert!(matches!(&fault.kind, FaultKind::UnknownKey { key, .. } if key == "too"));
    assert_eq!(place(&fault), (5, 3));
}

#[test]
fn a_missing_key_names_its_map() {
    let fault = process_fault("tasks:\n- id: a\n  title: x\n- id: b\n");
    assert_eq!(
        fault.kind,
        FaultKind::MissingKey {
            at: "tasks[1]".to_owned(),
            key: "title".to_owned()
        }
    );
    assert_eq!(fault.line, 4);
}

#[test]
fn a_wrong_value_keeps_its_type_through_serde() {
    let wrong = |line: &str| process_fault(&format!("tasks:\n- id: a\n  title: x\n  {line}\n"));
    for (line, at, error) in [
        (
            "due: 2026-02-30",
            "due",
            ValueError::Day(DayError::NoSuchDay),
        ),
        (
            "due: 20.11.2026",
            "due",
            ValueError::Day(DayError::Spelling),
        ),
        (
            "price: 1.5 RUB",
            "price",
            ValueError::Money(MoneyError::Spelling),
        ),
        ("price: 5", "price", ValueError::Money(MoneyError::Spelling)),
        (
            "price: 5.00 rub",
            "price",
            ValueError::Money(MoneyError::Currency),
        ),
    ] {
        let fault = wrong(line);
        let at = format!("tasks[0].{at}");
        assert_eq!(fault.kind, FaultKind::WrongValue { at, error }, "{line}");
        assert_eq!(fault.line, 4);
        assert_eq!(fault.excerpt.trim(), line);
    }
    let id = process_fault("tasks:\n- id: A b\n  title: x\n");
    let at = "tasks[0].id".to_owned();
    let error = ValueError::Id(IdError::Character);
    assert_eq!(id.kind, FaultKind::WrongValue { at, error });
    assert_eq!(place(&id), (2, 7));
}

#[test]
fn a_wrong_type_says_what_was_expected() {
    let fault = process_fault("tasks:\n- id: a\n  title: x\n  days: many\n");
    let FaultKind::WrongType { at, message } = &fault.kind else {
        panic!("{fault:?}");
    };
    assert_eq!(at, "tasks[0].days");
    assert_eq!(
        message,
        "invalid type: string \"many\", expected a whole number"
    );
    assert_eq!(place(&fault), (4, 9));
}

#[test]
fn no_yaml_at_all_is_pointed_at() {
    let fault = process_fault("tasks:\n- id: a\n title: x\n");
    assert!(matches!(fault.kind, FaultKind::Syntax { .. }), "{fault:?}");
    assert_eq!(fault.line, 3);
    let unclosed = process_fault("tasks: [\n");
    assert!(matches!(unclosed.kind, FaultKind::Syntax { .. }));
}

#[test]
fn sentences_of_errors_differ() {
    let mut sentences = BTreeMap::new();
    for error in ValueError::all() {
        assert_eq!(
            ValueError::from_message(&format!("a: {error}")),
            Some(error)
        );
        assert_eq!(sentences.insert(error.to_string(), error), None);
    }
    assert!(sentences.len() > 20);
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deal {
    deal: String,
    #[serde(default)]
    facts: BTreeMap<String, bool>,
}

fn write(deal: &Deal) -> Node {
    let facts = deal
        .facts
        .iter()
        .fold(Fields::new(), |facts, (name, flag)| facts.flag(name, *flag));
    Fields::new()
        .text("deal", &deal.deal)
        .field("facts", facts)
        .into()
}

fn canonical_fault(yaml: &str) -> Fault {
    read_canonical("deals/1.yaml", yaml.as_bytes(), LIMIT, write).expect_err("refused")
}

#[test]
fn a_file_of_ours_is_read_only_in_our_bytes() {
    let good = "deal: TLG-1\nfacts:\n  a: true\n  b: false\n";
    let deal = read_canonical("deals/1.yaml", good.as_bytes(), LIMIT, write).expect("ours");
    assert_eq!(write(&deal).to_yaml(), good);
    for (yaml, at, expected) in [
        ("deal: 'TLG-1'\nfacts: {}\n", (1, 7), "deal: TLG-1"),
        ("deal: TLG-1\nfacts:\n    a: true\n", (3, 3), "  a: true"),
        (
            "deal: TLG-1\nfacts:\n  b: true\n  a: true\n",
            (3, 3),
            "  a: true",
        ),
        ("deal: TLG-1\nfacts:\n  a: True\n", (3, 6), "  a: true"),
        ("deal: TLG-1 # remark\nfacts: {}\n", (1, 12), "deal: TLG-1"),
        ("deal: TLG-1\nfacts: {}", (2, 10), "facts: {}"),
        ("deal: TLG-1\nfacts: {}\n\n", (3, 1), ""),
        ("deal: TLG-1\r\nfacts: {}\r\n", (1, 12), "deal: TLG-1"),
        ("deal: TLG-1\n", (2, 1), "facts: {}"),
    ] {
        let fault = canonical_fault(yaml);
        let expected = expected.to_owned();
        assert_eq!(fault.kind, FaultKind::NotCanonical { expected }, "{yaml:?}");
        assert_eq!(place(&fault), at, "{yaml:?}");
    }
}

#[test]
fn a_file_of_ours_with_foreign_yaml_gets_the_precise_reason() {
    for (yaml, kind) in [
        ("deal: &a TLG-1\nfacts: {}\n", FaultKind::Anchor),
        ("deal: !!str TLG-1\nfacts: {}\n", FaultKind::Tag),
        (
            "deal: TLG-1\nfacts:\n  a: true\n  a: true\n",
            FaultKind::DuplicateKey {
                key: "a".to_owned(),
                first_line: 3,
            },
        ),
        ("deal: TLG-1\nfacts: {}\n---\n", FaultKind::SecondDocument),
    ] {
        assert_eq!(canonical_fault(yaml).kind, kind, "{yaml:?}");
    }
}

#[test]
fn an_excerpt_cannot_command_the_terminal() {
    let fault = fault("a: \u{1b}[2Jx\u{202e}y\tz\n");
    assert_eq!(fault.excerpt, "a: \u{fffd}[2Jx\u{fffd}y z");
    let long = format!("a: {}: b\n", "x".repeat(5_000));
    assert_eq!(self::fault(&long).excerpt.chars().count(), 200);
}

fn yaml_like() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "a: ",
        "- ",
        "\n",
        "  ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&x ",
        "*x",
        "!t ",
        "'",
        "\"",
        "|\n",
        ">",
        "? ",
        ": ",
        "#",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "<<: ",
        "\t",
        "\\",
        "я",
        "\u{85}",
        "0",
        "\r\n",
        "~",
        "%",
        "@",
        "|+2\n",
        "\u{0}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40)
        .prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_input_panics(bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..200), yaml_like()]) {
        let value = read::<Value>("f", &bytes, LIMIT);
        let process = read::<Process>("f", &bytes, LIMIT);
        let ours = read_canonical::<Deal>("f", &bytes, LIMIT, write);
        for fault in [value.err(), process.err(), ours.err()].into_iter().flatten() {
            prop_assert!(fault.line >= 1 && fault.column >= 1);
            prop_assert!(!fault.excerpt.chars().any(char::is_control));
        }
    }
}
