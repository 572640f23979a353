use crate::calendar::Calendar;
use crate::record::Day;

/// Working days that may pass without a run of `tick`.
const PATIENCE: u32 = 1;

/// `tick` has not run for longer than it should: cron stands still, or somebody shows an old state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The last day on which it ran.
    pub last: Option<Day>,
    /// The working days since, or since the history began.
    pub days: u32,
}

impl Silence {
    /// How long `tick` has been silent, where it has for too long.
    pub fn of(
        calendar: &Calendar,
        last: Option<Day>,
        begun: Option<Day>,
        today: Day,
    ) -> Option<Silence> {
        let days = calendar.working_days_between(last.or(begun)?, today);
        (days > PATIENCE).then_some(Silence { last, days })
    }
}
