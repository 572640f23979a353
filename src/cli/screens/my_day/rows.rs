//! The rows of a person's day: deal, stage, what, when, client.

use super::{Matter, MyDay, Pending, Work};
use crate::cli::screen::{Cell, Meaning};
use crate::cli::screens::Wording;
use crate::deal::Deal;
use crate::process::names;

impl MyDay<'_> {
    pub(super) fn request_rows(
        &self,
        client: &impl Fn(&Deal) -> String,
        words: &Wording,
    ) -> Vec<Vec<Cell>> {
        let rows = self.requests.iter().map(|asked| {
            let (deal, request) = (asked.deal, asked.request);
            let by = words.person(&request.by);
            let what = format!("{}, {by}", words.request(deal, request));
            let late = if request.due < words.today {
                Meaning::Late
            } else {
                Meaning::Plain
            };
            vec![
                deal.deal.to_string().into(),
                Cell::new(format!("tlg approve {}", deal.deal.number()), Meaning::Mine),
                what.into(),
                Cell::new(
                    words.since(words.house.calendar.local_day(request.at)),
                    late,
                ),
                client(deal).into(),
            ]
        });
        rows.collect()
    }

    pub(super) fn work_row(
        &self,
        work: &Work,
        client: &impl Fn(&Deal) -> String,
        words: &Wording,
    ) -> Vec<Cell> {
        let what = match &work.matter {
            Matter::Task(task) => task.title.clone(),
            Matter::Reminder { title, day } => {
                let title = title.as_str();
                words
                    .say
                    .text("my-day-reminder", args![title => title, day => *day])
            }
        };
        let late = if work.due < words.today {
            Meaning::Late
        } else {
            Meaning::Plain
        };
        row(
            work.deal,
            what,
            Cell::new(words.due(work.due), late),
            client,
            words,
        )
    }

    pub(super) fn raised_rows(
        &self,
        client: &impl Fn(&Deal) -> String,
        words: &Wording,
    ) -> Vec<Vec<Cell>> {
        let rows = self.raised.iter().map(|raised| {
            let manager = words.person(&raised.deal.manager);
            let what = format!("{manager}: {}", raised.title);
            let since = Cell::new(words.since(raised.since), Meaning::Late);
            row(raised.deal, what, since, client, words)
        });
        rows.collect()
    }

    pub(super) fn quote_rows(
        &self,
        client: &impl Fn(&Deal) -> String,
        words: &Wording,
    ) -> Vec<Vec<Cell>> {
        let rows = self.quotes.iter().map(|quote| {
            let what = words.round(&names::quote(), quote.round);
            let day = words.day(quote.valid_until);
            let when = match quote.valid_until < words.today {
                true => Cell::new(
                    words.say.text("deal-ran-out", args![day => day]),
                    Meaning::Late,
                ),
                false => words.say.text("deal-until", args![day => day]).into(),
            };
            row(quote.deal, what, when, client, words)
        });
        rows.collect()
    }

    pub(super) fn unpaid_rows(
        &self,
        client: &impl Fn(&Deal) -> String,
        words: &Wording,
    ) -> Vec<Vec<Cell>> {
        let rows = self.unpaid.iter().map(|unpaid| {
            let (paid, total) = (words.sum(&unpaid.paid), words.sum(&unpaid.total));
            let what = words
                .say
                .text("my-day-unpaid-line", args![paid => paid, total => total]);
            let since = words.since(words.house.calendar.local_day(unpaid.deal.entered));
            row(unpaid.deal, what, since.into(), client, words)
        });
        rows.collect()
    }

    pub(super) fn waiting_rows(
        &self,
        client: &impl Fn(&Deal) -> String,
        words: &Wording,
    ) -> Vec<Vec<Cell>> {
        let rows = self.waiting.iter().map(|waiting| {
            let what = match &waiting.what {
                Pending::Answer(request) => {
                    let question = words.question(&request.about, request.round);
                    format!("{question} {}", words.with_role(request.asks))
                }
                Pending::Task(task) => format!("{}: {}", words.holder(&task.holder), task.title),
            };
            row(
                waiting.deal,
                what,
                words.since(waiting.since).into(),
                client,
                words,
            )
        });
        rows.collect()
    }

    pub(super) fn deferred_rows(
        &self,
        client: &impl Fn(&Deal) -> String,
        words: &Wording,
    ) -> Vec<Vec<Cell>> {
        let rows = self.deferred.iter().map(|deferred| {
            let what = words.say.line("my-day-deferred-until");
            row(
                deferred.deal,
                what,
                words.due(deferred.until).into(),
                client,
                words,
            )
        });
        rows.collect()
    }
}

fn row(
    deal: &Deal,
    what: String,
    when: Cell,
    client: &impl Fn(&Deal) -> String,
    words: &Wording,
) -> Vec<Cell> {
    vec![
        deal.deal.to_string().into(),
        words.stage(&deal.stage).into(),
        what.into(),
        when,
        client(deal).into(),
    ]
}
