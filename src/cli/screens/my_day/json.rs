//! A person's day for programs.

use super::{Matter, MyDay, Pending};
use crate::actions::ground::Ground;
use crate::agenda::agenda::Fate;
use crate::cli::screens::standing::extend;
use crate::deal::Deal;
use crate::record::Day;
use serde_json::{Value, json};

impl MyDay<'_> {
    /// The day as programs read it.
    pub fn to_json(&self, house: &Ground, today: Day) -> Value {
        let late = |due: Day| house.calendar.working_days_between(due, today);
        let requests = self.requests.iter().map(|asked| {
            let mut value = of_deal(asked.deal);
            extend(&mut value, asked.request.node().to_json());
            extend(&mut value, json!({ "late_days": late(asked.request.due) }));
            value
        });
        let work = self.work.iter().map(|work| {
            let mut value = of_deal(work.deal);
            extend(
                &mut value,
                match &work.matter {
                    Matter::Task(task) => task.node().to_json(),
                    Matter::Reminder { title, day } => {
                        json!({ "title": title, "reminder_day": day })
                    }
                },
            );
            extend(
                &mut value,
                json!({ "due": work.due.to_string(), "late_days": late(work.due) }),
            );
            value
        });
        let raised = self.raised.iter().map(|raised| {
            let what = json!({
                "title": raised.title,
                "manager": raised.deal.manager.as_str(),
                "since": raised.since.to_string(),
                "late_days": late(raised.since),
            });
            joined(of_deal(raised.deal), what)
        });
        let quotes = self.quotes.iter().map(|quote| {
            let until = quote.valid_until.to_string();
            let what = json!({ "round": quote.round, "valid_until": until });
            joined(of_deal(quote.deal), what)
        });
        let unpaid = self.unpaid.iter().map(|unpaid| {
            let sums =
                json!({ "paid": unpaid.paid.to_string(), "total": unpaid.total.to_string() });
            joined(of_deal(unpaid.deal), sums)
        });
        let waiting = self.waiting.iter().map(|waiting| {
            let what = match &waiting.what {
                Pending::Answer(request) => json!({ "request": request.node().to_json() }),
                Pending::Task(task) => json!({ "task": task.node().to_json() }),
            };
            let since = json!({ "since": waiting.since.to_string() });
            joined(joined(of_deal(waiting.deal), what), since)
        });
        let deferred = self.deferred.iter().map(|deferred| {
            joined(
                of_deal(deferred.deal),
                json!({ "until": deferred.until.to_string() }),
            )
        });
        let letters = self.letters.iter().map(|trouble| {
            let stray = trouble.letter.stray().and_then(|it| it.left.stray);
            let why = match trouble.fate {
                _ if let Some(stray) = &stray => stray.id(),
                Fate::NoReceipt { .. } => "no_receipt",
                Fate::Missed { because } => because.id(),
                _ => "too_old",
            };
            joined(
                of_deal(trouble.deal),
                json!({ "letter": trouble.letter.node().to_json(), "trouble": why }),
            )
        });
        json!({
            "date": today.to_string(),
            "person": self.person.id.as_str(),
            "open": self.open,
            "late": self.late,
            "requests": requests.collect::<Value>(),
            "work": work.collect::<Value>(),
            "raised": raised.collect::<Value>(),
            "quotes": quotes.collect::<Value>(),
            "unpaid": unpaid.collect::<Value>(),
            "waiting": waiting.collect::<Value>(),
            "deferred": deferred.collect::<Value>(),
            "letters": letters.collect::<Value>(),
        })
    }
}

fn of_deal(deal: &Deal) -> Value {
    json!({
        "deal": deal.deal.to_string(),
        "deal_title": deal.title,
        "client": deal.client.as_str(),
        "stage": deal.stage.as_str(),
    })
}

fn joined(mut value: Value, more: Value) -> Value {
    extend(&mut value, more);
    value
}
