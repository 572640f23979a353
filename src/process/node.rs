//! The process as data, under the keys of its file: what `tlg process show --json` prints.

use super::condition::Condition;
use super::decision::{DecisionRule, OutcomeRule};
use super::definition::{LosingRule, PaymentRule, Process, ReopeningRule};
use super::fact::{DocumentRule, FactRule};
use super::in_flight::InFlight;
use super::mail::{MailRule, ReminderRule};
use super::moves::{Automatic, MoveRule};
use super::stage::{End, Stage};
use super::task::TaskRule;
use crate::record::{Fields, Node};
use std::collections::BTreeMap;
use std::fmt::Display;

impl Process {
    /// The whole process under the keys of `process.yaml`; reading it again gives the same process.
    pub fn node(&self) -> Node {
        let pipelines = self.pipelines.iter().map(|pipeline| {
            let fields = Fields::new().word("id", &pipeline.id);
            fields.text("title", &pipeline.title)
        });
        Fields::new()
            .number("format", self.format)
            .text("title", &self.title)
            .list("pipelines", pipelines)
            .list("stages", self.stages.iter().map(stage))
            .field("facts", map(&self.facts, fact))
            .field("documents", map(&self.documents, document))
            .field("tasks", map(&self.tasks, task))
            .list("moves", self.moves.iter().map(move_rule))
            .list("automatic", self.automatic.iter().map(automatic))
            .list("decisions", self.decisions.iter().map(decision))
            .maybe("payments", self.payments.as_ref().map(payments))
            .maybe("losing", self.losing.as_ref().map(losing))
            .maybe("reopening", self.reopening.as_ref().map(reopening))
            .list("reminders", self.reminders.iter().map(reminder))
            .list("mails", self.mails.iter().map(mail))
            .and(self.limits())
            .maybe("deals_in_flight", in_flight(&self.deals_in_flight))
            .maybe_text("notes", self.notes.as_deref())
            .into()
    }

    fn limits(&self) -> Fields {
        let mail = Fields::new()
            .word("hold", &self.mail.hold)
            .word("too_old", &self.mail.too_old);
        let limits = Fields::new()
            .maybe_word(
                "without_approval_up_to",
                self.limits.without_approval_up_to.as_ref(),
            )
            .maybe("markup_min", self.limits.markup_min)
            .word("recheck_stock_after", &self.limits.recheck_stock_after);
        let deferral = Fields::new().maybe("signed_after", self.deferral.signed_after);
        let escalation = Fields::new()
            .word("escalate_to", self.escalation.escalate_to)
            .word("after", &self.escalation.after)
            .number("reminders", self.escalation.reminders);
        Fields::new()
            .field("mail", mail)
            .field("limits", limits)
            .field("deferral", deferral)
            .field("escalation", escalation)
    }
}

fn stage(stage: &Stage) -> Fields {
    let end = stage.end.map(|end| match end {
        End::Won => "won",
        End::Lost => "lost",
    });
    Fields::new()
        .word("id", &stage.id)
        .text("title", &stage.title)
        .word("pipeline", &stage.pipeline)
        .some("tasks", &stage.tasks)
        .maybe("waits_for", stage.waits_for.as_ref())
        .maybe_word("end", end)
}

fn fact(rule: &FactRule) -> Fields {
    let fields = Fields::new().text("title", &rule.title);
    fields.word("type", rule.kind.id())
}

fn document(rule: &DocumentRule) -> Fields {
    let fields = Fields::new().text("title", &rule.title);
    fields.list("types", rule.types.iter().map(Node::text))
}

fn task(rule: &TaskRule) -> Fields {
    Fields::new()
        .text("title", &rule.title)
        .word("for", rule.holder)
        .word("due", &rule.due)
        .and(conditions("when", &rule.when))
        .and(conditions("asks", &rule.asks))
        .and(conditions("takes", &rule.takes))
        .maybe("attached", rule.attached.as_ref())
        .list("ends_with", rule.ends_with.iter().map(Node::word))
        .maybe("then", rule.then.as_ref())
}

fn move_rule(rule: &MoveRule) -> Fields {
    let hint = Some(&rule.hint).filter(|hint| !hint.is_empty());
    let sets = (!rule.sets.is_empty()).then(|| map(&rule.sets, |yes| *yes));
    Fields::new()
        .list("from", &rule.from)
        .word("to", &rule.to)
        .word("by", rule.by)
        .maybe_text("hint", hint)
        .maybe("sets", sets)
        .maybe("puts_forward", rule.puts_forward.as_ref())
        .and(conditions("needs", &rule.needs))
        .and(conditions("takes", &rule.takes))
        .and(conditions("cancels", &rule.cancels))
}

fn automatic(rule: &Automatic) -> Fields {
    Fields::new()
        .list("from", &rule.from)
        .word("to", &rule.to)
        .list("when", rule.when.iter().map(Node::word))
}

fn decision(rule: &DecisionRule) -> Fields {
    Fields::new()
        .word("id", &rule.id)
        .text("title", &rule.title)
        .list("from", &rule.from)
        .maybe("into", rule.into.as_ref())
        .word("by", rule.by)
        .word("asks", rule.asks)
        .word("due", &rule.due)
        .maybe("puts_forward", rule.puts_forward.as_ref())
        .and(conditions("needs", &rule.needs))
        .and(conditions("takes", &rule.takes))
        .list("binds", &rule.binds)
        .field("approve", outcome(&rule.approve))
        .maybe("rework", rule.rework.as_ref().map(outcome))
        .field("reject", outcome(&rule.reject))
}

fn outcome(rule: &OutcomeRule) -> Fields {
    Fields::new()
        .maybe("to", rule.to.as_ref())
        .maybe("task", rule.task.as_ref())
        .and(conditions("needs", &rule.needs))
        .maybe("as", rule.lost_as.as_ref())
        .maybe("grants", rule.grants.then_some(true))
        .maybe("mail", rule.mail.as_ref())
}

fn payments(rule: &PaymentRule) -> Fields {
    Fields::new()
        .word("by", rule.by)
        .list("in", &rule.stages)
        .word("total", &rule.total)
        .word("share", &rule.share)
        .maybe("mail", rule.mail.as_ref())
}

fn losing(rule: &LosingRule) -> Fields {
    let with_payment = rule.with_payment.as_ref().map(|paid| {
        let fields = Fields::new().word("by", paid.by);
        fields.word("task", &paid.task)
    });
    Fields::new()
        .word("to", &rule.to)
        .word("by", rule.by)
        .maybe("with_payment", with_payment)
        .field("reasons", map(&rule.reasons, |title| Node::text(title)))
}

fn reopening(rule: &ReopeningRule) -> Fields {
    Fields::new()
        .word("by", rule.by)
        .word("into", &rule.into)
        .list("lost_in", &rule.lost_in)
}

fn reminder(rule: &ReminderRule) -> Fields {
    Fields::new()
        .word("id", &rule.id)
        .word("stage", &rule.stage)
        .word("from", &rule.from)
        .text("title", &rule.title)
        .maybe("mail", rule.mail.as_ref())
}

fn mail(rule: &MailRule) -> Fields {
    Fields::new()
        .word("id", &rule.id)
        .word("when", &rule.when)
        .word("to", rule.to.id())
        .maybe("attached", rule.attached.as_ref())
}

fn in_flight(rule: &InFlight) -> Option<Fields> {
    let fields = Fields::new()
        .maybe("stages", renamed(&rule.stages))
        .maybe("tasks", renamed(&rule.tasks))
        .maybe("facts", renamed(&rule.facts));
    (!rule.is_empty()).then_some(fields)
}

fn renamed(names: &BTreeMap<impl Display, impl Display>) -> Option<Node> {
    (!names.is_empty()).then(|| map(names, |name| Node::word(name)))
}

fn conditions(key: &str, conditions: &[Condition]) -> Fields {
    Fields::new().some(key, conditions.iter().map(Node::word))
}

fn map<K: Display, V, N: Into<Node>>(values: &BTreeMap<K, V>, node: impl Fn(&V) -> N) -> Node {
    let fields = values
        .iter()
        .map(|(key, value)| (key.to_string(), node(value).into()));
    Node::Map(fields.collect())
}
