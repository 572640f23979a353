//! What a key signed while it was in wrong hands, and all that follows from it (docs/trust.md, Compromised keys).

use super::chain::Chain;
use super::deed::{Deed, Doubt, Gift, HOUSE};
use super::resting::Again;
use super::standing::{Distrust, Standing};
use super::words::{Cutoffs, Words, doubt};
use super::{Finding, Note, Wrong};
use crate::deal::act::Act;
use crate::deal::{Deal, DealFile, DealId};
use crate::people::key::fingerprint;
use crate::people::{People, PeopleEntry};
use crate::record::Day;
use crate::record::id::PersonId;
use crate::record::tree::Tree;
use crate::workspace::{CommitId, Failure, Link, Store, Tip};
use std::collections::BTreeSet;

/// A commit in doubt.
#[derive(Debug)]
pub struct Doubtful {
    pub commit: CommitId,
    pub doubt: Doubt,
    /// Whose key signed it, by all that the register ever knew.
    pub person: Option<PersonId>,
    pub key: String,
    /// What it gave, and somebody still has.
    pub stands: Vec<Gift>,
    /// Ratified by somebody who is trusted, or taken back.
    pub answered: bool,
}

/// What came of looking for what is in doubt.
#[derive(Debug, Default)]
pub(super) struct Untrusted {
    pub findings: Vec<Finding>,
    pub notes: Vec<Note>,
    /// What has to be remembered where nothing is found.
    pub distrust: Distrust,
}

/// A history that was proved up to a commit, and what was remembered of whom not to trust then.
pub(super) type Proved<'a> = (CommitId, &'a Distrust);

/// Every commit that a compromised key signed after the last one by which it is trusted, and every other one that was
/// possible only by such commits: red until somebody who is trusted ratifies it or its event is taken back, and worth a
/// note from then on. What was remembered only spares work.
pub(super) fn untrusted(
    store: &Store,
    tip: CommitId,
    introduction: &str,
    proved: Option<Proved>,
) -> Result<Untrusted, Failure> {
    let tip = store.tip_of(tip)?;
    if people_of(&tip)?.compromised.is_empty() {
        return Ok(Untrusted::default());
    }
    let known = match proved {
        Some(proved) => go_on(store, &tip, introduction, proved)?,
        None => None,
    };
    let (standing, before) = match (known, proved) {
        (Some(standing), Some((_, remembered))) => (standing, remembered.accepted.as_slice()),
        _ => (go_through(store, &tip, introduction)?, [].as_slice()),
    };
    let mut found = Untrusted {
        distrust: standing.distrust(),
        ..Untrusted::default()
    };
    let accepted = before.iter().filter_map(|commit| commit.parse().ok());
    found
        .notes
        .extend(accepted.map(|commit| Note::Accepted { commit }));
    for doubtful in doubtful(store, &tip, &standing)? {
        let commit = doubtful.commit;
        match doubtful.answered {
            true => found.notes.push(Note::Accepted { commit }),
            false => found.findings.push(Finding {
                commit,
                wrong: Wrong::Compromised(Box::new(doubtful)),
            }),
        }
    }
    let accepted = found.notes.iter().filter_map(|note| match note {
        Note::Accepted { commit } => Some(commit.to_string()),
        _ => None,
    });
    found.distrust.accepted = accepted.collect();
    Ok(found)
}

/// Every commit of a history that is in doubt, answered for or not.
///
/// # Errors
/// The repository cannot be read.
pub fn doubts(store: &Store, tip: CommitId, introduction: &str) -> Result<Vec<Doubtful>, Failure> {
    let tip = store.tip_of(tip)?;
    let standing = go_through(store, &tip, introduction)?;
    doubtful(store, &tip, &standing)
}

/// The whole history, from the first commit on.
fn go_through(store: &Store, tip: &Tip, introduction: &str) -> Result<Standing, Failure> {
    let chain = Chain::walk(store, tip.id(), None, usize::MAX).whole()?;
    let deeds = deeds(store, &chain)?;
    let cutoffs = Words::of(&deeds).cutoffs();
    let mut standing = Standing::new();
    take_all(store, introduction, &mut standing, &deeds, &cutoffs)?;
    Ok(standing)
}

/// From where it was proved. None where something is said since of whom to trust: that may bear on what was before.
fn go_on(
    store: &Store,
    tip: &Tip,
    introduction: &str,
    (base, remembered): Proved,
) -> Result<Option<Standing>, Failure> {
    let before = store.tip_of(base)?;
    let mut standing = Standing::at(people_of(&before)?, remembered);
    let same = before.blob(People::PATH)? == tip.blob(People::PATH)?;
    if same && standing.is_sound() {
        return Ok(Some(standing));
    }
    let chain = Chain::walk(store, tip.id(), Some(base), usize::MAX).whole()?;
    let deeds = deeds(store, &chain)?;
    if chain.base.is_none() || deeds.iter().any(Deed::speaks) {
        return Ok(None);
    }
    // Nobody has a compromised key any more.
    take_all(store, introduction, &mut standing, &deeds, &Cutoffs::new())?;
    Ok(Some(standing))
}

fn take_all(
    store: &Store,
    introduction: &str,
    standing: &mut Standing,
    deeds: &[Deed],
    cutoffs: &Cutoffs,
) -> Result<(), Failure> {
    let mut again = Again::new(store, introduction);
    for (place, deed) in deeds.iter().enumerate() {
        let doubt = match doubt(standing, place, deed, cutoffs) {
            None if !deed.bears() => again.rests_on(standing, deed)?,
            doubt => doubt,
        };
        standing.take(deed, doubt);
    }
    Ok(())
}

fn doubtful(store: &Store, tip: &Tip, standing: &Standing) -> Result<Vec<Doubtful>, Failure> {
    let today = Day::from_date(tip.committed().date_naive()).unwrap_or(Day::LAST);
    let doubts = standing.doubts.iter().map(|(commit, doubt)| {
        let link = store.link(*commit)?;
        let key = store.commit(*commit)?.ok();
        let key = key
            .and_then(|commit| commit.named_key().ok())
            .unwrap_or_default();
        let mut holders = standing.real.keys_and_holders();
        let holder = holders.find(|(known, _)| **known == key);
        let ratified = standing.ratified.contains(commit);
        Ok(Doubtful {
            commit: *commit,
            doubt: *doubt,
            person: holder.map(|(_, person)| person.clone()),
            key: fingerprint(&key),
            stands: standing.stands(*commit, today),
            answered: ratified || corrected(store, &link, tip)?,
        })
    });
    doubts.collect()
}

/// What the commits did, as far as it matters to whom to trust.
fn deeds(store: &Store, chain: &Chain) -> Result<Vec<Deed>, Failure> {
    let mut deeds = Vec::new();
    let mut before: Option<Tip> = match chain.base {
        Some(base) => Some(store.tip_of(base)?),
        None => None,
    };
    for link in &chain.links {
        let child = store.tip_of(link.id)?;
        let signed = store.commit(link.id)?.ok();
        let key = signed.as_ref().and_then(|signed| signed.named_key().ok());
        deeds.push(Deed {
            link: *link,
            key: key.unwrap_or_default(),
            email: signed.map(|signed| signed.person.email).unwrap_or_default(),
            entries: entries(before.as_ref(), &child)?,
            files: files(before.as_ref(), &child)?,
        });
        before = Some(child);
    }
    Ok(deeds)
}

/// What a commit added to the register.
fn entries(before: Option<&Tip>, child: &Tip) -> Result<Vec<PeopleEntry>, Failure> {
    let blob = |tip: &Tip| tip.blob(People::PATH);
    if before.map(blob).transpose()?.flatten() == blob(child)? {
        return Ok(Vec::new());
    }
    let known = match before {
        Some(before) => people_of(before)?.history.len(),
        None => 0,
    };
    let new = people_of(child)?.history.into_iter().skip(known);
    Ok(new.collect())
}

/// Which of the files that say what may be done a commit changed.
fn files(before: Option<&Tip>, child: &Tip) -> Result<Vec<&'static str>, Failure> {
    let mut files = Vec::new();
    for path in HOUSE {
        let known = before.map(|before| before.blob(path)).transpose()?;
        if known.flatten() != child.blob(path)? {
            files.push(path);
        }
    }
    Ok(files)
}

/// A register that cannot be read is a finding of its own.
fn people_of(tip: &Tip) -> Result<People, Failure> {
    let bytes = tip.read(People::PATH)?.unwrap_or_default();
    Ok(People::read(&bytes).unwrap_or_else(|_| People::nobody()))
}

/// Whether every event that a commit added to a deal was taken back since, and it did nothing else.
fn corrected(store: &Store, link: &Link, tip: &Tip) -> Result<bool, Failure> {
    let child = store.tip_of(link.id)?;
    let parent = link.parent.map(|id| store.tip_of(id)).transpose()?;
    let before = parent.as_ref().map(Tip::tree_id);
    let Ok(changes) = store.changes(before, child.tree_id())? else {
        return Ok(false);
    };
    let paths: BTreeSet<String> = changes.into_iter().map(|change| change.path).collect();
    let mut deals = paths.iter().filter(|path| DealId::of_path(path).is_some());
    let (Some(path), None) = (deals.next(), deals.next()) else {
        return Ok(false);
    };
    let first = match &parent {
        Some(parent) => events(parent, path)?,
        None => 0,
    };
    let last = events(&child, path)?;
    let bytes = tip.read(path)?.unwrap_or_default();
    let Ok(now) = DealFile::read(path, &bytes) else {
        return Ok(false);
    };
    let taken_back = |event: u32| {
        let mut acts = now.history.iter().map(|entry| &entry.act);
        acts.any(|act| matches!(act, Act::Correct { event: taken, .. } if *taken == event))
    };
    let new = (1..).zip(&now.history);
    let new = new.filter(|(event, _)| (first + 1..=last).contains(event));
    let filed: BTreeSet<&String> = new
        .flat_map(|(_, entry)| &entry.outcome.filed)
        .map(|document| &document.file)
        .collect();
    let nothing_else = paths
        .iter()
        .all(|other| other == path || filed.contains(other));
    Ok(last > first && nothing_else && (first + 1..=last).all(taken_back))
}

/// How many events a deal had in a commit.
fn events(tip: &Tip, path: &str) -> Result<u32, Failure> {
    let bytes = tip.read(path)?.unwrap_or_default();
    Ok(Deal::read(path, &bytes).map_or(0, |deal| deal.events))
}
