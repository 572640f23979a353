//! Quotes that were put forward, and the request that is open.

use crate::actions::binding::{before_reopening, quote_state};
use crate::actions::refusal::QuoteState;
use crate::cli::screen::{Meaning, paint};
use crate::cli::screens::Wording;
use crate::cli::screens::rows::Rows;
use crate::deal::Deal;
use crate::deal::decision::Decision;
use crate::deal::round::Round;
use crate::process::decision::Answer;
use crate::process::names;

/// The rounds, the discounts that were decided, and the request.
pub fn add_rows(rows: &mut Rows, deal: &Deal, words: &Wording) {
    for round in &deal.rounds {
        rows.add(
            &words.round(&names::quote(), round.round),
            round_text(deal, round, words),
        );
    }
    for decision in deal
        .decisions
        .iter()
        .filter(|decision| decision.about.as_str() != names::QUOTE)
    {
        let label = words.say.line("deal-decision");
        rows.add(&label, decision_text(deal, decision, words));
    }
    if let Some(request) = &deal.request {
        let question = words.question(&request.about, request.round);
        let with = words.with_role(request.asks);
        let due = match request.due < words.today {
            true => paint(
                Meaning::Late,
                &words
                    .say
                    .text("deal-task-late", args![day => words.day(request.due)]),
            ),
            false => words.day(request.due),
        };
        let reason = words.quoted(&request.reason);
        rows.add(
            &words.say.line("deal-request"),
            words.say.text(
                "deal-request-line",
                args![question => question, with => with, due => due, reason => reason],
            ),
        );
    }
}

/// How the last quote that was sent stands: `in_force`, `ran_out`, `void`, `reopened`, or null where none was.
pub fn state(deal: &Deal, words: &Wording) -> Option<&'static str> {
    let house = words.house;
    match quote_state(&house.introduction, &house.process, deal, words.today) {
        Ok(()) => Some("in_force"),
        Err(QuoteState::NeverSent) => None,
        Err(QuoteState::RanOut { .. }) => Some("ran_out"),
        Err(QuoteState::Void) => Some("void"),
        Err(QuoteState::Reopened) => Some("reopened"),
    }
}

fn round_text(deal: &Deal, round: &Round, words: &Wording) -> String {
    let say = words.say;
    let (total, until) = (
        words.money(&round.total),
        words.exact_day(round.valid_until),
    );
    let mut text = say.text("deal-quote", args![total => total, until => until]);
    if let Some(share) = round.prepayment {
        let number = crate::cli::screen::number(&share.to_string(), say);
        text.push_str(&format!(
            ", {}",
            say.text("deal-prepayment", args![number => number])
        ));
    }
    format!("{text}, {}", fate(deal, round, words))
}

/// What became of a quote.
fn fate(deal: &Deal, round: &Round, words: &Wording) -> String {
    let say = words.say;
    if round.taken_back {
        return say.line("deal-quote-taken-back");
    }
    let answered =
        deal.decisions.iter().rev().find(|decision| {
            decision.about.as_str() == names::QUOTE && decision.round == round.round
        });
    let told = match answered {
        Some(decision) => answer(decision, words),
        None if round.sent.is_some() => say.line("deal-quote-sent"),
        None if deal
            .request
            .as_ref()
            .is_some_and(|request| request.round == round.round) =>
        {
            say.line("deal-quote-asked")
        }
        None => say.line("deal-quote-withdrawn"),
    };
    match deal.last_sent() {
        Some(last) if last.round == round.round => format!("{told} ({})", validity(deal, words)),
        _ => told,
    }
}

fn answer(decision: &Decision, words: &Wording) -> String {
    let who = words.actor(&decision.by, decision.on_behalf_of.as_ref());
    let told = match decision.answer {
        Answer::Approved => words.say.text("deal-approved", args![who => who]),
        Answer::Returned => words.say.text("deal-returned", args![who => who]),
        Answer::Rejected => words.say.text("deal-rejected", args![who => who]),
    };
    match &decision.remarks {
        Some(remarks) => format!("{told} {}", words.quoted(remarks)),
        None => told,
    }
}

/// Whether the client can still take the last quote, and why not.
fn validity(deal: &Deal, words: &Wording) -> String {
    let house = words.house;
    match quote_state(&house.introduction, &house.process, deal, words.today) {
        Ok(()) => words.say.line("deal-in-force"),
        Err(QuoteState::RanOut { day }) => {
            let day = words.day(day);
            paint(
                Meaning::Late,
                &words.say.text("deal-ran-out", args![day => day]),
            )
        }
        Err(QuoteState::Void) => paint(Meaning::Late, &words.say.line("deal-void")),
        Err(QuoteState::Reopened) => paint(Meaning::Late, &words.say.line("deal-void-reopened")),
        Err(QuoteState::NeverSent) => words.say.line("deal-never-sent"),
    }
}

fn decision_text(deal: &Deal, decision: &Decision, words: &Wording) -> String {
    let say = words.say;
    let mut parts = vec![words.question(&decision.about, decision.round)];
    parts.extend(decision.asked.iter().map(|sum| words.money(sum)));
    parts.push(answer(decision, words));
    parts.extend(
        decision
            .lowest
            .iter()
            .map(|sum| say.text("history-lowest", args![sum => words.money(sum)])),
    );
    parts.extend(
        decision
            .until
            .iter()
            .map(|day| say.text("history-until", args![day => words.exact_day(*day)])),
    );
    if before_reopening(deal, decision.event) {
        parts.push(say.line("deal-void-reopened"));
    }
    parts.join(", ")
}
