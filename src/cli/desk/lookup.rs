//! Finding what a person names: deals by number, stages by id or title, clients and people by id or name
//! (docs/process.md, Names).

use super::Desk;
use crate::actions::ground::{client_at, clients_at, deal_at};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::client::{Client, ClientFile};
use crate::deal::{Deal, DealId, DealOnFile};
use crate::people::Person;
use crate::process::stage::{Pipeline, Stage};
use crate::record::id::{ClientId, PipelineId, StageId};

/// What was found for a name: exactly one thing, or the candidates.
enum Found<T> {
    One(T),
    Many(Vec<T>),
    None,
}

impl Desk {
    /// The deal of a number (`42`) or id (`TLG-42`).
    ///
    /// # Errors
    /// There is no such deal, or its file is wrong.
    pub fn deal(&self, name: &str, session: &Session) -> Result<DealOnFile, Stop> {
        let id = self.known_id(name, session)?;
        let tip = self.tip(session)?;
        let deal = deal_at(&tip, &id).map_err(|error| Desk::unreadable(&error, session))?;
        deal.ok_or_else(|| words::unknown_deal(&id, &session.say))
    }

    /// As [`Desk::deal_id`], for a name that must be one.
    ///
    /// # Errors
    /// The name is no number or id of a deal.
    pub fn known_id(&self, name: &str, session: &Session) -> Result<DealId, Stop> {
        let prefix = &self.house.settings.prefix;
        self.deal_id(name)
            .ok_or_else(|| words::not_a_deal(name, prefix, &session.say))
    }

    /// The pipeline of an id, or of the beginning of its id or title.
    ///
    /// # Errors
    /// No pipeline is meant, or more than one.
    pub fn pipeline(&self, name: &str, session: &Session) -> Result<PipelineId, Stop> {
        let pipelines: Vec<&Pipeline> = self.house.process.pipelines.iter().collect();
        let wanted = name.to_lowercase();
        let exact = find(&pipelines, |pipeline| pipeline.id.as_str() == wanted);
        let begins = find(&pipelines, |pipeline| {
            pipeline.id.as_str().starts_with(&wanted)
                || pipeline.title.to_lowercase().starts_with(&wanted)
        });
        for found in [exact, begins] {
            if let Found::One(pipeline) = found {
                return Ok(pipeline.id.clone());
            }
        }
        let known = pipelines.iter().map(|pipeline| pipeline.id.as_str());
        let known = known.collect::<Vec<_>>().join(", ");
        Err(Stop::usage(session.say.text(
            "deals-no-such-pipeline",
            args![name => name, known => known],
        )))
    }

    /// The id that a person means by `42`, `TLG-42` or `tlg-42`.
    pub fn deal_id(&self, name: &str) -> Option<DealId> {
        let prefix = &self.house.settings.prefix;
        let name = name.trim().to_uppercase();
        match name.parse::<u32>() {
            Ok(number) if number > 0 => Some(DealId::new(prefix, number)),
            _ => {
                DealId::parse(&name).filter(|id| id.to_string().starts_with(&format!("{prefix}-")))
            }
        }
    }

    /// The stage that a person means, first among those that the deal can move to.
    ///
    /// # Errors
    /// No stage is meant, or more than one.
    pub fn stage(
        &self,
        name: &str,
        deal: Option<&Deal>,
        session: &Session,
    ) -> Result<StageId, Stop> {
        let process = &self.house.process;
        let stages: Vec<&Stage> = process.stages.iter().collect();
        let reachable: Vec<&Stage> = match deal {
            Some(deal) => {
                let losing = process.losing.as_ref().map(|rule| &rule.to);
                let ids: Vec<&StageId> = process
                    .moves_from(&deal.stage)
                    .map(|rule| &rule.to)
                    .chain(losing)
                    .collect();
                stages
                    .iter()
                    .copied()
                    .filter(|stage| ids.contains(&&stage.id))
                    .collect()
            }
            None => Vec::new(),
        };
        let exact = find(&stages, |stage| is_stage(stage, name));
        let near = find(&reachable, |stage| is_stage(stage, name));
        let begins = |stage: &&Stage| begins_stage(stage, name);
        for found in [near, exact, find(&reachable, begins), find(&stages, begins)] {
            match found {
                Found::One(stage) => return Ok(stage.id.clone()),
                Found::Many(stages) => {
                    return Err(words::ambiguous_stage(name, &stages, &session.say));
                }
                Found::None => {}
            }
        }
        let known = if reachable.is_empty() {
            stages
        } else {
            reachable
        };
        Err(words::unknown_stage(name, &known, &session.say))
    }

    /// The person of an id, or of a unique part of the name or address.
    ///
    /// # Errors
    /// Nobody is meant, or more than one.
    pub fn person(&self, name: &str, session: &Session) -> Result<&Person, Stop> {
        let people: Vec<&Person> = self.house.people.people.iter().collect();
        let wanted = name.to_lowercase();
        let exact = find(&people, |person| person.id.as_str() == wanted);
        let part = find(&people, |person| {
            [person.id.as_str(), &person.name, &person.email]
                .iter()
                .any(|text| text.to_lowercase().contains(&wanted))
        });
        for found in [exact, part] {
            match found {
                Found::One(person) => return Ok(person),
                Found::Many(people) => {
                    return Err(words::ambiguous_person(name, &people, &session.say));
                }
                Found::None => {}
            }
        }
        Err(words::unknown_person(name, &people, &session.say))
    }

    /// The client of an id, or of a unique part of the name.
    ///
    /// # Errors
    /// No client is meant, or more than one; a client file is wrong.
    pub fn client(&self, name: &str, session: &Session) -> Result<ClientFile, Stop> {
        let tip = self.tip(session)?;
        let unreadable = |error| Desk::unreadable(&error, session);
        if let Ok(id) = ClientId::new(name)
            && let Some(file) = client_at(&tip, &id).map_err(unreadable)?
        {
            return Ok(file);
        }
        let wanted = name.to_lowercase();
        let clients = self.clients(session)?;
        let clients: Vec<&Client> = clients.iter().collect();
        let part = |client: &&Client| {
            client.name.to_lowercase().contains(&wanted) || client.client.as_str().contains(&wanted)
        };
        let exact = find(&clients, |client| client.name.to_lowercase() == wanted);
        for found in [exact, find(&clients, part)] {
            match found {
                Found::One(client) => {
                    let file = client_at(&tip, &client.client).map_err(unreadable)?;
                    return file.ok_or_else(|| words::unknown_client(name, &session.say));
                }
                Found::Many(clients) => {
                    return Err(words::ambiguous_client(name, &clients, &session.say));
                }
                Found::None => {}
            }
        }
        Err(words::unknown_client(name, &session.say))
    }

    /// Every client, by id.
    ///
    /// # Errors
    /// A client file is wrong.
    pub fn clients(&self, session: &Session) -> Result<Vec<Client>, Stop> {
        let tip = self.tip(session)?;
        clients_at(&tip).map_err(|error| Desk::unreadable(&error, session))
    }
}

fn find<'a, T>(things: &[&'a T], is: impl Fn(&&'a T) -> bool) -> Found<&'a T> {
    let mut matching: Vec<&'a T> = things.iter().copied().filter(|thing| is(thing)).collect();
    match (matching.len(), matching.pop()) {
        (1, Some(one)) => Found::One(one),
        (_, None) => Found::None,
        (_, Some(last)) => {
            matching.push(last);
            Found::Many(matching)
        }
    }
}

fn is_stage(stage: &Stage, name: &str) -> bool {
    stage.id.as_str() == name || stage.title.to_lowercase() == name.to_lowercase()
}

fn begins_stage(stage: &Stage, name: &str) -> bool {
    let wanted = name.to_lowercase();
    stage.id.as_str().starts_with(&wanted) || stage.title.to_lowercase().starts_with(&wanted)
}
