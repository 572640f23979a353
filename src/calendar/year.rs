//! The production calendar of a year: `calendar/2026.yaml`, written by hand from the government's decree.
//!
//! ```yaml
//! format: 1
//! year: 2026
//! source: Постановление Правительства РФ от 24.09.2025 № 1466
//! days_off:        # Mondays to Fridays on which nobody works
//! - 2026-01-01
//! working: []      # Saturdays and Sundays on which everybody does
//! notes: Дни отдыха перенесены с 3 января на 9 января и с 4 января на 31 декабря.
//! ```

use std::collections::BTreeSet;

use serde::Deserialize;

use super::working_days::is_weekend;
use crate::record::{self, Day, Fault, Fields, Node};

/// Greatest size of a file, in bytes: the longest real one has 1 KB.
pub const LIMIT: usize = 64 * 1024;

const FORMAT: u32 = 1;

/// The working days of one year, as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    year: i32,
    source: Option<String>,
    days_off: BTreeSet<Day>,
    working: BTreeSet<Day>,
    notes: Option<String>,
}

/// What makes the file of a year unusable, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarFault {
    /// The file cannot be read at all.
    Unreadable(Fault),
    /// The file can be read and says something that cannot be.
    Wrong {
        /// The file, relative to the workspace.
        path: String,
        /// From 1.
        line: usize,
        /// What cannot be.
        problem: YearProblem,
    },
}

/// What cannot be in the calendar of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearProblem {
    /// A format that this program does not know.
    Format { found: u32 },
    /// The file is not named after its year.
    FileName { year: i32 },
    /// Another file has the same year.
    SecondFile { year: i32 },
    /// A day of another year.
    OtherYear { day: Day },
    /// A Saturday or Sunday among the days off: nobody works on it anyway.
    DayOffOnWeekend { day: Day },
    /// A Monday to Friday among the working weekends.
    WorkingOnWeekday { day: Day },
    /// The same day twice.
    Twice { day: Day },
    /// Nobody ever works: no work would ever be due.
    NoWorkingDays { year: i32 },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    year: i32,
    source: Option<String>,
    days_off: Vec<Day>,
    #[serde(default)]
    working: Vec<Day>,
    notes: Option<String>,
}

impl CalendarFault {
    pub(super) fn second_file(path: &str, year: i32) -> Self {
        Self::Wrong {
            path: path.to_owned(),
            line: 1,
            problem: YearProblem::SecondFile { year },
        }
    }
}

impl Year {
    /// Where the years stand in a workspace.
    pub const FOLDER: &'static str = "calendar";

    /// Reads the file of a year. `path` ends in `<year>.yaml`.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the file's lists.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, Vec<CalendarFault>> {
        let file: File = record::read(path, bytes, LIMIT)
            .map_err(|fault| vec![CalendarFault::Unreadable(fault)])?;
        let text = String::from_utf8_lossy(bytes);
        let faults: Vec<CalendarFault> = problems(path, &file)
            .into_iter()
            .map(|problem| CalendarFault::Wrong {
                path: path.to_owned(),
                line: line_of(&text, problem),
                problem,
            })
            .collect();
        match faults.is_empty() {
            true => Ok(Self {
                year: file.year,
                source: file.source,
                days_off: file.days_off.into_iter().collect(),
                working: file.working.into_iter().collect(),
                notes: file.notes,
            }),
            false => Err(faults),
        }
    }

    pub(super) fn provisional(year: i32, days_off: BTreeSet<Day>) -> Self {
        Self {
            year,
            source: None,
            days_off,
            working: BTreeSet::new(),
            notes: None,
        }
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The decree that it was taken from.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Remarks for people.
    pub fn notes(&self) -> Option<&str> {
        self.notes.as_deref()
    }

    /// Mondays to Fridays on which nobody works, in order.
    pub fn days_off(&self) -> impl Iterator<Item = Day> {
        self.days_off.iter().copied()
    }

    /// Saturdays and Sundays on which everybody works, in order.
    pub fn working(&self) -> impl Iterator<Item = Day> {
        self.working.iter().copied()
    }

    /// How many working days the year has.
    pub fn working_days(&self) -> usize {
        let first = Day::new(self.year, 1, 1).ok();
        std::iter::successors(first, Day::next)
            .take_while(|day| day.year() == self.year)
            .filter(|day| self.is_working(*day))
            .count()
    }

    pub(super) fn is_working(&self, day: Day) -> bool {
        match is_weekend(day) {
            true => self.working.contains(&day),
            false => !self.days_off.contains(&day),
        }
    }
}

impl From<&Year> for Node {
    fn from(year: &Year) -> Self {
        Fields::new()
            .number("format", FORMAT)
            .number("year", year.year)
            .maybe_text("source", year.source())
            .list("days_off", year.days_off())
            .list("working", year.working())
            .maybe_text("notes", year.notes())
            .into()
    }
}

fn problems(path: &str, file: &File) -> Vec<YearProblem> {
    let mut problems = Vec::new();
    if file.format != FORMAT {
        problems.push(YearProblem::Format { found: file.format });
    }
    if !is_named_after(path, file.year) {
        problems.push(YearProblem::FileName { year: file.year });
    }
    let mut seen = BTreeSet::new();
    let weekdays = file.days_off.iter().map(|day| (*day, false));
    let weekends = file.working.iter().map(|day| (*day, true));
    for (day, on_weekend) in weekdays.chain(weekends) {
        if !seen.insert(day) {
            problems.push(YearProblem::Twice { day });
        } else if day.year() != file.year {
            problems.push(YearProblem::OtherYear { day });
        } else if is_weekend(day) && !on_weekend {
            problems.push(YearProblem::DayOffOnWeekend { day });
        } else if !is_weekend(day) && on_weekend {
            problems.push(YearProblem::WorkingOnWeekday { day });
        }
    }
    if problems.is_empty() && has_no_working_days(file) {
        problems.push(YearProblem::NoWorkingDays { year: file.year });
    }
    problems
}

fn has_no_working_days(file: &File) -> bool {
    let year = Year {
        year: file.year,
        source: None,
        days_off: file.days_off.iter().copied().collect(),
        working: file.working.iter().copied().collect(),
        notes: None,
    };
    year.working_days() == 0
}

fn is_named_after(path: &str, year: i32) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == format!("{year}.yaml")
}

/// The line that a problem stands in; the second one for a day that is there twice.
fn line_of(text: &str, problem: YearProblem) -> usize {
    let (words, nth) = match problem {
        YearProblem::Format { .. } => ("format:".to_owned(), 0),
        YearProblem::FileName { .. } | YearProblem::SecondFile { .. } => ("year:".to_owned(), 0),
        YearProblem::NoWorkingDays { .. } => ("days_off:".to_owned(), 0),
        YearProblem::Twice { day } => (day.to_string(), 1),
        YearProblem::OtherYear { day }
        | YearProblem::DayOffOnWeekend { day }
        | YearProblem::WorkingOnWeekday { day } => (day.to_string(), 0),
    };
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| {
        let said = line.split('#').next().unwrap_or(line);
        said.contains(&words)
    });
    lines.nth(nth).map_or(1, |(line, _)| line)
}
