//! The same command once more, with what was missing and without what was in the way.

use super::command_line::{CommandLine, Slot, typed_amount};
use super::restate::command_of;
use super::{Asked, Others, Remedy};
use crate::actions::authority::deciders;
use crate::actions::intent::Intent;
use crate::actions::people::RegisterUnmet;
use crate::actions::refusal::{Refusal, Unmet};
use crate::deal::act::Act;
use crate::deal::fact::check_line;
use crate::people::{PeopleAct, Role};
use crate::process::condition::Condition;
use crate::process::names;
use crate::record::id::{FactId, PersonId};
use crate::record::{CommitHex, Day};
use std::collections::BTreeSet;

/// The command that was asked, put right in everything that can be put right in it.
pub(super) fn whole(refusal: &Refusal, asked: &Asked) -> Option<Remedy> {
    let line = command_of(asked.intent, asked.ground)?;
    let unmet = refusal.unmet.iter();
    let line = unmet.fold(line, |line, unmet| {
        repaired(&line, unmet, asked).unwrap_or(line)
    });
    let by = refusal.unmet.iter().find_map(|unmet| doer(unmet, asked));
    let empty = matches!(line.command, "deal set" | "deal edit" | "client set");
    (!empty || line.says_something()).then(|| Remedy::instead(line).by(by))
}

/// Whether the command itself can be put right so that the condition holds.
pub(super) fn repairs(unmet: &Unmet, asked: &Asked) -> bool {
    let line = command_of(asked.intent, asked.ground);
    let repaired = line.and_then(|line| repaired(&line, unmet, asked));
    repaired.is_some() || doer(unmet, asked).is_some()
}

/// Who may do what whoever asked may not.
fn doer(unmet: &Unmet, asked: &Asked) -> Option<Others> {
    let the_very = |person: &_| {
        let people = vec![Clone::clone(person)];
        Some(Others { role: None, people })
    };
    match unmet {
        Unmet::NotEntitled { role, who } if !who.is_empty() => Some(Others {
            role: Some(*role),
            people: who.clone(),
        }),
        Unmet::FourEyes { .. } => {
            let deal = asked.deal()?;
            let request = deal.request.as_ref()?;
            let people = deciders(&asked.ground.people, deal, request, asked.today());
            let role = Some(request.asks);
            (!people.is_empty()).then_some(Others { role, people })
        }
        Unmet::NotYours { by } => the_very(by),
        Unmet::Register(RegisterUnmet::OwnRole { .. }) => other_administrators(asked),
        Unmet::BuiltOn { by, .. } if by != asked.actor => the_very(by),
        Unmet::AskerCorrects => {
            let history = asked.ground.deal.as_ref()?.entries().ok()?;
            let (_, last) = crate::actions::correcting::last_event(&history)?;
            the_very(&last.by)
        }
        _ => None,
    }
}

/// The command put right in one thing; none where that is nothing that it says.
pub(super) fn repaired(line: &CommandLine, unmet: &Unmet, asked: &Asked) -> Option<CommandLine> {
    let line = line.clone();
    let tomorrow = asked.today().plus(1);
    Some(match unmet {
        Unmet::Changed { .. } | Unmet::TakenNumber { .. } | Unmet::NotTheBlock { .. } => line,
        Unmet::FactMissing { fact }
        | Unmet::DatePast { fact, .. }
        | Unmet::FactWrong { fact, .. } => {
            let slot = slot_of(fact, asked)?;
            carries(asked).then(|| line.state(fact, slot))?
        }
        Unmet::DateNotAhead { fact, .. } => line.state(fact, Slot::DayFrom(tomorrow)),
        Unmet::FactNotHere { fact, .. } | Unmet::UnknownFact { fact, .. } => {
            line.without_fact(fact)
        }
        Unmet::FactContradicts { fact, .. } | Unmet::NotTheQuote { fact, .. } => {
            line.without_fact(fact)
        }
        Unmet::SameValue { fact, .. } => match asked.act() {
            Some(Act::Set { .. }) => line.without_fact(fact),
            _ => line.state(fact, slot_of(fact, asked)?),
        },
        Unmet::NothingGiven => something(line, asked)?,
        Unmet::DocumentMissing { kind } => carries(asked).then(|| line.file(kind))?,
        Unmet::DocumentNotHere { kind, .. } | Unmet::UnknownDocument { kind, .. } => {
            match asked.act() {
                Some(Act::Attach { .. }) => return None,
                _ => line.without_file(kind),
            }
        }
        Unmet::DocumentType { .. }
        | Unmet::DocumentTooLarge { .. }
        | Unmet::DocumentTwice { .. } => line,
        Unmet::ReasonMissing => line.flag("-m", Slot::Words),
        Unmet::TextUnfit { .. } => with_fit_text(line, asked),
        Unmet::TitleMissing => line.flag("--title", Slot::Title),
        Unmet::EmailUnfit { .. } if line.command == "mail resolve" => {
            line.flag("--to", Slot::Email)
        }
        Unmet::EmailUnfit { .. } => line.flag("--email", Slot::Email),
        Unmet::TakenEmail { .. } => line.flag("--email", Slot::Email),
        Unmet::Register(unmet) => registrable(line, unmet, asked)?,
        Unmet::InnUnfit { .. } => line.flag("--inn", Slot::Inn),
        Unmet::TakenPerson { .. } => with_first(line, Slot::NewId),
        Unmet::TakenClient { .. } => line.flag("--id", Slot::NewId),
        Unmet::NotInRole { .. } if line.command.starts_with("people ") => return None,
        Unmet::NotInRole { role, .. } => with_person(line, Slot::Person(*role)),
        Unmet::UnknownPerson { .. } if line.command.starts_with("people ") => {
            with_person(line, Slot::Colleague)
        }
        Unmet::UnknownPerson { .. } => with_person(line, Slot::Person(Role::Manager)),
        Unmet::OtherCurrency { currency, .. } => {
            let other = currency
                .parse()
                .ok()
                .filter(|other| *other != asked.ground.settings.currency);
            let slot = Slot::Amount(other);
            match line.command {
                "pay" => line.flag("--amount", slot),
                _ => line.state(&FactId::new(names::QUOTE_TOTAL).ok()?, slot),
            }
        }
        Unmet::Superseded { asked: binds, .. } => {
            let binds = binds.to_string();
            line.flag("--binds", binds.get(..8)?)
        }
        Unmet::NoGrantHere { .. } => line.without_flag("--lowest").without_flag("--until"),
        Unmet::LossReasonMissing { .. } | Unmet::UnknownLossReason { .. } => {
            line.flag("--reason", Slot::LossReason)
        }
        Unmet::PaidTwice { .. } => line.flag("--document", Slot::PaymentDocument),
        Unmet::DayAhead { today, .. } => line.flag("--date", Slot::DayUpTo(*today)),
        Unmet::DayGone { today, .. } if line.command == "people delegate" => line
            .flag("--from", today)
            .flag("--until", Slot::DayFrom(*today)),
        Unmet::DayGone { today, .. } => line.flag("--until", Slot::DayFrom(*today)),
        Unmet::BelowLastSent { last, lowest, .. } => {
            let floor =
                lowest.filter(|lowest| lowest.compare(last) == Some(std::cmp::Ordering::Less));
            with_total(line, floor.unwrap_or(*last), asked)?
        }
        Unmet::AboveLimit { limit, .. } => with_total(line, *limit, asked)?,
        Unmet::BelowMarkup { floor, .. } => with_total(line, *floor, asked)?,
        _ => return None,
    })
}

/// What can be put right in a command about the register.
fn registrable(line: CommandLine, unmet: &RegisterUnmet, asked: &Asked) -> Option<CommandLine> {
    Some(match unmet {
        RegisterUnmet::KeyUnfit { .. }
        | RegisterUnmet::TakenKey { .. }
        | RegisterUnmet::KeyBarred { .. } => match line.command {
            "people add" => line.flag("--key", Slot::KeyFile),
            _ => line,
        },
        RegisterUnmet::NameUnfit { .. } | RegisterUnmet::TakenName { .. } => {
            line.flag("--name", Slot::PersonName)
        }
        RegisterUnmet::OwnDeputy => line.flag("--to", Slot::Colleague),
        RegisterUnmet::DaysReversed { from, .. } => line.flag("--until", Slot::DayFrom(*from)),
        RegisterUnmet::AlreadyRatified { .. } => {
            let Intent::People {
                act: PeopleAct::Ratified { commits },
                text,
            } = asked.intent
            else {
                return None;
            };
            let people = &asked.ground.people;
            let left: BTreeSet<&CommitHex> = commits
                .iter()
                .filter(|commit| !people.has_ratified(asked.actor, commit))
                .collect();
            let commits: Vec<CommitHex> = left.into_iter().cloned().collect();
            if commits.is_empty() {
                return None;
            }
            let act = PeopleAct::Ratified { commits };
            let text = text.clone();
            command_of(&Intent::People { act, text }, asked.ground)?
        }
        _ => return None,
    })
}

/// Administrators besides whoever asked.
fn other_administrators(asked: &Asked) -> Option<Others> {
    let all = asked.ground.people.holding(Role::Administrator);
    let others = all.filter(|person| person.id != *asked.actor);
    let people: Vec<PersonId> = others.map(|person| person.id.clone()).collect();
    let role = Some(Role::Administrator);
    (!people.is_empty()).then_some(Others { role, people })
}

/// Whether facts and documents can come along with what was asked.
fn carries(asked: &Asked) -> bool {
    asked.act().is_some_and(|act| act.given().is_some())
}

fn with_total(
    line: CommandLine,
    total: crate::record::Money,
    asked: &Asked,
) -> Option<CommandLine> {
    let typed = typed_amount(total, asked.ground.settings.currency);
    Some(line.state(&FactId::new(names::QUOTE_TOTAL).ok()?, &typed))
}

/// The slot for a fact; a date that must not be past, or must be ahead, says so.
pub(super) fn slot_of(fact: &FactId, asked: &Asked) -> Option<Slot> {
    let process = &asked.ground.process;
    let kind = process.facts.get(fact)?.kind;
    let moves = process.moves.iter().flat_map(|rule| &rule.needs);
    let questions = process.decisions.iter().flat_map(|rule| &rule.needs);
    let earliest: Option<Day> = moves
        .chain(questions)
        .filter_map(|condition| match condition {
            Condition::Ahead(other) if other == fact => Some(asked.today().plus(1)),
            Condition::NotPast(other) if other == fact => Some(asked.today()),
            _ => None,
        })
        .max();
    Some(earliest.map_or(Slot::of_fact(kind), Slot::DayFrom))
}

/// What was asked changes nothing: the same with something to change.
fn something(line: CommandLine, asked: &Asked) -> Option<CommandLine> {
    Some(match asked.act() {
        Some(Act::Set { .. }) => line.plain(Slot::FactAndValue),
        Some(Act::Attach { .. } | Act::Move { .. }) => line,
        Some(Act::Assign { .. }) => with_person(line, Slot::Person(Role::Manager)),
        Some(Act::Edit { .. }) => line.flag("--title", Slot::Title),
        Some(Act::PutOffTask { .. }) => line.flag("--until", Slot::DayFrom(asked.today().plus(1))),
        Some(Act::Pay { .. }) => line.flag("--amount", Slot::Amount(None)),
        Some(_) => return None,
        None => match asked.intent {
            Intent::Client { .. } if line.command == "client set" => {
                line.flag("--email", Slot::Email)
            }
            Intent::Client { .. } => line,
            _ => return None,
        },
    })
}

/// The text that does not fit is the only one that each of these takes.
fn with_fit_text(line: CommandLine, asked: &Asked) -> CommandLine {
    match (asked.act(), line.command) {
        (Some(Act::Open { .. } | Act::Edit { .. }), _) => line.flag("--title", Slot::Title),
        (Some(Act::Pay { .. }), _) => line.flag("--document", Slot::PaymentDocument),
        (None, "client add") => with_first(line, Slot::Name),
        (None, "client set") => line.flag("--name", Slot::Name),
        (None, "people add") if !names_fit(asked) => line.flag("--name", Slot::PersonName),
        _ => line.flag("-m", Slot::Words),
    }
}

/// Whether it is not the names of those who are let in that cannot be kept.
fn names_fit(asked: &Asked) -> bool {
    let added = match asked.intent {
        Intent::People { act, .. } => act.added(),
        _ => &[],
    };
    added.iter().all(|person| check_line(&person.name).is_ok())
}

fn with_person(line: CommandLine, slot: Slot) -> CommandLine {
    match line.command {
        "deal new" => line.flag("--manager", slot),
        "people delegate" => line.flag("--to", slot),
        command if command.starts_with("people ") => with_first(line, slot),
        _ => with_last(line, slot),
    }
}

fn with_first(mut line: CommandLine, slot: Slot) -> CommandLine {
    if let Some(first) = line.arguments.first_mut() {
        *first = super::Argument::Plain(slot.into());
    }
    line
}

fn with_last(mut line: CommandLine, slot: Slot) -> CommandLine {
    if let Some(last) = line.arguments.last_mut() {
        *last = super::Argument::Plain(slot.into());
    }
    line
}
