//! What there is to read: all deals of a tip, headers only, at any point of the history.

use super::Desk;
use crate::actions::ground::{Ground, clients_at, house_at};
use crate::agenda::deals::{UnreadableDeal, deal_reader};
use crate::cli::screens::Wording;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::client::Client;
use crate::deal::{Deal, DealId};
use crate::record::id::ClientId;
use crate::record::tree::Tree;
use crate::record::{Day, Moment};
use crate::workspace::{Failure, Tip, Workspace};
use std::collections::BTreeMap;

/// The deals of a workspace, each by number.
pub struct Deals {
    /// Those that can be read, with their headers only.
    pub read: Vec<Deal>,
    /// Those that cannot, of which whoever shows the others has to tell.
    pub unreadable: Vec<UnreadableDeal>,
}

/// The workspace as it stood at a commit.
pub struct View<'d> {
    workspace: &'d Workspace,
    pub house: Ground,
    pub tip: Tip<'d>,
    /// Now; looking back, the end of the day or the time of the commit that is looked at.
    pub now: Moment,
    pub today: Day,
}

impl Desk {
    /// The workspace as it stands, or stood at the end of a day or at a revision.
    ///
    /// # Errors
    /// No such revision; files there are wrong.
    pub fn view(&self, at: Option<&str>, session: &Session) -> Result<View<'_>, Stop> {
        let Some(at) = at else {
            let (house, now, today) = (self.house.clone(), self.now, self.today);
            return Ok(View {
                workspace: &self.workspace,
                house,
                tip: self.tip_to_overlook(session)?,
                now,
                today,
            });
        };
        let day = Day::parse(at).ok();
        let end = day.and_then(|day| self.house.calendar.end_of_day(day).ok());
        let tip = match end {
            Some(end) => self.workspace.at_date(end.time()),
            None => self.workspace.at(at),
        };
        let tip = tip.map_err(|failure| match failure {
            Failure::UnknownRevision { .. } => words::no_time(at, &session.say),
            failure => words::failure(&failure, &session.say),
        })?;
        let house = house_at(&tip, &self.house.introduction);
        let house = house.map_err(|error| words::ground_error(&error, &session.say))?;
        let committed = house.calendar.moment(tip.committed().timestamp());
        let now = end.or(committed.ok()).unwrap_or(self.now).min(self.now);
        let today = house.calendar.local_day(now);
        Ok(View {
            workspace: &self.workspace,
            house,
            tip,
            now,
            today,
        })
    }
}

/// Names of clients by their ids.
pub struct ClientNames(BTreeMap<ClientId, String>);

impl ClientNames {
    /// The name of a deal's client, or the id where it was not looked up.
    pub fn of(&self, deal: &Deal) -> String {
        let name = self.0.get(&deal.client);
        name.cloned().unwrap_or_else(|| deal.client.to_string())
    }
}

impl View<'_> {
    /// The words for what stands here.
    pub fn words<'s>(&'s self, session: &'s Session) -> Wording<'s> {
        Wording {
            house: &self.house,
            say: &session.say,
            now: self.now,
            today: self.today,
        }
    }

    /// Every deal.
    ///
    /// # Errors
    /// A folder of deals cannot be read.
    pub fn deals(&self, session: &Session) -> Result<Deals, Stop> {
        let read = deal_reader(&self.tip);
        let all = self.workspace.read_all(&self.tip, "deals", read);
        let all = all.map_err(|failure| words::failure(&failure, &session.say))?;
        let mut deals = Deals {
            read: Vec::with_capacity(all.len()),
            unreadable: Vec::new(),
        };
        for deal in all {
            match deal {
                Ok(deal) => deals.read.push(deal),
                Err(deal) => deals.unreadable.push(deal),
            }
        }
        deals.read.sort_by_key(|deal| deal.deal.number());
        deals.unreadable.sort_by_key(UnreadableDeal::deal);
        Ok(deals)
    }

    /// A deal with its whole file.
    ///
    /// # Errors
    /// There is no such deal here, or its file is wrong.
    pub fn deal(&self, id: &DealId, session: &Session) -> Result<crate::deal::DealOnFile, Stop> {
        let deal = crate::actions::ground::deal_at(&self.tip, id);
        let deal = deal.map_err(|error| words::ground_error(&error, &session.say))?;
        deal.ok_or_else(|| words::unknown_deal(id, &session.say))
    }

    /// Every client, by id.
    ///
    /// # Errors
    /// A client file is wrong.
    pub fn clients(&self, session: &Session) -> Result<BTreeMap<ClientId, Client>, Stop> {
        let clients = clients_at(&self.tip);
        let clients = clients.map_err(|error| words::ground_error(&error, &session.say))?;
        Ok(clients
            .into_iter()
            .map(|client| (client.client.clone(), client))
            .collect())
    }

    /// The names of the clients of some deals; each client's file is read once.
    ///
    /// # Errors
    /// A client's file is wrong.
    pub fn client_names<'a>(
        &self,
        deals: impl Iterator<Item = &'a Deal>,
        session: &Session,
    ) -> Result<ClientNames, Stop> {
        let mut names = BTreeMap::new();
        for deal in deals {
            if !names.contains_key(&deal.client) {
                names.insert(
                    deal.client.clone(),
                    self.client_name(&deal.client, session)?,
                );
            }
        }
        Ok(ClientNames(names))
    }

    /// The name of a client, or the id where there is no such client.
    ///
    /// # Errors
    /// The client's file is wrong.
    pub fn client_name(&self, id: &ClientId, session: &Session) -> Result<String, Stop> {
        let path = Client::path(id);
        let bytes = self.tip.read(&path);
        let bytes = bytes.map_err(|error| words::ground_error(&error.into(), &session.say))?;
        let Some(bytes) = bytes else {
            return Ok(id.to_string());
        };
        let client = Client::read(&path, &bytes);
        client
            .map(|client| client.name)
            .map_err(|fault| words::ground_error(&fault.into(), &session.say))
    }
}
