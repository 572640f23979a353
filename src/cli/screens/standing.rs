//! What follows from where a deal stands: what is late, how long it has been there, what it is worth.

use crate::actions::ground::Ground;
use crate::deal::Deal;
use crate::deal::fact::FactValue;
use crate::process::{Process, names};
use crate::record::{Day, Money};
use serde_json::{Value, json};

/// How a deal stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The first day on which something was due that is not done; none where nothing is late.
    pub late_since: Option<Day>,
    /// Working days since then.
    pub late_days: u32,
    /// Working days in the stage.
    pub days_in_stage: u32,
    /// The total of the invoice, else of the quote.
    pub sum: Option<Money>,
}

impl Standing {
    /// How the deal stands on `today`.
    pub fn of(deal: &Deal, house: &Ground, today: Day) -> Standing {
        let calendar = &house.calendar;
        let open = is_worked_on(deal, &house.process);
        let late_since = first_due(deal, &house.process).filter(|due| open && *due < today);
        let entered = calendar.local_day(deal.entered);
        Standing {
            late_since,
            late_days: late_since.map_or(0, |since| calendar.working_days_between(since, today)),
            days_in_stage: calendar.working_days_between(entered, today),
            sum: sum(deal, &house.process),
        }
    }

    /// The header of the deal as its file has it, and what follows from it.
    pub fn to_json(&self, deal: &Deal, client_name: &str) -> Value {
        let mut value = deal.node().to_json();
        let derived = json!({
            "client_name": client_name,
            "sum": self.sum.map(|sum| sum.to_string()),
            "late_since": self.late_since.map(|day| day.to_string()),
            "late_days": self.late_days,
            "days_in_stage": self.days_in_stage,
        });
        extend(&mut value, derived);
        value
    }
}

/// Adds the keys of one object to another.
pub fn extend(value: &mut Value, more: Value) {
    if let (Value::Object(fields), Value::Object(more)) = (value, more) {
        fields.extend(more);
    }
}

/// Whether work on the deal goes on. A stage that the process no longer knows ends nothing.
pub fn is_worked_on(deal: &Deal, process: &Process) -> bool {
    process
        .stage(&deal.stage)
        .is_none_or(|stage| stage.is_open())
}

/// The total of the invoice, else of the quote.
pub fn sum(deal: &Deal, process: &Process) -> Option<Money> {
    let fact = |name: &str| deal.facts.get(name).and_then(FactValue::money);
    let invoice = process.payments.as_ref().map(|rule| rule.total.as_str());
    invoice.and_then(fact).or_else(|| fact(names::QUOTE_TOTAL))
}

/// The date that the deal waits for in its stage.
pub fn waits_for(deal: &Deal, process: &Process) -> Option<Day> {
    let fact = process.stage(&deal.stage)?.waits_for.as_ref()?;
    deal.fact(fact)?.day()
}

/// The first day on which something is due: a task, an answer, the date that the deal waits for.
fn first_due(deal: &Deal, process: &Process) -> Option<Day> {
    let tasks = deal.tasks.iter().map(|task| task.due);
    let request = deal.request.iter().map(|request| request.due);
    tasks.chain(request).chain(waits_for(deal, process)).min()
}
