use crate::process::condition::Condition;
use crate::process::definition::Process;
use crate::process::ending::Ending;
use crate::process::finding::{Finding, FindingKind};
use crate::process::mail::Occasion;
use crate::process::placed::conditions;

/// Guards against rules about money in a process in which nobody confirms any.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    if process.payments.is_some() {
        return Vec::new();
    }
    let about_money = |condition: &Condition| {
        matches!(
            condition,
            Condition::NothingPaid | Condition::PaidShare | Condition::PaidWhole
        )
    };
    let needs = conditions(process).into_iter();
    let needs = needs
        .filter(|placed| about_money(placed.condition))
        .map(|placed| placed.way);
    let endings = process.tasks.iter().flat_map(|(id, task)| {
        let endings = task.ends_with.iter().enumerate();
        let paid = endings.filter(|(_, ending)| **ending == Ending::Payment);
        paid.map(move |(index, _)| format!("tasks.{id}.ends_with[{index}]"))
    });
    let mails = process.mails.iter().enumerate();
    let mails = mails.filter(|(_, rule)| rule.when == Occasion::Paid);
    let mails = mails.map(|(index, _)| format!("mails[{index}].when"));
    let losing = process.losing.iter();
    let losing = losing.filter_map(|rule| rule.with_payment.as_ref());
    let losing = losing.map(|_| "losing.with_payment".to_owned());
    needs
        .chain(endings)
        .chain(mails)
        .chain(losing)
        .map(|way| FindingKind::NoPayments.at(way))
        .collect()
}
