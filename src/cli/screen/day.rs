use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::cli::language::Language;
use crate::cli::say::Say;

/// A date as people say it on the day `today`: «сегодня», «завтра», «вчера», «пт 27.11», with the year when it is
/// another one.
pub fn day(date: NaiveDate, today: NaiveDate, say: &Say) -> String {
    match date.signed_duration_since(today).num_days() {
        -1 => say.line("day-yesterday"),
        0 => say.line("day-today"),
        1 => say.line("day-tomorrow"),
        _ if date.year() == today.year() => near(date, say),
        _ => say.text(
            "day-of-another-year",
            args![date => near(date, say), year => date.year().to_string()],
        ),
    }
}

/// A date that will be read on another day: `20.11.2026`, in English `20 Nov 2026`.
pub fn exact_day(date: NaiveDate, say: &Say) -> String {
    let year = date.year().to_string();
    say.text(
        "day-exact",
        args![day => day_of_month(date, say), month => month(date, say), year => year],
    )
}

/// The date over a page: `Пн 23.11.2026`.
pub fn heading_day(date: NaiveDate, say: &Say) -> String {
    let weekday = weekday(date, say);
    let mut letters = weekday.chars();
    let capital: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    format!("{capital} {}", exact_day(date, say))
}

/// A moment as people say it: «сегодня 11:20», «пт 20.11 17:30». Both moments have the company's offset.
pub fn moment(at: DateTime<FixedOffset>, today: NaiveDate, say: &Say) -> String {
    format!(
        "{} {}",
        day(at.date_naive(), today, say),
        at.format("%H:%M")
    )
}

fn near(date: NaiveDate, say: &Say) -> String {
    let (day, month) = (day_of_month(date, say), month(date, say));
    say.text(
        "day-near",
        args![weekday => weekday(date, say), day => day, month => month],
    )
}

fn weekday(date: NaiveDate, say: &Say) -> String {
    say.text(
        "day-weekday",
        args![weekday => date.weekday().number_from_monday()],
    )
}

fn month(date: NaiveDate, say: &Say) -> String {
    say.text("day-month", args![month => date.month()])
}

fn day_of_month(date: NaiveDate, say: &Say) -> String {
    match say.language() {
        Language::Russian => format!("{:02}", date.day()),
        Language::English => date.day().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date of this test")
    }

    fn on_23_november(text: &str, language: Language) -> String {
        day(date(text), date("2026-11-23"), &Say::new(language))
    }

    #[test]
    fn dates_are_said_as_people_say_them() {
        for (text, russian, english) in [
            ("2026-11-22", "вчера", "yesterday"),
            ("2026-11-23", "сегодня", "today"),
            ("2026-11-24", "завтра", "tomorrow"),
            ("2026-11-27", "пт 27.11", "Fri 27 Nov"),
            ("2026-02-01", "вс 01.02", "Sun 1 Feb"),
            ("2027-01-14", "чт 14.01.2027", "Thu 14 Jan 2027"),
        ] {
            assert_eq!(on_23_november(text, Language::Russian), russian);
            assert_eq!(on_23_november(text, Language::English), english);
        }
    }

    #[test]
    fn headings_and_moments_are_exact() {
        let (russian, english) = (Say::new(Language::Russian), Say::new(Language::English));
        assert_eq!(heading_day(date("2026-11-23"), &russian), "Пн 23.11.2026");
        assert_eq!(exact_day(date("2026-11-03"), &english), "3 Nov 2026");
        let at: DateTime<FixedOffset> = "2026-11-23T11:20:05+03:00"
            .parse()
            .expect("a moment of this test");
        assert_eq!(moment(at, date("2026-11-23"), &russian), "сегодня 11:20");
    }
}
