//! Guards against a cron that has died without anybody noticing.

use crate::doctor::finding::Finding;
use crate::doctor::observed::{LastTick, Seen};

/// Working days that may pass without a run.
const PATIENCE: u32 = 1;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let (Some(Ok(ticked)), Some(calendar)) = (&seen.house.ticked, seen.calendar()) else {
        return Vec::new();
    };
    let first = seen.first.as_ref().ok().and_then(Option::as_ref);
    let begun = first.and_then(|first| seen.moment(first.committed));
    let begun = begun.map(|begun| calendar.local_day(begun));
    let last = ticked.map(|ticked| ticked.day);
    let (Some(since), Some(today)) = (last.or(begun), seen.today()) else {
        return Vec::new();
    };
    let days = calendar.working_days_between(since, today);
    let finding = match (ticked, days > PATIENCE) {
        (_, true) => Finding::TickLate { last, days },
        (Some(LastTick { at: Some(at), .. }), false) => Finding::Ticked { at: *at },
        // A new workspace has time until then.
        (_, false) => return Vec::new(),
    };
    vec![finding]
}
