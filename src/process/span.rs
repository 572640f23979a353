use crate::record::id::FactId;
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// How long something may take (docs/process.md, Time).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Working days; the day of creation is not counted, due at the end of that day.
    WorkingDays(u32),
    /// Calendar days.
    Days(u32),
    /// Minutes by the clock.
    Minutes(u32),
    /// Until the day that a fact of the deal holds.
    Until(FactId),
}

impl Span {
    /// The longest span, in days; the same in minutes.
    const LONGEST: u32 = 10 * 366;

    /// Reads a span of at most ten years: `3 working days`, `1 day`, `10 minutes` or the id of a fact that holds a date.
    pub fn parse(text: &str) -> Option<Span> {
        let days = |count: &str| count.parse().ok().filter(|days| *days <= Span::LONGEST);
        let minutes = |count: &str, each: u32| {
            let minutes = count.parse::<u32>().ok()?.checked_mul(each)?;
            Some(minutes).filter(|minutes| *minutes <= Span::LONGEST * 24 * 60)
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            [count, "working", "day" | "days"] => Some(Span::WorkingDays(days(count)?)),
            [count, "day" | "days"] => Some(Span::Days(days(count)?)),
            [count, "minute" | "minutes"] => Some(Span::Minutes(minutes(count, 1)?)),
            [count, "hour" | "hours"] => Some(Span::Minutes(minutes(count, 60)?)),
            [fact] => Some(Span::Until(FactId::new(fact).ok()?)),
            _ => None,
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: &u32| if *count == 1 { "" } else { "s" };
        match self {
            Span::WorkingDays(count) => write!(f, "{count} working day{}", plural(count)),
            Span::Days(count) => write!(f, "{count} day{}", plural(count)),
            Span::Minutes(count) => write!(f, "{count} minute{}", plural(count)),
            Span::Until(fact) => fact.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Span::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is no span of time: write `3 working days`, `30 days`, `10 minutes`, at most 10 years, or a fact that holds a date"
            ))
        })
    }
}
