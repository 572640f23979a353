//! The register of people: who is in which role, who stands in for whom, which keys are given up.

use super::Wording;
use crate::cli::screen::{Cell, Column, Meaning, Table, exact_day, short};
use crate::cli::words::role_name;
use crate::people::key::fingerprint;
use crate::people::{CompromisedKey, Delegation, People, Person, Role};
use crate::record::id::PersonId;
use serde_json::Value;

/// Everybody in the register, `me` in a colour of their own; then what is out of the ordinary.
pub fn to_text(people: &People, me: Option<&PersonId>, words: &Wording, width: u16) -> String {
    let today = words.today;
    let table = table(&people.people, me).to_text(width);
    let delegations = people.delegations.iter();
    let delegations = delegations.filter(|one| one.until >= today);
    let stands_in = delegations.map(|one| stands_in(one, people, words));
    let compromised = people.compromised.iter();
    let compromised = compromised.map(|known| given_up(known, people, words));
    let ratified = ratified(people, words);
    let lines: Vec<String> = stands_in.chain(compromised).chain(ratified).collect();
    match lines.is_empty() {
        true => table,
        false => format!("{}\n\n{}", table.trim_end_matches('\n'), lines.join("\n")),
    }
}

/// The register as programs read it: as its file says it, without the history.
pub fn to_json(people: &People) -> Value {
    let mut value = people.node().to_json();
    if let Some(fields) = value.as_object_mut() {
        fields.remove("history");
    }
    value
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

fn called(id: &PersonId, people: &People) -> String {
    let person = people.person(id);
    person.map_or_else(|| id.to_string(), |person| person.short_name().to_owned())
}

fn stands_in(one: &Delegation, people: &People, words: &Wording) -> String {
    let say = words.say;
    let (of, to) = (called(&one.of, people), called(&one.to, people));
    let from = exact_day(one.from.date(), say);
    let until = exact_day(one.until.date(), say);
    let role = role_name(one.role, say);
    say.text(
        "people-stands-in",
        args![role => role, to => to, of => of, from => from, until => until],
    )
}

fn given_up(known: &CompromisedKey, people: &People, words: &Wording) -> String {
    let (person, key) = (called(&known.person, people), fingerprint(&known.key));
    match &known.trusted {
        Some(commit) => words.say.text(
            "people-compromised-after",
            args![person => person, key => key, commit => short(commit)],
        ),
        None => words.say.text(
            "people-compromised-whole",
            args![person => person, key => key],
        ),
    }
}

fn ratified(people: &People, words: &Wording) -> Option<String> {
    let commits = people.ratified.iter().map(short);
    let commits: Vec<String> = commits.collect();
    (!commits.is_empty()).then(|| {
        let commits = commits.join(", ");
        words
            .say
            .text("people-ratified-commits", args![commits => commits])
    })
}
