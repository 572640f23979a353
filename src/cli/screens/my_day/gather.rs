//! Finding what concerns a person.

use super::{
    Asked, Deferred, Matter, MyDay, Pending, Raised, RunningOut, Trouble, Unpaid, Waiting, Work,
};
use crate::actions::authority::deciders;
use crate::actions::ground::Ground;
use crate::agenda::{Agenda, agenda};
use crate::cli::screens::standing::{Standing, is_worked_on, waits_for};
use crate::cli::screens::tasks::{self, is_for};
use crate::deal::Deal;
use crate::people::{Person, Role};
use crate::record::id::PersonId;
use crate::record::{Day, Moment, Money};
use std::cmp::Ordering;

impl<'a> MyDay<'a> {
    /// The day of a person among all deals.
    pub fn of(
        person: &'a Person,
        deals: &'a [Deal],
        letters: Vec<Trouble<'a>>,
        house: &'a Ground,
        now: Moment,
    ) -> MyDay<'a> {
        let today = house.calendar.local_day(now);
        let look = Look {
            person: &person.id,
            house,
            today,
        };
        let open: Vec<&Deal> = deals
            .iter()
            .filter(|deal| is_worked_on(deal, &house.process))
            .collect();
        let own: Vec<&Deal> = open
            .iter()
            .copied()
            .filter(|deal| look.owns(deal))
            .collect();
        let agendas: Vec<(&Deal, Agenda)> = open
            .iter()
            .map(|deal| (*deal, agenda(house, deal, now)))
            .collect();
        let counted = match person.is(Role::Manager) || !own.is_empty() {
            true => &own,
            false => &open,
        };
        let is_late = |deal: &&&Deal| Standing::of(deal, house, today).late_since.is_some();
        let administers = person.is(Role::Administrator);
        MyDay {
            person,
            open: counted.len(),
            late: counted.iter().filter(is_late).count(),
            requests: look.requests(&open),
            work: look.work(deals, &agendas),
            raised: look.raised(&agendas),
            quotes: look.quotes(&agendas),
            unpaid: look.unpaid(&open),
            waiting: look.waiting(&own),
            deferred: look.deferred(&own),
            letters: letters
                .into_iter()
                .filter(|trouble| administers || look.owns(trouble.deal))
                .collect(),
        }
    }
}

/// One person looking at the deals of a day.
struct Look<'a> {
    person: &'a PersonId,
    house: &'a Ground,
    today: Day,
}

impl<'a> Look<'a> {
    /// Whether the person owns the deal, or stands in for who does.
    fn owns(&self, deal: &Deal) -> bool {
        let mut managers = self
            .house
            .people
            .acts_for(self.person, Role::Manager, self.today);
        deal.manager == *self.person || managers.any(|of| *of == deal.manager)
    }

    fn requests(&self, deals: &[&'a Deal]) -> Vec<Asked<'a>> {
        let asked = deals.iter().filter_map(|deal| {
            let request = deal.request.as_ref()?;
            let who = deciders(&self.house.people, deal, request, self.today);
            who.contains(self.person).then_some(Asked { deal, request })
        });
        let mut asked: Vec<Asked> = asked.collect();
        asked.sort_by_key(|asked| (asked.request.due, asked.deal.deal.number()));
        asked
    }

    fn work(&self, deals: &'a [Deal], agendas: &[(&'a Deal, Agenda)]) -> Vec<Work<'a>> {
        let tasks = tasks::open(deals, self.house).into_iter();
        let tasks = tasks
            .filter(|line| is_for(line.task, self.person, self.house, self.today))
            .map(|line| Work {
                deal: line.deal,
                matter: Matter::Task(line.task),
                due: line.task.due,
            });
        let own = agendas.iter().filter(|(deal, _)| self.owns(deal));
        let reminders = own.flat_map(|(deal, agenda)| {
            agenda.reminders.iter().map(|reminder| Work {
                deal,
                matter: Matter::Reminder {
                    title: reminder.title.clone(),
                    day: reminder.day,
                },
                due: reminder.since,
            })
        });
        let mut work: Vec<Work> = tasks.chain(reminders).collect();
        work.sort_by_key(|work| (work.due, work.deal.deal.number()));
        work
    }

    /// What is late elsewhere and was escalated to the person.
    fn raised(&self, agendas: &[(&'a Deal, Agenda)]) -> Vec<Raised<'a>> {
        let others = agendas.iter().filter(|(deal, _)| !self.owns(deal));
        let raised = others.flat_map(|(deal, agenda)| {
            let to_me = agenda
                .escalations
                .iter()
                .filter(|due| due.to.contains(self.person));
            to_me.map(|due| Raised {
                deal,
                title: due.title.clone(),
                since: due.since,
            })
        });
        let mut raised: Vec<Raised> = raised.collect();
        raised.sort_by_key(|raised| (raised.since, raised.deal.deal.number()));
        raised
    }

    /// Quotes of the person's deals that run out or have run out.
    fn quotes(&self, agendas: &[(&'a Deal, Agenda)]) -> Vec<RunningOut<'a>> {
        let own = agendas.iter().filter(|(deal, _)| self.owns(deal));
        let quotes = own.filter_map(|(deal, agenda)| {
            let quote = agenda.quote.as_ref().filter(|quote| quote.runs_out)?;
            Some(RunningOut {
                deal,
                round: quote.round,
                valid_until: quote.valid_until,
            })
        });
        let mut quotes: Vec<RunningOut> = quotes.collect();
        quotes.sort_by_key(|quote| (quote.valid_until, quote.deal.deal.number()));
        quotes
    }

    fn unpaid(&self, deals: &[&'a Deal]) -> Vec<Unpaid<'a>> {
        let Some(rule) = &self.house.process.payments else {
            return Vec::new();
        };
        if self
            .house
            .people
            .acts_for(self.person, rule.by, self.today)
            .next()
            .is_none()
        {
            return Vec::new();
        }
        let payable = deals
            .iter()
            .filter(|deal| rule.stages.contains(&deal.stage));
        let unpaid = payable.filter_map(|deal| {
            let total = deal.fact(&rule.total)?.money()?;
            let paid = deal.paid_total().unwrap_or(Money::zero(total.currency()));
            (paid.compare(&total) == Some(Ordering::Less)).then_some(Unpaid { deal, paid, total })
        });
        let mut unpaid: Vec<Unpaid> = unpaid.collect();
        unpaid.sort_by_key(|unpaid| (unpaid.deal.entered, unpaid.deal.deal.number()));
        unpaid
    }

    fn waiting(&self, own: &[&'a Deal]) -> Vec<Waiting<'a>> {
        let calendar = &self.house.calendar;
        let answers = own.iter().filter_map(|deal| {
            let request = deal.request.as_ref()?;
            let since = calendar.local_day(request.at);
            Some(Waiting {
                deal,
                what: Pending::Answer(request),
                since,
            })
        });
        let tasks = own.iter().flat_map(|deal| {
            let others = deal
                .tasks
                .iter()
                .filter(|task| !is_for(task, self.person, self.house, self.today));
            let since = calendar.local_day(deal.entered);
            others.map(move |task| Waiting {
                deal,
                what: Pending::Task(task),
                since,
            })
        });
        let mut waiting: Vec<Waiting> = answers.chain(tasks).collect();
        waiting.sort_by_key(|waiting| (waiting.since, waiting.deal.deal.number()));
        waiting
    }

    fn deferred(&self, own: &[&'a Deal]) -> Vec<Deferred<'a>> {
        let deferred = own.iter().filter_map(|deal| {
            let until = waits_for(deal, &self.house.process).filter(|until| *until > self.today)?;
            Some(Deferred { deal, until })
        });
        let mut deferred: Vec<Deferred> = deferred.collect();
        deferred.sort_by_key(|deferred| (deferred.until, deferred.deal.deal.number()));
        deferred
    }
}
