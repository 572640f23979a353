//! Guards against a program that is older than the rules of the workspace and would decide otherwise.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;
use crate::process::settings::Settings;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let finding = seen.house.rules.map(|rules| match rules > Settings::RULES {
        true => Finding::RulesNewer {
            rules,
            known: Settings::RULES,
        },
        false => Finding::Rules { rules },
    });
    finding.into_iter().collect()
}
