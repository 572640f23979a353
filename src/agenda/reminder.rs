use super::tick::ReminderKey;
use crate::deal::Deal;
use crate::process::Process;
use crate::process::mail::ReminderRule;
use crate::record::Day;
use crate::record::id::{PersonId, ReminderId};

/// A reminder that is due today: from its date on, once each local day, also on days off (docs/process.md, Time).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderDue {
    pub reminder: ReminderId,
    /// In the company's language.
    pub title: String,
    /// The date that it begins with.
    pub since: Day,
    /// Which day of reminding it is; the date itself is the first.
    pub day: u32,
    pub person: PersonId,
}

impl ReminderDue {
    /// The reminder of a deal, for the record of the day.
    pub fn key(&self, deal: &Deal) -> ReminderKey {
        ReminderKey {
            deal: deal.deal.clone(),
            reminder: self.reminder.clone(),
            person: self.person.clone(),
        }
    }
}

/// The reminders of a deal that are due on a day.
pub fn due(process: &Process, deal: &Deal, today: Day) -> Vec<ReminderDue> {
    let rules = process.reminders.iter();
    rules
        .filter_map(|rule| {
            let since = begins(rule, deal)?;
            (since <= today).then(|| ReminderDue {
                reminder: rule.id.clone(),
                title: rule.title.clone(),
                since,
                day: day_of(since, today),
                person: deal.manager.clone(),
            })
        })
        .collect()
}

/// The date that a reminder of a deal begins with; none where the deal stands elsewhere or has no such date.
pub fn begins(rule: &ReminderRule, deal: &Deal) -> Option<Day> {
    (rule.stage == deal.stage)
        .then(|| deal.facts.get(&rule.from)?.day())
        .flatten()
}

fn day_of(since: Day, today: Day) -> u32 {
    u32::try_from(since.days_until(today))
        .unwrap_or_default()
        .saturating_add(1)
}
