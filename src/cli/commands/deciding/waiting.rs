//! The requests that wait for the person.

use serde_json::{Map, Value};

use crate::actions::authority;
use crate::cli::commands::unreadable::{listed, tell as tell_unreadable};
use crate::cli::desk::{Deals, Desk, View};
use crate::cli::screen::{Cell, Column, Done, Meaning, Table, day, money, short, width};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::deal::Deal;
use crate::deal::request::Request;
use crate::process::decision::DecisionRule;
use crate::record::{Fields, Money, Node};

/// Lists the requests that the person may answer, the one that is due first on top.
pub fn tell(desk: &Desk, session: &mut Session) -> Result<Done, Stop> {
    let actor = desk.actor(session)?;
    let view = desk.view(None, session)?;
    let Deals { read, unreadable } = view.deals(session)?;
    let (people, today) = (&desk.house.people, desk.today);
    let mine = |deal: &Deal, request: &Request| {
        authority::deciding(people, deal, request, &actor.id, today).is_ok()
    };
    let waiting = read
        .iter()
        .filter_map(|deal| Some((deal, deal.request.as_ref()?)));
    let mut waiting: Vec<(&Deal, &Request)> = waiting
        .filter(|(deal, request)| mine(deal, request))
        .collect();
    waiting.sort_by_key(|(deal, request)| (request.due, deal.deal.number()));
    if session.globals.json {
        let waiting: Vec<Value> = waiting
            .iter()
            .map(|(deal, request)| data(deal, request))
            .collect();
        let waiting = listed(Value::Array(waiting), &unreadable, session);
        session.output.json(&waiting)?;
    } else if waiting.is_empty() {
        session.output.talk(&session.say.line("approve-nothing"))?;
    } else {
        let table = table(&view, &waiting, session)?;
        session.output.data(&table.to_text(width()))?;
    }
    tell_unreadable(&unreadable, session)
}

/// The request with the deal that it is about, under the keys of the files.
fn data(deal: &Deal, request: &Request) -> Value {
    let round = deal
        .rounds
        .iter()
        .find(|round| round.round == request.round);
    let fields = Fields::new()
        .word("deal", &deal.deal)
        .text("title", &deal.title)
        .word("client", &deal.client)
        .word("manager", &deal.manager);
    let round = round.map(|round| round.node());
    let mut data = Map::new();
    for node in [Some(fields.into()), round, Some(request.node())]
        .into_iter()
        .flatten()
    {
        if let Value::Object(fields) = Node::to_json(&node) {
            data.extend(fields);
        }
    }
    Value::Object(data)
}

fn table(view: &View, waiting: &[(&Deal, &Request)], session: &Session) -> Result<Table, Stop> {
    let say = &session.say;
    let mut table = Table::new([
        Column::Words,
        Column::Elastic,
        Column::Elastic,
        Column::Numbers,
        Column::Words,
        Column::Words,
    ]);
    for (deal, request) in waiting {
        let rule = view.house.process.decision(&request.about);
        let title = rule.map_or(request.about.as_str(), |rule| rule.title.as_str());
        let (title, round) = (title, request.round);
        let sum = rule.and_then(|rule| sum_asked_about(deal, rule));
        let sum = sum.map(|sum| money(&sum.to_string(), say));
        let meaning = match request.due < view.today {
            true => Meaning::Late,
            false => Meaning::Plain,
        };
        let due = day(request.due.date(), view.today.date(), say);
        table.row([
            Cell::new(deal.deal.to_string(), meaning),
            Cell::new(view.client_name(&deal.client, session)?, meaning),
            Cell::new(
                say.text("approve-what", args![title => title, round => round]),
                meaning,
            ),
            Cell::new(sum.unwrap_or_default(), meaning),
            Cell::new(say.text("approve-due", args![due => due]), meaning),
            Cell::new(short(request.binds), meaning),
        ]);
    }
    Ok(table)
}

/// The sum that the decision binds: a quote's total, or what the client wants to pay.
fn sum_asked_about(deal: &Deal, rule: &DecisionRule) -> Option<Money> {
    let mut bound = rule.binds.iter();
    bound.find_map(|fact| deal.facts.get(fact)?.money())
}
