use super::proof::Proof;
use crate::process::finding::{Finding, FindingKind};
use crate::process::mail::{MailRule, Occasion};
use crate::process::placed::{is_given, outcomes};

/// Guards against letters that are never written and reminders of dates that nobody gives.
pub(super) fn findings(proof: &Proof) -> Vec<Finding> {
    let process = proof.model.process;
    let mails = process.mails.iter().enumerate();
    let unwritten = mails.filter(|(_, rule)| !is_written(proof, rule));
    let unwritten = unwritten.map(|(index, rule)| {
        let mail = rule.id.clone();
        FindingKind::DeadMail { mail }.at(format!("mails[{index}]"))
    });
    let reminders = process.reminders.iter().enumerate();
    let vain = reminders
        .filter(|(_, rule)| proof.is_entered(&rule.stage) && !is_given(process, &rule.from));
    let vain = vain.map(|(index, rule)| {
        let reminder = rule.id.clone();
        FindingKind::DeadReminder { reminder }.at(format!("reminders[{index}]"))
    });
    unwritten.chain(vain).collect()
}

/// Whether the letter's occasion comes. Letters about stages that no deal enters and tasks that nobody gets are
/// named by these.
fn is_written(proof: &Proof, rule: &MailRule) -> bool {
    let process = proof.model.process;
    let id = Some(&rule.id);
    match &rule.when {
        Occasion::Enters(_) | Occasion::Daily => true,
        Occasion::Done(task) => {
            let number = proof.model.task_number(task);
            let seen = &proof.space.seen;
            number.is_none_or(|number| seen.done.contains(&number) || !seen.tasks.contains(&number))
        }
        Occasion::Asked => !process.decisions.is_empty(),
        Occasion::Answered => {
            let mut offered = process.decisions.iter().flat_map(outcomes);
            offered.any(|(_, _, outcome)| outcome.mail.as_ref() == id)
        }
        Occasion::Paid => {
            let rule = process.payments.as_ref();
            rule.and_then(|rule| rule.mail.as_ref()) == id
        }
        Occasion::Reminded => process.reminders.iter().any(|it| it.mail.as_ref() == id),
    }
}
