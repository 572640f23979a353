use chrono::NaiveDate;

use super::Misentry;
use crate::record::Day;

/// A date as `2026-11-20` or `20.11.2026`.
pub fn day(entry: &str) -> Result<NaiveDate, Misentry> {
    let parts = |separator| -> Vec<&str> { entry.trim().split(separator).collect() };
    let date = match (parts('-').as_slice(), parts('.').as_slice()) {
        ([year, month, day], _) | (_, [day, month, year]) => from_parts(year, month, day),
        _ => None,
    };
    let known = date.filter(|date| Day::from_date(*date).is_ok());
    known.ok_or(Misentry::Day)
}

fn from_parts(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    // A year of two digits would be one of the first century.
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(number(year)? as i32, number(month)?, number(day)?)
}

/// Digits alone: `parse` would also take a plus sign.
fn number(text: &str) -> Option<u32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_a_date_are_one_date() {
        let expected = NaiveDate::from_ymd_opt(2026, 11, 20);
        for entry in ["2026-11-20", "20.11.2026", " 20.11.2026 "] {
            assert_eq!(day(entry).ok(), expected, "{entry}");
        }
        assert_eq!(day("1.2.2026").ok(), NaiveDate::from_ymd_opt(2026, 2, 1));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for entry in [
            "",
            "20.11.26",
            "2026-02-30",
            "31.02.2026",
            "2026/11/20",
            "+026-11-20",
            "20.11.2026.",
            "завтра",
            "9999-12-31",
            "1999-12-31",
        ] {
            assert_eq!(day(entry), Err(Misentry::Day), "{entry}");
        }
    }
}
