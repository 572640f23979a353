//! The list of deals.

use super::{Standing, Wording};
use crate::cli::screen::{Cell, Column, Meaning, Table, amount, whole};
use crate::deal::Deal;
use crate::record::Currency;
use serde_json::Value;

/// A deal of a list.
pub struct Line<'a> {
    pub deal: &'a Deal,
    pub client_name: String,
    pub standing: Standing,
}

/// Which columns a list has, apart from those that every list has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Deals of many clients.
    Everybody,
    /// Deals of one client, whom the page names above.
    OneClient,
}

/// The deals one under another, with a head.
pub fn to_text(lines: &[Line], about: About, words: &Wording, width: u16) -> String {
    let one = one_currency(lines, words);
    let mut columns = vec![Column::Words, Column::Elastic];
    let mut head = vec![words.say.line("deals-deal"), words.say.line("deals-stage")];
    if about == About::Everybody {
        columns.push(Column::Elastic);
        head.push(words.say.line("deals-client"));
    }
    columns.extend([
        Column::Elastic,
        Column::Words,
        Column::Numbers,
        Column::Words,
    ]);
    head.extend([
        words.say.line("deals-title"),
        words.say.line("deals-manager"),
        sum_title(one, words),
        words.say.line("deals-since"),
    ]);
    let head = head
        .into_iter()
        .map(|title| Cell::new(title, Meaning::Done));
    let mut table = Table::new(columns).head(head);
    for line in lines {
        table.row(cells(line, about, one, words));
    }
    table.to_text(width)
}

fn cells(line: &Line, about: About, one: Option<Currency>, words: &Wording) -> Vec<Cell> {
    let Line { deal, standing, .. } = line;
    let mut cells: Vec<Cell> = vec![
        deal.deal.to_string().into(),
        words.stage(&deal.stage).into(),
    ];
    if about == About::Everybody {
        cells.push(line.client_name.as_str().into());
    }
    let sum = standing.sum.map(|sum| match one {
        Some(_) => whole(&sum.to_string(), words.say),
        None => format!("{} {}", amount(&sum.to_string(), words.say), sum.currency()),
    });
    cells.extend([
        deal.title.as_str().into(),
        words.person(&deal.manager).into(),
        sum.unwrap_or_default().into(),
        when(line, words),
    ]);
    cells
}

/// Since when something is late, else since when the deal stands there.
fn when(line: &Line, words: &Wording) -> Cell {
    match line.standing.late_since {
        Some(since) => Cell::new(
            words
                .say
                .text("deals-late-since", args![day => words.day(since)]),
            Meaning::Late,
        ),
        None => words
            .since(words.house.calendar.local_day(line.deal.entered))
            .into(),
    }
}

/// The currency of all sums, where they have one.
fn one_currency(lines: &[Line], words: &Wording) -> Option<Currency> {
    let mut currencies = lines
        .iter()
        .filter_map(|line| line.standing.sum)
        .map(|sum| sum.currency());
    let first = currencies.next().unwrap_or(words.house.settings.currency);
    currencies
        .all(|currency| currency == first)
        .then_some(first)
}

fn sum_title(one: Option<Currency>, words: &Wording) -> String {
    match one {
        Some(currency) => words
            .say
            .text("deals-sum-in", args![currency => currency.code()]),
        None => words.say.line("deals-sum"),
    }
}

/// «25 сделок, 3 просрочены».
pub fn counted(lines: &[Line], words: &Wording) -> String {
    let late = lines
        .iter()
        .filter(|line| line.standing.late_since.is_some())
        .count();
    let deals = words.say.text("deals-count", args![count => lines.len()]);
    match late {
        0 => deals,
        late => format!(
            "{deals}, {}",
            words.say.text("deals-count-late", args![count => late])
        ),
    }
}

/// The deals as programs read them.
pub fn to_json(lines: &[Line]) -> Value {
    lines
        .iter()
        .map(|line| line.standing.to_json(line.deal, &line.client_name))
        .collect()
}
