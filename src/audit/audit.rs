use super::difference::Mismatch;
use super::intents::{of_people, settings_of};
use super::invariants::{Step, broken};
use super::{Difference, intents_of};
use crate::actions::change::Change;
use crate::actions::decide::decide;
use crate::actions::ground::{Ground, about, house_at};
use crate::actions::intent::Intent;
use crate::actions::people::introduce;
use crate::deal::document::Document;
use crate::deal::{DealFile, DealId};
use crate::people::People;
use crate::people::register::PeopleKind;
use crate::record::id::PersonId;
use crate::record::tree::Tree;
use crate::record::{Moment, Sha256Hex};
use std::collections::BTreeSet;

/// A commit as it is judged: what it changed, who signed it and when.
#[derive(Clone, Copy)]
pub struct Commit<'a> {
    /// The id of the first commit of the workspace.
    pub introduction: &'a str,
    pub parent: &'a dyn Tree,
    pub child: &'a dyn Tree,
    /// Every path that differs between the two trees.
    pub changed: &'a BTreeSet<String>,
    pub message: &'a str,
    /// Whose key signed it.
    pub actor: &'a PersonId,
    /// The committer's time.
    pub now: Moment,
}

/// Decides what a commit says was wanted again, on the state at its parent, and compares byte for byte: the changed
/// paths, every text, every document's hash, the whole message (docs/trust.md, Audit).
///
/// # Errors
/// The first difference.
pub fn audit(commit: &Commit) -> Result<(), Difference> {
    match commit.parent.list("")?.is_empty() {
        true => audit_introduction(commit),
        false => audit_in(house_at(commit.parent, commit.introduction)?, commit),
    }
}

/// The introduction has no parent: it is decided on the settings that it brings itself, and on nobody.
fn audit_introduction(commit: &Commit) -> Result<(), Difference> {
    let mut house = house_at(commit.child, commit.introduction)?;
    house.people = People::nobody();
    let register = commit.child.read(People::PATH)?.unwrap_or_default();
    let mut intents = of_people(None, &register)?;
    let intent = only(&mut intents)?;
    let scaffold = settings_of(commit.child, commit.changed)?;
    let decided = match &intent {
        Intent::People {
            kind: PeopleKind::Introduced,
            added,
        } => introduce(&house, &scaffold, added, commit.actor, commit.now),
        _ => return Err(Difference::NothingDone),
    };
    match decided {
        Ok(change) => compare(commit, &change),
        Err(no) => Err(Difference::Refused {
            intent: Box::new(intent),
            no: no.into(),
        }),
    }
}

/// As [`audit`], where settings, process, people and calendars of the parent are read already: from one commit to the
/// next they seldom change.
///
/// # Errors
/// The first difference.
pub fn audit_in(house: Ground, commit: &Commit) -> Result<(), Difference> {
    let mut intents = intents_of(commit.parent, commit.child, commit.changed)?;
    let intent = only(&mut intents)?;
    let ground = about(house, commit.parent, &intent)?;
    match decide(&ground, &intent, commit.actor, commit.now) {
        Ok(change) => compare(commit, &change)?,
        Err(no) => {
            let intent = Box::new(intent);
            return Err(Difference::Refused { intent, no });
        }
    }
    for path in commit.changed {
        if DealId::of_path(path).is_some() {
            deal_holds(&ground, commit, path)?;
        }
    }
    Ok(())
}

/// The one act of a commit.
fn only(intents: &mut Vec<Intent>) -> Result<Intent, Difference> {
    let Some(intent) = intents.pop() else {
        return Err(Difference::NothingDone);
    };
    match intents.len() {
        0 => Ok(intent),
        others => Err(Difference::ManyActs { count: others + 1 }),
    }
}

/// What holds of every deal holds of this one, and its new documents are as large as it says.
fn deal_holds(ground: &Ground, commit: &Commit, path: &str) -> Result<(), Difference> {
    let read = |tree: &dyn Tree| -> Result<Option<DealFile>, Difference> {
        let bytes = tree.read(path)?;
        let file = bytes.map(|bytes| DealFile::read(path, &bytes)).transpose();
        Ok(file?)
    };
    let before = read(commit.parent)?;
    let Some(after) = read(commit.child)? else {
        let path = path.to_owned();
        return Err(Difference::Removed { path });
    };
    let broken = broken(&Step {
        process: &ground.process,
        people: &ground.people,
        before: before.as_ref(),
        after: &after,
    });
    if !broken.is_empty() {
        let path = path.to_owned();
        return Err(Difference::Broken { path, broken });
    }
    let known = before.map_or(0, |before| before.history.len());
    let new = after.history.iter().skip(known);
    for filed in new.flat_map(|entry| &entry.outcome.filed) {
        size(commit, filed)?;
    }
    Ok(())
}

fn size(commit: &Commit, document: &Document) -> Result<(), Difference> {
    let bytes = commit.child.read(&document.file)?.unwrap_or_default();
    let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    match found == document.size {
        true => Ok(()),
        false => Err(Difference::Size {
            path: document.file.clone(),
            named: document.size,
            found,
        }),
    }
}

fn compare(commit: &Commit, change: &Change) -> Result<(), Difference> {
    let explained =
        |path: &str| change.files.contains_key(path) || change.documents.contains_key(path);
    if let Some(path) = commit.changed.iter().find(|path| !explained(path)) {
        return Err(Difference::Unexplained { path: path.clone() });
    }
    let mut paths = change.files.keys().chain(change.documents.keys());
    if let Some(path) = paths.find(|path| !commit.changed.contains(*path)) {
        return Err(Difference::Unchanged { path: path.clone() });
    }
    for (path, text) in &change.files {
        let Some(found) = commit.child.read(path)? else {
            return Err(Difference::Removed { path: path.clone() });
        };
        if let Some(mismatch) = Mismatch::between(text, &found) {
            let path = path.clone();
            return Err(Difference::Text { path, mismatch });
        }
    }
    for (path, named) in &change.documents {
        document(commit, path, *named)?;
    }
    match Mismatch::between(&change.message, commit.message.as_bytes()) {
        Some(mismatch) => Err(Difference::Message(mismatch)),
        None => Ok(()),
    }
}

/// A document is the one that the act names, and nothing stood in its place before.
fn document(commit: &Commit, path: &str, named: Sha256Hex) -> Result<(), Difference> {
    let found = commit.child.read(path)?.map(|bytes| Sha256Hex::of(&bytes));
    if found == Some(named) && commit.parent.read(path)?.is_none() {
        return Ok(());
    }
    Err(Difference::Document {
        path: path.to_owned(),
        named,
        found,
    })
}
