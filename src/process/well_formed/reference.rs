//! Every place of a process that names something declared elsewhere.

use crate::process::condition::Condition;
use crate::process::decision::DecisionRule;
use crate::process::definition::Process;
use crate::process::ending::Ending;
use crate::process::finding::Thing;
use crate::process::in_flight::TaskFate;
use crate::process::mail::{MailRule, Occasion};
use crate::process::placed::{conditions, outcomes};
use crate::process::span::Span;
use std::fmt::Display;

/// A name in its place.
pub(super) struct Reference {
    pub way: String,
    pub what: Thing,
    pub id: String,
}

/// Every reference of a process, in the order of its parts.
pub(super) fn references(process: &Process) -> Vec<Reference> {
    let mut all = Collected(Vec::new());
    all.stages(process);
    all.conditions(process);
    all.tasks(process);
    all.moves(process);
    for (index, rule) in process.decisions.iter().enumerate() {
        all.decision(&format!("decisions[{index}]"), rule);
    }
    all.money_and_ends(process);
    all.letters(process);
    all.in_flight(process);
    all.0
}

struct Collected(Vec<Reference>);

impl Collected {
    fn add(&mut self, way: impl Display, what: Thing, id: impl Display) {
        let (way, id) = (way.to_string(), id.to_string());
        self.0.push(Reference { way, what, id });
    }

    fn add_all<I: Display>(&mut self, way: impl Display, what: Thing, ids: &[I]) {
        for (index, id) in ids.iter().enumerate() {
            self.add(format!("{way}[{index}]"), what, id);
        }
    }

    fn maybe(&mut self, way: impl Display, what: Thing, id: Option<impl Display>) {
        if let Some(id) = id {
            self.add(way, what, id);
        }
    }

    fn stages(&mut self, process: &Process) {
        for (index, stage) in process.stages.iter().enumerate() {
            let way = format!("stages[{index}]");
            self.add(format!("{way}.pipeline"), Thing::Pipeline, &stage.pipeline);
            self.add_all(format!("{way}.tasks"), Thing::Task, &stage.tasks);
            let waits = stage.waits_for.as_ref();
            self.maybe(format!("{way}.waits_for"), Thing::Fact, waits);
        }
    }

    fn conditions(&mut self, process: &Process) {
        for placed in conditions(process) {
            self.maybe(&placed.way, Thing::Fact, placed.condition.fact());
            self.maybe(&placed.way, Thing::Document, placed.condition.document());
            if let Condition::Done(task) = placed.condition {
                self.add(&placed.way, Thing::Task, task);
            }
        }
    }

    fn tasks(&mut self, process: &Process) {
        for (id, task) in &process.tasks {
            let way = format!("tasks.{id}");
            self.span(&format!("{way}.due"), &task.due);
            let attached = task.attached.as_ref();
            self.maybe(format!("{way}.attached"), Thing::Document, attached);
            self.maybe(format!("{way}.then"), Thing::Task, task.then.as_ref());
            for (index, ending) in task.ends_with.iter().enumerate() {
                let way = format!("{way}.ends_with[{index}]");
                match ending {
                    Ending::Move(stage) => self.add(way, Thing::Stage, stage),
                    Ending::Ask(decision) => self.add(way, Thing::Decision, decision),
                    Ending::AnyMove | Ending::Payment | Ending::Done => {}
                }
            }
        }
    }

    fn moves(&mut self, process: &Process) {
        for (index, rule) in process.moves.iter().enumerate() {
            let way = format!("moves[{index}]");
            self.add_all(format!("{way}.from"), Thing::Stage, &rule.from);
            self.add(format!("{way}.to"), Thing::Stage, &rule.to);
            for fact in rule.sets.keys() {
                self.add(format!("{way}.sets.{fact}"), Thing::Fact, fact);
            }
            let forward = rule.puts_forward.as_ref();
            self.maybe(format!("{way}.puts_forward"), Thing::Document, forward);
        }
        for (index, rule) in process.automatic.iter().enumerate() {
            let way = format!("automatic[{index}]");
            self.add_all(format!("{way}.from"), Thing::Stage, &rule.from);
            self.add(format!("{way}.to"), Thing::Stage, &rule.to);
        }
    }

    fn decision(&mut self, way: &str, rule: &DecisionRule) {
        self.add_all(format!("{way}.from"), Thing::Stage, &rule.from);
        self.maybe(format!("{way}.into"), Thing::Stage, rule.into.as_ref());
        self.span(&format!("{way}.due"), &rule.due);
        let forward = rule.puts_forward.as_ref();
        self.maybe(format!("{way}.puts_forward"), Thing::Document, forward);
        self.add_all(format!("{way}.binds"), Thing::Fact, &rule.binds);
        for (_, key, outcome) in outcomes(rule) {
            let way = format!("{way}.{key}");
            self.maybe(format!("{way}.to"), Thing::Stage, outcome.to.as_ref());
            self.maybe(format!("{way}.task"), Thing::Task, outcome.task.as_ref());
            self.maybe(format!("{way}.mail"), Thing::Mail, outcome.mail.as_ref());
        }
    }

    fn money_and_ends(&mut self, process: &Process) {
        if let Some(rule) = &process.payments {
            self.add_all("payments.in", Thing::Stage, &rule.stages);
            self.add("payments.total", Thing::Fact, &rule.total);
            self.add("payments.share", Thing::Fact, &rule.share);
            self.maybe("payments.mail", Thing::Mail, rule.mail.as_ref());
        }
        if let Some(rule) = &process.losing {
            self.add("losing.to", Thing::Stage, &rule.to);
            let task = rule.with_payment.as_ref().map(|paid| &paid.task);
            self.maybe("losing.with_payment.task", Thing::Task, task);
        }
        if let Some(rule) = &process.reopening {
            self.add("reopening.into", Thing::Stage, &rule.into);
            self.add_all("reopening.lost_in", Thing::Stage, &rule.lost_in);
        }
    }

    fn letters(&mut self, process: &Process) {
        for (index, rule) in process.reminders.iter().enumerate() {
            let way = format!("reminders[{index}]");
            self.add(format!("{way}.stage"), Thing::Stage, &rule.stage);
            self.add(format!("{way}.from"), Thing::Fact, &rule.from);
            self.maybe(format!("{way}.mail"), Thing::Mail, rule.mail.as_ref());
        }
        for (index, rule) in process.mails.iter().enumerate() {
            self.mail(&format!("mails[{index}]"), rule);
        }
    }

    fn mail(&mut self, way: &str, rule: &MailRule) {
        match &rule.when {
            Occasion::Enters(stage) => self.add(format!("{way}.when"), Thing::Stage, stage),
            Occasion::Done(task) => self.add(format!("{way}.when"), Thing::Task, task),
            _ => {}
        }
        let attached = rule.attached.as_ref();
        self.maybe(format!("{way}.attached"), Thing::Document, attached);
    }

    fn in_flight(&mut self, process: &Process) {
        let map = &process.deals_in_flight;
        let way = |part: &str, old: &dyn Display| format!("deals_in_flight.{part}.{old}");
        for (old, new) in &map.stages {
            self.add(way("stages", old), Thing::Stage, new);
        }
        for (old, fate) in &map.tasks {
            if let TaskFate::Becomes(new) = fate {
                self.add(way("tasks", old), Thing::Task, new);
            }
        }
        for (old, new) in &map.facts {
            self.add(way("facts", old), Thing::Fact, new);
        }
    }

    fn span(&mut self, way: &str, span: &Span) {
        if let Span::Until(fact) = span {
            self.add(way, Thing::Fact, fact);
        }
    }
}
