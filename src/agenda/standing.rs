use crate::calendar::Calendar;
use crate::record::Day;

/// How a due day stands to today. Something is due until the end of its day and late from the next one on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The due day is past; `working_days` came since (none over a weekend).
    Late {
        working_days: u32,
    },
    Today,
    Ahead,
}

impl Standing {
    /// How `due` stands on the day `today`.
    pub fn of(calendar: &Calendar, due: Day, today: Day) -> Standing {
        match due.cmp(&today) {
            std::cmp::Ordering::Less => Standing::Late {
                working_days: calendar.working_days_between(due, today),
            },
            std::cmp::Ordering::Equal => Standing::Today,
            std::cmp::Ordering::Greater => Standing::Ahead,
        }
    }

    /// Whether the due day is past.
    pub fn is_late(self) -> bool {
        matches!(self, Standing::Late { .. })
    }
}
