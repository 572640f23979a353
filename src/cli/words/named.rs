//! People, roles, stages, facts, sums and days as they are called.

use super::super::say::Say;
use super::super::screen;
use crate::actions::ground::Ground;
use crate::deal::fact::FactValue;
use crate::people::Role;
use crate::record::id::{DecisionId, DocumentKind, FactId, PersonId, StageId, TaskId};
use crate::record::{Day, Money};

/// Finds the names of things: the company's where it has one, in the language of the person else.
#[derive(Clone, Copy)]
pub(super) struct Namer<'a> {
    pub ground: &'a Ground,
    pub today: Day,
    pub say: &'a Say,
}

impl Namer<'_> {
    pub fn stage(&self, stage: &StageId) -> String {
        self.ground.process.stage_title(stage).to_owned()
    }

    pub fn stages<'s>(&self, stages: impl IntoIterator<Item = &'s StageId>) -> String {
        listed(stages.into_iter().map(|stage| self.stage(stage)))
    }

    pub fn fact(&self, fact: &FactId) -> String {
        let rule = self.ground.process.facts.get(fact);
        rule.map_or_else(|| fact.to_string(), |rule| rule.title.clone())
    }

    /// Facts with the names that commands know them by.
    pub fn facts(&self, facts: &[FactId]) -> String {
        let named = |fact: &FactId| match self.ground.process.facts.get(fact) {
            Some(rule) => format!("{fact} ({})", rule.title),
            None => fact.to_string(),
        };
        listed(facts.iter().map(named))
    }

    pub fn document(&self, kind: &DocumentKind) -> String {
        let rule = self.ground.process.documents.get(kind);
        rule.map_or_else(|| kind.to_string(), |rule| rule.title.clone())
    }

    /// Kinds of documents with the names that commands know them by.
    pub fn documents(&self, kinds: &[DocumentKind]) -> String {
        let named = |kind: &DocumentKind| format!("{kind} ({})", self.document(kind));
        listed(kinds.iter().map(named))
    }

    pub fn task(&self, task: &TaskId) -> String {
        self.ground.process.task_title(task).to_owned()
    }

    /// Tasks with the names that commands know them by.
    pub fn tasks(&self, tasks: &[TaskId]) -> String {
        let named = |task: &TaskId| format!("{task} ({})", self.task(task));
        listed(tasks.iter().map(named))
    }

    pub fn decision(&self, decision: &DecisionId) -> String {
        let rule = self.ground.process.decision(decision);
        rule.map_or_else(|| decision.to_string(), |rule| rule.title.clone())
    }

    pub fn person(&self, person: &PersonId) -> String {
        let known = self.ground.people.person(person);
        known.map_or_else(
            || person.to_string(),
            |person| person.short_name().to_owned(),
        )
    }

    pub fn people(&self, people: &[PersonId]) -> String {
        listed(people.iter().map(|person| self.person(person)))
    }

    pub fn role(&self, role: Role) -> String {
        role_name(role, self.say)
    }

    pub fn day(&self, day: Day) -> String {
        screen::day(day.date(), self.today.date(), self.say)
    }

    pub fn money(&self, money: Money) -> String {
        screen::money(&money.to_string(), self.say)
    }

    pub fn money_or_nothing(&self, money: Option<Money>) -> String {
        money.map_or_else(
            || self.say.line("refusal-nothing"),
            |money| self.money(money),
        )
    }

    /// What was paid of something: zero where nothing was.
    pub fn paid(&self, paid: Option<Money>, of: Option<Money>) -> String {
        self.money_or_nothing(paid.or(of.map(|of| Money::zero(of.currency()))))
    }

    pub fn value(&self, value: &FactValue) -> String {
        match (value.flag(), value.day(), value.money()) {
            (Some(true), _, _) => self.say.line("refusal-yes"),
            (Some(false), _, _) => self.say.line("refusal-no"),
            (None, Some(day), _) => self.day(day),
            (None, None, Some(money)) => self.money(money),
            (None, None, None) => value.to_string(),
        }
    }

    pub fn value_or_nothing(&self, value: Option<&FactValue>) -> String {
        value.map_or_else(
            || self.say.line("refusal-nothing"),
            |value| self.value(value),
        )
    }
}

/// What a role is called.
pub fn role_name(role: Role, say: &Say) -> String {
    match role {
        Role::Manager => say.line("role-manager"),
        Role::FinanceDirector => say.line("role-finance-director"),
        Role::Accountant => say.line("role-accountant"),
        Role::Administrator => say.line("role-administrator"),
        Role::Service => say.line("role-service"),
    }
}

/// Names one after the other.
pub(super) fn listed(names: impl Iterator<Item = impl Into<String>>) -> String {
    let names: Vec<String> = names.map(Into::into).collect();
    names.join(", ")
}
