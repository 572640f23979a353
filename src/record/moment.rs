//! A moment: a second of the world's clock, told with the company's offset.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Timelike};
use thiserror::Error;

use super::day::{Day, YEARS};
use super::node::Node;
use super::value::serde_by_spelling;

/// Why something is not a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MomentError {
    #[error("a moment is written like 2026-11-20T10:02:11+03:00")]
    Spelling,
    #[error("a moment is between the years 2000 and 2199")]
    OutOfRange,
    #[error("a moment is a whole second with an offset of whole minutes")]
    Fraction,
}

impl MomentError {
    /// Every error there is.
    pub const ALL: &[Self] = &[Self::Spelling, Self::OutOfRange, Self::Fraction];
}

/// A whole second between 2000 and 2199 with an offset of whole minutes.
///
/// Its canonical spelling is `2026-11-20T10:02:11+03:00`. Moments are equal and ordered by the second they name,
/// whatever the offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// A moment from chrono's, exactly.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`], [`MomentError::Fraction`].
    pub fn new(time: DateTime<FixedOffset>) -> Result<Self, MomentError> {
        if time.nanosecond() != 0 || time.offset().local_minus_utc() % 60 != 0 {
            return Err(MomentError::Fraction);
        }
        // One of the two years is enough to exclude: the spelling shows the local one.
        match YEARS.contains(&time.year()) && YEARS.contains(&time.naive_utc().year()) {
            true => Ok(Self(time)),
            false => Err(MomentError::OutOfRange),
        }
    }

    /// A moment as git stores it: seconds of the Unix clock and minutes east of Greenwich.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`].
    pub fn from_unix(seconds: i64, offset_minutes: i32) -> Result<Self, MomentError> {
        let offset = offset_minutes
            .checked_mul(60)
            .and_then(FixedOffset::east_opt)
            .ok_or(MomentError::OutOfRange)?;
        let time = DateTime::from_timestamp(seconds, 0).ok_or(MomentError::OutOfRange)?;
        if !YEARS.contains(&time.year()) {
            return Err(MomentError::OutOfRange);
        }
        Self::new(time.with_timezone(&offset))
    }

    /// Seconds of the Unix clock.
    pub fn unix(&self) -> i64 {
        self.0.timestamp()
    }

    /// Minutes east of Greenwich.
    pub fn offset_minutes(&self) -> i32 {
        self.0.offset().local_minus_utc() / 60
    }

    /// The day that the spelling shows. The company's day is [`crate::calendar::Calendar::local_day`].
    pub fn spelled_day(&self) -> Day {
        // A moment lies within the years that a day may have: `new` has seen to it.
        Day::from_date(self.0.date_naive()).unwrap_or(Day::LAST)
    }

    /// The same moment as chrono's.
    pub fn time(&self) -> DateTime<FixedOffset> {
        self.0
    }

    /// So many seconds later, in the same offset; the moment itself where that is out of range.
    #[must_use]
    pub fn later(&self, seconds: i64) -> Self {
        let later = self.unix().saturating_add(seconds);
        Self::from_unix(later, self.offset_minutes()).unwrap_or(*self)
    }

    /// Seconds from `self` to `later`, negative when `later` is earlier.
    pub fn seconds_until(&self, later: Self) -> i64 {
        later.unix() - self.unix()
    }

    fn from_spelling(spelling: &str) -> Result<Self, MomentError> {
        let bytes = spelling.as_bytes();
        if bytes.len() != "2026-11-20T10:02:11+03:00".len() || bytes.get(10) != Some(&b'T') {
            return Err(MomentError::Spelling);
        }
        let time = DateTime::parse_from_rfc3339(spelling).map_err(|_| MomentError::Spelling)?;
        let moment = Self::new(time)?;
        match moment.to_string() == spelling {
            true => Ok(moment),
            false => Err(MomentError::Spelling),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local: NaiveDateTime = self.0.naive_local();
        let date = local.date();
        let minutes = self.offset_minutes();
        write!(
            out,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}",
            date.year(),
            date.month(),
            date.day(),
            local.hour(),
            local.minute(),
            local.second(),
            if minutes < 0 { '-' } else { '+' },
            minutes.abs() / 60,
            minutes.abs() % 60,
        )
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    /// The canonical spelling only.
    fn from_str(spelling: &str) -> Result<Self, MomentError> {
        Self::from_spelling(spelling)
    }
}

impl From<Moment> for Node {
    fn from(moment: Moment) -> Self {
        Node::word(moment)
    }
}

serde_by_spelling!(
    Moment,
    "a moment such as 2026-11-20T10:02:11+03:00",
    Moment::from_spelling
);
