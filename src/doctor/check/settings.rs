//! Guards against git merging, rewriting or writing in a way of its own behind the back of tlg.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let kind = seen.kind;
    let finding = match &seen.settings {
        Err(failure) => Finding::Unseen(failure.clone()),
        Ok(differing) if differing.is_empty() => Finding::Settings { kind },
        Ok(differing) => Finding::SettingsDiffer {
            names: differing.iter().map(|setting| setting.name).collect(),
            kind,
        },
    };
    vec![finding]
}
