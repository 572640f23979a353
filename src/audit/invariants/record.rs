//! What is written stays written.

use super::{Broken, Step};
use crate::deal::DealFile;
use crate::deal::document::Document;
use crate::deal::fold::fold;
use crate::deal::letter::LetterState;
use crate::deal::round::Round;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn broken(step: &Step) -> Vec<Broken> {
    let mut broken = documents(step);
    broken.extend(rounds(step));
    broken.extend(letters(step));
    broken.extend(number(step));
    broken
}

/// A deal begins under nobody else's number.
fn number(step: &Step) -> Option<Broken> {
    let (None, Some(opening)) = (step.before, step.new.first()) else {
        return None;
    };
    let holder = step.leases.holder(step.after.deal.number());
    let person = holder.filter(|holder| **holder != opening.by)?.clone();
    Some(Broken::ForeignNumber { person })
}

/// The header is what the history adds up to, and time and visits run on.
pub(super) fn told(file: &DealFile) -> Vec<Broken> {
    let mut broken = Vec::new();
    match fold(&file.deal.deal, &file.history) {
        Err(history) => broken.push(Broken::NoFold {
            event: history.event,
        }),
        Ok(folded) if folded != file.deal => broken.push(Broken::HeaderIsNoFold),
        Ok(_) => {}
    }
    if file.deal.events as usize != file.history.len() {
        broken.push(Broken::HeaderIsNoFold);
    }
    for (event, pair) in (2..).zip(file.history.windows(2)) {
        if let [earlier, later] = pair
            && later.at < earlier.at
        {
            broken.push(Broken::TimeRunsBack { event });
        }
    }
    broken.extend(visits(file));
    broken
}

fn visits(file: &DealFile) -> Vec<Broken> {
    let mut visits = BTreeMap::new();
    for stage in file.history.iter().flat_map(|entry| &entry.outcome.entered) {
        *visits.entry(stage.clone()).or_insert(0_u32) += 1;
    }
    let stages: BTreeSet<_> = visits.keys().chain(file.deal.visits.keys()).collect();
    let miscounted = stages
        .into_iter()
        .filter(|stage| visits.get(*stage) != file.deal.visits.get(*stage));
    let miscounted = miscounted.map(|stage| Broken::VisitsMiscounted {
        stage: stage.clone(),
    });
    miscounted.collect()
}

fn documents(step: &Step) -> Vec<Broken> {
    let after = &step.after.documents;
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
    let before = step.before.map(|before| before.documents.as_slice());
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
    let after = &step.after.rounds;
    let before = step.before.map(|before| before.rounds.as_slice());
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
    let deal = step.after;
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
