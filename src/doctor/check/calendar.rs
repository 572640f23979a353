//! Guards against deadlines that are counted by guessed working days.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;

/// The month in which the calendar of the next year is published at the latest.
const PUBLISHED: u32 = 10;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let (Some(calendar), Some(today)) = (seen.calendar(), seen.today()) else {
        return Vec::new();
    };
    let year = today.year();
    let next = (today.month() >= PUBLISHED).then_some(year + 1);
    let years = std::iter::once(year).chain(next);
    let provisional = years.filter(|year| calendar.is_provisional(*year));
    let findings: Vec<Finding> = provisional
        .map(|year| Finding::Provisional { year })
        .collect();
    match findings.is_empty() {
        true => vec![Finding::Calendar { year }],
        false => findings,
    }
}
