use std::collections::BTreeMap;

use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_yaml::Value;
use tlg::record::{Fields, Node, head};

fn text_line(text: &str) -> String {
    Fields::new().text("k", text).into_yaml()
}

trait IntoYaml {
    fn into_yaml(self) -> String;
}

impl IntoYaml for Fields {
    fn into_yaml(self) -> String {
        Node::from(self).to_yaml()
    }
}

#[test]
fn a_deal_has_the_layout_of_the_format() {
    let quote = Fields::new()
        .word("kind", "quote")
        .number("round", 1)
        .word("sha256", "9f2c");
    let deal = Fields::new()
        .number("format", 1)
        .word("deal", "TLG-42")
        .text("title", "Линия для бумажных стаканов 250 мл")
        .word("opened", "2026-11-20T10:02:11+03:00")
        .field(
            "facts",
            Fields::new()
                .flag("goods_in_stock", false)
                .word("supplier_price", "2100000.00 RUB")
                .word("quote_valid_until", "2026-12-01"),
        )
        .list("documents", [quote])
        .list::<Node>("payments", [])
        .field("nothing", Fields::new())
        .maybe_text("notes", None::<String>)
        .some::<Node>("mail", []);
    assert_eq!(
        deal.into_yaml(),
        "\
format: 1
deal: TLG-42
title: Линия для бумажных стаканов 250 мл
opened: 2026-11-20T10:02:11+03:00
facts:
  goods_in_stock: false
  supplier_price: 2100000.00 RUB
  quote_valid_until: 2026-12-01
documents:
- kind: quote
  round: 1
  sha256: 9f2c
payments: []
nothing: {}
"
    );
}

#[test]
fn lists_and_maps_nest_in_one_way() {
    let step = |to: &str| {
        Fields::new()
            .word("to", to)
            .list("then", [Node::word("a"), Node::word("b")])
    };
    let node = Node::list([
        Node::list([Node::word("x"), Node::list([Node::word("z")])]),
        Node::from(step("paid").field("why", step("due"))),
        Node::list([step("inner")]),
    ]);
    assert_eq!(
        node.to_yaml(),
        "\
- - x
  - - z
- to: paid
  then:
  - a
  - b
  why:
    to: due
    then:
    - a
    - b
- - to: inner
    then:
    - a
    - b
"
    );
}

#[test]
fn harmless_text_stands_bare() {
    for text in [
        "Линия для бумажных стаканов 250 мл",
        "250 мл",
        "7 % скидки",
        "ООО «Стакан Плюс»",
        "«Плюс»",
        "№ 5",
        "(срочно)",
        "http://example.org/a?b=c&d#e",
        "a:b",
        "a#b",
        "buyer@stakan.example",
        "clients/s/stakan-plus/TLG-42/quote-1.pdf",
        "1250000.00 RUB",
        "it's",
        "a, b [c] {d} * & ! | > % @ `",
        "не нравится – дорого",
    ] {
        assert_eq!(text_line(text), format!("k: {text}\n"));
    }
}

#[test]
fn text_that_a_reader_could_take_for_something_else_is_quoted() {
    for text in [
        "",
        "~",
        "null",
        "NULL",
        "Null",
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "N",
        "true",
        "False",
        "0",
        "42",
        "-1",
        "+7",
        "0042",
        "0x1F",
        "0o17",
        "0b101",
        "1_000",
        "1,250",
        "12 500",
        "1.5",
        ".5",
        "1e5",
        "1E+5",
        "12e3456",
        "190:20:30",
        "08:15",
        ".inf",
        "-.INF",
        ".nan",
        "inf",
        "NaN",
        "2026-11-20",
        "2026-11-20 10:02:11",
        "2026-11-20T10:02:11+03:00",
        "20.11.2026",
        "<<",
        "=",
        "-",
        "- a",
        "? a",
        ": a",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "@a",
        "`a",
        "%a",
        "[a]",
        "{a}",
        "'a'",
        ",a",
        "---",
        "...",
        "a: b",
        "a #b",
        "a:",
        " a",
        "a ",
        "+a",
        "-a",
        "\u{a0}a",
        "a\u{a0}",
        "1234567890123456789012345678901234567890123456789012345678901234",
        "12345678901234567890123456789e12",
        "🎉",
        "a 🎉",
    ] {
        assert_eq!(text_line(text), format!("k: \"{text}\"\n"));
    }
}

#[test]
fn characters_that_do_not_show_are_escaped() {
    for (text, written) in [
        ("a\nb", r#""a\nb""#),
        ("a\tb", r#""a\tb""#),
        ("a\r\nb", r#""a\r\nb""#),
        ("say \"a\\b\": no", r#""say \"a\\b\": no""#),
        ("a\0\u{1b}\u{7f}", r#""a\x00\x1B\x7F""#),
        ("a\u{85}\u{2028}\u{2029}", r#""a\x85\u2028\u2029""#),
        ("a\u{202e}b", r#""a\u202Eb""#),
        ("a\u{200b}b\u{ad}", r#""a\u200Bb\xAD""#),
        ("\u{feff}a", r#""\uFEFFa""#),
        ("a\u{e0041}", r#""a\U000E0041""#),
    ] {
        assert_eq!(text_line(text), format!("k: {written}\n"));
    }
}

#[test]
fn words_differ_from_text_in_dates_only() {
    for (word, written) in [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20T10:02:11+03:00", "2026-11-20T10:02:11+03:00"),
        ("2026-11-20T10:02:11-05:30", "2026-11-20T10:02:11-05:30"),
        ("1250000.00 RUB", "1250000.00 RUB"),
        ("stakan-plus", "stakan-plus"),
        ("9f2c", "9f2c"),
        ("2026", "\"2026\""),
        ("1e5", "\"1e5\""),
        ("no", "\"no\""),
        ("12.5", "\"12.5\""),
        ("2026-11-20 10:02", "\"2026-11-20 10:02\""),
    ] {
        assert_eq!(
            Fields::new().word("k", word).into_yaml(),
            format!("k: {written}\n")
        );
    }
}

#[test]
fn json_has_the_same_keys_in_the_same_order() {
    let node: Node = Fields::new()
        .word("z", "2026-11-20")
        .number("a", 1)
        .list("m", [Node::Flag(true), Node::text("да")])
        .into();
    assert_eq!(
        node.to_json().to_string(),
        r#"{"z":"2026-11-20","a":1,"m":[true,"да"]}"#
    );
}

#[test]
fn the_head_ends_before_the_history() {
    assert_eq!(head("a: 1\nhistory:\n- kind: opened\n"), "a: 1\n");
    assert_eq!(head("a: 1\nhistory: []\n"), "a: 1\n");
    assert_eq!(head("history: []\n"), "");
    let inner = "a: 1\nb:\n  history: x\nhistory_of: y\n";
    assert_eq!(head(inner), inner);
    assert_eq!(head(""), "");
}

fn tricky_char() -> impl Strategy<Value = char> {
    let signs: Vec<char> = " \n\t\r\"'\\:#-?&*!|>%@`[]{},=<~._+0123456789eExobnyNYtTzZ\0\u{85}\u{a0}\u{ad}\u{2028}\u{202e}\u{200d}\u{feff}\u{fffe}🎉яЖ№«"
        .chars()
        .collect();
    prop_oneof![8 => prop::sample::select(signs), 1 => any::<char>()]
}

fn tricky_text() -> impl Strategy<Value = String> {
    let known = [
        "yes",
        "null",
        "~",
        "0x1f",
        "1e5",
        "2026-11-20",
        "12:30:45",
        "a: b",
        "<<",
        "---",
        "...",
        "a #b",
        "2026-11-20T10:02:11+03:00",
        "0b1",
        "1_0",
        "Off",
        ".inf",
    ];
    prop_oneof![
        1 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        3 => prop::collection::vec(tricky_char(), 0..12).prop_map(String::from_iter),
    ]
}

fn any_node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        tricky_text().prop_map(Node::Text),
        tricky_text().prop_map(Node::Word),
        any::<i64>().prop_map(Node::Number),
        any::<bool>().prop_map(Node::Flag),
    ];
    leaf.prop_recursive(6, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Node::List),
            prop::collection::btree_map(tricky_text(), inner, 0..5)
                .prop_map(|fields| Node::Map(fields.into_iter().collect())),
        ]
    })
}

fn as_value(node: &Node) -> Value {
    match node {
        Node::Map(fields) => Value::Mapping(
            fields
                .iter()
                .map(|(key, value)| (Value::String(key.clone()), as_value(value)))
                .collect(),
        ),
        Node::List(items) => Value::Sequence(items.iter().map(as_value).collect()),
        Node::Text(text) | Node::Word(text) => Value::String(text.clone()),
        Node::Number(number) => Value::Number((*number).into()),
        Node::Flag(flag) => Value::Bool(*flag),
    }
}

/// The same tree as the events of the second parser tell it, with every scalar as a string.
fn as_events(node: &Node, out: &mut Vec<String>) {
    match node {
        Node::Map(fields) => {
            out.push("{".to_owned());
            for (key, value) in fields {
                out.push(format!("={key}"));
                as_events(value, out);
            }
            out.push("}".to_owned());
        }
        Node::List(items) => {
            out.push("[".to_owned());
            items.iter().for_each(|item| as_events(item, out));
            out.push("]".to_owned());
        }
        Node::Text(text) | Node::Word(text) => out.push(format!("={text}")),
        Node::Number(number) => out.push(format!("={number}")),
        Node::Flag(flag) => out.push(format!("={flag}")),
    }
}

fn second_reader(yaml: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        match event.expect("our own output is YAML").0 {
            Event::Scalar(text, style, _, _) => {
                assert!(matches!(
                    style,
                    ScalarStyle::Plain | ScalarStyle::DoubleQuoted
                ));
                out.push(format!("={text}"));
            }
            Event::SequenceStart(..) => out.push("[".to_owned()),
            Event::SequenceEnd => out.push("]".to_owned()),
            Event::MappingStart(..) => out.push("{".to_owned()),
            Event::MappingEnd => out.push("}".to_owned()),
            _ => {}
        }
    }
    out
}

/// Like a [`Value`], as a node again: strings become text.
fn as_node(value: &Value) -> Node {
    match value {
        Value::Bool(flag) => Node::Flag(*flag),
        Value::Number(number) => Node::Number(number.as_i64().expect("we write whole numbers")),
        Value::String(text) => Node::Text(text.clone()),
        Value::Sequence(items) => Node::List(items.iter().map(as_node).collect()),
        Value::Mapping(fields) => Node::Map(
            fields
                .iter()
                .map(|(key, value)| (key.as_str().expect("a string").to_owned(), as_node(value)))
                .collect(),
        ),
        other => panic!("{other:?} is never written"),
    }
}

fn without_words(node: &Node) -> Node {
    match node {
        Node::Word(word) => Node::Text(word.clone()),
        Node::List(items) => Node::List(items.iter().map(without_words).collect()),
        Node::Map(fields) => Node::Map(
            fields
                .iter()
                .map(|(key, value)| (key.clone(), without_words(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_readers_read_what_was_written(node in any_node()) {
        let yaml = node.to_yaml();
        prop_assert_eq!(serde_yaml::from_str::<Value>(&yaml).expect("YAML"), as_value(&node), "{}", yaml);
        let mut expected = Vec::new();
        as_events(&node, &mut expected);
        prop_assert_eq!(second_reader(&yaml), expected, "{}", yaml);
    }

    #[test]
    fn writing_is_a_fixed_point(node in any_node()) {
        let node = without_words(&node);
        let yaml = node.to_yaml();
        let again: Value = tlg::record::read_canonical("f", yaml.as_bytes(), yaml.len(), as_node)
            .map_err(|fault| TestCaseError::fail(format!("{fault:?}\n{yaml}")))?;
        prop_assert_eq!(as_node(&again), node);
    }

    #[test]
    fn every_character_of_the_output_shows(text in tricky_text()) {
        let yaml = text_line(&text);
        prop_assert_eq!(yaml.matches('\n').count(), 1);
        prop_assert!(!yaml.chars().any(|c| c.is_control() && c != '\n'));
        let read: BTreeMap<String, String> = tlg::record::read("f", yaml.as_bytes(), yaml.len()).expect("readable");
        prop_assert_eq!(&read["k"], &text);
    }

    #[test]
    fn json_equals_the_yaml(node in any_node()) {
        let read: serde_json::Value = serde_yaml::from_str(&node.to_yaml()).expect("YAML");
        prop_assert_eq!(read, node.to_json());
    }
}

#[test]
fn long_scalars_stay_on_their_line() {
    for text in ["слово ".repeat(2_000) + "x", "a: ".repeat(2_000)] {
        let node = Node::list([
            Node::text(text.clone()),
            Fields::new().text("k", text.clone()).into(),
        ]);
        let yaml = node.to_yaml();
        assert_eq!(yaml.lines().count(), 2);
        assert_eq!(
            serde_yaml::from_str::<Value>(&yaml).expect("YAML"),
            as_value(&node)
        );
    }
}
