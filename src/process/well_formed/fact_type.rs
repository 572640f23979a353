use crate::process::condition::Condition;
use crate::process::definition::Process;
use crate::process::fact::FactType;
use crate::process::finding::{Finding, FindingKind, Thing};
use crate::process::names;
use crate::process::placed::conditions;
use crate::process::span::Span;
use crate::record::id::FactId;

/// Guards against a fact whose values do not fit what is asked of it: a date of an amount, a yes of a text.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let client = process.facts.keys().filter(|id| **id == names::client());
    let reserved = client.map(|id| {
        let fact = id.clone();
        FindingKind::ReservedName { fact }.at(format!("facts.{id}"))
    });
    reserved
        .chain(
            uses(process)
                .into_iter()
                .filter_map(|used| used.finding(process)),
        )
        .chain(missing(process))
        .collect()
}

/// A fact, the type that its place needs, and the way to the place.
struct Use<'a> {
    way: String,
    fact: &'a FactId,
    needed: FactType,
}

impl Use<'_> {
    fn finding(self, process: &Process) -> Option<Finding> {
        let is = process.facts.get(self.fact)?.kind;
        (is != self.needed).then(|| {
            let (fact, needed) = (self.fact.clone(), self.needed);
            FindingKind::WrongType { fact, needed, is }.at(self.way)
        })
    }
}

fn uses(process: &Process) -> Vec<Use<'_>> {
    let mut all = Vec::new();
    let mut add = |way: String, fact, needed| all.push(Use { way, fact, needed });
    for placed in conditions(process) {
        match placed.condition {
            Condition::NotPast(fact) | Condition::Ahead(fact) => {
                add(placed.way, fact, FactType::Date);
            }
            Condition::Yes(fact)
            | Condition::No(fact)
            | Condition::Fresh(fact)
            | Condition::Stale(fact) => add(placed.way, fact, FactType::YesNo),
            _ => {}
        }
    }
    for (index, stage) in process.stages.iter().enumerate() {
        if let Some(fact) = &stage.waits_for {
            add(format!("stages[{index}].waits_for"), fact, FactType::Date);
        }
    }
    for (index, rule) in process.moves.iter().enumerate() {
        for fact in rule.sets.keys() {
            add(format!("moves[{index}].sets.{fact}"), fact, FactType::YesNo);
        }
    }
    for (index, rule) in process.reminders.iter().enumerate() {
        add(
            format!("reminders[{index}].from"),
            &rule.from,
            FactType::Date,
        );
    }
    for (way, span) in dues(process) {
        if let Span::Until(fact) = span {
            add(way, fact, FactType::Date);
        }
    }
    if let Some(rule) = &process.payments {
        add("payments.total".to_owned(), &rule.total, FactType::Money);
        add("payments.share".to_owned(), &rule.share, FactType::Percent);
    }
    all
}

fn dues(process: &Process) -> impl Iterator<Item = (String, &Span)> {
    let tasks = process.tasks.iter();
    let tasks = tasks.map(|(id, task)| (format!("tasks.{id}.due"), &task.due));
    let decisions = process.decisions.iter().enumerate();
    let decisions = decisions.map(|(index, rule)| (format!("decisions[{index}].due"), &rule.due));
    tasks.chain(decisions)
}

/// Facts that a process needs as soon as it puts quotes forward, and their types.
const OF_ROUNDS: [(&str, FactType); 3] = [
    (names::QUOTE_TOTAL, FactType::Money),
    (names::QUOTE_VALID_UNTIL, FactType::Date),
    (names::PREPAYMENT, FactType::Percent),
];

/// Facts that the rules know by name, where a file declares them.
const IF_DECLARED: [(&str, FactType); 3] = [
    (names::SUPPLIER_PRICE, FactType::Money),
    (names::DISCOUNT_ASKED, FactType::Money),
    (names::INVOICE_TOTAL, FactType::Money),
];

fn missing(process: &Process) -> Vec<Finding> {
    let moves = process.moves.iter().map(|rule| &rule.puts_forward);
    let decisions = process.decisions.iter().map(|rule| &rule.puts_forward);
    let has_rounds = moves.chain(decisions).any(Option::is_some);
    let needed = OF_ROUNDS
        .into_iter()
        .map(|(name, kind)| (name, kind, has_rounds));
    let known = IF_DECLARED
        .into_iter()
        .map(|(name, kind)| (name, kind, false));
    let facts = needed.chain(known);
    facts
        .filter_map(|(name, kind, needed)| named(process, name, kind, needed))
        .collect()
}

fn named(process: &Process, name: &str, needed: FactType, must_be: bool) -> Option<Finding> {
    match process.facts.get_key_value(name) {
        None if must_be => {
            let (what, id) = (Thing::Fact, name.to_owned());
            Some(FindingKind::MissingName { what, id }.at("facts"))
        }
        None => None,
        Some((fact, rule)) => {
            let (fact, is) = (fact.clone(), rule.kind);
            let way = format!("facts.{fact}.type");
            (is != needed).then(|| FindingKind::WrongType { fact, needed, is }.at(way))
        }
    }
}
