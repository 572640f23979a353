use crate::process::decision::{Answer, OutcomeRule};
use crate::process::definition::Process;
use crate::process::finding::{Finding, FindingKind, Thing};
use crate::process::placed::outcomes;
use crate::process::stage::End;
use crate::record::id::StageId;

/// Guards against deals that would be lost into a stage where work goes on, without a reason, or reopened into one where
/// it does not.
pub(super) fn findings(process: &Process) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(rule) = &process.losing
        && process.stage(&rule.to).is_some()
        && !is_lost(process, &rule.to)
    {
        let stage = rule.to.clone();
        found.push(FindingKind::NotLost { stage }.at("losing.to"));
    }
    if let Some(rule) = &process.reopening {
        let into = std::iter::once(("reopening.into".to_owned(), &rule.into));
        let lost_in = rule.lost_in.iter().enumerate();
        let lost_in = lost_in.map(|(index, id)| (format!("reopening.lost_in[{index}]"), id));
        found.extend(into.chain(lost_in).filter_map(|(way, id)| {
            let stage = process.stage(id).filter(|stage| !stage.is_open())?;
            let stage = stage.id.clone();
            Some(FindingKind::NotOpen { stage }.at(way))
        }));
    }
    for (index, rule) in process.decisions.iter().enumerate() {
        for (answer, key, outcome) in outcomes(rule) {
            let way = format!("decisions[{index}].{key}");
            found.extend(answered(process, &way, answer, outcome));
        }
    }
    found
}

fn answered(
    process: &Process,
    way: &str,
    answer: Answer,
    outcome: &OutcomeRule,
) -> Option<Finding> {
    let loses = outcome.to.as_ref().is_some_and(|to| is_lost(process, to));
    match (&outcome.lost_as, &process.losing) {
        (None, _) if loses => Some(FindingKind::LossWithoutReason { answer }.at(way)),
        (Some(reason), _) if !loses => {
            let reason = reason.clone();
            Some(FindingKind::ReasonWithoutLoss { reason }.at(format!("{way}.as")))
        }
        (Some(reason), Some(losing)) if !losing.reasons.contains_key(reason) => {
            let (what, id) = (Thing::LossReason, reason.to_string());
            Some(FindingKind::Unknown { what, id }.at(format!("{way}.as")))
        }
        _ => None,
    }
}

fn is_lost(process: &Process, id: &StageId) -> bool {
    process
        .stage(id)
        .is_some_and(|stage| stage.end == Some(End::Lost))
}
