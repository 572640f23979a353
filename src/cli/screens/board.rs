//! The board: how many deals stand in each stage, how much they are worth, how late and how long they are.

use super::standing::is_worked_on;
use super::{Standing, Wording};
use crate::actions::ground::Ground;
use crate::cli::screen::{Cell, Column, Meaning, Table, number, whole};
use crate::deal::Deal;
use crate::process::stage::{Pipeline, Stage};
use crate::record::{Currency, Day, Money};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A day count that fills the whole bar.
const FULL_BAR: u32 = 10;

/// The deals of a stage, counted.
pub struct Count<'a> {
    pub stage: &'a Stage,
    pub deals: u32,
    /// The sum of each currency.
    pub sums: BTreeMap<Currency, Decimal>,
    pub late: u32,
    /// Working days in the stage, of all deals together.
    days: u32,
}

/// The stages of a pipeline.
pub struct Row<'a> {
    pub pipeline: &'a Pipeline,
    pub stages: Vec<Count<'a>>,
}

/// The board of a company on a day.
pub struct Board<'a> {
    pub rows: Vec<Row<'a>>,
    /// Deals in stages that the process does not know.
    pub astray: Vec<&'a Deal>,
}

impl<'a> Board<'a> {
    /// Counts the deals that are worked on.
    pub fn of(deals: &'a [Deal], house: &'a Ground, today: Day) -> Board<'a> {
        let process = &house.process;
        let counts = process.stages.iter().filter(|stage| stage.is_open());
        let mut counts: Vec<Count> = counts.map(Count::of_nothing).collect();
        let mut astray = Vec::new();
        for deal in deals.iter().filter(|deal| is_worked_on(deal, process)) {
            match counts.iter_mut().find(|count| count.stage.id == deal.stage) {
                Some(count) => count.add(&Standing::of(deal, house, today)),
                None => astray.push(deal),
            }
        }
        let mut rows: Vec<Row> = Vec::new();
        for pipeline in &process.pipelines {
            let (stages, others) = counts
                .into_iter()
                .partition(|count| count.stage.pipeline == pipeline.id);
            counts = others;
            rows.push(Row { pipeline, stages });
        }
        Board { rows, astray }
    }

    /// The board as people read it.
    pub fn to_text(&self, words: &Wording, width: u16) -> String {
        let mut table = Table::new([
            Column::Elastic,
            Column::Numbers,
            Column::Numbers,
            Column::Numbers,
            Column::Words,
        ]);
        let company = words.house.settings.currency;
        for row in &self.rows {
            table.row(heading(row.pipeline, company, words));
            for count in &row.stages {
                table.row(count.cells(company, words));
            }
        }
        let astray = self.astray.iter().map(|deal| {
            let (deal, stage) = (deal.deal.to_string(), deal.stage.as_str());
            words
                .say
                .text("board-astray", args![deal => deal, stage => stage])
        });
        std::iter::once(table.to_text(width))
            .chain(astray)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The board as programs read it.
    pub fn to_json(&self) -> Value {
        let pipelines = self.rows.iter().map(|row| {
            json!({
                "pipeline": row.pipeline.id.as_str(),
                "title": row.pipeline.title,
                "stages": row.stages.iter().map(Count::to_json).collect::<Value>(),
            })
        });
        let astray = self.astray.iter().map(|deal| deal.deal.to_string());
        json!({
            "pipelines": pipelines.collect::<Value>(),
            "astray": astray.collect::<Vec<_>>(),
        })
    }
}

fn heading(pipeline: &Pipeline, company: Currency, words: &Wording) -> Vec<Cell> {
    let say = words.say;
    let titles = [
        say.line("board-deals"),
        say.text("board-sum", args![currency => company.code()]),
        say.line("board-late"),
        say.line("board-days"),
    ];
    let titles = titles
        .into_iter()
        .map(|title| Cell::new(title, Meaning::Done));
    std::iter::once(Cell::new(pipeline.title.to_uppercase(), Meaning::Mine))
        .chain(titles)
        .collect()
}

impl<'a> Count<'a> {
    fn of_nothing(stage: &'a Stage) -> Count<'a> {
        Count {
            stage,
            deals: 0,
            sums: BTreeMap::new(),
            late: 0,
            days: 0,
        }
    }

    fn add(&mut self, standing: &Standing) {
        self.deals += 1;
        self.late += u32::from(standing.late_since.is_some());
        self.days += standing.days_in_stage;
        if let Some(sum) = standing.sum {
            *self.sums.entry(sum.currency()).or_default() += sum.amount();
        }
    }

    /// Tenths of the average working days in the stage.
    fn average_tenths(&self) -> Option<u32> {
        let rounded = self.days * 10 + self.deals / 2;
        rounded.checked_div(self.deals)
    }

    fn cells(&self, company: Currency, words: &Wording) -> Vec<Cell> {
        let late = match self.late {
            0 => Cell::from("0"),
            late => Cell::new(late.to_string(), Meaning::Late),
        };
        let title = Cell::from(self.stage.title.as_str());
        let Some(average) = self.average_tenths() else {
            let nothing = ["–", "–", "–", ""].map(|text| Cell::new(text, Meaning::Done));
            return std::iter::once(title).chain(nothing).collect();
        };
        let days = number(&format!("{}.{}", average / 10, average % 10), words.say);
        vec![
            title,
            self.deals.to_string().into(),
            self.sum(company, words).into(),
            late,
            format!("{} {days}", bar(average)).into(),
        ]
    }

    /// The sum in the company's currency, then the others with their names.
    fn sum(&self, company: Currency, words: &Wording) -> String {
        let own = self
            .sums
            .get(&company)
            .map(|sum| whole(&sum.to_string(), words.say));
        let others = self
            .sums
            .iter()
            .filter(|(currency, _)| **currency != company);
        let others = others
            .map(|(currency, sum)| format!("{} {currency}", whole(&sum.to_string(), words.say)));
        let sums: Vec<String> = own.into_iter().chain(others).collect();
        if sums.is_empty() {
            "–".to_owned()
        } else {
            sums.join(" + ")
        }
    }

    fn to_json(&self) -> Value {
        let sums = self
            .sums
            .iter()
            .map(|(currency, sum)| match Money::new(*sum, *currency) {
                Ok(money) => money.to_string(),
                Err(_) => format!("{sum} {currency}"),
            });
        let average = self.average_tenths().map(|tenths| f64::from(tenths) / 10.0);
        json!({
            "stage": self.stage.id.as_str(),
            "title": self.stage.title,
            "deals": self.deals,
            "sums": sums.collect::<Vec<_>>(),
            "late": self.late,
            "average_days": average,
        })
    }
}

/// A bar of eighths; [`FULL_BAR`] days fill it.
fn bar(tenths: u32) -> char {
    const EIGHTHS: [char; 9] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
    let eighths = (tenths * 8).div_ceil(FULL_BAR * 10).min(8);
    usize::try_from(eighths)
        .ok()
        .and_then(|place| EIGHTHS.get(place))
        .copied()
        .unwrap_or('█')
}
