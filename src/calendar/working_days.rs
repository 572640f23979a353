//! Counting in working days.

use chrono::Weekday;

use super::{Calendar, provisional};
use crate::record::Day;

impl Calendar {
    /// Whether people work on that day.
    pub fn is_working(&self, day: Day) -> bool {
        match self.years.get(&day.year()) {
            Some(year) => year.is_working(day),
            None => provisional::is_working(day),
        }
    }

    /// The day at whose end something is due that was begun on `begun` and has so many working days. The day of the
    /// beginning is not counted; with no days at all it is due on that very day. [`Day::LAST`] at most.
    pub fn due_after(&self, begun: Day, working_days: u32) -> Day {
        let mut due = begun;
        for _ in 0..working_days {
            due = self.next_working_day(due);
        }
        due
    }

    /// As [`Calendar::due_after`], in calendar days.
    pub fn due_after_calendar_days(&self, begun: Day, days: u32) -> Day {
        begun.plus(days)
    }

    /// The first working day after that day; [`Day::LAST`] when there is none.
    pub fn next_working_day(&self, day: Day) -> Day {
        let mut day = day;
        while let Some(next) = day.next() {
            day = next;
            if self.is_working(day) {
                break;
            }
        }
        day
    }

    /// How many working days come after `from` up to and with `to`; none when `to` is not later.
    ///
    /// The inverse of [`Calendar::due_after`]: what was given three working days has three between.
    pub fn working_days_between(&self, from: Day, to: Day) -> u32 {
        let mut count = 0;
        let mut day = from;
        while let Some(next) = day.next().filter(|next| *next <= to) {
            day = next;
            count += u32::from(self.is_working(day));
        }
        count
    }
}

/// Whether a day is a Saturday or a Sunday.
pub(super) fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
