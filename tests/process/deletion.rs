//! What can be taken out of a sound process.

use super::TLG;
use serde_yaml::Value;
use std::collections::BTreeSet;
use tlg::process::{Process, check};

/// What can be taken out of the process of ТЛГ without making it unsound, and why. A way is written without numbers
/// and task names; `moves in_stock>procurement` names one move.
const HARMLESS: &[(&str, &str)] = &[
    (
        "documents.other",
        "no rule asks for it: it takes what has no other kind",
    ),
    (
        "tasks.*.asks",
        "a task that asks for less is still finished",
    ),
    ("tasks.*.takes", "what may be brought along need not be"),
    ("tasks.*.attached", "for the reader"),
    ("tasks.*.when", "a task more is work more"),
    (
        "tasks.*.ends_with",
        "another ending is left, and leaving the stage closes the task",
    ),
    (
        "moves.needs",
        "what a person must bring is the company's rule; without it more is possible",
    ),
    ("moves.takes", "what may be brought along need not be"),
    ("moves.cancels", "old values do not hold a deal up"),
    (
        "moves.sets",
        "unset stock is stale stock and is asked for again",
    ),
    (
        "moves in_stock>procurement",
        "the deal can go on to the quote",
    ),
    (
        "moves in_stock>quote_preparation",
        "the deal can go by way of procurement",
    ),
    (
        "moves quote_sent>quote_revision",
        "asking for a discount enters the stage too",
    ),
    (
        "moves *>quote_preparation",
        "from each of these stages a deal can go on, and a discount leads back too",
    ),
    (
        "moves *>invoicing",
        "the client can agree in the other stage",
    ),
    (
        "moves payment_deferred>payment_deferred",
        "payment ends the deferral",
    ),
    (
        "moves rostov_warehouse>closing_documents",
        "the carrier's way is left",
    ),
    (
        "automatic.when",
        "stale stock is then taken for what it was",
    ),
    (
        "decisions.from",
        "a discount can be asked for in the other stage",
    ),
    (
        "decisions.into",
        "the request is then made where the deal stands",
    ),
    (
        "decisions.needs",
        "what a person must bring is the company's rule",
    ),
    ("decisions.approve.needs", "more is possible"),
    (
        "decisions.approve.grants",
        "a grant widens what a manager may do",
    ),
    ("decisions.rework.needs", "more is possible"),
    ("decisions.reject.needs", "more is possible"),
    ("decisions.reject.mail", "two answers share the letter"),
    ("payments.in", "money can be confirmed in a later stage"),
    ("reopening.lost_in", "the deal comes back where it was lost"),
    ("reopening", "a lost deal stays lost"),
    ("mails", "a letter less is no deal less"),
    ("mails.attached", "for the reader"),
];

/// Texts and file types say nothing about where deals go.
const TEXTS: [&str; 4] = [".types", ".hint", ".title", ".reasons"];

/// The ways to all parts; the only item of a list goes with its list.
fn ways(value: &Value, at: &mut Vec<Value>, all: &mut Vec<Vec<Value>>) {
    let parts: Vec<(Value, &Value)> = match value {
        Value::Mapping(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Sequence(list) => {
            let items = list.iter().enumerate();
            items
                .map(|(index, value)| (Value::from(index), value))
                .collect()
        }
        _ => Vec::new(),
    };
    let alone = parts.len() == 1;
    for (key, value) in parts {
        at.push(key);
        if !alone {
            all.push(at.clone());
        }
        ways(value, at, all);
        at.pop();
    }
}

fn part<'a>(value: &'a mut Value, way: &[Value]) -> &'a mut Value {
    way.iter().fold(value, |value, key| {
        let part = match key.as_u64() {
            Some(index) => value.get_mut(index as usize),
            None => value.get_mut(key),
        };
        part.expect("a part")
    })
}

fn without(whole: &Value, way: &[Value]) -> String {
    let mut whole = whole.clone();
    let (last, rest) = way.split_last().expect("a way");
    match part(&mut whole, rest) {
        Value::Mapping(map) => drop(map.remove(last)),
        Value::Sequence(list) => {
            let index = last.as_u64().expect("a number") as usize;
            drop(list.remove(index));
        }
        other => panic!("{other:?} has no parts"),
    }
    serde_yaml::to_string(&whole).expect("YAML")
}

/// The way without numbers and task names.
fn general(way: &[Value]) -> String {
    let mut words: Vec<&str> = way.iter().filter_map(Value::as_str).collect();
    if let ["tasks", name, ..] = words.as_mut_slice() {
        *name = "*";
    }
    words.join(".")
}

/// `moves from>to`, of a deleted move or one of its origins.
fn of_move(whole: &mut Value, way: &[Value]) -> Option<String> {
    let [list, number, rest @ ..] = way else {
        return None;
    };
    let origin = rest.first().is_none_or(|key| key == "from");
    let rule = (list == "moves" && origin).then(|| part(whole, &[list.clone(), number.clone()]))?;
    let to = rule.get("to")?.as_str()?.to_owned();
    let from = rule.get("from")?.as_sequence()?;
    let from = match from.as_slice() {
        [one] => one.as_str()?,
        _ => "*",
    };
    Some(format!("moves {from}>{to}"))
}

/// The deletions under some keys of the file that neither reading nor the proof finds.
fn unfound(keys: &[&str]) -> BTreeSet<String> {
    let mut whole: Value = serde_yaml::from_str(TLG).expect("YAML");
    let mut all = Vec::new();
    ways(&whole, &mut Vec::new(), &mut all);
    let mut unfound = BTreeSet::new();
    for way in all {
        let general = general(&way);
        let first = way.first().and_then(Value::as_str).unwrap_or("");
        if !keys.contains(&first) || TEXTS.iter().any(|text| general.contains(text)) {
            continue;
        }
        let text = without(&whole, &way);
        let found = match Process::read(Process::PATH, text.as_bytes()) {
            Ok(process) => !check(&process).findings.is_empty(),
            Err(_) => true,
        };
        if !found {
            unfound.insert(of_move(&mut whole, &way).unwrap_or(general));
        }
    }
    unfound
}

fn harmless(keys: &[&str]) -> BTreeSet<String> {
    let ways = HARMLESS.iter().map(|(way, _)| *way);
    let under = ways.filter(|way| {
        let first = way.split(['.', ' ']).next().unwrap_or("");
        keys.contains(&first)
    });
    under.map(str::to_owned).collect()
}

fn every_deletion_is_found_or_harmless(keys: &[&str]) {
    assert_eq!(unfound(keys), harmless(keys));
}

#[test]
fn of_stages_facts_and_tasks() {
    every_deletion_is_found_or_harmless(&["pipelines", "stages", "facts", "documents", "tasks"]);
}

#[test]
fn of_moves() {
    every_deletion_is_found_or_harmless(&["moves", "automatic"]);
}

#[test]
fn of_all_the_rest() {
    let keys = [
        "decisions",
        "payments",
        "losing",
        "reopening",
        "reminders",
        "mails",
        "mail",
        "limits",
        "escalation",
    ];
    every_deletion_is_found_or_harmless(&keys);
}
