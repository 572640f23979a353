use crate::process::condition::Condition;
use crate::process::decision::DecisionRule;
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind, Thing};
use crate::process::names;
use crate::record::id::{DocumentKind, FactId};

/// The terms of a quote, in the order in which a decision on it binds them.
const TERMS: [&str; 3] = [
    names::QUOTE_TOTAL,
    names::QUOTE_VALID_UNTIL,
    names::PREPAYMENT,
];

/// Guards against rounds without the terms that they freeze, and against decisions that do not bind what they are about.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, rule) in process.moves.iter().enumerate() {
        let way = format!("moves[{index}]");
        found.extend(round(&way, rule.puts_forward.as_ref(), &rule.needs));
    }
    for (index, rule) in process.decisions.iter().enumerate() {
        let way = format!("decisions[{index}]");
        found.extend(round(&way, rule.puts_forward.as_ref(), &rule.needs));
        found.extend(binds(&way, rule));
        if rule.puts_forward.is_some() && rule.id != names::QUOTE {
            found.push(no_quote_decision(&format!("{way}.id")));
        }
    }
    let sent = process
        .moves
        .iter()
        .position(|rule| rule.puts_forward.is_some());
    let decided = process.decisions.iter().any(|rule| rule.id == names::QUOTE);
    if let (Some(index), false) = (sent, decided) {
        found.push(no_quote_decision(&format!("moves[{index}].puts_forward")));
    }
    found
}

/// Rounds are bound as the decision `quote` binds them, whether it is asked for or not.
fn no_quote_decision(way: &str) -> Finding {
    let (what, id) = (Thing::Decision, names::QUOTE.to_owned());
    FindingKind::MissingName { what, id }.at(way)
}

fn round(way: &str, forward: Option<&DocumentKind>, needs: &[Condition]) -> Vec<Finding> {
    let is_file = |it: &Condition| matches!(it, Condition::Document(kind) if *kind == names::QUOTE);
    let Some(document) = forward else {
        let kept_back = needs.iter().any(is_file);
        let needed = format!("puts_forward: {}", names::QUOTE);
        let finding = kept_back.then(|| FindingKind::IncompleteRound { needed }.at(way));
        return finding.into_iter().collect();
    };
    if *document != names::QUOTE {
        let document = document.clone();
        let way = format!("{way}.puts_forward");
        return vec![FindingKind::ForeignRound { document }.at(way)];
    }
    let has = |wanted: &dyn Fn(&Condition) -> bool| needs.iter().any(wanted);
    let file = has(&is_file);
    let total = has(&|it| matches!(it, Condition::Fact(fact) if *fact == names::QUOTE_TOTAL));
    let until = has(
        &|it| matches!(it, Condition::NotPast(fact) | Condition::Ahead(fact) if *fact == names::QUOTE_VALID_UNTIL),
    );
    let terms = [
        (file, format!("document {}", names::QUOTE)),
        (total, format!("fact {}", names::QUOTE_TOTAL)),
        (until, format!("not_past {}", names::QUOTE_VALID_UNTIL)),
    ];
    let missing = terms.into_iter().filter(|(there, _)| !there);
    missing
        .map(|(_, needed)| FindingKind::IncompleteRound { needed }.at(format!("{way}.needs")))
        .collect()
}

fn binds(way: &str, rule: &DecisionRule) -> Option<Finding> {
    let needed = match rule.puts_forward {
        Some(_) => TERMS
            .iter()
            .filter_map(|name| FactId::new(name).ok())
            .collect(),
        None => asked(rule),
    };
    let bound_in_order = match rule.puts_forward {
        Some(_) => rule.binds == needed,
        None => !needed.is_empty() && needed.iter().all(|fact| rule.binds.contains(fact)),
    };
    let given = rule.binds.iter().all(|fact| names_fact(rule, fact));
    (!bound_in_order || !given).then(|| {
        let decision = rule.id.clone();
        FindingKind::WrongBinds { decision, needed }.at(format!("{way}.binds"))
    })
}

/// The facts that asking needs: what the answer is about.
fn asked(rule: &DecisionRule) -> Vec<FactId> {
    let facts = rule.needs.iter().filter_map(Condition::fact);
    facts.cloned().collect()
}

/// Whether asking brings the fact along.
fn names_fact(rule: &DecisionRule, fact: &FactId) -> bool {
    let mut named = rule.needs.iter().chain(&rule.takes);
    named.any(|condition| condition.fact() == Some(fact))
}
