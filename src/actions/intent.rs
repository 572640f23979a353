use crate::agenda::{Receipt, Tick};
use crate::client::{ClientDetails, ClientKind};
use crate::deal::act::Act;
use crate::deal::entry::Seen;
use crate::deal::{Deal, DealId};
use crate::numbers::Block;
use crate::people::PeopleAct;
use crate::record::CloneName;
use crate::record::id::ClientId;
use std::collections::BTreeMap;

/// What somebody wants: the complete input of one decision, apart from who and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// An act on a deal, with what the person saw of it.
    Deal { deal: DealId, act: Act, seen: Seen },
    /// A client is added or edited; `after` is the number of entries that the person saw.
    Client {
        client: ClientId,
        kind: ClientKind,
        details: ClientDetails,
        after: u32,
    },
    /// Something is done to the register of people, and why.
    People {
        act: PeopleAct,
        text: Option<String>,
    },
    /// A clone of whoever acts takes a block of numbers into stock.
    Lease { clone: CloneName, block: Block },
    /// A run of `tick`: letters taken in hand, reminders, escalations, digests.
    Tick(Tick),
    /// Letters that left.
    Receipt(Receipt),
    /// Settings, process, calendars and templates are taken over as they were edited: new texts by path.
    Apply { files: BTreeMap<String, String> },
}

impl Seen {
    /// What there is to see of a deal for somebody who is about to act on it.
    pub fn of(deal: &Deal, act: &Act) -> Seen {
        let given = act
            .given()
            .map(|given| given.facts.keys())
            .into_iter()
            .flatten();
        Seen {
            stage: Some(deal.stage.clone()),
            visit: deal.visit,
            request: deal.request.as_ref().map(|request| request.binds),
            was: given
                .filter_map(|fact| Some((fact.clone(), deal.facts.get(fact)?.clone())))
                .collect(),
        }
    }
}
