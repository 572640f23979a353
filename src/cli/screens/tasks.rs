//! The list of tasks.

use super::Wording;
use super::standing::{extend, is_worked_on};
use crate::actions::ground::Ground;
use crate::cli::screen::{Cell, Column, Meaning, Table};
use crate::deal::Deal;
use crate::deal::task::Task;
use crate::people::Role;
use crate::record::Day;
use crate::record::id::PersonId;
use serde_json::{Value, json};

/// An open task and the deal it belongs to.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    pub deal: &'a Deal,
    pub task: &'a Task,
}

/// The open tasks of deals, by the day on which they are due: late ones first.
pub fn open<'a>(deals: &'a [Deal], house: &Ground) -> Vec<Line<'a>> {
    let mut lines: Vec<Line> = deals
        .iter()
        .filter(|deal| is_worked_on(deal, &house.process) || !deal.tasks.is_empty())
        .flat_map(|deal| deal.tasks.iter().map(move |task| Line { deal, task }))
        .collect();
    lines.sort_by_key(|line| (line.task.due, line.deal.deal.number()));
    lines
}

/// Whether a task is a person's: by name, by role, or in somebody's place.
pub fn is_for(task: &Task, person: &PersonId, house: &Ground, today: Day) -> bool {
    let people = &house.people;
    match Role::named(&task.holder) {
        Some(role) => people.acts_for(person, role, today).next().is_some(),
        None => {
            let mut managers = people.acts_for(person, Role::Manager, today);
            task.holder == person.as_str() || managers.any(|of| of.as_str() == task.holder)
        }
    }
}

/// The tasks one under another; `whose` adds who has to do them.
pub fn to_text(
    lines: &[Line],
    whose: bool,
    client: impl Fn(&Deal) -> String,
    words: &Wording,
    width: u16,
) -> String {
    let mut columns = vec![
        Column::Words,
        Column::Elastic,
        Column::Elastic,
        Column::Words,
    ];
    columns.extend(whose.then_some(Column::Words));
    columns.push(Column::Elastic);
    let mut table = Table::new(columns);
    for Line { deal, task } in lines {
        let late = task.due < words.today;
        let meaning = if late { Meaning::Late } else { Meaning::Plain };
        let mut cells: Vec<Cell> = vec![
            deal.deal.to_string().into(),
            words.stage(&deal.stage).into(),
            task.title.as_str().into(),
            Cell::new(words.due(task.due), meaning),
        ];
        cells.extend(whose.then(|| words.holder(&task.holder).into()));
        cells.push(client(deal).into());
        table.row(cells);
    }
    table.to_text(width)
}

/// The tasks as programs read them: as the deal's file has them, with their deal.
pub fn to_json(
    lines: &[Line],
    client: impl Fn(&Deal) -> String,
    house: &Ground,
    today: Day,
) -> Value {
    lines
        .iter()
        .map(|Line { deal, task }| {
            let mut value = json!({ "deal": deal.deal.to_string() });
            extend(&mut value, task.node().to_json());
            let late = house.calendar.working_days_between(task.due, today);
            extend(
                &mut value,
                json!({
                    "late_days": late,
                    "deal_title": deal.title,
                    "stage": deal.stage.as_str(),
                    "manager": deal.manager.as_str(),
                    "client": deal.client.as_str(),
                    "client_name": client(deal),
                }),
            );
            value
        })
        .collect()
}
