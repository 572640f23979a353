//! A person's day: what is late, due, asked of them, and what waits for others.

mod gather;
mod json;
mod letters;
mod rows;
mod text;

pub use text::silence;

use crate::agenda::agenda::Fate;
use crate::deal::Deal;
use crate::deal::letter::Letter;
use crate::deal::request::Request;
use crate::deal::task::Task;
use crate::people::Person;
use crate::record::{Day, Money};

/// All that concerns a person on a day.
pub struct MyDay<'a> {
    pub person: &'a Person,
    /// Deals that are worked on, and how many of them are late: the person's own, or everybody's where they own none.
    pub open: usize,
    pub late: usize,
    /// Requests that the person can answer.
    pub requests: Vec<Asked<'a>>,
    /// What the person has to do, the latest first.
    pub work: Vec<Work<'a>>,
    /// What is late elsewhere and was escalated to the person.
    pub raised: Vec<Raised<'a>>,
    /// Quotes of the person's deals that run out or have run out.
    pub quotes: Vec<RunningOut<'a>>,
    /// Invoices that are not paid in full, for whoever confirms payments.
    pub unpaid: Vec<Unpaid<'a>>,
    /// What others have to do on the person's deals.
    pub waiting: Vec<Waiting<'a>>,
    /// Deals of the person that wait for a date.
    pub deferred: Vec<Deferred<'a>>,
    /// Letters that need a person.
    pub letters: Vec<Trouble<'a>>,
}

impl<'a> MyDay<'a> {
    /// Every deal that the day speaks of.
    pub fn deals(&self) -> impl Iterator<Item = &'a Deal> {
        let requests = self.requests.iter().map(|asked| asked.deal);
        let work = self.work.iter().map(|work| work.deal);
        let raised = self.raised.iter().map(|raised| raised.deal);
        let quotes = self.quotes.iter().map(|quote| quote.deal);
        let unpaid = self.unpaid.iter().map(|unpaid| unpaid.deal);
        let waiting = self.waiting.iter().map(|waiting| waiting.deal);
        let deferred = self.deferred.iter().map(|deferred| deferred.deal);
        requests
            .chain(work)
            .chain(raised)
            .chain(quotes)
            .chain(unpaid)
            .chain(waiting)
            .chain(deferred)
    }
}

/// A request and its deal.
pub struct Asked<'a> {
    pub deal: &'a Deal,
    pub request: &'a Request,
}

/// A piece of work.
pub struct Work<'a> {
    pub deal: &'a Deal,
    pub matter: Matter<'a>,
    pub due: Day,
}

/// What a piece of work is.
pub enum Matter<'a> {
    Task(&'a Task),
    /// The date that the deal waited for is here; it comes up every day from then on.
    Reminder {
        title: String,
        /// Counts the days, the date itself being the first.
        day: u32,
    },
}

/// What is late on somebody else's deal.
pub struct Raised<'a> {
    pub deal: &'a Deal,
    pub title: String,
    pub since: Day,
}

/// A quote that the client can soon no longer accept.
pub struct RunningOut<'a> {
    pub deal: &'a Deal,
    pub round: u32,
    pub valid_until: Day,
}

/// An invoice that is not paid in full.
pub struct Unpaid<'a> {
    pub deal: &'a Deal,
    pub paid: Money,
    pub total: Money,
}

/// What others have to do.
pub struct Waiting<'a> {
    pub deal: &'a Deal,
    pub what: Pending<'a>,
    pub since: Day,
}

/// What a deal waits for.
pub enum Pending<'a> {
    Answer(&'a Request),
    Task(&'a Task),
}

/// A deal that waits for a date.
pub struct Deferred<'a> {
    pub deal: &'a Deal,
    pub until: Day,
}

/// A letter that does not leave by itself.
pub struct Trouble<'a> {
    pub deal: &'a Deal,
    pub letter: Letter,
    /// How it stands with it.
    pub fate: Fate,
}
