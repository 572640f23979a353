//! What a rule says about a deal, for programs.

use super::mail::{fate_data, stray_data};
use super::standing::extend;
use crate::agenda::agenda::Awaited;
use crate::agenda::explain::{EscalationState, ReminderState};
use crate::agenda::tick::Escalated;
use crate::agenda::{Explanation, Standing};
use crate::record::id::PersonId;
use serde_json::{Value, json};

/// What a rule says, by its ids and days.
pub fn data(explanation: &Explanation) -> Value {
    match explanation {
        Explanation::Waits(awaited) => awaited_data("date", awaited),
        Explanation::Expected(awaited) => awaited_data("expected", awaited),
        Explanation::Task(due) => json!({
            "kind": "task",
            "task": due.task.id.as_str(),
            "for": due.task.holder,
            "due": due.task.due.to_string(),
            "late_days": late_days(due.standing),
        }),
        Explanation::Request(due) => json!({
            "kind": "request",
            "about": due.request.about.as_str(),
            "round": due.request.round,
            "for": ids(&due.deciders),
            "due": due.request.due.to_string(),
            "late_days": late_days(due.standing),
        }),
        Explanation::Quote(due) => json!({
            "kind": "quote",
            "round": due.round,
            "valid_until": due.valid_until.to_string(),
            "late_days": late_days(due.standing),
        }),
        Explanation::Reminder(state) => reminder_data(state),
        Explanation::Escalation(state) => escalation_data(state),
        Explanation::Automatic { to, .. } => json!({"kind": "move", "to": to.as_str()}),
        Explanation::Letter(due) => {
            let letter = due.letter.id.to_string();
            let mut value = json!({"kind": "letter", "letter": letter, "to": due.letter.to});
            let fate = json!({ "letter_state": fate_data(due.fate) });
            extend(&mut value, fate);
            extend(&mut value, stray_data(due.letter.stray().as_ref()));
            value
        }
        Explanation::Uncalled { mail, when } => {
            json!({"kind": "mail", "mail": mail.as_str(), "when": when.to_string()})
        }
    }
}

fn awaited_data(kind: &str, awaited: &Awaited) -> Value {
    json!({
        "kind": kind,
        "fact": awaited.fact.as_str(),
        "due": awaited.day.to_string(),
        "late_days": late_days(awaited.standing),
    })
}

fn reminder_data(state: &ReminderState) -> Value {
    let (reminder, more) = match state {
        ReminderState::Given { due, at } => (
            &due.reminder,
            json!({"for": due.person.as_str(), "since": due.since.to_string(), "day": due.day, "given": at.to_string()}),
        ),
        ReminderState::Due(due) => (
            &due.reminder,
            json!({"for": due.person.as_str(), "since": due.since.to_string(), "day": due.day, "given": null}),
        ),
        ReminderState::Next { reminder, on, .. } => (reminder, json!({"on": on.to_string()})),
        ReminderState::Elsewhere {
            reminder, stage, ..
        } => (reminder, json!({"stage": stage.as_str()})),
        ReminderState::NoDate { reminder, .. } => (reminder, json!({})),
    };
    let mut value = json!({"kind": "reminder", "reminder": reminder.as_str()});
    extend(&mut value, more);
    value
}

fn escalation_data(state: &EscalationState) -> Value {
    let mut value = json!({
        "kind": "escalation",
        "to": ids(&state.to),
        "on": state.on.to_string(),
        "given": state.given.map(|at| at.to_string()),
    });
    let what = match &state.what {
        Escalated::Task { task, visit } => json!({"task": task.as_str(), "visit": visit}),
        Escalated::Reminder { reminder } => json!({"reminder": reminder.as_str()}),
    };
    extend(&mut value, what);
    value
}

fn ids(people: &[PersonId]) -> Vec<&str> {
    people.iter().map(PersonId::as_str).collect()
}

fn late_days(standing: Standing) -> u32 {
    match standing {
        Standing::Late { working_days } => working_days,
        Standing::Today | Standing::Ahead => 0,
    }
}
