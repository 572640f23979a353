use serde_json::Value;
use ssh_key::{HashAlg, PublicKey};

use crate::cli::desk::Desk;
use crate::cli::screen::{Cell, Column, Done, Meaning, Table, width};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::people::{Person, Role};
use crate::record::id::PersonId;

/// List people, their roles and keys
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Lists everybody in the register.
pub fn run(_: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    let people = &desk.house.people.people;
    if session.globals.json {
        let people: Vec<Value> = people
            .iter()
            .map(|person| person.node().to_json())
            .collect();
        session.output.json(&people)?;
    } else {
        let me = desk.reader().map(|person| &person.id);
        session.output.data(&table(people, me).to_text(width()))?;
    }
    Ok(Done::Well)
}

fn table(people: &[Person], me: Option<&PersonId>) -> Table {
    let columns = [
        Column::Words,
        Column::Words,
        Column::Words,
        Column::Elastic,
        Column::Elastic,
    ];
    let mut table = Table::new(columns);
    for person in people {
        let meaning = match me == Some(&person.id) {
            true => Meaning::Mine,
            false => Meaning::Plain,
        };
        let roles: Vec<&str> = person.roles.iter().map(|role: &Role| role.id()).collect();
        let keys: Vec<String> = person.keys.iter().map(|key| fingerprint(key)).collect();
        let cells = [
            person.id.to_string(),
            person.name.clone(),
            roles.join(", "),
            person.email.clone(),
            keys.join(", "),
        ];
        table.row(cells.map(|text| Cell::new(text, meaning)));
    }
    table
}

/// The fingerprint of a key; a key that cannot be read shows itself.
fn fingerprint(key: &str) -> String {
    match PublicKey::from_openssh(key) {
        Ok(key) => key.fingerprint(HashAlg::Sha256).to_string(),
        Err(_) => key.to_owned(),
    }
}
