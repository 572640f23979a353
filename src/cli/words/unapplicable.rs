use crate::actions::applying::Problem;
use crate::actions::ground::GroundError;
use crate::actions::settings_edit::SettingFault;
use crate::cli::say::Say;
use crate::cli::screen::foreign;
use crate::cli::stop::{Remedy, Stop};
use crate::deal::DealId;

/// Why a file edited by hand cannot be taken over.
pub(super) fn unapplicable(path: &str, problem: &Problem, say: &Say) -> String {
    let text = match problem {
        Problem::Settings(fault) => {
            return file(GroundError::Fault(Box::new(fault.clone())), say);
        }
        Problem::Process(errors) => return file(GroundError::Process(errors.clone()), say),
        Problem::Calendar(faults) => return file(GroundError::Calendar(faults.clone()), say),
        Problem::NotASetting => say.line("apply-no-setting"),
        Problem::Template { line, message } => {
            let (line, message) = (*line, message.as_str());
            say.text("apply-template", args![line => line, message => message])
        }
        Problem::NoSubject => say.line("apply-no-subject"),
        Problem::Setting(fault) => setting(fault, say),
        Problem::EmptyLetter => say.line("apply-empty-letter"),
        Problem::TemplateUnfit { mail, problem } => {
            return unapplicable(&crate::mail::path(mail), problem, say);
        }
        Problem::TemplateMissing { mail } => {
            say.text("apply-no-template", args![mail => mail.as_str()])
        }
        Problem::RulesNotAlone => say.line("apply-rules-alone"),
        Problem::RulesGoDown { from, to } => {
            say.text("apply-rules-down", args![from => *from, to => *to])
        }
        Problem::RulesUnknown { rules, known } => say.text(
            "apply-rules-unknown",
            args![rules => *rules, known => *known],
        ),
        Problem::PrefixInUse { prefix } => {
            say.text("apply-prefix", args![prefix => prefix.as_str()])
        }
        Problem::Merges { missing } => say.text("apply-merge", args![line => *missing]),
        Problem::Attributes { line, text } => say.text(
            "apply-attributes",
            args![line => *line, text => foreign(text)],
        ),
        Problem::StageInUse { stage, deals } => {
            let (stage, deals) = (stage.as_str(), list(deals));
            say.text("apply-stage", args![stage => stage, deals => deals])
        }
        Problem::TaskInUse { task, deals } => {
            let (task, deals) = (task.as_str(), list(deals));
            say.text("apply-task", args![task => task, deals => deals])
        }
        Problem::EndChanged { stage, deals } => {
            let (stage, deals) = (stage.as_str(), list(deals));
            say.text("apply-end", args![stage => stage, deals => deals])
        }
        Problem::FactInUse { fact, deals } => {
            let (fact, deals) = (fact.as_str(), list(deals));
            say.text("apply-fact", args![fact => fact, deals => deals])
        }
        Problem::NothingToDo { stage, deals } => {
            let (stage, deals) = (stage.as_str(), list(deals));
            say.text("apply-idle", args![stage => stage, deals => deals])
        }
    };
    format!("{path}: {text}")
}

fn setting(fault: &SettingFault, say: &Say) -> String {
    match fault {
        SettingFault::Company => say.line("apply-company"),
        SettingFault::Sender { from } => say.text("apply-sender", args![from => from.as_str()]),
        SettingFault::NoDocuments => say.line("apply-no-documents"),
        SettingFault::ExtraPath { path } => {
            say.text("apply-extra-path", args![path => path.as_str()])
        }
        SettingFault::CurrencyInUse { currency, deals } => say.text(
            "apply-currency",
            args![currency => currency.code(), deals => list(deals)],
        ),
    }
}

/// The lines of a process that say where its deals in flight go.
pub(super) fn map(problem: &Problem, say: &Say) -> Option<Remedy> {
    let (moved, note) = match problem {
        Problem::StageInUse { stage, .. } => {
            let new = say.line("apply-some-stage");
            (
                format!("stages: {{{stage}: {new}}}"),
                say.line("apply-where"),
            )
        }
        Problem::TaskInUse { task, .. } => {
            let new = say.line("apply-some-task");
            (
                format!("tasks: {{{task}: {new}}}"),
                say.line("apply-becomes"),
            )
        }
        _ => return None,
    };
    Some(super::noted(format!("deals_in_flight: {{{moved}}}"), note))
}

/// What is wrong with the file, as everywhere else.
fn file(error: GroundError, say: &Say) -> String {
    match super::ground_error(&error, say) {
        Stop::Found(findings) => findings.join("\n      "),
        other => other.to_text(say),
    }
}

/// The first deals by id, and how many more there are.
fn list(deals: &[DealId]) -> String {
    const SHOWN: usize = 5;
    let mut names: Vec<String> = deals.iter().take(SHOWN).map(ToString::to_string).collect();
    if let Some(more) = deals.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        names.push(format!("+{more}"));
    }
    names.join(", ")
}
