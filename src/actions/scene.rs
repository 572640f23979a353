//! Whether the conditions of the process hold (docs/process.md, The process language).

use super::binding;
use super::ground::Ground;
use super::refusal::Unmet;
use crate::deal::Deal;
use crate::deal::fact::FactValue;
use crate::process::condition::Condition;
use crate::process::names;
use crate::process::span::Span;
use crate::record::id::{FactId, TaskId};
use crate::record::{Day, Moment, Money, Percent};
use std::cmp::Ordering;

/// The state in which a condition is judged: the deal as the act leaves it so far.
pub struct Scene<'a> {
    pub ground: &'a Ground,
    pub deal: &'a Deal,
    /// The act's own words.
    pub text: Option<&'a str>,
    /// Tasks that the act finishes.
    pub done: &'a [TaskId],
    pub now: Moment,
    pub today: Day,
}

impl Scene<'_> {
    /// Every condition of a list that does not hold.
    pub fn unmet(&self, conditions: &[Condition]) -> Vec<Unmet> {
        conditions
            .iter()
            .filter_map(|condition| self.judge(condition).err())
            .collect()
    }

    /// Whether all conditions of a list hold.
    pub fn all(&self, conditions: &[Condition]) -> bool {
        conditions
            .iter()
            .all(|condition| self.judge(condition).is_ok())
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    /// What is missing.
    pub fn judge(&self, condition: &Condition) -> Result<(), Unmet> {
        match condition {
            Condition::Fact(fact) => self.fact(fact).map(|_| ()),
            Condition::Document(kind) => match self.document_in_force(kind) {
                true => Ok(()),
                false => Err(Unmet::DocumentMissing { kind: kind.clone() }),
            },
            Condition::Reason => match self.text {
                Some(_) => Ok(()),
                None => Err(Unmet::ReasonMissing),
            },
            Condition::ClientEmail => self.client_email(),
            Condition::NotPast(fact) => self.not_past(fact),
            Condition::Ahead(fact) => self.ahead(fact),
            Condition::WithinLimits => self.within_limits(),
            Condition::QuoteInForce => self.quote_in_force(),
            Condition::NothingPaid => match self.deal.paid_total() {
                Some(paid) => Err(Unmet::PaymentOnRecord { paid }),
                None => Ok(()),
            },
            Condition::PaidShare => self.paid_share(),
            Condition::PaidWhole => self.paid_whole(),
            Condition::Yes(fact) => self.flag(fact, true),
            Condition::No(fact) => self.flag(fact, false),
            Condition::Fresh(fact) => match self.is_fresh(fact) {
                true => Ok(()),
                false => Err(Unmet::FactStale { fact: fact.clone() }),
            },
            Condition::Stale(fact) => match self.is_fresh(fact) {
                true => Err(Unmet::FactFresh { fact: fact.clone() }),
                false => Ok(()),
            },
            Condition::Done(task) => match self.done.contains(task) {
                true => Ok(()),
                false => Err(Unmet::TaskNotDone { task: task.clone() }),
            },
        }
    }

    fn fact(&self, fact: &FactId) -> Result<&FactValue, Unmet> {
        let missing = || Unmet::FactMissing { fact: fact.clone() };
        self.deal.facts.get(fact).ok_or_else(missing)
    }

    fn flag(&self, fact: &FactId, should_be: bool) -> Result<(), Unmet> {
        match self.fact(fact)?.flag() == Some(should_be) {
            true => Ok(()),
            false => Err(Unmet::FactIsNot {
                fact: fact.clone(),
                should_be,
            }),
        }
    }

    /// A quote counts only until it was put forward once; other documents as long as nothing cancels them.
    fn document_in_force(&self, kind: &crate::record::id::DocumentKind) -> bool {
        let Some(document) = self.deal.document(kind) else {
            return false;
        };
        let put_forward = |round: u32| self.deal.rounds.iter().any(|made| made.round == round);
        !document.round.is_some_and(put_forward)
    }

    fn client_email(&self) -> Result<(), Unmet> {
        let email = self
            .ground
            .client
            .as_ref()
            .and_then(|client| client.email.as_ref());
        match email {
            Some(_) => Ok(()),
            None => Err(Unmet::ClientEmailMissing {
                client: self.deal.client.clone(),
            }),
        }
    }

    fn day_of(&self, fact: &FactId) -> Result<Day, Unmet> {
        let missing = || Unmet::FactMissing { fact: fact.clone() };
        self.fact(fact)?.day().ok_or_else(missing)
    }

    fn not_past(&self, fact: &FactId) -> Result<(), Unmet> {
        let day = self.day_of(fact)?;
        match day < self.today {
            true => Err(Unmet::DatePast {
                fact: fact.clone(),
                day,
                today: self.today,
            }),
            false => Ok(()),
        }
    }

    fn ahead(&self, fact: &FactId) -> Result<(), Unmet> {
        let day = self.day_of(fact)?;
        match day <= self.today {
            true => Err(Unmet::DateNotAhead {
                fact: fact.clone(),
                day,
                today: self.today,
            }),
            false => Ok(()),
        }
    }

    fn is_fresh(&self, fact: &FactId) -> bool {
        let Some(stated) = self.deal.stated.get(fact) else {
            return false;
        };
        let stated_on = self.ground.calendar.local_day(stated.at);
        match self.ground.process.limits.recheck_stock_after {
            Span::WorkingDays(days) => {
                self.ground
                    .calendar
                    .working_days_between(stated_on, self.today)
                    <= days
            }
            Span::Days(days) => stated_on.days_until(self.today) <= i64::from(days),
            Span::Minutes(minutes) => stated.at.seconds_until(self.now) <= i64::from(minutes) * 60,
            Span::Until(_) => true,
        }
    }

    fn quote_in_force(&self) -> Result<(), Unmet> {
        let Ground {
            introduction,
            process,
            ..
        } = self.ground;
        binding::quote_state(introduction, process, self.deal, self.today)
            .map_err(|why| Unmet::NoQuoteInForce { why })
    }

    fn paid_share(&self) -> Result<(), Unmet> {
        let share = self
            .deal
            .facts
            .get(names::PREPAYMENT)
            .and_then(FactValue::percent);
        let due = self
            .invoice_total()
            .map(|total| total.share(share.unwrap_or(Percent::ALL_OF_IT)));
        match self.reaches(due) {
            true => Ok(()),
            false => Err(Unmet::ShareUnpaid {
                paid: self.deal.paid_total(),
                due,
            }),
        }
    }

    fn paid_whole(&self) -> Result<(), Unmet> {
        let total = self.invoice_total();
        match self.reaches(total) {
            true => Ok(()),
            false => Err(Unmet::WholeUnpaid {
                paid: self.deal.paid_total(),
                total,
            }),
        }
    }

    fn invoice_total(&self) -> Option<Money> {
        let rule = self.ground.process.payments.as_ref()?;
        self.deal.facts.get(&rule.total)?.money()
    }

    fn reaches(&self, due: Option<Money>) -> bool {
        let Some(due) = due else {
            return false;
        };
        let paid = self
            .deal
            .paid_total()
            .unwrap_or(Money::zero(due.currency()));
        matches!(
            paid.compare(&due),
            Some(Ordering::Equal | Ordering::Greater)
        )
    }

    /// What a quote may go out at without the finance director (docs/process.md, Limits).
    fn within_limits(&self) -> Result<(), Unmet> {
        let Some(total) = self.money(names::QUOTE_TOTAL) else {
            return Ok(());
        };
        let Ground {
            introduction,
            process,
            ..
        } = self.ground;
        let limits = &process.limits;
        if let Some(limit) = limits.without_approval_up_to {
            at_most(total, limit, || Unmet::AboveLimit { total, limit })?;
        }
        if let Some(last) = self.deal.last_sent().map(|round| round.total) {
            let lowest = binding::granted(introduction, process, self.deal, self.today);
            let floor = lowest.filter(|lowest| lowest.compare(&last) == Some(Ordering::Less));
            let floor = floor.unwrap_or(last);
            at_least(total, floor, || Unmet::BelowLastSent {
                total,
                last,
                lowest,
            })?;
        }
        if let (Some(price), Some(markup)) = (self.money(names::SUPPLIER_PRICE), limits.markup_min)
            && let Ok(floor) = price.with_markup(markup)
        {
            at_least(total, floor, || Unmet::BelowMarkup {
                total,
                floor,
                markup,
            })?;
        }
        Ok(())
    }

    fn money(&self, fact: &str) -> Option<Money> {
        self.deal.facts.get(fact).and_then(FactValue::money)
    }
}

fn at_most(amount: Money, limit: Money, no: impl FnOnce() -> Unmet) -> Result<(), Unmet> {
    match amount.compare(&limit) {
        Some(Ordering::Greater) => Err(no()),
        Some(_) => Ok(()),
        None => Err(other_currency(amount, limit)),
    }
}

fn at_least(amount: Money, floor: Money, no: impl FnOnce() -> Unmet) -> Result<(), Unmet> {
    match amount.compare(&floor) {
        Some(Ordering::Less) => Err(no()),
        Some(_) => Ok(()),
        None => Err(other_currency(amount, floor)),
    }
}

fn other_currency(amount: Money, other: Money) -> Unmet {
    Unmet::OtherCurrency {
        amount,
        currency: other.currency().to_string(),
    }
}
