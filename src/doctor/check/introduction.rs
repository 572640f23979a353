//! Guards against a whole history that somebody else began and signed in everybody's name.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;
use crate::workspace::{Anchor, AnchorContent, AnchorFile, FirstCommit};

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let first = match &seen.first {
        // The check of the repository says so.
        Err(_) | Ok(None) => return Vec::new(),
        Ok(Some(first)) => first,
    };
    let found = found(first);
    match &seen.anchor {
        Err(failure) => vec![Finding::Unseen(failure.clone())],
        Ok(Anchor::Nothing) => vec![Finding::NotAnchored],
        Ok(Anchor::Configured { commit, key }) => {
            let same_key = key.is_none() || *key == first.key;
            let told = match key {
                Some(key) => format!("{commit}:{key}"),
                None => commit.clone(),
            };
            vec![compared(
                *commit == first.id.to_string() && same_key,
                told,
                found,
                first,
            )]
        }
        Ok(Anchor::File(file)) => of_file(file, first),
    }
}

fn of_file(file: &AnchorFile, first: &FirstCommit) -> Vec<Finding> {
    let path = file.path.clone();
    let told = match &file.content {
        AnchorContent::Missing => return vec![Finding::AnchorMissing { path }],
        AnchorContent::Unreadable => return vec![Finding::AnchorUnreadable { path }],
        AnchorContent::Introduction(told) => told,
    };
    let is_same = told.commit == first.id && first.key.as_ref() == Some(&told.key);
    let loose = (is_same && !file.is_guarded).then_some(Finding::AnchorLoose { path });
    let compared = compared(is_same, told.to_string(), found(first), first);
    vec![loose.unwrap_or(compared)]
}

fn compared(is_same: bool, told: String, found: String, first: &FirstCommit) -> Finding {
    match is_same {
        true => Finding::Anchored {
            id: first.id.to_string(),
        },
        false => Finding::OtherIntroduction { told, found },
    }
}

fn found(first: &FirstCommit) -> String {
    match &first.key {
        Some(key) => format!("{}:{key}", first.id),
        None => first.id.to_string(),
    }
}
