use crate::actions::applying::Problem;
use crate::actions::ground::GroundError;
use crate::cli::say::Say;
use crate::cli::stop::Stop;
use crate::deal::DealId;

/// Why a file edited by hand cannot be taken over.
pub(super) fn unapplicable(path: &str, problem: &Problem, say: &Say) -> String {
    format!("{path}: {}", text(problem, say))
}

fn text(problem: &Problem, say: &Say) -> String {
    match problem {
        Problem::NotASetting => say.line("apply-no-setting"),
        Problem::Settings(fault) => file(GroundError::Fault(Box::new(fault.clone())), say),
        Problem::Process(errors) => file(GroundError::Process(errors.clone()), say),
        Problem::Calendar(faults) => file(GroundError::Calendar(faults.clone()), say),
        Problem::Template { line, message } => {
            let (line, message) = (*line, message.as_str());
            say.text("apply-template", args![line => line, message => message])
        }
        Problem::NoSubject => say.line("apply-no-subject"),
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
        Problem::DealsMerge => say.line("apply-merge"),
        Problem::StageInUse { stage, deals } => {
            let (stage, deals) = (stage.as_str(), list(deals));
            say.text("apply-stage", args![stage => stage, deals => deals])
        }
        Problem::TaskInUse { task, deals } => {
            let (task, deals) = (task.as_str(), list(deals));
            say.text("apply-task", args![task => task, deals => deals])
        }
        Problem::DecisionInUse { decision, deals } => {
            let (decision, deals) = (decision.as_str(), list(deals));
            say.text(
                "apply-decision",
                args![decision => decision, deals => deals],
            )
        }
    }
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
