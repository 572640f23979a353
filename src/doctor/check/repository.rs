//! Guards against a history that is cut off, covered up or kept elsewhere, and against git being in the middle of
//! something.

use crate::doctor::finding::Finding;
use crate::doctor::observed::{Kind, Observed, Place, Seen};
use crate::workspace::Inspection;

/// How far clocks may differ, in seconds.
const AHEAD: i64 = 600;

pub fn judge(observed: &Observed) -> Vec<Finding> {
    let seen = match &observed.place {
        Place::Nowhere(failure) => return vec![Finding::NotOpened(failure.clone())],
        Place::Repository(seen) => seen,
    };
    let is_shallow = matches!(&seen.inspection, Ok(inspection) if inspection.is_shallow);
    let mut findings = match is_shallow {
        // Commits are missing on purpose, and nothing is damaged.
        true => Vec::new(),
        false => commits(seen),
    };
    match &seen.inspection {
        Err(failure) => findings.push(Finding::Unseen(failure.clone())),
        Ok(inspection) => findings.extend(odd(inspection, seen)),
    }
    if findings.is_empty() {
        findings.push(Finding::Repository {
            kind: seen.kind,
            folder: seen.folder.clone(),
        });
    }
    findings
}

fn commits(seen: &Seen) -> Vec<Finding> {
    match &seen.first {
        Err(failure) => vec![Finding::Unseen(failure.clone())],
        Ok(Some(_)) => Vec::new(),
        Ok(None) => {
            let branch = seen.branch.as_ref().ok().cloned().flatten();
            let waits = branch.filter(|_| seen.kind == Kind::Server);
            vec![Finding::NoCommits { branch: waits }]
        }
    }
}

fn tip_ahead(seen: &Seen) -> Option<Finding> {
    let (commit, at) = seen.last?;
    let ahead = at.timestamp().saturating_sub(seen.now);
    (ahead > AHEAD).then_some(Finding::TipAhead { commit, at, ahead })
}

fn odd(inspection: &Inspection, seen: &Seen) -> Vec<Finding> {
    let mut findings = Vec::new();
    if inspection.is_shallow {
        findings.push(Finding::Shallow);
    }
    if inspection.is_partial {
        findings.push(Finding::Partial);
    }
    findings.extend(tip_ahead(seen));
    if let Some(path) = &inspection.grafts {
        findings.push(Finding::Grafts { path: path.clone() });
    }
    if inspection.replaced > 0 {
        findings.push(Finding::Replaced {
            count: inspection.replaced,
        });
    }
    let own = seen.repository.join("objects/info/alternates");
    let borrowed = inspection.borrowed_from.iter();
    findings.extend(borrowed.map(|folder| Finding::Borrowed {
        folder: folder.clone(),
        own: own.clone(),
    }));
    match inspection.operation {
        Some(operation) => findings.push(Finding::InProgress { operation }),
        None if inspection.is_detached => findings.push(Finding::Detached),
        None => {}
    }
    if inspection.was_interrupted {
        findings.push(Finding::Interrupted);
    }
    findings
}
