//! From the world's clock to the company's days and back, across changes of the clock.

use chrono::{DateTime, MappedLocalTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::{GapInfo, Tz};

use super::Calendar;
use crate::record::{Day, Moment, MomentError};

impl Calendar {
    /// A second of the Unix clock, told with the offset that the company's zone has then.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`] outside of the years 2000 to 2199.
    pub fn moment(&self, unix: i64) -> Result<Moment, MomentError> {
        let utc = DateTime::from_timestamp(unix, 0).ok_or(MomentError::OutOfRange)?;
        Moment::new(utc.with_timezone(&self.zone).fixed_offset())
    }

    /// The company's day in which a moment lies, whatever the offset that the moment is told with.
    pub fn local_day(&self, moment: Moment) -> Day {
        let local = moment.time().with_timezone(&self.zone);
        // Only the hours around the ends of the range can fall out of it.
        Day::from_date(local.date_naive()).unwrap_or(moment.spelled_day())
    }

    /// The first second of the company's day. Where the clock skips midnight, the day begins after the gap.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`] on the very first day that can be named, east of Greenwich.
    pub fn start_of_day(&self, day: Day) -> Result<Moment, MomentError> {
        self.told_by_the_clock(day, NaiveTime::MIN, Edge::First)
    }

    /// The last second of the company's day: what is due on it is late after this. Where the clock shows that second
    /// twice, the later one; where it skips it, the last one before the gap.
    ///
    /// # Errors
    /// [`MomentError::OutOfRange`] on the very last day that can be named, west of Greenwich.
    pub fn end_of_day(&self, day: Day) -> Result<Moment, MomentError> {
        let last_second = NaiveTime::MIN - TimeDelta::seconds(1);
        self.told_by_the_clock(day, last_second, Edge::Last)
    }

    fn told_by_the_clock(
        &self,
        day: Day,
        time: NaiveTime,
        edge: Edge,
    ) -> Result<Moment, MomentError> {
        let local = day.date().and_time(time);
        let told = match (self.zone.from_local_datetime(&local), edge) {
            (MappedLocalTime::Single(told), _) => told,
            (MappedLocalTime::Ambiguous(earlier, _), Edge::First) => earlier,
            (MappedLocalTime::Ambiguous(_, later), Edge::Last) => later,
            (MappedLocalTime::None, edge) => {
                let after = GapInfo::new(&local, &self.zone).and_then(|gap| gap.end);
                edge.of_gap(after.ok_or(MomentError::OutOfRange)?)
            }
        };
        Moment::new(told.fixed_offset())
    }
}

/// Which end of a day is meant where the clock leaves a choice.
#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

impl Edge {
    fn of_gap(self, first_after: DateTime<Tz>) -> DateTime<Tz> {
        match self {
            Self::First => first_after,
            Self::Last => first_after - TimeDelta::seconds(1),
        }
    }
}
