//! Why a rule did or did not act on a deal (docs/process.md, Why not?).

use super::agenda::{Agenda, Awaited, LetterDue, QuoteDue, RequestDue, TaskDue, agenda};
use super::day_file::DayFile;
use super::escalation;
use super::reminder::{self, ReminderDue};
use super::tick::{Escalated, EscalationKey};
use crate::actions::ground::Ground;
use crate::actions::refusal::Unmet;
use crate::actions::scene::Scene;
use crate::deal::Deal;
use crate::process::Process;
use crate::process::mail::{MailRule, Occasion, ReminderRule};
use crate::record::id::{MailId, PersonId, ReminderId, StageId};
use crate::record::{Day, Moment};

/// What one rule says about a deal, as data; the interface finds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// The deal waits for a date.
    Waits(Awaited),
    /// A date that a task of the deal waits for, such as the supplier's.
    Expected(Awaited),
    Task(TaskDue),
    Request(RequestDue),
    Quote(QuoteDue),
    Reminder(ReminderState),
    Escalation(EscalationState),
    /// A move that follows by itself, with what is still missing; with nothing missing it follows the next act.
    Automatic {
        to: StageId,
        unmet: Vec<Unmet>,
    },
    Letter(LetterDue),
    /// A letter that nothing on this deal has called for yet.
    Uncalled {
        mail: MailId,
        when: Occasion,
    },
}

/// How a reminder rule stands to a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReminderState {
    /// Given today at that moment.
    Given { due: ReminderDue, at: Moment },
    /// Due today, not yet given: `tick` has not run since.
    Due(ReminderDue),
    /// It comes on that day, unless the deal moves on or the date changes.
    Next {
        reminder: ReminderId,
        title: String,
        on: Day,
    },
    /// The deal stands in another stage.
    Elsewhere {
        reminder: ReminderId,
        title: String,
        stage: StageId,
    },
    /// The deal has no date for it.
    NoDate { reminder: ReminderId, title: String },
}

/// How an escalation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EscalationState {
    pub what: Escalated,
    /// In the company's language.
    pub title: String,
    pub to: Vec<PersonId>,
    /// The first day on which it is given, where nothing happens before.
    pub on: Day,
    /// When it was given today, to the first of those who are told.
    pub given: Option<Moment>,
}

/// What every rule of the process says about a deal. `day` is the record of today, if there is one.
pub fn explain(
    ground: &Ground,
    deal: &Deal,
    day: Option<&DayFile>,
    now: Moment,
) -> Vec<Explanation> {
    let agenda = agenda(ground, deal, now);
    let today = ground.calendar.local_day(now);
    let mut explanations = of_agenda(ground, deal, &agenda, day, today);
    let letters = explanations.iter().position(is_letter);
    let letters = letters.unwrap_or(explanations.len());
    explanations.splice(letters..letters, automatic(ground, deal, now, today));
    explanations.extend(uncalled(&ground.process, deal, &agenda));
    explanations
}

/// What an agenda says, rule by rule.
pub(super) fn of_agenda(
    ground: &Ground,
    deal: &Deal,
    agenda: &Agenda,
    day: Option<&DayFile>,
    today: Day,
) -> Vec<Explanation> {
    let mut explanations = Vec::new();
    explanations.extend(agenda.waits.clone().map(Explanation::Waits));
    explanations.extend(agenda.expected.iter().cloned().map(Explanation::Expected));
    explanations.extend(agenda.tasks.iter().cloned().map(Explanation::Task));
    explanations.extend(agenda.request.clone().map(Explanation::Request));
    explanations.extend(agenda.quote.clone().map(Explanation::Quote));
    for rule in &ground.process.reminders {
        let states = reminder_states(rule, deal, agenda, day, today);
        explanations.extend(states.into_iter().map(Explanation::Reminder));
    }
    let escalations = escalations(ground, deal, day);
    explanations.extend(escalations.into_iter().map(Explanation::Escalation));
    explanations.extend(agenda.letters.iter().cloned().map(Explanation::Letter));
    explanations
}

fn is_letter(explanation: &Explanation) -> bool {
    matches!(explanation, Explanation::Letter(_))
}

/// The letters of the process that an open deal has none of yet; digests are of no deal, reminders tell of their own.
fn uncalled(process: &Process, deal: &Deal, agenda: &Agenda) -> impl Iterator<Item = Explanation> {
    let open = process.is_open(&deal.stage);
    let rules = process.mails.iter().filter(move |_| open);
    let rules = rules.filter(|rule| !matches!(rule.when, Occasion::Daily | Occasion::Reminded));
    let called = move |rule: &MailRule| {
        let mut letters = agenda.letters.iter();
        letters.any(|due| due.letter.id.mail == rule.id)
    };
    let never = rules.filter(move |rule| !called(rule));
    never.map(|rule| Explanation::Uncalled {
        mail: rule.id.clone(),
        when: rule.when.clone(),
    })
}

fn reminder_states(
    rule: &ReminderRule,
    deal: &Deal,
    agenda: &Agenda,
    day: Option<&DayFile>,
    today: Day,
) -> Vec<ReminderState> {
    let (reminder, title) = (rule.id.clone(), rule.title.clone());
    let next = |on| ReminderState::Next {
        reminder: reminder.clone(),
        title: title.clone(),
        on,
    };
    if rule.stage != deal.stage {
        return vec![ReminderState::Elsewhere {
            reminder,
            title,
            stage: rule.stage.clone(),
        }];
    }
    let Some(begins) = reminder::begins(rule, deal) else {
        return vec![ReminderState::NoDate { reminder, title }];
    };
    let Some(due) = agenda.reminders.iter().find(|due| due.reminder == rule.id) else {
        return vec![next(begins)];
    };
    let due = due.clone();
    let given = day.and_then(|day| day.reminded(&due.key(deal)));
    let state = match given {
        Some(at) => ReminderState::Given { due, at },
        None => ReminderState::Due(due),
    };
    vec![state, next(today.plus(1))]
}

fn escalations(ground: &Ground, deal: &Deal, day: Option<&DayFile>) -> Vec<EscalationState> {
    let (process, calendar) = (&ground.process, &ground.calendar);
    let to = escalation::told(process, &ground.people);
    let given = |what: &Escalated| {
        let key = EscalationKey {
            deal: deal.deal.clone(),
            what: what.clone(),
            person: to.first()?.clone(),
        };
        day?.escalated(&key)
    };
    let state = |what: Escalated, title: &str, on: Day| EscalationState {
        given: given(&what),
        what,
        title: title.to_owned(),
        to: to.clone(),
        on,
    };
    let tasks = deal.tasks.iter().map(|task| {
        let what = Escalated::Task {
            task: task.id.clone(),
            visit: task.visit,
        };
        let on = escalation::of_task(process, calendar, task);
        state(what, &task.title, on)
    });
    let reminders = process.reminders.iter().filter_map(|rule| {
        let since = reminder::begins(rule, deal)?;
        let what = Escalated::Reminder {
            reminder: rule.id.clone(),
        };
        let on = escalation::of_reminder(process, calendar, since);
        Some(state(what, &rule.title, on))
    });
    tasks.chain(reminders).collect()
}

fn automatic(ground: &Ground, deal: &Deal, now: Moment, today: Day) -> Vec<Explanation> {
    let scene = Scene {
        ground,
        deal,
        text: None,
        done: &[],
        now,
        today,
    };
    let rules = ground.process.automatic.iter();
    rules
        .filter(|rule| rule.from.contains(&deal.stage))
        .map(|rule| Explanation::Automatic {
            to: rule.to.clone(),
            unmet: scene.unmet(&rule.when),
        })
        .collect()
}
