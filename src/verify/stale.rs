use super::{Note, Proof, Verdict};
use crate::actions::ground::{GroundError, house_at, recorded_days};
use crate::agenda::Silence;
use crate::people::Role;
use crate::record::Moment;
use crate::workspace::{Failure, Store, Tip};

/// Tells of a branch on which the service has not worked for longer than it should: cron stands still, or somebody
/// shows an old state. Where there is no service, or where not all is proved, nothing is told.
///
/// # Errors
/// The repository cannot be read.
pub fn stale(store: &Store, proof: &Proof, now: Moment) -> Result<Option<Note>, Failure> {
    if !matches!(proof.verdict(), Verdict::Proved | Verdict::NotAnchored) {
        return Ok(None);
    }
    let first = store.tip_of(proof.introduction)?;
    let tip = store.tip_of(proof.tip)?;
    match silence(&first, &tip, now) {
        Ok(note) => Ok(note),
        Err(GroundError::Tree(error)) => Err(error.into()),
        // Files that are wrong are findings of the proof.
        Err(_) => Ok(None),
    }
}

fn silence(first: &Tip, tip: &Tip, now: Moment) -> Result<Option<Note>, GroundError> {
    let house = house_at(tip, &first.id().to_string())?;
    let mut people = house.people.people.iter();
    if !people.any(|person| person.roles.contains(&Role::Service)) {
        return Ok(None);
    }
    let last = recorded_days(tip, 1)?.first().copied();
    let begun = house.calendar.moment(first.committed().timestamp()).ok();
    let begun = begun.map(|begun| house.calendar.local_day(begun));
    let today = house.calendar.local_day(now);
    let silence = Silence::of(&house.calendar, last, begun, today);
    Ok(silence.map(|Silence { last, days }| Note::Stale { last, days }))
}
