use super::reminder::ReminderDue;
use super::tick::{Escalated, EscalationKey};
use crate::calendar::Calendar;
use crate::deal::Deal;
use crate::deal::task::Task;
use crate::people::People;
use crate::process::Process;
use crate::process::span::Span;
use crate::record::Day;
use crate::record::id::PersonId;

/// Something that somebody above hears of on each working day until it is done (docs/process.md, Time).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EscalationDue {
    pub what: Escalated,
    /// In the company's language.
    pub title: String,
    /// The due day of the task, or the date that the reminder begins with.
    pub since: Day,
    /// Working days that the task is late, or the day of reminding.
    pub late: u32,
    /// Everybody who holds the role that is told.
    pub to: Vec<PersonId>,
}

impl EscalationDue {
    /// The escalation to one person, for the record of the day.
    pub fn key(&self, deal: &Deal, person: &PersonId) -> EscalationKey {
        EscalationKey {
            deal: deal.deal.clone(),
            what: self.what.clone(),
            person: person.clone(),
        }
    }
}

/// The escalations of a deal that are due on a day; on days off nobody is told.
pub fn due(
    process: &Process,
    people: &People,
    calendar: &Calendar,
    deal: &Deal,
    reminders: &[ReminderDue],
    today: Day,
) -> Vec<EscalationDue> {
    if !calendar.is_working(today) {
        return Vec::new();
    }
    let to = told(process, people);
    let tasks = deal.tasks.iter().filter(|task| {
        let on = of_task(process, calendar, task);
        on <= today
    });
    let tasks = tasks.map(|task| EscalationDue {
        what: Escalated::Task {
            task: task.id.clone(),
            visit: task.visit,
        },
        title: task.title.clone(),
        since: task.due,
        late: calendar.working_days_between(task.due, today),
        to: to.clone(),
    });
    let reminders = reminders
        .iter()
        .filter(|reminder| of_reminder(process, calendar, reminder.since) <= today);
    let reminders = reminders.map(|reminder| EscalationDue {
        what: Escalated::Reminder {
            reminder: reminder.reminder.clone(),
        },
        title: reminder.title.clone(),
        since: reminder.since,
        late: reminder.day,
        to: to.clone(),
    });
    tasks.chain(reminders).collect()
}

/// Everybody who is told of what is late.
pub fn told(process: &Process, people: &People) -> Vec<PersonId> {
    let holders = people.holding(process.escalation.escalate_to);
    holders.map(|person| person.id.clone()).collect()
}

/// The first day on which a task is late by more than the process lets pass.
pub fn of_task(process: &Process, calendar: &Calendar, task: &Task) -> Day {
    let first = match process.escalation.after {
        Span::WorkingDays(days) => calendar.due_after(task.due, days.saturating_add(1)),
        Span::Days(days) => task.due.plus(days.saturating_add(1)),
        Span::Minutes(_) | Span::Until(_) => task.due.plus(1),
    };
    working_day_from(calendar, first)
}

/// The first working day after all the reminders of a date that the process lets pass.
pub fn of_reminder(process: &Process, calendar: &Calendar, since: Day) -> Day {
    working_day_from(calendar, since.plus(process.escalation.reminders))
}

fn working_day_from(calendar: &Calendar, day: Day) -> Day {
    match calendar.is_working(day) {
        true => day,
        false => calendar.next_working_day(day),
    }
}
