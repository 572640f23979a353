//! The deal's state as the fold of its history. Nothing else changes a [`Deal`].

use super::act::{Act, Given, Reply};
use super::deal::{Deal, DealFile, Loss, Stated};
use super::decision::Decision;
use super::entry::Entry;
use super::fact::FactValue;
use super::id::DealId;
use super::letter::{Letter, LetterId};
use super::payment::Payment;
use super::request::Request;
use super::round::Round;
use super::taking_back::take_back;
use super::task::ClosedTask;
use crate::process::decision::Answer;
use crate::process::names;
use crate::record::Sha256Hex;
use crate::record::id::{DecisionId, FactId, LossReason, PersonId, StageId};
use std::collections::{BTreeMap, BTreeSet};

/// Why a history tells no state. It happens to files that `tlg` has not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenHistory {
    /// The number of the entry, counted from 1.
    pub event: u32,
    pub why: &'static str,
}

impl DealFile {
    /// The deal that an opening makes.
    pub fn opened(deal: DealId, entry: Entry) -> Result<DealFile, BrokenHistory> {
        let state = open(deal, &entry)?;
        Ok(DealFile {
            deal: state,
            history: vec![entry],
        })
    }

    /// The file with one more entry.
    pub fn with(mut self, entry: Entry) -> Result<DealFile, BrokenHistory> {
        self.deal = apply(&self.deal, || Ok(self.history.clone()), &entry)?;
        self.history.push(entry);
        Ok(self)
    }
}

/// The state that a whole history tells.
pub fn fold(deal: &DealId, history: &[Entry]) -> Result<Deal, BrokenHistory> {
    let Some(opening) = history.first() else {
        return Err(BrokenHistory {
            event: 1,
            why: "a history begins with the opening",
        });
    };
    let mut state = open(deal.clone(), opening)?;
    for (index, entry) in history.iter().enumerate().skip(1) {
        state = apply(&state, || Ok(history[..index].to_vec()), entry)?;
    }
    Ok(state)
}

fn open(deal: DealId, entry: &Entry) -> Result<Deal, BrokenHistory> {
    let broken = |why| BrokenHistory { event: 1, why };
    let Act::Open {
        title,
        client,
        manager,
    } = &entry.act
    else {
        return Err(broken("a history begins with the opening"));
    };
    let stage = entry
        .outcome
        .entered
        .first()
        .ok_or(broken("an opening enters a stage"))?;
    let mut state = Deal {
        format: 1,
        deal,
        title: title.clone(),
        client: client.clone(),
        manager: manager.clone(),
        stage: stage.clone(),
        visit: 0,
        opened: entry.at,
        entered: entry.at,
        events: 1,
        visits: BTreeMap::new(),
        facts: BTreeMap::new(),
        stated: BTreeMap::from([(names::client(), stated(entry))]),
        stated_here: BTreeSet::new(),
        documents: Vec::new(),
        tasks: Vec::new(),
        rounds: Vec::new(),
        request: None,
        decisions: Vec::new(),
        payments: Vec::new(),
        mail: Vec::new(),
        deferrals: 0,
        lost: None,
        reopened: None,
    };
    call_for_letters(&mut state, entry);
    follow(&mut state, entry);
    Ok(state)
}

/// The state after one more entry; `history` gives those before it, and is asked only where an entry is taken back.
pub(super) fn apply(
    before: &Deal,
    history: impl FnOnce() -> Result<Vec<Entry>, BrokenHistory>,
    entry: &Entry,
) -> Result<Deal, BrokenHistory> {
    let event = before.events + 1;
    let broken = |why| BrokenHistory { event, why };
    if let Act::Correct {
        event: corrected, ..
    } = &entry.act
    {
        return take_back(before, &history()?, *corrected).ok_or(broken("it corrects no entry"));
    }
    let mut state = before.clone();
    state.events = event;
    call_for_letters(&mut state, entry);
    if let Some(given) = entry.act.given() {
        state_given(&mut state, entry, given);
    }
    if let Some(reason) = lost_as(entry) {
        state.lost = Some(Loss {
            from: before.stage.clone(),
            reason: reason.clone(),
            text: entry.act.text().map(str::to_owned),
        });
    }
    match &entry.act {
        Act::Open { .. } => return Err(broken("a deal is opened once")),
        Act::Assign { to } => assign(&mut state, to),
        Act::Edit { title, client } => {
            if let Some(title) = title {
                state.title.clone_from(title);
            }
            if let Some(client) = client {
                state.client.clone_from(client);
                state.stated.insert(names::client(), stated(entry));
            }
        }
        Act::PutOffTask { task, until, .. } => {
            let open = state.tasks.iter_mut().find(|open| open.id == *task);
            let open = open.ok_or(broken("no such task is open"))?;
            open.first_due.get_or_insert(open.due);
            open.due = *until;
        }
        Act::Decide(reply) => {
            answer(&mut state, entry, reply).ok_or(broken("no request is open"))?
        }
        Act::Pay {
            amount,
            date,
            document,
        } => state.payments.push(Payment {
            number: next(state.payments.len()),
            amount: *amount,
            date: *date,
            document: document.clone(),
            by: entry.by.clone(),
            event,
            cancelled: false,
        }),
        Act::CancelPayment { payment, .. } => {
            let paid = state
                .payments
                .iter_mut()
                .find(|paid| paid.number == *payment);
            paid.ok_or(broken("no such payment"))?.cancelled = true;
        }
        Act::Reopen { .. } => {
            state.lost = None;
            state.reopened = Some(event);
        }
        Act::Claim { letters, cancelled } => {
            for id in letters {
                let letter = letter(&mut state, id).ok_or(broken("no such letter"))?;
                letter.claim(entry.at);
            }
            for (id, because) in cancelled {
                let letter = letter(&mut state, id).ok_or(broken("no such letter"))?;
                letter.cancel(*because);
            }
        }
        Act::Send { letter: id, left } => {
            let letter = letter(&mut state, id).ok_or(broken("no such letter"))?;
            letter.leave(left);
        }
        Act::Miss {
            letter: id,
            tried,
            because,
            said,
        } => {
            let letter = letter(&mut state, id).ok_or(broken("no such letter"))?;
            letter.miss(*because, *tried, said.as_deref());
        }
        Act::Resolve {
            letter: id,
            verdict,
            ..
        } => {
            let letter = letter(&mut state, id).ok_or(broken("no such letter"))?;
            letter.resolve(verdict, entry.at);
        }
        Act::Relocate { facts, .. } => rename(&mut state, facts),
        _ => {}
    }
    follow(&mut state, entry);
    Ok(state)
}

/// The reason under which an entry loses the deal, if it does.
fn lost_as(entry: &Entry) -> Option<&LossReason> {
    match &entry.act {
        Act::Move { reason, .. } => reason.as_ref(),
        _ => entry.outcome.lost_as.as_ref(),
    }
}

/// What follows from an entry, in the order in which the rules make it so.
fn follow(state: &mut Deal, entry: &Entry) {
    let outcome = &entry.outcome;
    file_documents(state, entry);
    for (fact, value) in &outcome.stated {
        state_fact(state, entry, fact, value);
    }
    if let (Some(round), Some(binds)) = (outcome.round, outcome.binds) {
        state.rounds.extend(made_round(state, entry, round, binds));
    }
    if outcome.withdrew {
        state.request = None;
    }
    state.tasks.retain(|task| {
        let closes = |closed: &ClosedTask| closed.id == task.id && closed.visit == task.visit;
        !outcome.closed.iter().any(closes)
    });
    for stage in &outcome.entered {
        enter(state, entry, stage);
    }
    if let Act::Ask { about, given } = &entry.act {
        state.request = made_request(state, entry, about, given);
    }
    mark_sent(state, entry);
    state.tasks.extend(outcome.opened.iter().cloned());
    for fact in &outcome.dropped_facts {
        state.facts.remove(fact);
        state.stated.remove(fact);
        state.stated_here.remove(fact);
    }
    for document in &mut state.documents {
        document.cancelled |= outcome.dropped_documents.contains(&document.kind);
    }
}

/// Before all else: a run of `tick` takes in hand what it calls for.
fn call_for_letters(state: &mut Deal, entry: &Entry) {
    state.mail.extend(entry.outcome.letters.iter().cloned());
}

/// Whoever files a quote sets what a round of it binds.
fn file_documents(state: &mut Deal, entry: &Entry) {
    let filed = &entry.outcome.filed;
    state.documents.extend(filed.iter().cloned());
    if filed.iter().any(|document| document.kind == names::quote()) {
        state.stated.insert(names::document_quote(), stated(entry));
    }
}

fn enter(state: &mut Deal, entry: &Entry, stage: &StageId) {
    let visits = state.visits.entry(stage.clone()).or_insert(0);
    *visits += 1;
    state.visit = *visits;
    state.stage = stage.clone();
    state.entered = entry.at;
    let given = entry.act.given().into_iter().flat_map(|given| &given.facts);
    let stated = given.chain(&entry.outcome.stated);
    state.stated_here = stated.map(|(fact, _)| fact.clone()).collect();
}

fn state_given(state: &mut Deal, entry: &Entry, given: &Given) {
    for (fact, value) in &given.facts {
        state_fact(state, entry, fact, value);
        state.deferrals += u32::from(fact.as_str() == names::DEFERRAL_UNTIL);
    }
}

fn state_fact(state: &mut Deal, entry: &Entry, fact: &FactId, value: &FactValue) {
    state.facts.insert(fact.clone(), value.clone());
    state.stated.insert(fact.clone(), stated(entry));
    state.stated_here.insert(fact.clone());
}

fn stated(entry: &Entry) -> Stated {
    Stated {
        by: entry.by.clone(),
        on_behalf_of: entry.on_behalf_of.clone(),
        at: entry.at,
    }
}

/// The quote that an act puts forward, with the terms as they stand.
fn made_round(state: &Deal, entry: &Entry, round: u32, binds: Sha256Hex) -> Option<Round> {
    let document = state
        .documents
        .iter()
        .rev()
        .find(|document| document.round == Some(round))?;
    Some(Round {
        round,
        visit: state.visit,
        by: entry.by.clone(),
        at: entry.at,
        file: document.file.clone(),
        sha256: document.sha256,
        total: state.facts.get(names::QUOTE_TOTAL)?.money()?,
        valid_until: state.facts.get(names::QUOTE_VALID_UNTIL)?.day()?,
        prepayment: state
            .facts
            .get(names::PREPAYMENT)
            .and_then(FactValue::percent),
        event: state.events,
        binds,
        set_by: entry.outcome.set_by.clone(),
        sent: None,
        taken_back: false,
    })
}

fn made_request(state: &Deal, entry: &Entry, about: &DecisionId, given: &Given) -> Option<Request> {
    Some(Request {
        about: about.clone(),
        round: state.last_round().map_or(0, |round| round.round),
        visit: state.visit,
        asks: entry.outcome.asks?,
        by: entry.by.clone(),
        on_behalf_of: entry.on_behalf_of.clone(),
        at: entry.at,
        due: entry.outcome.due?,
        reason: given.text.clone().unwrap_or_default(),
        event: state.events,
        binds: entry.outcome.binds?,
        set_by: entry.outcome.set_by.clone(),
    })
}

/// A quote goes to the client with the move that puts it forward, or with its approval.
fn mark_sent(state: &mut Deal, entry: &Entry) {
    let moved_on = !entry.outcome.entered.is_empty();
    let goes = match &entry.act {
        Act::Move { .. } => entry.outcome.round.is_some(),
        Act::Decide(reply) => {
            let about_quote = reply.about.as_str() == names::QUOTE;
            about_quote && reply.answer == Answer::Approved && moved_on
        }
        _ => false,
    };
    if !goes {
        return;
    }
    let last = state
        .rounds
        .iter_mut()
        .rev()
        .find(|round| !round.taken_back);
    if let Some(round) = last {
        round.sent.get_or_insert(entry.at);
    }
}

/// The one who answers closes the request and leaves a decision.
fn answer(state: &mut Deal, entry: &Entry, reply: &Reply) -> Option<()> {
    let request = state.request.take()?;
    let asked = state
        .facts
        .get(names::DISCOUNT_ASKED)
        .and_then(FactValue::money);
    state.decisions.push(Decision {
        about: reply.about.clone(),
        round: reply.round,
        visit: request.visit,
        answer: reply.answer,
        by: entry.by.clone(),
        on_behalf_of: entry.on_behalf_of.clone(),
        at: entry.at,
        event: state.events,
        binds: reply.binds,
        asked: asked.filter(|_| reply.about.as_str() != names::QUOTE),
        lowest: reply.lowest,
        until: reply.until,
        remarks: reply.text.clone(),
    });
    Some(())
}

fn assign(state: &mut Deal, to: &PersonId) {
    let before = std::mem::replace(&mut state.manager, to.clone());
    for task in &mut state.tasks {
        if task.holder == before.as_str() {
            task.holder = to.to_string();
        }
    }
}

/// A fact under another name keeps its value, and who stated it.
fn rename(state: &mut Deal, facts: &BTreeMap<FactId, FactId>) {
    for (old, new) in facts {
        let value = state.facts.remove(old);
        state.facts.extend(value.map(|value| (new.clone(), value)));
        let stated = state.stated.remove(old);
        state.stated.extend(stated.map(|it| (new.clone(), it)));
    }
}

fn letter<'a>(state: &'a mut Deal, id: &LetterId) -> Option<&'a mut Letter> {
    state.mail.iter_mut().rev().find(|letter| letter.id == *id)
}

fn next(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1)
}
