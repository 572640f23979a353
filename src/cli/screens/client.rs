//! Clients: the list of them, and one with its deals.

use super::rows::Rows;
use super::standing::extend;
use super::{Wording, deals};
use crate::cli::screen::{Column, Table};
use crate::client::Client;
use serde_json::{Value, json};

/// A client of a list and how many of its deals are open.
pub struct Line<'a> {
    pub client: &'a Client,
    pub open_deals: usize,
}

/// The clients one under another.
pub fn list_to_text(lines: &[Line], words: &Wording, width: u16) -> String {
    let mut table = Table::new([
        Column::Words,
        Column::Elastic,
        Column::Elastic,
        Column::Words,
    ]);
    for Line { client, open_deals } in lines {
        let email = client.email.clone();
        table.row([
            client.client.to_string(),
            client.name.clone(),
            email.unwrap_or_else(|| words.say.line("clients-no-email")),
            match open_deals {
                0 => String::new(),
                count => words.say.text("clients-open-deals", args![count => *count]),
            },
        ]);
    }
    table.to_text(width)
}

/// The clients as programs read them.
pub fn list_to_json(lines: &[Line]) -> Value {
    lines
        .iter()
        .map(|Line { client, open_deals }| {
            let mut value = client.node().to_json();
            extend(&mut value, json!({ "open_deals": open_deals }));
            value
        })
        .collect()
}

/// One client: address, number, open deals, how many are closed.
pub fn to_text(
    client: &Client,
    open: &[deals::Line],
    closed: usize,
    words: &Wording,
    width: u16,
) -> String {
    let mut rows = Rows::default();
    let email = client.email.clone();
    rows.add(
        &words.say.line("clients-email"),
        email.unwrap_or_else(|| words.say.line("clients-no-email")),
    );
    if let Some(inn) = &client.inn {
        rows.add(&words.say.line("clients-inn"), inn);
    }
    rows.add(
        &words.say.line("clients-folder"),
        crate::client::folder(&client.client),
    );
    let mut lines = vec![format!("{}  {}", client.client, client.name), String::new()];
    lines.extend(rows.to_lines(width));
    lines.push(String::new());
    if !open.is_empty() {
        lines.push(deals::to_text(open, deals::About::OneClient, words, width));
    }
    lines.push(summary(open, closed, words));
    lines.join("\n")
}

fn summary(open: &[deals::Line], closed: usize, words: &Wording) -> String {
    let open_deals = words
        .say
        .text("clients-open-deals", args![count => open.len()]);
    let closed_deals = words
        .say
        .text("clients-closed-deals", args![count => closed]);
    match (open.len(), closed) {
        (0, 0) => words.say.line("clients-no-deals"),
        (0, _) => closed_deals,
        (_, 0) => open_deals,
        _ => format!("{open_deals}, {closed_deals}"),
    }
}

/// One client as programs read it, with its open deals.
pub fn to_json(client: &Client, open: &[deals::Line], closed: usize) -> Value {
    let mut value = client.node().to_json();
    let more = json!({
        "open_deals": open.len(),
        "closed_deals": closed,
        "deals": deals::to_json(open),
    });
    extend(&mut value, more);
    value
}
