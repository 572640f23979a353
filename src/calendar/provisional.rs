//! Working days of a year for which the government has published nothing: article 112 of the Labour Code of Russia.
//!
//! The public holidays are days off. One that falls on a Saturday or Sunday moves the day off to the next working day,
//! except in January, where the government says where the days go and nobody can know beforehand.

use super::working_days::is_weekend;
use super::year::Year;
use crate::record::Day;

/// Month and day of the public holidays.
const HOLIDAYS: [(u32, u32); 14] = [
    (1, 1),
    (1, 2),
    (1, 3),
    (1, 4),
    (1, 5),
    (1, 6),
    (1, 7),
    (1, 8),
    (2, 23),
    (3, 8),
    (5, 1),
    (5, 9),
    (6, 12),
    (11, 4),
];

/// Whether people would work on that day.
pub fn is_working(day: Day) -> bool {
    !is_weekend(day) && !is_holiday(day) && !stands_in_for_holiday(day)
}

/// The whole year, in the form of a file; `None` outside of the years that days may lie in.
pub fn year(number: i32) -> Option<Year> {
    let first = Day::new(number, 1, 1).ok()?;
    let days_off = std::iter::successors(Some(first), Day::next)
        .take_while(|day| day.year() == number)
        .filter(|day| !is_weekend(*day) && !is_working(*day));
    Some(Year::provisional(number, days_off.collect()))
}

fn is_holiday(day: Day) -> bool {
    HOLIDAYS.contains(&(day.month(), day.day()))
}

/// Whether a holiday on the weekend before moved its day off to this day.
fn stands_in_for_holiday(day: Day) -> bool {
    HOLIDAYS
        .iter()
        .filter(|(month, _)| *month != 1)
        .filter_map(|(month, number)| Day::new(day.year(), *month, *number).ok())
        .any(|holiday| is_weekend(holiday) && working_day_after(holiday) == day)
}

fn working_day_after(holiday: Day) -> Day {
    let mut day = holiday;
    while is_weekend(day) || is_holiday(day) {
        day = day.plus(1);
    }
    day
}
