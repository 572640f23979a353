use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind};
use crate::process::mail::{Occasion, Recipient};
use crate::process::placed::outcomes;
use crate::record::id::MailId;

/// Guards against a letter that is called for on another occasion than its own, and against one to somebody whom its
/// occasion does not know.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let called = called(process).into_iter().filter(|(_, mail, occasion)| {
        let rule = process.mail(mail);
        rule.is_some_and(|rule| rule.when != *occasion)
    });
    let called = called.map(|(way, mail, _)| (way, mail));
    let rules = process.mails.iter().enumerate();
    let astray = rules.filter(|(_, rule)| !knows(&rule.when, rule.to));
    let astray = astray.map(|(index, rule)| (format!("mails[{index}].to"), &rule.id));
    called
        .chain(astray)
        .map(|(way, mail)| {
            let mail = mail.clone();
            FindingKind::WrongOccasion { mail }.at(way)
        })
        .collect()
}

/// The letters that rules call for by name, with the occasion on which they do.
fn called(process: &Process) -> Vec<(String, &MailId, Occasion)> {
    let mut all = Vec::new();
    for (index, rule) in process.decisions.iter().enumerate() {
        for (_, key, outcome) in outcomes(rule) {
            if let Some(mail) = &outcome.mail {
                let way = format!("decisions[{index}].{key}.mail");
                all.push((way, mail, Occasion::Answered));
            }
        }
    }
    for (index, rule) in process.reminders.iter().enumerate() {
        if let Some(mail) = &rule.mail {
            all.push((format!("reminders[{index}].mail"), mail, Occasion::Reminded));
        }
    }
    if let Some(mail) = process
        .payments
        .as_ref()
        .and_then(|rule| rule.mail.as_ref())
    {
        all.push(("payments.mail".to_owned(), mail, Occasion::Paid));
    }
    all
}

/// The digest is everybody's and of no deal; somebody decides only while a request is open.
fn knows(occasion: &Occasion, to: Recipient) -> bool {
    match (occasion, to) {
        (Occasion::Daily, _) => to == Recipient::Everyone,
        (_, Recipient::Everyone) => false,
        (_, Recipient::Decider) => *occasion == Occasion::Asked,
        _ => true,
    }
}
