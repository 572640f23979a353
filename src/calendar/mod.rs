//! Working days and local time of the company: see `docs/process.md`, Time.
//!
//! A [`Calendar`] is the company's zone and the production calendars of years, one file a year ([`year`]). For a year
//! without a file the Labour Code stands in ([`provisional`]). Pure: the zone is never the machine's, and nothing here
//! asks what time it is.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod local_time;
pub mod provisional;
mod working_days;
pub mod year;

use std::collections::BTreeMap;

use chrono_tz::Tz;

pub use year::{CalendarFault, Year, YearProblem};

/// The company's zone and production calendars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    years: BTreeMap<i32, Year>,
}

impl Calendar {
    /// A calendar of a zone in which every year is provisional.
    pub fn new(zone: Tz) -> Self {
        Self {
            zone,
            years: BTreeMap::new(),
        }
    }

    /// A calendar from the files of `calendar/`: paths and contents.
    ///
    /// # Errors
    /// What is wrong with each file that cannot be used, in the order of the files.
    pub fn read<'a>(
        zone: Tz,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Self, Vec<CalendarFault>> {
        let mut calendar = Self::new(zone);
        let mut faults = Vec::new();
        for (path, bytes) in files {
            match Year::read(path, bytes) {
                Ok(year) => {
                    let number = year.year();
                    if calendar.years.insert(number, year).is_some() {
                        faults.push(CalendarFault::second_file(path, number));
                    }
                }
                Err(wrong) => faults.extend(wrong),
            }
        }
        match faults.is_empty() {
            true => Ok(calendar),
            false => Err(faults),
        }
    }

    /// The same calendar with one more year, in place of an earlier one of that number.
    #[must_use]
    pub fn with(mut self, year: Year) -> Self {
        self.years.insert(year.year(), year);
        self
    }

    /// The company's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The years that have a file.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// Whether that year has no file, so that its working days may yet change.
    pub fn is_provisional(&self, year: i32) -> bool {
        !self.years.contains_key(&year)
    }
}

/// The zone of a name such as `Europe/Moscow`; `None` when there is no such zone.
pub fn zone(name: &str) -> Option<Tz> {
    name.parse().ok()
}
