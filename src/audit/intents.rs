use super::Difference;
use crate::actions::intent::Intent;
use crate::agenda::DayFile;
use crate::client::{Client, ClientDetails, ClientFile};
use crate::deal::act::Act;
use crate::deal::entry::Entry;
use crate::deal::{DealFile, DealId};
use crate::numbers::Numbers;
use crate::people::People;
use crate::process::Process;
use crate::record::tree::Tree;
use crate::record::{Day, head};
use std::collections::{BTreeMap, BTreeSet};

/// What the new history entries of a commit tell.
pub(super) struct Told {
    pub intents: Vec<Intent>,
    /// The new entries of deals, by the paths of their files.
    pub entries: BTreeMap<String, Vec<Entry>>,
}

/// The intents of a commit: what its new history entries say was wanted, in the order of the paths. Settings, process,
/// calendars and templates have no history: where none says anything, the changed files themselves are what was wanted.
///
/// # Errors
/// A file that breaks its grammar, and one whose history does not begin with what it said at the parent.
pub fn intents_of(
    parent: &dyn Tree,
    child: &dyn Tree,
    changed: &BTreeSet<String>,
) -> Result<Vec<Intent>, Difference> {
    told(parent, child, changed).map(|told| told.intents)
}

/// The entries by which a commit makes the histories of deals longer, in the order of the paths.
///
/// # Errors
/// As [`intents_of`].
pub fn entries_of(
    parent: &dyn Tree,
    child: &dyn Tree,
    changed: &BTreeSet<String>,
) -> Result<Vec<Entry>, Difference> {
    let told = told(parent, child, changed)?;
    Ok(told.entries.into_values().flatten().collect())
}

/// As [`intents_of`], with the entries that say so.
///
/// # Errors
/// As [`intents_of`].
pub(super) fn told(
    parent: &dyn Tree,
    child: &dyn Tree,
    changed: &BTreeSet<String>,
) -> Result<Told, Difference> {
    let mut intents = Vec::new();
    let mut entries = BTreeMap::new();
    let ticked = changed.iter().any(|path| DayFile::of_path(path).is_some());
    let applied = changed.contains(Process::PATH);
    for path in changed {
        let Some(new) = child.read(path)? else {
            continue;
        };
        let old = parent.read(path)?;
        if let Some(deal) = DealId::of_path(path) {
            let added = of_deal(path, old.as_deref(), &new)?;
            let own = added.iter().map(|entry| intent_of(&deal, entry));
            let derived = |intent: &Intent| {
                (ticked && is_of_the_post(intent)) || (applied && is_relocation(intent))
            };
            intents.extend(own.filter(|intent| !derived(intent)));
            entries.insert(path.clone(), added);
        } else if let Some(day) = DayFile::of_path(path) {
            intents.extend(of_day(day, old.as_deref(), &new)?);
        } else if path == Numbers::PATH {
            intents.extend(of_numbers(old.as_deref(), &new)?);
        } else if path == People::PATH {
            intents.extend(of_people(old.as_deref(), &new)?);
        } else if path.starts_with("clients/") && path.ends_with("/client.yaml") {
            intents.extend(of_client(path, old.as_deref(), &new)?);
        }
    }
    if intents.is_empty() {
        let files = settings_of(child, changed)?;
        let applied = (!files.is_empty()).then_some(Intent::Apply { files });
        intents.extend(applied);
    }
    Ok(Told { intents, entries })
}

/// The changed files that have no history of their own, as a commit leaves them.
///
/// # Errors
/// A file that cannot be read, or is no text.
pub(super) fn settings_of(
    child: &dyn Tree,
    changed: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, Difference> {
    let mut files = BTreeMap::new();
    for path in changed.iter().filter(|path| !has_history(path)) {
        let Some(bytes) = child.read(path)? else {
            continue;
        };
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| Difference::NoText { path: path.clone() })?;
        files.insert(path.clone(), text);
    }
    Ok(files)
}

/// Whether a file tells its own history, or follows one that does.
fn has_history(path: &str) -> bool {
    let folders = ["deals/", "clients/", "ticks/"];
    let registers = [Numbers::PATH, People::PATH, People::SIGNERS_PATH];
    registers.contains(&path) || folders.iter().any(|folder| path.starts_with(folder))
}

fn of_deal(path: &str, old: Option<&[u8]>, new: &[u8]) -> Result<Vec<Entry>, Difference> {
    if let Some(old) = old
        && let Err(rewritten) = appended(path, old, new)
    {
        // A file that is no deal file at all is better told as such.
        DealFile::read(path, new)?;
        return Err(rewritten);
    }
    Ok(Entry::read_new(path, old, new)?)
}

fn intent_of(deal: &DealId, entry: &Entry) -> Intent {
    Intent::Deal {
        deal: deal.clone(),
        act: entry.act.clone(),
        seen: entry.seen.clone(),
    }
}

/// What the post did to a deal is part of the run of `tick` that stands in the record of the day.
fn is_of_the_post(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::Deal {
            act: Act::Claim { .. } | Act::Send { .. } | Act::Miss { .. },
            ..
        }
    )
}

/// That a deal was taken along is part of the new process that did it.
fn is_relocation(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::Deal {
            act: Act::Relocate { .. },
            ..
        }
    )
}

fn of_day(day: Day, old: Option<&[u8]>, new: &[u8]) -> Result<Vec<Intent>, Difference> {
    let path = DayFile::path(day);
    let file = DayFile::read(day, new)?;
    let known = match old {
        None => 0,
        Some(old) => {
            appended(&path, old, new)?;
            DayFile::read(day, old)?.history.len()
        }
    };
    let new = file.history.into_iter().skip(known);
    Ok(new.map(|entry| entry.intent(day)).collect())
}

fn of_client(path: &str, old: Option<&[u8]>, new: &[u8]) -> Result<Vec<Intent>, Difference> {
    let file = ClientFile::read(path, new)?;
    if Client::path(&file.client) != path {
        let path = path.to_owned();
        return Err(Difference::Unexplained { path });
    }
    let known = match old {
        None => 0,
        Some(old) => {
            appended(path, old, new)?;
            ClientFile::read(path, old)?.history.len()
        }
    };
    let new = file.history.into_iter().skip(known);
    Ok(new
        .map(|entry| Intent::Client {
            client: file.client.clone(),
            kind: entry.kind,
            details: ClientDetails {
                name: entry.name,
                email: entry.email,
                inn: entry.inn,
            },
            after: entry.after,
        })
        .collect())
}

fn of_numbers(old: Option<&[u8]>, new: &[u8]) -> Result<Vec<Intent>, Difference> {
    let numbers = Numbers::read(new)?;
    let known = match old {
        None => 0,
        Some(old) => {
            appended(Numbers::PATH, old, new)?;
            Numbers::read_written(old)?.history.len()
        }
    };
    let new = numbers.history.into_iter().skip(known);
    Ok(new
        .map(|lease| Intent::Lease {
            clone: lease.clone,
            block: lease.block,
        })
        .collect())
}

pub(super) fn of_people(old: Option<&[u8]>, new: &[u8]) -> Result<Vec<Intent>, Difference> {
    let people = People::read(new)?;
    let known = match old {
        None => 0,
        Some(old) => {
            appended(People::PATH, old, new)?;
            People::read(old)?.history.len()
        }
    };
    let new = people.history.into_iter().skip(known);
    Ok(new
        .map(|entry| Intent::People {
            act: entry.act,
            text: entry.text,
        })
        .collect())
}

/// Refuses a history that does not begin with what it said at the parent, byte for byte.
fn appended(path: &str, old: &[u8], new: &[u8]) -> Result<(), Difference> {
    let ((_, old), (head, new)) = (parted(old), parted(new));
    if new.starts_with(old) {
        return Ok(());
    }
    let same = old.iter().zip(new).take_while(|(old, new)| old == new);
    let lines = same.filter(|(old, _)| **old == b'\n').count();
    let above = head.iter().filter(|byte| **byte == b'\n').count();
    Err(Difference::HistoryRewritten {
        path: path.to_owned(),
        line: 1 + above + lines,
    })
}

/// A file above the key `history`, and from there on. Of one that is no text all is above it.
fn parted(bytes: &[u8]) -> (&[u8], &[u8]) {
    let text = std::str::from_utf8(bytes);
    bytes.split_at(text.map_or(bytes.len(), |text| head(text).len()))
}
