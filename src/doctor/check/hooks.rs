//! Guards against a server that takes in what nobody has judged, and a clone in which plain git makes such commits.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;
use crate::workspace::Installed;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let kind = seen.kind;
    let mut findings = Vec::new();
    let (mut well, mut missing) = (Vec::new(), Vec::new());
    let mut lost: BTreeMap<PathBuf, Vec<&'static str>> = BTreeMap::new();
    for (hook, installed) in &seen.hooks {
        let name = hook.name();
        match installed {
            Err(failure) => findings.push(Finding::Unseen(failure.clone())),
            Ok(Installed::Nothing) => missing.push(name),
            Ok(Installed::Foreign { path }) => findings.push(Finding::HookForeign {
                path: path.clone(),
                kind,
            }),
            Ok(Installed::Ours {
                path,
                is_executable: false,
                ..
            }) => findings.push(Finding::HookIdle {
                path: path.clone(),
                kind,
            }),
            Ok(Installed::Ours {
                program,
                has_program: false,
                ..
            }) => lost.entry(program.clone()).or_default().push(name),
            Ok(Installed::Ours {
                path,
                is_whole: false,
                ..
            }) => findings.push(Finding::HookAltered {
                path: path.clone(),
                kind,
            }),
            Ok(Installed::Ours { .. }) => well.push(name),
        }
    }
    let lost = lost.into_iter();
    findings.extend(lost.map(|(program, names)| Finding::HooksLost {
        names,
        program,
        kind,
    }));
    if !missing.is_empty() {
        let names = missing;
        findings.push(Finding::HooksMissing { names, kind });
    }
    if findings.is_empty() {
        findings.push(Finding::Hooks { names: well });
    }
    findings
}
