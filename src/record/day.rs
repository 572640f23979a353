//! A day of the calendar.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use thiserror::Error;

use super::node::Node;
use super::value::serde_by_spelling;

/// Why something is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DayError {
    #[error("a day is written like 2026-11-20 or 20.11.2026")]
    NotADay,
    #[error("no such day in the calendar")]
    NoSuchDay,
    #[error("a day is between the years 2000 and 2199")]
    OutOfRange,
    #[error("a day of a file is written like 2026-11-20")]
    Spelling,
}

impl DayError {
    /// Every error there is.
    pub const ALL: &[Self] = &[
        Self::NotADay,
        Self::NoSuchDay,
        Self::OutOfRange,
        Self::Spelling,
    ];
}

/// The years that days and moments may lie in.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// A day of the calendar between 2000 and 2199. Its canonical spelling is `2026-11-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The last day that can be named.
    pub const LAST: Self = match NaiveDate::from_ymd_opt(2199, 12, 31) {
        Some(date) => Self(date),
        None => panic!("31 December 2199 is a day"),
    };

    /// A day by its parts.
    ///
    /// # Errors
    /// [`DayError::NoSuchDay`], [`DayError::OutOfRange`].
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DayError> {
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(DayError::NoSuchDay)?;
        Self::from_date(date)
    }

    /// A day from chrono's.
    ///
    /// # Errors
    /// [`DayError::OutOfRange`].
    pub fn from_date(date: NaiveDate) -> Result<Self, DayError> {
        match YEARS.contains(&date.year()) {
            true => Ok(Self(date)),
            false => Err(DayError::OutOfRange),
        }
    }

    /// What people write: `2026-11-20` or `20.11.2026`.
    ///
    /// # Errors
    /// Any [`DayError`] but `Spelling`.
    pub fn parse(written: &str) -> Result<Self, DayError> {
        let written = written.trim();
        match Self::from_spelling(written) {
            Err(DayError::Spelling) => {}
            result => return result,
        }
        let parts: Vec<&str> = written.split('.').collect();
        let &[day, month, year] = parts.as_slice() else {
            return Err(DayError::NotADay);
        };
        if year.len() != 4 || day.len() > 2 || month.len() > 2 {
            return Err(DayError::NotADay);
        }
        let number = |digits: &str| match digits.bytes().all(|byte| byte.is_ascii_digit()) {
            true => digits.parse::<u16>().map_err(|_| DayError::NotADay),
            false => Err(DayError::NotADay),
        };
        let (day, month, year) = (number(day)?, number(month)?, number(year)?);
        Self::new(year.into(), month.into(), day.into())
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(&self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(&self) -> Weekday {
        self.0.weekday()
    }

    /// The same day as chrono's.
    pub fn date(&self) -> NaiveDate {
        self.0
    }

    /// So many calendar days later, [`Day::LAST`] at most.
    #[must_use]
    pub fn plus(&self, days: u32) -> Self {
        let later = self.0.checked_add_days(Days::new(days.into()));
        later.map_or(Self::LAST, |date| Self(date).min(Self::LAST))
    }

    /// The day after, `None` after the last.
    pub fn next(&self) -> Option<Self> {
        (*self < Self::LAST).then(|| self.plus(1))
    }

    /// Calendar days from `self` to `later`, negative when `later` is earlier.
    pub fn days_until(&self, later: Self) -> i64 {
        (later.0 - self.0).num_days()
    }

    fn from_spelling(spelling: &str) -> Result<Self, DayError> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = spelling.as_bytes() else {
            return Err(DayError::Spelling);
        };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |number, byte| {
                byte.is_ascii_digit()
                    .then(|| number * 10 + u32::from(byte - b'0'))
                    .ok_or(DayError::Spelling)
            })
        };
        let year = number(&[y1, y2, y3, y4])?.cast_signed();
        Self::new(year, number(&[m1, m2])?, number(&[d1, d2])?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// The canonical spelling only.
    fn from_str(spelling: &str) -> Result<Self, DayError> {
        Self::from_spelling(spelling)
    }
}

impl From<Day> for Node {
    fn from(day: Day) -> Self {
        Node::word(day)
    }
}

serde_by_spelling!(Day, "a day such as 2026-11-20", Day::from_spelling);
