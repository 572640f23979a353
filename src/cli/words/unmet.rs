//! Each condition that is not met, in a sentence.

use super::super::screen::{short, size};
use super::authority::{four_eyes, not_entitled};
use super::letter::of_a_letter;
use super::named::{Namer, listed};
use super::numbers::of_a_number;
use super::register;
use super::unapplicable::unapplicable;
use super::value::fact_error;
use crate::actions::intent::Intent;
use crate::actions::refusal::{Difference, NotDue, QuoteState, Unmet};
use crate::actions::remedy::Asked;
use crate::actions::remedy::steps::Distances;
use crate::deal::act::Act;
use crate::people::PeopleAct;
use crate::people::Role;
use crate::process::decision::Answer;
use crate::record::id::{LossReason, StageId};

/// What is not met.
pub(super) fn text(unmet: &Unmet, asked: &Asked, names: &Namer) -> String {
    let say = names.say;
    match unmet {
        Unmet::UnknownDeal { deal } => say.text("refusal-unknown-deal", args![deal => deal.to_string()]),
        Unmet::TakenNumber { .. }
        | Unmet::NumbersEnd
        | Unmet::NumbersLeft { .. }
        | Unmet::NotTheBlock { .. } => of_a_number(unmet, names).unwrap_or_default(),
        Unmet::UnknownClient { client } => {
            say.text("refusal-unknown-client", args![client => client.to_string()])
        }
        Unmet::TakenClient { client } => {
            say.text("refusal-taken-client", args![client => client.to_string()])
        }
        Unmet::UnknownPerson { person } => {
            say.text("refusal-unknown-person", args![person => person.to_string()])
        }
        Unmet::TakenPerson { person } if Role::named(person.as_str()).is_some() => {
            say.text("refusal-reserved-person", args![person => person.to_string()])
        }
        Unmet::TakenPerson { person } => {
            say.text("refusal-taken-person", args![person => person.to_string()])
        }
        Unmet::TakenEmail { email } => {
            say.text("refusal-taken-email", args![email => email.as_str()])
        }
        Unmet::Register(unmet) => register::text(unmet, names),
        Unmet::Introduced => say.line("refusal-introduced"),
        Unmet::NoActAlone { kind } => say.text("refusal-no-act-alone", args![kind => kind.id()]),
        Unmet::Unapplicable { path, problem } => unapplicable(path, problem, say),
        Unmet::NotEntitled { role, who } => not_entitled(*role, who, names),
        Unmet::NotInRole { person, role } => say.text(
            "refusal-not-in-role",
            args![person => names.person(person), role => names.role(*role)],
        ),
        Unmet::FourEyes { person, because } => four_eyes(person, *because, names),
        Unmet::NobodyElseDecides { role } => {
            say.text("refusal-nobody-else-decides", args![role => names.role(*role)])
        }
        Unmet::Changed { differences } => {
            let changes = listed(differences.iter().map(|change| difference(change, names)));
            say.text("refusal-changed", args![changes => changes])
        }
        Unmet::Closed { stage } => say.text("refusal-closed", args![stage => names.stage(stage)]),
        Unmet::NotLost { .. } => say.line("refusal-not-lost"),
        Unmet::NoSuchMove { to, can } => no_such_move(to, can, asked, names),
        Unmet::FollowsByItself { to } => {
            say.text("refusal-follows-by-itself", args![stage => names.stage(to)])
        }
        Unmet::NoSuchQuestion { about, from } if from.is_empty() => {
            say.text("refusal-unknown-question", args![question => about.to_string()])
        }
        Unmet::NoSuchQuestion { about, from } => say.text(
            "refusal-no-such-question",
            args![question => names.decision(about), stages => names.stages(from)],
        ),
        Unmet::FactMissing { fact } => say.text("refusal-fact-missing", args![fact => names.fact(fact)]),
        Unmet::FactNotHere { fact, here } if here.is_empty() => {
            say.text("refusal-fact-not-here", args![fact => names.fact(fact)])
        }
        Unmet::FactNotHere { fact, here } => say.text(
            "refusal-fact-not-here-but",
            args![fact => names.fact(fact), here => names.facts(here)],
        ),
        Unmet::UnknownFact { fact, known } => say.text(
            "refusal-unknown-fact",
            args![fact => fact.to_string(), known => names.facts(known)],
        ),
        Unmet::FactWrong { fact, error, .. } => say.text(
            "refusal-fact-wrong",
            args![fact => names.fact(fact), error => fact_error(*error, say)],
        ),
        Unmet::FactContradicts { fact, states: true } => {
            say.text("refusal-fact-contradicts-yes", args![fact => names.fact(fact)])
        }
        Unmet::FactContradicts { fact, states: false } => {
            say.text("refusal-fact-contradicts-no", args![fact => names.fact(fact)])
        }
        Unmet::NotTheQuote { total, quote, .. } => say.text(
            "refusal-not-the-quote",
            args![total => names.money(*total), quote => names.money(*quote)],
        ),
        Unmet::DatePast { fact, day, .. } => say.text(
            "refusal-date-past",
            args![fact => names.fact(fact), day => names.day(*day)],
        ),
        Unmet::DateNotAhead { fact, day, .. } => say.text(
            "refusal-date-not-ahead",
            args![fact => names.fact(fact), day => names.day(*day)],
        ),
        Unmet::SameValue { fact, value } => say.text(
            "refusal-same-value",
            args![fact => names.fact(fact), value => names.value(value)],
        ),
        Unmet::NothingGiven => nothing_given(asked, names),
        Unmet::DocumentMissing { kind } => {
            say.text("refusal-document-missing", args![kind => names.document(kind)])
        }
        Unmet::DocumentNotHere { kind, here } => say.text(
            "refusal-document-not-here",
            args![kind => names.document(kind), here => names.documents(here)],
        ),
        Unmet::UnknownDocument { kind, known } => say.text(
            "refusal-unknown-document",
            args![kind => kind.to_string(), known => names.documents(known)],
        ),
        Unmet::DocumentType {
            kind,
            ending,
            takes,
        } => say.text(
            "refusal-document-type",
            args![kind => names.document(kind), ending => ending.as_str(), takes => takes.join(", ")],
        ),
        Unmet::DocumentTooLarge {
            kind,
            size: bytes,
            limit,
        } => say.text(
            "refusal-document-too-large",
            args![kind => names.document(kind), size => size(*bytes, say), limit => size(*limit, say)],
        ),
        Unmet::FileFull {
            path,
            size: bytes,
            limit,
        } => say.text(
            "refusal-file-full",
            args![path => path.as_str(), size => size(*bytes, say), limit => size(*limit, say)],
        ),
        Unmet::DocumentTwice { kind } => {
            say.text("refusal-document-twice", args![kind => names.document(kind)])
        }
        Unmet::ReasonMissing => say.line("refusal-reason-missing"),
        Unmet::TextUnfit { error } => {
            say.text("refusal-text-unfit", args![error => fact_error(*error, say)])
        }
        Unmet::ClientEmailMissing { client } => {
            say.text("refusal-client-email-missing", args![client => client_name(client, asked)])
        }
        Unmet::EmailUnfit { email } => say.text("refusal-email-unfit", args![email => email.as_str()]),
        Unmet::InnUnfit { inn } => say.text("refusal-inn-unfit", args![inn => inn.as_str()]),
        Unmet::TitleMissing => say.line("refusal-title-missing"),
        Unmet::AboveLimit { total, limit } => say.text(
            "refusal-above-limit",
            args![total => names.money(*total), limit => names.money(*limit)],
        ),
        Unmet::BelowLastSent {
            total,
            last,
            lowest: None,
        } => say.text(
            "refusal-below-last-sent",
            args![total => names.money(*total), last => names.money(*last)],
        ),
        Unmet::BelowLastSent {
            total,
            lowest: Some(lowest),
            ..
        } => say.text(
            "refusal-below-granted",
            args![total => names.money(*total), lowest => names.money(*lowest)],
        ),
        Unmet::BelowMarkup {
            total,
            floor,
            markup,
        } => say.text(
            "refusal-below-markup",
            args![total => names.money(*total), floor => names.money(*floor), markup => markup.to_string()],
        ),
        Unmet::OtherCurrency { amount, currency } => say.text(
            "refusal-other-currency",
            args![amount => names.money(*amount), currency => currency.as_str()],
        ),
        Unmet::NoQuoteInForce { why } => quote_state(*why, names),
        Unmet::PaymentOnRecord { paid } => {
            say.text("refusal-payment-on-record", args![paid => names.money(*paid)])
        }
        Unmet::ShareUnpaid { paid, due } => say.text(
            "refusal-share-unpaid",
            args![paid => names.paid(*paid, *due), due => names.money_or_nothing(*due)],
        ),
        Unmet::WholeUnpaid { paid, total } => say.text(
            "refusal-whole-unpaid",
            args![paid => names.paid(*paid, *total), total => names.money_or_nothing(*total)],
        ),
        Unmet::FactIsNot {
            fact,
            should_be: true,
        } => say.text("refusal-fact-is-not-yes", args![fact => names.fact(fact)]),
        Unmet::FactIsNot {
            fact,
            should_be: false,
        } => say.text("refusal-fact-is-not-no", args![fact => names.fact(fact)]),
        Unmet::FactStale { fact } => say.text("refusal-fact-stale", args![fact => names.fact(fact)]),
        Unmet::FactFresh { fact } => say.text("refusal-fact-fresh", args![fact => names.fact(fact)]),
        Unmet::TaskNotDone { task } => say.text("refusal-task-not-done", args![task => names.task(task)]),
        Unmet::TaskNotOpen { task, open } => task_not_open(task.as_ref(), open, names),
        Unmet::WhichTask { open } => say.text("refusal-which-task", args![open => names.tasks(open)]),
        Unmet::TaskEndsOtherwise { task, .. } => {
            say.text("refusal-task-ends-otherwise", args![task => names.task(task)])
        }
        Unmet::NothingAsked => nothing_asked(asked, names),
        Unmet::Superseded { shown, asked, round } => {
            say.text(
                "refusal-superseded",
                args![shown => short(shown), asked => short(asked), round => round.to_string()],
            )
        }
        Unmet::NoSuchAnswer { about } => {
            say.text("refusal-no-such-answer", args![question => names.decision(about)])
        }
        Unmet::NoGrantHere { about } => {
            say.text("refusal-no-grant-here", args![question => names.decision(about)])
        }
        Unmet::LossReasonMissing { reasons } => {
            say.text("refusal-loss-reason-missing", args![reasons => loss_reasons(reasons, names)])
        }
        Unmet::UnknownLossReason { reason, reasons } => say.text(
            "refusal-unknown-loss-reason",
            args![reason => reason.to_string(), reasons => loss_reasons(reasons, names)],
        ),
        Unmet::NoInvoice => say.line("refusal-no-invoice"),
        Unmet::PaidTwice { number } => say.text("refusal-paid-twice", args![number => number.to_string()]),
        Unmet::DayAhead { day, .. } => say.text("refusal-day-ahead", args![day => names.day(*day)]),
        Unmet::DayGone { day, .. } => say.text("refusal-day-gone", args![day => names.day(*day)]),
        Unmet::UnknownPayment { payment, known } if known.is_empty() => {
            say.text("refusal-no-payments", args![payment => payment.to_string()])
        }
        Unmet::UnknownPayment { payment, known } => {
            let known = listed(known.iter().map(ToString::to_string));
            say.text(
                "refusal-unknown-payment",
                args![payment => payment.to_string(), known => known],
            )
        }
        Unmet::PaymentGone { payment } => {
            say.text("refusal-payment-gone", args![payment => payment.to_string()])
        }
        Unmet::PaymentNotHere { stages, .. } => {
            say.text("refusal-payment-not-here", args![stages => names.stages(stages)])
        }
        Unmet::NothingToCorrect => say.line("refusal-nothing-to-correct"),
        Unmet::BuiltOn { by, event } => say.text(
            "refusal-built-on",
            args![person => names.person(by), event => event.to_string()],
        ),
        Unmet::NotYours { by } => say.text("refusal-not-yours", args![person => names.person(by)]),
        Unmet::AskerCorrects => say.line("refusal-asker-corrects"),
        Unmet::LetterLeft { .. }
        | Unmet::LetterLeaving { .. }
        | Unmet::UnknownLetter { .. }
        | Unmet::LetterNotWaiting { .. }
        | Unmet::LetterInHand { .. }
        | Unmet::LetterFine { .. }
        | Unmet::LetterCauseGone { .. }
        | Unmet::LetterUnwritten { .. } => of_a_letter(unmet, say).unwrap_or_default(),
        Unmet::NotDue { what } => not_due(what, say),
    }
}

fn not_due(what: &NotDue, say: &crate::cli::say::Say) -> String {
    match what {
        NotDue::Reminder(key) => say.text(
            "refusal-reminder-not-due",
            args![deal => key.deal.to_string()],
        ),
        NotDue::Escalation(key) => say.text(
            "refusal-escalation-not-due",
            args![deal => key.deal.to_string()],
        ),
        NotDue::Digest(person) => say.text(
            "refusal-digest-not-due",
            args![person => person.to_string()],
        ),
    }
}

fn difference(difference: &Difference, names: &Namer) -> String {
    let say = names.say;
    match difference {
        Difference::Stage { seen: None, now } => {
            say.text("refusal-change-entered", args![now => names.stage(now)])
        }
        Difference::Stage {
            seen: Some(seen),
            now,
        } => say.text(
            "refusal-change-stage",
            args![seen => names.stage(seen), now => names.stage(now)],
        ),
        Difference::Visit { .. } => say.line("refusal-change-visit"),
        Difference::Request { now: Some(_) } => say.line("refusal-change-request"),
        Difference::Request { now: None } => say.line("refusal-change-no-request"),
        Difference::Fact { fact, seen, now } => say.text(
            "refusal-change-fact",
            args![
                fact => names.fact(fact),
                seen => names.value_or_nothing(seen.as_ref()),
                now => names.value_or_nothing(now.as_ref()),
            ],
        ),
        Difference::Client { .. } => say.line("refusal-change-client"),
    }
}

/// Where the deal can go from here, and the way to where it was to go.
fn no_such_move(to: &StageId, can: &[StageId], asked: &Asked, names: &Namer) -> String {
    let say = names.say;
    let here = asked.deal().map(|deal| &deal.stage);
    let mut lines = match here == Some(to) {
        true => vec![say.text("refusal-there-already", args![stage => names.stage(to)])],
        false => vec![say.text("refusal-no-such-move", args![stage => names.stage(to)])],
    };
    if !can.is_empty() {
        lines.push(say.text("refusal-possible", args![stages => names.stages(can)]));
    }
    let distances = Distances::to(&asked.ground.process, |stage| stage == to);
    let way = here.map(|here| distances.way(here)).unwrap_or_default();
    if way.len() > 1 {
        let titles: Vec<String> = way.iter().map(|stage| names.stage(stage)).collect();
        lines.push(say.text("refusal-way", args![stages => titles.join(" → ")]));
    }
    lines.join("\n      ")
}

/// Somebody else may have answered meanwhile.
fn nothing_asked(asked: &Asked, names: &Namer) -> String {
    let say = names.say;
    let Some(last) = asked.deal().and_then(|deal| deal.decisions.last()) else {
        return say.line("refusal-nothing-asked");
    };
    let answer = say.line(match last.answer {
        Answer::Approved => "acted-approved",
        Answer::Returned => "acted-returned",
        Answer::Rejected => "acted-rejected",
    });
    let day = names.day(names.ground.calendar.local_day(last.at));
    say.text(
        "refusal-nothing-asked-since",
        args![answer => answer, person => names.person(&last.by), day => day],
    )
}

fn nothing_given(asked: &Asked, names: &Namer) -> String {
    let say = names.say;
    match (asked.intent, asked.act()) {
        (_, Some(Act::Set { .. })) => say.line("refusal-no-facts-given"),
        (_, Some(Act::Attach { .. })) => say.line("refusal-no-documents-given"),
        (_, Some(Act::Assign { to })) => {
            say.text("refusal-same-manager", args![person => names.person(to)])
        }
        (_, Some(Act::Move { .. })) => say.line("refusal-reason-not-here"),
        (_, Some(Act::PutOffTask { .. })) => say.line("refusal-same-due-date"),
        (_, Some(Act::Pay { .. })) => say.line("refusal-no-amount"),
        (
            Intent::People {
                act: PeopleAct::Introduced { .. } | PeopleAct::Added { .. },
                ..
            },
            _,
        ) => say.line("refusal-nobody-given"),
        _ => say.line("refusal-nothing-new"),
    }
}

fn task_not_open(
    task: Option<&crate::record::id::TaskId>,
    open: &[crate::record::id::TaskId],
    names: &Namer,
) -> String {
    let say = names.say;
    match (task, open) {
        (Some(task), []) => say.text("refusal-no-task-of-these", args![task => names.task(task)]),
        (Some(task), open) => say.text(
            "refusal-task-not-open",
            args![task => names.task(task), open => names.tasks(open)],
        ),
        (None, []) => say.line("refusal-no-open-task"),
        (None, open) => say.text("refusal-which-task", args![open => names.tasks(open)]),
    }
}

fn quote_state(why: QuoteState, names: &Namer) -> String {
    let say = names.say;
    match why {
        QuoteState::NeverSent => say.line("refusal-quote-never-sent"),
        QuoteState::RanOut { day } => {
            say.text("refusal-quote-ran-out", args![day => names.day(day)])
        }
        QuoteState::Void => say.line("refusal-quote-void"),
        QuoteState::Reopened => say.line("refusal-quote-reopened"),
    }
}

fn loss_reasons(reasons: &[LossReason], names: &Namer) -> String {
    let titles = names
        .ground
        .process
        .losing
        .as_ref()
        .map(|rule| &rule.reasons);
    let named = |reason: &LossReason| match titles.and_then(|titles| titles.get(reason)) {
        Some(title) => format!("{reason} ({title})"),
        None => reason.to_string(),
    };
    listed(reasons.iter().map(named))
}

fn client_name(client: &crate::record::id::ClientId, asked: &Asked) -> String {
    let file = asked.ground.client.as_ref();
    file.filter(|file| file.client == *client)
        .map_or_else(|| client.to_string(), |file| file.name.clone())
}
