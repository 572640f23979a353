//! Commands for what a deal can do next: moves, questions, tasks, payments, each as complete as can be.

use super::again::{repaired, slot_of};
use super::command_line::{CommandLine, Slot, typed};
use super::restate::{about, ask, move_to, pay};
use super::steps::{Distances, Step};
use super::{Asked, Note, Others, Purpose, Remedy};
use crate::actions::authority::deciders;
use crate::actions::refusal::Unmet;
use crate::actions::terms;
use crate::deal::Deal;
use crate::deal::request::Request;
use crate::process::condition::Condition;
use crate::process::decision::{Answer, DecisionRule};
use crate::process::ending::Ending;
use crate::process::moves::{Automatic, MoveRule};
use crate::record::Money;
use crate::record::id::{FactId, StageId, TaskId};

/// Everything that can be done to a deal now to take it on, as commands: `deal show` offers them.
pub fn possible(deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let process = &asked.ground.process;
    let moves = process.moves_from(&deal.stage).map(Step::Move);
    let questions = process.decisions_from(&deal.stage).map(Step::Ask);
    let automatic = process
        .automatic
        .iter()
        .filter(|rule| rule.from.contains(&deal.stage))
        .map(Step::ByItself);
    let steps = moves.chain(questions).chain(automatic);
    steps
        .flat_map(|step| of_step(step, deal, asked))
        .map(|remedy| remedy.serving(Purpose::Instead))
        .collect()
}

/// The first steps towards the nearest of some stages; the deal itself is asked for again afterwards.
pub(super) fn towards(is_goal: impl Fn(&StageId) -> bool, asked: &Asked) -> Vec<Remedy> {
    let Some(deal) = asked.deal() else {
        return Vec::new();
    };
    let distances = Distances::to(&asked.ground.process, is_goal);
    let mut remedies: Vec<Remedy> = Vec::new();
    if let Some(request) = &deal.request {
        let rule = asked.ground.process.decision(&request.about);
        let to = rule.and_then(|rule| rule.approve.to.as_ref());
        if to.is_some_and(|to| distances.is_nearer(&deal.stage, to)) {
            remedies.push(answer(deal, request, asked));
        }
    }
    for step in distances.first_steps(&deal.stage) {
        for remedy in of_step(step, deal, asked) {
            if !remedies.contains(&remedy) {
                remedies.push(remedy);
            }
        }
    }
    remedies
}

/// The commands that make a step, what has to be there before them first.
pub(super) fn of_step(step: Step, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    match step {
        Step::Move(rule) => of_move(rule, deal, asked),
        Step::Ask(rule) => of_question(rule, deal, asked),
        Step::ByItself(rule) => of_automatic(rule, deal, asked),
    }
}

/// The commands that make a move.
pub(super) fn of_move(rule: &MoveRule, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let process = &asked.ground.process;
    let mut line = move_to(&deal.deal, &rule.to, None, false, asked.ground);
    let quotes = rule.puts_forward.is_some();
    if quotes {
        line = with_terms(line, &rule.needs, &rule.takes, deal, asked);
    }
    let also_asked = || {
        let mut questions = process.decisions_from(&deal.stage);
        questions.any(|question| question.puts_forward.is_some())
    };
    let note = match quotes && also_asked() {
        true => Some(Note::WithoutApproval),
        false if rule.hint.is_empty() => None,
        false => Some(Note::Hint(rule.hint.clone())),
    };
    let by = asked.by(rule.by, Some(deal));
    complete(line, &rule.needs, deal, asked, |remedy| {
        remedy.by(by).noted(note)
    })
}

/// The commands that put a question; while it waits, the one that answers it.
pub(super) fn of_question(rule: &DecisionRule, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let waits = deal.request.as_ref();
    if let Some(request) = waits.filter(|request| request.about == rule.id) {
        return vec![answer(deal, request, asked)];
    }
    let Some(line) = ask(&deal.deal, &rule.id) else {
        return Vec::new();
    };
    let by = asked.by(rule.by, Some(deal));
    if rule.puts_forward.is_some() {
        let line = with_terms(line, &rule.needs, &rule.takes, deal, asked);
        return complete(line, &rule.needs, deal, asked, |remedy| {
            remedy.by(by).noted(Note::WithApproval)
        });
    }
    let anew = terms::anew(deal, rule);
    complete(line, &rule.needs, &anew, asked, |remedy| {
        remedy.by(by).noted(Note::Hint(rule.title.clone()))
    })
}

/// A command with all that it needs; an address of the client has to be on record before.
fn complete(
    line: CommandLine,
    needs: &[Condition],
    deal: &Deal,
    asked: &Asked,
    dressed: impl FnOnce(Remedy) -> Remedy,
) -> Vec<Remedy> {
    let mut line = line;
    let unmet = asked.scene(deal).unmet(needs);
    let mut before = Vec::new();
    for unmet in &unmet {
        match unmet {
            Unmet::ClientEmailMissing { .. } => before.extend(supply(unmet, deal, asked)),
            Unmet::FactMissing { fact } | Unmet::DatePast { fact, .. } => {
                if let Some(slot) = slot_of(fact, asked) {
                    line = line.state(fact, slot);
                }
            }
            Unmet::DocumentMissing { kind } => line = line.file(kind),
            other => line = repaired(&line, other, asked).unwrap_or(line),
        }
    }
    before.push(dressed(Remedy::first(line)));
    before
}

/// A new quote states its terms, those on record as they are.
fn with_terms(
    line: CommandLine,
    needs: &[Condition],
    takes: &[Condition],
    deal: &Deal,
    asked: &Asked,
) -> CommandLine {
    let currency = asked.ground.settings.currency;
    let terms = needs.iter().chain(takes).filter_map(Condition::fact);
    let on_record = terms.filter_map(|fact| Some((fact, deal.facts.get(fact)?)));
    on_record.fold(line, |line, (fact, value)| {
        line.state(fact, &typed(value, currency))
    })
}

/// What makes an automatic move follow.
pub(super) fn of_automatic(rule: &Automatic, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let unmet = asked.scene(deal).unmet(&rule.when);
    let mut remedies: Vec<Remedy> = Vec::new();
    for remedy in unmet.iter().flat_map(|unmet| supply(unmet, deal, asked)) {
        if !remedies.contains(&remedy) {
            remedies.push(remedy);
        }
    }
    remedies
}

/// What supplies a condition that is about the state of a deal.
pub(super) fn supply(unmet: &Unmet, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    match unmet {
        Unmet::TaskNotDone { task } => finish(task, deal, asked),
        Unmet::ShareUnpaid { paid, due } | Unmet::WholeUnpaid { paid, total: due } => {
            payment(*paid, *due, deal, asked)
        }
        Unmet::FactMissing { fact } | Unmet::FactStale { fact } => state(fact, None, deal, asked),
        Unmet::FactIsNot { fact, should_be } => state(fact, Some(*should_be), deal, asked),
        Unmet::ClientEmailMissing { client } => {
            let line = CommandLine::new("client set").plain(client);
            let by = asked.by(crate::people::Role::Manager, None);
            vec![Remedy::first(line.flag("--email", Slot::Email)).by(by)]
        }
        _ => Vec::new(),
    }
}

/// The command that finishes a task, or those that it ends with.
pub(super) fn finish(task: &TaskId, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let Some(rule) = asked.ground.process.tasks.get(task) else {
        return Vec::new();
    };
    if !rule.ends_by_saying_so() {
        let endings = rule.ends_with.iter();
        return endings
            .flat_map(|ending| of_ending(ending, deal, asked))
            .collect();
    }
    let line = about(&deal.deal, "task done").plain(task);
    let by = asked.by(rule.holder, Some(deal));
    complete(line, &rule.asks, deal, asked, |remedy| remedy.by(by))
}

/// What ends a task.
pub(super) fn of_ending(ending: &Ending, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let process = &asked.ground.process;
    match ending {
        Ending::Move(to) => match process.move_between(&deal.stage, to) {
            Some(rule) => of_move(rule, deal, asked),
            None => Vec::new(),
        },
        Ending::AnyMove => {
            let moves = process.moves_from(&deal.stage);
            moves.flat_map(|rule| of_move(rule, deal, asked)).collect()
        }
        Ending::Ask(about) => match process.decision(about) {
            Some(rule) => of_question(rule, deal, asked),
            None => Vec::new(),
        },
        Ending::Payment => match asked.scene(deal).judge(&Condition::PaidShare) {
            Err(unmet) => supply(&unmet, deal, asked),
            Ok(()) => Vec::new(),
        },
        Ending::Done => Vec::new(),
    }
}

/// The rest that is to be paid.
fn payment(paid: Option<Money>, due: Option<Money>, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let (Some(rule), Some(due)) = (&asked.ground.process.payments, due) else {
        return invoice_first(asked);
    };
    let rest = due.minus(&paid.unwrap_or(Money::zero(due.currency())));
    let line = pay(&deal.deal, rest.unwrap_or(due), asked.ground)
        .flag("--date", Slot::DayUpTo(asked.today()))
        .flag("--document", Slot::PaymentDocument);
    vec![Remedy::first(line).by(asked.by(rule.by, Some(deal)))]
}

/// The way to where there is an invoice to pay.
pub(super) fn invoice_first(asked: &Asked) -> Vec<Remedy> {
    match &asked.ground.process.payments {
        Some(rule) => towards(|stage| rule.stages.contains(stage), asked),
        None => Vec::new(),
    }
}

/// What states a fact: the moves that are its statement, or `deal set`.
fn state(fact: &FactId, value: Option<bool>, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let process = &asked.ground.process;
    let says = |rule: &&MoveRule| match (rule.sets.get(fact), value) {
        (Some(said), Some(wanted)) => *said == wanted,
        (said, None) => said.is_some(),
        _ => false,
    };
    let moves = process.moves_from(&deal.stage).filter(says);
    let remedies: Vec<Remedy> = moves.flat_map(|rule| of_move(rule, deal, asked)).collect();
    if !remedies.is_empty() {
        return remedies;
    }
    let line = about(&deal.deal, "deal set");
    let line = match (value, slot_of(fact, asked)) {
        (Some(value), _) => line.state(fact, &typed(&value.into(), asked.ground.settings.currency)),
        (None, Some(slot)) => line.state(fact, slot),
        (None, None) => return Vec::new(),
    };
    let by = asked.by(crate::people::Role::Manager, Some(deal));
    vec![Remedy::first(line).by(by)]
}

/// The approval of an open request, by whoever may give it.
pub(super) fn answer(deal: &Deal, request: &Request, asked: &Asked) -> Remedy {
    let line = super::restate::answer(&deal.deal, Answer::Approved, &request.binds.to_string());
    let people = deciders(&asked.ground.people, deal, request, asked.today());
    let others = (!people.contains(asked.actor)).then_some(Others {
        role: Some(request.asks),
        people,
    });
    Remedy::first(line).by(others)
}
