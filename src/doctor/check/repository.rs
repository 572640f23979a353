//! Guards against a history that is cut off, covered up or kept elsewhere, against git being in the middle of
//! something, and against a disk that takes nothing more.

use crate::agenda::ClockDoubt;
use crate::doctor::finding::Finding;
use crate::doctor::observed::{Kind, Observed, Place, Seen};
use crate::doctor::room::Room;
use crate::workspace::Inspection;

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
    findings.extend(room(seen));
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
    match ClockDoubt::of(at.timestamp(), seen.now)? {
        ClockDoubt::Behind { seconds } => Some(Finding::TipAhead {
            commit,
            at,
            ahead: seconds,
        }),
        // The check of `tick` says so.
        ClockDoubt::Ahead { .. } => None,
    }
}

fn room(seen: &Seen) -> Option<Finding> {
    let folder = seen.repository.clone();
    match &seen.room {
        Room::Enough => None,
        Room::Little { free } => Some(Finding::LittleRoom {
            folder,
            free: *free,
        }),
        Room::None { kind, why } => Some(Finding::NotWritable {
            folder,
            kind: *kind,
            why: why.clone(),
        }),
    }
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
