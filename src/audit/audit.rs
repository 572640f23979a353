use super::Difference;
use super::difference::{Mismatch, Refused};
use super::intents::{Told, of_people, settings_of, told as told_by};
use super::invariants::{Step, broken, told};
use crate::actions::change::Change;
use crate::actions::decide::{No, decide};
use crate::actions::ground::{Ground, house_at, proved};
use crate::actions::intent::Intent;
use crate::actions::people::introduce;
use crate::deal::document::Document;
use crate::deal::entry::Entry;
use crate::deal::{Deal, DealFile, DealId};
use crate::people::{People, PeopleAct};
use crate::process::Process;
use crate::record::id::PersonId;
use crate::record::tree::Tree;
use crate::record::{Moment, Sha256Hex};
use std::collections::BTreeSet;
use std::sync::Arc;

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
    pub documents: Documents,
}

/// How far the documents that come along are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// Their bytes are hashed and compared with what the deal names.
    Hashed,
    /// They are there and as large as the deal says: of commits whose documents were hashed before.
    Sized,
}

/// Decides what a commit says was wanted again, on the state at its parent, and compares byte for byte: the changed
/// paths, every text, every document's hash, the whole message (docs/trust.md, Audit).
///
/// # Errors
/// The first difference.
pub fn audit(commit: &Commit) -> Result<Intent, Difference> {
    match commit.parent.list("")?.is_empty() {
        true => audit_introduction(commit),
        false => audit_in(house_at(commit.parent, commit.introduction)?, commit),
    }
}

/// The introduction has no parent: it is decided on the settings that it brings itself, and on nobody.
fn audit_introduction(commit: &Commit) -> Result<Intent, Difference> {
    let mut house = house_at(commit.child, commit.introduction)?;
    house.people = Arc::new(People::nobody());
    let register = commit.child.read(People::PATH)?.unwrap_or_default();
    let mut intents = of_people(None, &register)?;
    let intent = only(&mut intents, commit)?;
    let scaffold = settings_of(commit.child, commit.changed)?;
    let decided = match &intent {
        Intent::People {
            act: PeopleAct::Introduced { added },
            text: None,
        } => introduce(&house, &scaffold, added, commit.actor, commit.now),
        _ => return Err(Difference::NothingDone),
    };
    match decided {
        Ok(change) => compare(commit, &change)?,
        Err(no) => return Err(refused(intent, no.into(), house, commit)),
    }
    Ok(intent)
}

/// As [`audit`], where settings, process, people and calendars of the parent are read already: from one commit to the
/// next they seldom change.
///
/// # Errors
/// The first difference.
pub fn audit_in(house: Ground, commit: &Commit) -> Result<Intent, Difference> {
    let Told {
        mut intents,
        entries,
    } = told_by(commit.parent, commit.child, commit.changed)?;
    let intent = only(&mut intents, commit)?;
    let ground = proved(house, commit.parent, &intent)?;
    match decide(&ground, &intent, commit.actor, commit.now) {
        Ok(change) => compare(commit, &change)?,
        Err(no) => return Err(refused(intent, no, ground, commit)),
    }
    let next = next_process(&intent);
    for path in commit.changed {
        if DealId::of_path(path).is_some() {
            let new = entries.get(path).map_or(&[][..], Vec::as_slice);
            deal_holds(&ground, next.as_ref(), commit, path, new)?;
        }
    }
    Ok(intent)
}

fn refused(intent: Intent, no: No, ground: Ground, commit: &Commit) -> Difference {
    Difference::Refused(Box::new(Refused {
        intent,
        no,
        ground,
        actor: commit.actor.clone(),
        now: commit.now,
    }))
}

/// The process that a commit brings.
fn next_process(intent: &Intent) -> Option<Process> {
    let Intent::Apply { files } = intent else {
        return None;
    };
    let text = files.get(Process::PATH)?;
    Process::read(Process::PATH, text.as_bytes()).ok()
}

/// Whether a deal's whole history makes sense by itself, and the header is what it adds up to. Every commit has been
/// judged on its parent by then; this looks at the sum of them in another way.
///
/// # Errors
/// A file that breaks its grammar, or what it breaks.
pub fn audit_history(path: &str, bytes: &[u8]) -> Result<(), Difference> {
    let broken = told(&DealFile::read(path, bytes)?);
    match broken.is_empty() {
        true => Ok(()),
        false => Err(Difference::Broken {
            path: path.to_owned(),
            broken,
        }),
    }
}

/// The one act of a commit.
fn only(intents: &mut Vec<Intent>, commit: &Commit) -> Result<Intent, Difference> {
    let Some(intent) = intents.pop() else {
        let first = commit.changed.first();
        let unexplained = first.map(|path| unexplained(commit, path)).transpose()?;
        return Err(unexplained.unwrap_or(Difference::NothingDone));
    };
    match intents.len() {
        0 => Ok(intent),
        others => Err(Difference::ManyActs { count: others + 1 }),
    }
}

/// What holds of every step of a deal holds of this one, and its new documents are as large as it says.
fn deal_holds(
    ground: &Ground,
    next: Option<&Process>,
    commit: &Commit,
    path: &str,
    new: &[Entry],
) -> Result<(), Difference> {
    let before = commit.parent.read(path)?;
    let Some(after) = commit.child.read(path)? else {
        let path = path.to_owned();
        return Err(Difference::Removed { path });
    };
    let known = ground.deal.as_ref().map(|file| &file.deal);
    let before = match (before, known.filter(|deal| deal.deal.path() == path)) {
        (None, _) => None,
        (Some(_), Some(known)) => Some(known.clone()),
        (Some(bytes), None) => Some(Deal::read_written(path, &bytes)?),
    };
    let broken = broken(&Step {
        process: &ground.process,
        next,
        people: &ground.people,
        leases: &ground.numbers.leases,
        before: before.as_ref(),
        after: &Deal::read_written(path, &after)?,
        new,
    });
    if !broken.is_empty() {
        let path = path.to_owned();
        return Err(Difference::Broken { path, broken });
    }
    for filed in new.iter().flat_map(|entry| &entry.outcome.filed) {
        size(commit, filed)?;
    }
    Ok(())
}

fn size(commit: &Commit, document: &Document) -> Result<(), Difference> {
    let found = commit.child.size(&document.file)?.unwrap_or_default();
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
        return Err(unexplained(commit, path)?);
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

/// A path that no act changes: written, or gone.
fn unexplained(commit: &Commit, path: &str) -> Result<Difference, Difference> {
    let path = path.to_owned();
    Ok(match commit.child.size(&path)? {
        Some(_) => Difference::Unexplained { path },
        None => Difference::Removed { path },
    })
}

/// A document is the one that the act names, and nothing stood in its place before.
fn document(commit: &Commit, path: &str, named: Sha256Hex) -> Result<(), Difference> {
    let found = match commit.documents {
        Documents::Hashed => commit.child.read(path)?.map(|bytes| Sha256Hex::of(&bytes)),
        Documents::Sized => commit.child.size(path)?.map(|_| named),
    };
    if found == Some(named) && commit.parent.size(path)?.is_none() {
        return Ok(());
    }
    Err(Difference::Document {
        path: path.to_owned(),
        named,
        found,
    })
}
