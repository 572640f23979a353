//! The time of the story: the working days of the company before now.

use super::story::LAST_DAY;
use crate::calendar::Calendar;
use crate::cli::desk::seconds;
use crate::cli::say::Say;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::record::{Day, Moment};

/// The hour by which the people of the story go home.
const EVENING: i64 = 18 * HOUR;
const HOUR: i64 = 60 * 60;

/// The working days of the story.
pub struct Days {
    calendar: Calendar,
    first: Day,
    now: Moment,
}

impl Days {
    /// The days of a story whose last evening is the last one before now.
    ///
    /// # Errors
    /// The clock is unusable, or shows a time in which there is no room for the story.
    pub fn before_now(calendar: Calendar, say: &Say) -> Result<Days, Stop> {
        let now = calendar.moment(seconds(say)?);
        let now = now.map_err(|_| words::clock_unusable(say))?;
        let first = first_day(&calendar, now).ok_or_else(|| words::clock_unusable(say))?;
        Ok(Days {
            calendar,
            first,
            now,
        })
    }

    /// A working day of the story, counted from its first.
    pub fn day(&self, number: u32) -> Day {
        self.calendar.due_after(self.first, number)
    }

    /// The company's day of a moment.
    pub fn day_of(&self, moment: Moment) -> Day {
        self.calendar.local_day(moment)
    }

    /// So many minutes after the start of a day.
    pub fn at(&self, day: Day, minutes: u32) -> Moment {
        // Days of the story lie years inside the range that moments can name.
        let midnight = self.calendar.start_of_day(day).unwrap_or(self.now);
        midnight.later(i64::from(minutes) * 60)
    }

    /// When the story has caught up with the clock.
    pub fn now(&self) -> Moment {
        self.now
    }
}

/// The first day of a story of which the last evening is past.
fn first_day(calendar: &Calendar, now: Moment) -> Option<Day> {
    let today = calendar.local_day(now);
    let evening = calendar.start_of_day(today).ok()?.later(EVENING);
    let mut day = if now < evening { before(today)? } else { today };
    let mut left = LAST_DAY;
    loop {
        if calendar.is_working(day) {
            if left == 0 {
                return Some(day);
            }
            left -= 1;
        }
        day = before(day)?;
    }
}

fn before(day: Day) -> Option<Day> {
    Day::from_date(day.date().pred_opt()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::ground::house_at;
    use crate::cli::scaffold::Scaffold;

    fn last_day(now: &str) -> String {
        let house = house_at(&Scaffold::new(None), "").expect("the templates");
        let calendar = house.calendar;
        let now: Moment = now.parse().expect("a moment of this test");
        let first = first_day(&calendar, now).expect("a day");
        assert!(calendar.is_working(first));
        calendar.due_after(first, LAST_DAY).to_string()
    }

    #[test]
    fn the_story_ends_in_the_evening_of_the_last_working_day_that_is_over() {
        for (now, last) in [
            ("2026-11-23T12:00:00+03:00", "2026-11-20"),
            ("2026-11-23T18:00:00+03:00", "2026-11-23"),
            ("2026-11-22T23:00:00+03:00", "2026-11-20"),
            ("2026-11-23T20:30:00+00:00", "2026-11-23"),
            ("2026-01-08T12:00:00+03:00", "2025-12-30"),
            ("2026-11-20T22:00:00+00:00", "2026-11-20"),
        ] {
            assert_eq!(last_day(now), last, "{now}");
        }
    }
}
