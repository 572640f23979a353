//! Names, days and values as the person at the screen says them.

use crate::actions::ground::Ground;
use crate::cli::say::Say;
use crate::cli::screen;
use crate::deal::Deal;
use crate::deal::fact::FactValue;
use crate::deal::letter::Letter;
use crate::deal::request::Request;
use crate::people::Role;
use crate::record::id::{DecisionId, DocumentKind, FactId, PersonId, StageId};
use crate::record::{Day, Moment, Money};

/// The words for a state of the company's deals, on a day.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub house: &'a Ground,
    pub say: &'a Say,
    pub now: Moment,
    pub today: Day,
}

impl Wording<'_> {
    /// What people call a person; the id of somebody who is not in the register.
    pub fn person(&self, id: &PersonId) -> String {
        let person = self.house.people.person(id);
        person.map_or_else(|| id.to_string(), |person| person.short_name().to_owned())
    }

    /// Whoever acted, and in whose place.
    pub fn actor(&self, by: &PersonId, on_behalf_of: Option<&PersonId>) -> String {
        let name = self.person(by);
        match on_behalf_of.map(|of| self.person(of)) {
            Some(of) => self.say.text("deal-on-behalf", args![by => name, of => of]),
            None => name,
        }
    }

    /// Whose a task is: a person, or a role.
    pub fn holder(&self, holder: &str) -> String {
        match (Role::named(holder), PersonId::new(holder)) {
            (Some(role), _) => self.role(role),
            (None, Ok(id)) => self.person(&id),
            (None, Err(_)) => holder.to_owned(),
        }
    }

    pub fn role(&self, role: Role) -> String {
        self.say.text("deal-role", args![role => role.id()])
    }

    /// With whom something lies: «у финансового директора».
    pub fn with_role(&self, role: Role) -> String {
        self.say.text("deal-with-role", args![role => role.id()])
    }

    /// «сегодня», «пт 27.11».
    pub fn day(&self, day: Day) -> String {
        screen::day(day.date(), self.today.date(), self.say)
    }

    /// «20.11.2026».
    pub fn exact_day(&self, day: Day) -> String {
        screen::exact_day(day.date(), self.say)
    }

    /// «сегодня 11:20».
    pub fn moment(&self, at: Moment) -> String {
        screen::moment(at.time(), self.today.date(), self.say)
    }

    /// «с пт 20.11»: how long something has been so.
    pub fn since(&self, day: Day) -> String {
        self.say.text("deal-since", args![day => self.day(day)])
    }

    /// «с пт 20.11» of what is late, «сегодня», «до чт 26.11».
    pub fn due(&self, due: Day) -> String {
        if due < self.today {
            self.since(due)
        } else if due == self.today {
            self.day(due)
        } else {
            self.say.text("deal-until", args![day => self.day(due)])
        }
    }

    /// «2 325 000,00 RUB».
    pub fn money(&self, money: &Money) -> String {
        screen::money(&money.to_string(), self.say)
    }

    /// «2 325 000,00» of the company's currency, others with their name.
    pub fn sum(&self, money: &Money) -> String {
        match money.currency() == self.house.settings.currency {
            true => screen::amount(&money.to_string(), self.say),
            false => self.money(money),
        }
    }

    /// A stage by its title.
    pub fn stage<'s>(&'s self, id: &'s StageId) -> &'s str {
        self.house.process.stage_title(id)
    }

    /// A fact by its title.
    pub fn fact(&self, id: &FactId) -> String {
        let rule = self.house.process.facts.get(id);
        rule.map_or_else(|| id.to_string(), |rule| rule.title.clone())
    }

    /// A kind of document by its title.
    pub fn document(&self, kind: &DocumentKind) -> String {
        let rule = self.house.process.documents.get(kind);
        rule.map_or_else(|| kind.to_string(), |rule| rule.title.clone())
    }

    /// A value as people write it.
    pub fn value(&self, value: &FactValue) -> String {
        match value.flag() {
            Some(true) => self.say.line("deal-yes"),
            Some(false) => self.say.line("deal-no"),
            None => match (value.money(), value.day(), value.percent()) {
                (Some(money), _, _) => self.sum(&money),
                (_, Some(day), _) => self.exact_day(day),
                (_, _, Some(percent)) => {
                    let number = screen::number(&percent.to_string(), self.say);
                    self.say.text("deal-percent", args![number => number])
                }
                _ => value.text().unwrap_or_default().to_owned(),
            },
        }
    }

    /// What is asked: «КП №2», «согласование скидки».
    pub fn question(&self, about: &DecisionId, round: u32) -> String {
        match self.house.process.decision(about) {
            Some(rule) => match &rule.puts_forward {
                Some(kind) => self.round(kind, round),
                None => rule.title.clone(),
            },
            None => about.to_string(),
        }
    }

    /// «КП №2».
    pub fn round(&self, kind: &DocumentKind, round: u32) -> String {
        let document = self.document(kind);
        self.say
            .text("deal-round", args![document => document, number => round])
    }

    /// What a request is about and the sum that it speaks of.
    pub fn request(&self, deal: &Deal, request: &Request) -> String {
        let question = self.question(&request.about, request.round);
        match self.asked_sum(deal, request) {
            Some(sum) => format!("{question} {}", self.money(&sum)),
            None => question,
        }
    }

    /// The sum that a request asks for: the first amount that its answer binds.
    pub fn asked_sum(&self, deal: &Deal, request: &Request) -> Option<Money> {
        let rule = self.house.process.decision(&request.about)?;
        rule.binds.iter().find_map(|fact| deal.fact(fact)?.money())
    }

    /// What a letter is about, by its kind.
    pub fn letter(&self, letter: &Letter) -> String {
        let mail = letter.id.mail.as_str();
        self.say.text("deal-letter-name", args![mail => mail])
    }

    /// A person's own words, on one line, in the quotation marks of the language.
    pub fn quoted(&self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.say.text("deal-quoted", args![text => text])
    }
}
