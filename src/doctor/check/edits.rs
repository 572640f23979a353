//! Guards against edits by hand that lie in the way of the next act or get lost unseen.

use crate::actions::applying::PATHS;
use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;
use crate::workspace::Edit;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let dirty = match &seen.edits {
        None => return Vec::new(),
        Some(Err(failure)) => return vec![Finding::Unseen(failure.clone())],
        Some(Ok(dirty)) => dirty,
    };
    let mut appliable = Vec::new();
    let mut unknown = Vec::new();
    let mut edited = Vec::new();
    for dirty in dirty {
        let is_edit = matches!(dirty.edit, Edit::Modified | Edit::Untracked);
        if is_edit && is_setting(&dirty.path, seen) {
            appliable.push(dirty.clone());
        } else if dirty.edit == Edit::Untracked {
            unknown.push(dirty.path.clone());
        } else {
            edited.push(dirty.clone());
        }
    }
    let mut findings = Vec::new();
    if !edited.is_empty() {
        findings.push(Finding::Edited { edits: edited });
    }
    if !appliable.is_empty() {
        findings.push(Finding::Appliable { edits: appliable });
    }
    if !unknown.is_empty() {
        findings.push(Finding::Unknown { paths: unknown });
    }
    if findings.is_empty() {
        findings.push(Finding::Unedited);
    }
    findings
}

/// Whether an administrator edits that path by hand and takes it over with `tlg apply`.
fn is_setting(path: &str, seen: &Seen) -> bool {
    let company = seen.company();
    let extra = company.map_or(&[][..], |settings| &settings.extra_paths);
    let mut below = PATHS.into_iter().chain(extra.iter().map(String::as_str));
    below.any(|below| {
        let below = below.trim_end_matches('/');
        let rest = path.strip_prefix(below);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
