//! What a decision binds, and when what was promised is void (docs/process.md, What a decision binds).

use super::ground::Ground;
use super::refusal::QuoteState;
use crate::deal::Deal;
use crate::deal::decision::Decision;
use crate::deal::request::Request;
use crate::deal::round::Round;
use crate::process::Process;
use crate::process::decision::{Answer, DecisionRule};
use crate::process::names;
use crate::record::id::{FactId, PersonId};
use crate::record::{Day, Money, Percent, Sha256Hex};

/// The hash over the values that an answer to a question binds.
pub fn hash(
    introduction: &str,
    deal: &Deal,
    rule: &DecisionRule,
    visit: u32,
    round: u32,
    file: Sha256Hex,
) -> Sha256Hex {
    let mut text = format!(
        "introduction={introduction}\ndeal={}\ndecision={}\nvisit={visit}\nround={round}\nclient={}\nfile={file}\n",
        deal.deal, rule.id, deal.client,
    );
    for fact in &rule.binds {
        text.push_str(&format!("{fact}={}\n", bound(deal, fact)));
    }
    Sha256Hex::of(text.as_bytes())
}

/// The value of a fact as it is bound. An unset share of prepayment is the whole.
fn bound(deal: &Deal, fact: &FactId) -> String {
    match deal.facts.get(fact) {
        Some(value) => value.to_string(),
        None if fact.as_str() == names::PREPAYMENT => format!("{}%", Percent::ALL_OF_IT),
        None => String::new(),
    }
}

/// Everybody who set one of the values that a question binds, each once, in the order of the values.
pub fn set_by(deal: &Deal, rule: &DecisionRule) -> Vec<PersonId> {
    let client = names::client();
    let facts = std::iter::once(&client).chain(&rule.binds);
    let mut people = Vec::new();
    for person in facts.flat_map(|fact| stated_by(deal, fact)) {
        if !people.contains(person) {
            people.push(person.clone());
        }
    }
    people
}

/// Whoever filed the quote that would be put forward now.
pub fn filed_by(deal: &Deal) -> Vec<PersonId> {
    stated_by(deal, &names::document_quote()).cloned().collect()
}

fn stated_by<'a>(deal: &'a Deal, fact: &FactId) -> impl Iterator<Item = &'a PersonId> + use<'a> {
    let stated = deal.stated.get(fact).into_iter();
    stated.flat_map(|stated| std::iter::once(&stated.by).chain(&stated.on_behalf_of))
}

/// How the last quote that was sent stands.
pub fn quote_state(
    introduction: &str,
    process: &Process,
    deal: &Deal,
    today: Day,
) -> Result<(), QuoteState> {
    let sent = deal.last_sent().ok_or(QuoteState::NeverSent)?;
    if before_reopening(deal, sent.event) {
        return Err(QuoteState::Reopened);
    }
    if !round_holds(introduction, process, deal, sent) {
        return Err(QuoteState::Void);
    }
    if sent.valid_until < today {
        return Err(QuoteState::RanOut {
            day: sent.valid_until,
        });
    }
    Ok(())
}

/// Whether the deal still has all the values that a round binds.
pub fn round_holds(introduction: &str, process: &Process, deal: &Deal, round: &Round) -> bool {
    let rule = process
        .decisions
        .iter()
        .find(|rule| rule.id.as_str() == names::QUOTE);
    let bound = rule.map(|rule| {
        hash(
            introduction,
            deal,
            rule,
            round.visit,
            round.round,
            round.sha256,
        )
    });
    bound.is_none_or(|bound| bound == round.binds) && !round.taken_back
}

/// Whether what was done at this event is void because the deal was reopened since.
pub fn before_reopening(deal: &Deal, event: u32) -> bool {
    deal.reopened.is_some_and(|reopened| event < reopened)
}

/// Whether a decision still binds: the deal has the values that it was given for.
pub fn decision_holds(
    introduction: &str,
    process: &Process,
    deal: &Deal,
    decision: &Decision,
) -> bool {
    let rule = process.decision(&decision.about);
    let round = deal
        .rounds
        .iter()
        .find(|round| round.round == decision.round);
    let (Some(rule), Some(round)) = (rule, round) else {
        return false;
    };
    let bound = hash(
        introduction,
        deal,
        rule,
        decision.visit,
        decision.round,
        round.sha256,
    );
    bound == decision.binds && !before_reopening(deal, decision.event)
}

/// The lowest total that the director has granted and that still holds.
pub fn granted(introduction: &str, process: &Process, deal: &Deal, today: Day) -> Option<Money> {
    let last = deal.decisions.iter().rev().find(|decision| {
        let grants = process
            .decision(&decision.about)
            .is_some_and(|rule| rule.approve.grants);
        grants && decision.answer == Answer::Approved
    })?;
    let running = last.until.is_none_or(|until| today <= until);
    let holds = running && decision_holds(introduction, process, deal, last);
    last.lowest.filter(|_| holds)
}

/// The hash that an open request would have if it were asked now.
pub fn request_hash(ground: &Ground, deal: &Deal, request: &Request) -> Option<Sha256Hex> {
    let rule = ground.process.decision(&request.about)?;
    let round = deal
        .rounds
        .iter()
        .find(|round| round.round == request.round)?;
    Some(hash(
        &ground.introduction,
        deal,
        rule,
        request.visit,
        round.round,
        round.sha256,
    ))
}
