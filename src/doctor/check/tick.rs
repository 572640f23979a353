//! Guards against a cron that has died without anybody noticing, and against a clock that makes every letter too old.

use crate::agenda::{ClockDoubt, Silence};
use crate::doctor::finding::{Finding, Runs};
use crate::doctor::observed::{LastTick, Seen};
use crate::people::Role;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let (Some(Ok(ticked)), Some(calendar)) = (&seen.house.ticked, seen.calendar()) else {
        return Vec::new();
    };
    let first = seen.first.as_ref().ok().and_then(Option::as_ref);
    let begun = first.and_then(|first| seen.moment(first.committed));
    let begun = begun.map(|begun| calendar.local_day(begun));
    let last = ticked.map(|ticked| ticked.day);
    let Some(today) = seen.today() else {
        return Vec::new();
    };
    let finding = match (ticked, Silence::of(calendar, last, begun, today)) {
        (_, Some(silence)) => Finding::TickLate {
            silence,
            runs: runs(seen),
        },
        (Some(LastTick { at: Some(at), .. }), None) => Finding::Ticked { at: *at },
        // A new workspace has time until then.
        (_, None) => return Vec::new(),
    };
    std::iter::once(finding).chain(clock_ahead(seen)).collect()
}

fn clock_ahead(seen: &Seen) -> Option<Finding> {
    let (_, at) = seen.last?;
    match ClockDoubt::of(at.timestamp(), seen.now)? {
        ClockDoubt::Ahead { seconds } => Some(Finding::ClockAhead { seconds }),
        // The check of the repository says so.
        ClockDoubt::Behind { .. } => None,
    }
}

fn runs(seen: &Seen) -> Runs {
    let services = seen.people().map(|people| people.holding(Role::Service));
    let services = services.into_iter().flatten();
    let services: Vec<String> = services.map(|person| person.id.to_string()).collect();
    match seen.person().is_some_and(|person| person.is(Role::Service)) {
        true => Runs::ByWhoLooks,
        false if services.is_empty() => Runs::ByNobody,
        false if seen.ticks_here => Runs::Here { services },
        false => Runs::Elsewhere { services },
    }
}
