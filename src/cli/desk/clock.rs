//! The one place that asks what time it is.

use crate::actions::ground::Ground;
use crate::agenda::ClockDoubt;
use crate::cli::say::Say;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::record::Moment;
use crate::workspace::Tip;
use std::time::{SystemTime, UNIX_EPOCH};

/// The variable that sets the clock, for tests.
pub const NOW: &str = "TLG_NOW";

/// Now, in whole seconds of the company's zone, and never before the last commit.
pub(super) fn now(house: &Ground, tip: &Tip, say: &Say) -> Result<Moment, Stop> {
    let latest = seconds(say)?.max(tip.committed().timestamp());
    let now = house.calendar.moment(latest);
    now.map_err(|_| words::clock_unusable(say))
}

/// As [`now`], for those who write: what they write would carry a wrong time.
pub(super) fn now_to_write(house: &Ground, tip: &Tip, say: &Say) -> Result<Moment, Stop> {
    match behind(tip, say)? {
        Some(behind) => Err(behind),
        None => now(house, tip, say),
    }
}

/// That the clock is far behind the last commit, as whoever writes is told.
pub(super) fn behind(tip: &Tip, say: &Say) -> Result<Option<Stop>, Stop> {
    let doubt = ClockDoubt::of(tip.committed().timestamp(), seconds(say)?);
    Ok(match doubt {
        Some(ClockDoubt::Behind { seconds }) => Some(words::commit_ahead(tip, seconds, say)),
        Some(ClockDoubt::Ahead { .. }) | None => None,
    })
}

/// Whether the clock was set and is not the machine's.
pub fn is_set() -> bool {
    std::env::var_os(NOW).is_some()
}

/// Seconds since 1970 by `TLG_NOW` or the machine's clock.
///
/// # Errors
/// `TLG_NOW` is no moment.
pub fn seconds(say: &Say) -> Result<i64, Stop> {
    match std::env::var(NOW) {
        Ok(set) => set
            .parse::<Moment>()
            .map(|moment| moment.unix())
            .map_err(|_| words::no_moment(&set, say)),
        Err(_) => machine_seconds(say),
    }
}

/// Seconds since 1970 by the machine's clock.
///
/// # Errors
/// It stands before 1970.
pub fn machine_seconds(say: &Say) -> Result<i64, Stop> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok());
    seconds.ok_or_else(|| words::clock_unusable(say))
}
