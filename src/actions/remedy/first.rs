//! What has to be done before, or in place of, what was asked.

use super::command_line::{CommandLine, Slot};
use super::proposal::{answer, finish, invoice_first, of_ending, of_move, supply, towards};
use super::restate::{about, ask, cancel_payment, command_of};
use super::steps::Distances;
use super::{Asked, Note, Purpose, Remedy, register};
use crate::actions::decide::decide;
use crate::actions::intent::Intent;
use crate::actions::refusal::Unmet;
use crate::actions::reopening;
use crate::actions::resolving::{Way, ways};
use crate::agenda::LetterName;
use crate::deal::Deal;
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::deal::letter::{LetterId, Verdict};
use crate::people::Role;
use crate::process::Process;
use crate::process::condition::Condition;
use crate::process::decision::Answer;
use crate::process::names;
use crate::record::id::{DocumentKind, FactId, StageId};

/// The commands that supply a condition that the command itself cannot.
pub(super) fn remedies(unmet: &Unmet, again: Option<&Remedy>, asked: &Asked) -> Vec<Remedy> {
    match unmet {
        Unmet::NotEntitled { role, .. } => vec![let_in(*role, asked)],
        Unmet::NobodyElseDecides { role } => {
            let withdrawal = withdrawn(asked).into_iter();
            withdrawal.chain([let_in(*role, asked)]).collect()
        }
        Unmet::FourEyes { .. } => decider(asked).into_iter().collect(),
        Unmet::UnknownClient { client } => {
            let line = CommandLine::new("client add").plain(Slot::Name);
            let by = asked.by(Role::Manager, None);
            vec![Remedy::first(line.flag("--id", client)).by(by)]
        }
        Unmet::NumbersLeft { .. } => vec![Remedy::instead(CommandLine::new("deal new"))],
        Unmet::Introduced => vec![let_in(Role::Administrator, asked).serving(Purpose::Instead)],
        Unmet::Register(unmet) => register::remedies(unmet, asked),
        Unmet::BuiltOn { .. } => again.cloned().into_iter().collect(),
        Unmet::LetterLeaving { .. } => again
            .map(|again| again.clone().noted(Note::OnceLeft))
            .into_iter()
            .collect(),
        unmet => match asked.deal() {
            Some(deal) => of_deal(unmet, deal, asked),
            None => Vec::new(),
        },
    }
}

fn of_deal(unmet: &Unmet, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let process = &asked.ground.process;
    match unmet {
        Unmet::Closed { .. } => reopen(deal, asked),
        Unmet::NoSuchMove { to, .. } => towards(|stage| stage == to, asked),
        Unmet::FollowsByItself { to } => towards(|stage| stage == to, asked),
        Unmet::NoSuchQuestion { from, .. } => towards(|stage| from.contains(stage), asked),
        Unmet::NoQuoteInForce { .. } => towards(|stage| puts_forward(process, stage), asked),
        Unmet::FactMissing { .. } | Unmet::DatePast { .. } | Unmet::DocumentMissing { .. } => {
            ask_anew(deal, asked)
        }
        Unmet::DocumentNotHere { .. } | Unmet::UnknownDocument { .. } => {
            let line = about(&deal.deal, "deal attach");
            let other = DocumentKind::new("other");
            let line = |kind| line.plain(&kind).plain(Slot::File(kind));
            other.map(line).map(Remedy::instead).into_iter().collect()
        }
        Unmet::PaymentOnRecord { .. } => take_payments_back(deal, asked),
        Unmet::NoInvoice | Unmet::PaymentNotHere { .. } => invoice_first(asked),
        Unmet::TaskNotOpen { open, .. } | Unmet::WhichTask { open } => open
            .iter()
            .flat_map(|task| finish(task, deal, asked))
            .map(|remedy| remedy.serving(Purpose::Instead))
            .collect(),
        Unmet::TaskEndsOtherwise { endings, .. } => endings
            .iter()
            .flat_map(|ending| of_ending(ending, deal, asked))
            .map(|remedy| instead_unless_before(remedy, deal))
            .collect(),
        Unmet::NothingAsked => ask_anew(deal, asked),
        Unmet::FileFull { .. } => {
            let line = CommandLine::new("deal new").flag("--client", &deal.client);
            vec![Remedy::instead(line.flag("--title", Slot::Title))]
        }
        Unmet::NoSuchAnswer { .. } => other_answers(deal, asked),
        Unmet::LetterLeft { letter } => of_one_that_left(letter, deal, asked),
        Unmet::UnknownPayment { known, .. } => known
            .iter()
            .map(|number| cancel_payment(&deal.deal, *number, asked.ground))
            .map(|line| Remedy::instead(line.flag("-m", Slot::Words)))
            .collect(),
        unmet => supply(unmet, deal, asked),
    }
}

/// Ways that stand beside the command put right.
pub(super) fn besides(unmet: &Unmet, asked: &Asked) -> Vec<Remedy> {
    let Some(deal) = asked.deal() else {
        return Vec::new();
    };
    match unmet {
        Unmet::AboveLimit { .. } | Unmet::BelowLastSent { .. } | Unmet::BelowMarkup { .. } => {
            with_approval(deal, asked).into_iter().collect()
        }
        Unmet::NotEntitled {
            role: Role::Manager,
            ..
        } => take_over(deal, asked).into_iter().collect(),
        Unmet::FactContradicts { fact, states } => {
            let moves = asked.ground.process.moves_from(&deal.stage);
            let opposite = moves.filter(|rule| rule.sets.get(fact) == Some(&!states));
            opposite
                .flat_map(|rule| of_move(rule, deal, asked))
                .map(|remedy| remedy.serving(Purpose::Instead))
                .collect()
        }
        Unmet::FactNotHere { fact, .. } => match asked.act() {
            Some(Act::Set { given, .. }) if given.facts.len() == 1 => {
                where_named(fact, deal, asked)
            }
            _ => Vec::new(),
        },
        Unmet::Changed { .. } | Unmet::Superseded { .. } => {
            vec![Remedy::look(about(&deal.deal, "deal show"))]
        }
        Unmet::ClientEmailMissing { .. } => handed_over(deal, asked).into_iter().collect(),
        Unmet::NotTheQuote { .. } => {
            let moves = asked.ground.process.moves_from(&deal.stage);
            let anew = moves.filter(|rule| puts_forward(&asked.ground.process, &rule.to));
            anew.flat_map(|rule| of_move(rule, deal, asked))
                .map(|remedy| remedy.serving(Purpose::Instead))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Where to look when nothing can be supplied.
pub(super) fn look(unmet: &Unmet, asked: &Asked) -> Option<Remedy> {
    let line = match unmet {
        Unmet::UnknownDeal { .. } | Unmet::NumbersEnd => CommandLine::new("deal list"),
        Unmet::UnknownLetter { .. }
        | Unmet::LetterNotWaiting { .. }
        | Unmet::LetterLeaving { .. }
        | Unmet::LetterInHand { .. }
        | Unmet::LetterFine { .. } => CommandLine::new("mail list"),
        Unmet::UnknownPerson { .. } | Unmet::Register(_) => CommandLine::new("people list"),
        Unmet::NoSuchQuestion { .. } => CommandLine::new("process show"),
        _ => match asked.number() {
            Some(deal) => about(deal, "deal show"),
            None if matches!(asked.intent, Intent::People { .. }) => {
                CommandLine::new("people list")
            }
            None => return None,
        },
    };
    Some(Remedy::look(line))
}

/// A lost deal comes back, where that is what was asked or the stage asked for can be reached from there.
fn reopen(deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let process = &asked.ground.process;
    let (Some(loss), Some(rule)) = (&deal.lost, &process.reopening) else {
        return Vec::new();
    };
    let into = reopening::entered(process, rule, deal, loss);
    let line = about(&deal.deal, "deal reopen").flag("-m", Slot::Words);
    let remedy = match asked.act() {
        Some(Act::Move { to, .. }) if to == into => Remedy::instead(line),
        Some(Act::Move { to, .. }) => {
            let distances = Distances::to(process, |stage| stage == to);
            if distances.first_steps(into).is_empty() {
                return Vec::new();
            }
            Remedy::first(line)
        }
        _ => Remedy::first(line),
    };
    vec![remedy.by(asked.by(rule.by, Some(deal)))]
}

/// Somebody more is let in, in a role.
pub(super) fn let_in(role: Role, asked: &Asked) -> Remedy {
    let line = CommandLine::new("people add")
        .plain(Slot::NewId)
        .flag("--name", Slot::PersonName)
        .flag("--email", Slot::Email)
        .flag("--role", &role)
        .flag("--key", Slot::KeyFile);
    Remedy::first(line).by(asked.by(Role::Administrator, None))
}

fn decider(asked: &Asked) -> Option<Remedy> {
    let request = asked.deal()?.request.as_ref()?;
    Some(let_in(request.asks, asked))
}

/// The request that the deal cannot change hands with is withdrawn by its manager of today.
fn withdrawn(asked: &Asked) -> Option<Remedy> {
    let deal = asked.deal()?;
    let request = deal.request.as_ref()?;
    let given = matches!(asked.act(), Some(Act::Assign { .. }));
    let rule = asked.ground.process.decision(&request.about)?;
    let line = about(&deal.deal, "quote withdraw").flag("-m", Slot::Words);
    given.then(|| Remedy::first(line).by(asked.by(rule.by, Some(deal))))
}

/// The deal changes hands, where whoever asked could own it.
fn take_over(deal: &Deal, asked: &Asked) -> Option<Remedy> {
    let person = asked.ground.people.person(asked.actor)?;
    let line = about(&deal.deal, "deal assign").plain(asked.actor);
    let may_give = [Role::FinanceDirector, Role::Administrator]
        .into_iter()
        .any(|role| asked.by(role, None).is_none());
    let by = match may_give {
        true => None,
        false => asked.by(Role::Manager, Some(deal)),
    };
    let owns = person.is(Role::Manager) && deal.manager != *asked.actor;
    owns.then(|| Remedy::first(line).by(by).noted(Note::TakesOver))
}

/// The same without the letter, where it is the letter alone that takes an address.
fn handed_over(deal: &Deal, asked: &Asked) -> Option<Remedy> {
    let act = asked.act()?.without_mail()?;
    let intent = Intent::Deal {
        deal: deal.deal.clone(),
        seen: Seen::of(deal, &act),
        act,
    };
    let line = command_of(&intent, asked.ground)?;
    let possible = decide(asked.ground, &intent, asked.actor, asked.now).is_ok();
    possible.then(|| Remedy::instead(line).noted(Note::HandedOver))
}

/// The same quote, put to whoever decides.
fn with_approval(deal: &Deal, asked: &Asked) -> Option<Remedy> {
    let Some(Act::Move { given, .. }) = asked.act() else {
        return None;
    };
    let mut questions = asked.ground.process.decisions_from(&deal.stage);
    let rule = questions.find(|rule| rule.puts_forward.is_some())?;
    let line = ask(&deal.deal, &rule.id)?;
    let currency = asked.ground.settings.currency;
    let line = given.facts.iter().fold(line, |line, (fact, value)| {
        line.state(fact, &super::command_line::typed(value, currency))
    });
    let line = line.file(&names::quote()).flag("-m", Slot::Words);
    let by = asked.by(rule.by, Some(deal));
    Some(Remedy::instead(line).by(by).noted(Note::WithApproval))
}

/// The question that is, or was, to be answered, put once more by the manager.
fn ask_anew(deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let process = &asked.ground.process;
    let about = match asked.act() {
        Some(Act::Decide(reply)) => Some(&reply.about),
        _ => deal.request.as_ref().map(|request| &request.about),
    };
    let Some(rule) = about.and_then(|about| process.decision(about)) else {
        return Vec::new();
    };
    if !rule.from.contains(&deal.stage) {
        return towards(|stage| rule.from.contains(stage), asked);
    }
    let nothing_asked = Deal {
        request: None,
        ..deal.clone()
    };
    super::proposal::of_question(rule, &nothing_asked, asked)
}

fn other_answers(deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let Some(request) = &deal.request else {
        return Vec::new();
    };
    let rule = asked.ground.process.decision(&request.about);
    let reject = super::restate::answer(&deal.deal, Answer::Rejected, &request.binds.to_string());
    let reject = Remedy::instead(reject.flag("-m", Slot::Words));
    let approve = answer(deal, request, asked).serving(Purpose::Instead);
    match rule {
        Some(_) => vec![approve, reject],
        None => Vec::new(),
    }
}

/// What can be said of a letter that has left and was to be dropped.
fn of_one_that_left(letter: &LetterId, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let Some(Act::Resolve { .. }) = asked.act() else {
        return Vec::new();
    };
    let line = CommandLine::new("mail resolve").plain(&LetterName::of_deal(&deal.deal, letter));
    let mut mail = deal.mail.iter().rev();
    let known = mail.find(|known| known.id == *letter);
    let ways = known.map(|known| ways(asked.ground, deal, known, asked.now));
    let lines = ways.unwrap_or_default().into_iter().filter_map(|way| {
        let line = line.clone();
        match way {
            Way::Sent => Some(line.plain(Verdict::Sent.id())),
            Way::Elsewhere => Some(line.plain("resend").flag("--to", Slot::Email)),
            Way::Again | Way::Drop => None,
        }
    });
    lines.map(Remedy::instead).collect()
}

fn take_payments_back(deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let Some(rule) = &asked.ground.process.payments else {
        return Vec::new();
    };
    let lines = deal
        .paid()
        .map(|payment| cancel_payment(&deal.deal, payment.number, asked.ground));
    lines
        .map(|line| Remedy::first(line.flag("-m", Slot::Words)))
        .map(|remedy| remedy.by(asked.by(rule.by, Some(deal))))
        .map(|remedy| remedy.noted(Note::IfMistaken))
        .collect()
}

/// A client's address comes before; everything else is what the task ends with.
fn instead_unless_before(remedy: Remedy, deal: &Deal) -> Remedy {
    match remedy.command.command {
        "client set" => remedy,
        _ if deal.request.is_some() && remedy.command.command == "approve" => remedy,
        _ => remedy.serving(Purpose::Instead),
    }
}

/// Whether a quote can be put forward in a stage.
fn puts_forward(process: &Process, stage: &StageId) -> bool {
    let mut moves = process.moves_from(stage);
    let mut questions = process.decisions_from(stage);
    moves.any(|rule| rule.puts_forward.is_some())
        || questions.any(|rule| rule.puts_forward.is_some())
}

/// The way to where a fact is stated; where that is here, whoever states it.
fn where_named(fact: &FactId, deal: &Deal, asked: &Asked) -> Vec<Remedy> {
    let is_named = |stage: &StageId| names_fact(&asked.ground.process, stage, fact);
    let manager = asked.by(Role::Manager, Some(deal));
    match (is_named(&deal.stage), manager) {
        (false, _) => towards(is_named, asked),
        (true, None) => Vec::new(),
        (true, manager) => command_of(asked.intent, asked.ground)
            .map(|line| Remedy::instead(line).by(manager))
            .into_iter()
            .collect(),
    }
}

/// Whether a task, move or question of a stage names a fact.
fn names_fact(process: &Process, stage: &StageId, fact: &FactId) -> bool {
    let names = |conditions: &[Condition]| {
        conditions
            .iter()
            .any(|condition| condition.fact() == Some(fact))
    };
    let tasks = process.stage(stage).map(|stage| stage.tasks.as_slice());
    let mut tasks = tasks
        .unwrap_or_default()
        .iter()
        .filter_map(|task| process.tasks.get(task));
    tasks.any(|task| names(&task.asks) || names(&task.takes))
        || process
            .moves_from(stage)
            .any(|rule| names(&rule.needs) || names(&rule.takes) || rule.sets.contains_key(fact))
        || process
            .decisions_from(stage)
            .any(|rule| names(&rule.needs) || names(&rule.takes))
}
