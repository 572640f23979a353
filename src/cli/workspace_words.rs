//! The words of the workspace that the shell completes. Outside of one, or where it cannot be read, there are none:
//! whoever presses Tab wants no explanations.

use std::path::Path;

use super::completion::{Sources, Word};
use super::screens::standing::is_worked_on;
use crate::actions::ground::{clients_at, process_at};
use crate::deal::Deal;
use crate::people::{People, Role};
use crate::record::tree::{Tree, TreeError};
use crate::workspace::Workspace;

/// Deals that are worked on, stages, clients and people of the workspace around a folder.
pub fn sources() -> Sources {
    Sources {
        deals: |folder| deals(folder).unwrap_or_default(),
        stages: |folder| stages(folder).unwrap_or_default(),
        clients: |folder| clients(folder).unwrap_or_default(),
        people: |folder| people(folder).unwrap_or_default(),
    }
}

fn deals(folder: &Path) -> Option<Vec<Word>> {
    let workspace = Workspace::open(folder).ok()?;
    let tip = workspace.tip().ok()?;
    let process = process_at(&tip).ok()?;
    let read = |path: &str, bytes: Result<&[u8], TreeError>| Deal::read(path, bytes.ok()?).ok();
    let deals = workspace.read_all(&tip, "deals", read);
    let deals = deals
        .ok()?
        .into_iter()
        .flatten()
        .filter(|deal| is_worked_on(deal, &process));
    Some(deals.map(|deal| word(&deal.deal, deal.title)).collect())
}

fn stages(folder: &Path) -> Option<Vec<Word>> {
    let workspace = Workspace::open(folder).ok()?;
    let process = process_at(&workspace.tip().ok()?).ok()?;
    Some(
        process
            .stages
            .into_iter()
            .map(|stage| word(&stage.id, stage.title))
            .collect(),
    )
}

fn clients(folder: &Path) -> Option<Vec<Word>> {
    let workspace = Workspace::open(folder).ok()?;
    let clients = clients_at(&workspace.tip().ok()?).ok()?;
    Some(
        clients
            .into_iter()
            .map(|client| word(&client.client, client.name))
            .collect(),
    )
}

fn people(folder: &Path) -> Option<Vec<Word>> {
    let workspace = Workspace::open(folder).ok()?;
    let bytes = workspace.tip().ok()?.read(People::PATH).ok()??;
    let people = People::read(&bytes).ok()?.people.into_iter();
    let people = people.filter(|person| !person.is(Role::Service));
    Some(people.map(|person| word(&person.id, person.name)).collect())
}

fn word(word: &impl ToString, meaning: String) -> Word {
    Word {
        word: word.to_string(),
        meaning,
    }
}
