//! What is written stays written.

use super::{Broken, Step};
use crate::deal::document::Document;
use crate::deal::fold::fold;
use crate::deal::letter::LetterState;
use crate::deal::round::Round;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn broken(step: &Step) -> Vec<Broken> {
    let mut broken = history(step);
    broken.extend(documents(step));
    broken.extend(rounds(step));
    broken.extend(letters(step));
    broken
}

fn history(step: &Step) -> Vec<Broken> {
    let mut broken = Vec::new();
    let after = step.after;
    let folded = fold(&after.deal.deal, &after.history);
    if folded.as_ref() != Ok(&after.deal) || after.deal.events as usize != after.history.len() {
        broken.push(Broken::HeaderIsNoFold);
    }
    let begins = step
        .before
        .is_none_or(|before| after.history.starts_with(&before.history));
    if !begins {
        broken.push(Broken::HistoryRewritten);
    }
    for (event, pair) in (2..).zip(after.history.windows(2)) {
        if let [earlier, later] = pair
            && later.at < earlier.at
        {
            broken.push(Broken::TimeRunsBack { event });
        }
    }
    let mut visits = BTreeMap::new();
    for stage in after
        .history
        .iter()
        .flat_map(|entry| &entry.outcome.entered)
    {
        *visits.entry(stage.clone()).or_insert(0_u32) += 1;
    }
    let stages: BTreeSet<_> = visits.keys().chain(after.deal.visits.keys()).collect();
    for stage in stages {
        if visits.get(stage) != after.deal.visits.get(stage) {
            broken.push(Broken::VisitsMiscounted {
                stage: stage.clone(),
            });
        }
    }
    broken
}

fn documents(step: &Step) -> Vec<Broken> {
    let after = &step.after.deal.documents;
    let mut places = BTreeSet::new();
    let twice = after
        .iter()
        .filter(|document| !places.insert(&document.file));
    let mut files: Vec<&String> = twice.map(|document| &document.file).collect();
    let same = |old: &Document, new: &Document| {
        (
            &old.kind, &old.file, old.sha256, old.size, old.round, old.number,
        ) == (
            &new.kind, &new.file, new.sha256, new.size, new.round, new.number,
        )
    };
    let before = step.before.map(|before| before.deal.documents.as_slice());
    for (number, old) in before.unwrap_or_default().iter().enumerate() {
        if !after.get(number).is_some_and(|new| same(old, new)) {
            files.push(&old.file);
        }
    }
    files
        .into_iter()
        .map(|file| Broken::DocumentsRewritten { file: file.clone() })
        .collect()
}

/// A round keeps everything but when it went to the client and whether it was taken back.
fn rounds(step: &Step) -> Vec<Broken> {
    let frozen = |round: &Round| Round {
        sent: None,
        taken_back: false,
        ..round.clone()
    };
    let after = &step.after.deal.rounds;
    let before = step.before.map(|before| before.deal.rounds.as_slice());
    let mut broken = Vec::new();
    for (number, old) in before.unwrap_or_default().iter().enumerate() {
        if after.get(number).map(frozen) != Some(frozen(old)) {
            broken.push(Broken::RoundRewritten { round: old.round });
        }
    }
    let rising = after.windows(2).all(|pair| match pair {
        [earlier, later] => earlier.round < later.round,
        _ => true,
    });
    if let (false, Some(last)) = (rising, after.last()) {
        broken.push(Broken::RoundRewritten { round: last.round });
    }
    broken
}

/// A letter's name is its own, and what goes along is on file with these very bytes.
fn letters(step: &Step) -> Vec<Broken> {
    let deal = &step.after.deal;
    let mut names = BTreeSet::new();
    let astray = deal.mail.iter().filter(|letter| {
        let on_file = deal.documents.iter().any(|document| {
            Some(&document.file) == letter.file.as_ref() && Some(document.sha256) == letter.sha256
        });
        let bare = letter.file.is_none() && letter.sha256.is_none();
        let twice = letter.state != LetterState::Cancelled && !names.insert(&letter.id);
        twice || !(bare || on_file)
    });
    astray
        .map(|letter| Broken::LetterAstray {
            letter: letter.id.to_string(),
        })
        .collect()
}
