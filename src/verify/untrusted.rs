//! What a key signed while it was in wrong hands, and all that follows from it (docs/trust.md, Compromised keys).

use super::chain::Chain;
use super::{Finding, Note, Wrong};
use crate::deal::act::Act;
use crate::deal::{Deal, DealFile, DealId};
use crate::people::key::fingerprint;
use crate::people::{People, PeopleAct};
use crate::record::tree::Tree;
use crate::workspace::{CommitId, Failure, Link, Store, Tip};
use std::collections::{BTreeMap, BTreeSet};

/// Every commit that a compromised key signed after the last one by which it is trusted, and every later one by whoever
/// was let in or given a role by such a commit: red until somebody who is trusted ratifies it or its event is taken back,
/// and worth a note from then on.
pub(super) fn untrusted(
    store: &Store,
    tip: CommitId,
) -> Result<(Vec<Finding>, Vec<Note>), Failure> {
    let tip = store.tip_of(tip)?;
    // A register that cannot be read is a finding of its own.
    let people = People::read(&register(&tip)?).unwrap_or_else(|_| People::nobody());
    let (mut findings, mut notes) = (Vec::new(), Vec::new());
    if people.compromised.is_empty() {
        return Ok((findings, notes));
    }
    let chain = Chain::walk(store, tip.id(), None, usize::MAX).whole()?;
    let mut distrust = Distrust::of(&people, &chain);
    for (place, link) in chain.links.iter().enumerate() {
        distrust.look_at(store, place, link)?;
    }
    for (link, key) in &distrust.signed {
        let commit = link.id;
        let ratified = distrust.ratified.contains(&commit.to_string());
        if ratified || corrected(store, link, &tip)? {
            notes.push(Note::Accepted { commit });
            continue;
        }
        let mut holders = people.keys_and_holders();
        let holder = holders.find(|(known, _)| *known == key);
        let wrong = Wrong::Compromised {
            person: holder.map(|(_, person)| person.clone()),
            key: fingerprint(key),
        };
        findings.push(Finding { commit, wrong });
    }
    Ok((findings, notes))
}

/// Whom not to trust, while the history is gone through once.
struct Distrust {
    /// Compromised keys, with the place in the chain from which on they count for nothing.
    keys: BTreeMap<String, usize>,
    /// Keys and people that such keys have let in, or given a role; each with the commit that did it.
    let_in: Vec<(String, CommitId)>,
    /// Commits that nobody trusts, with the key that each names.
    signed: Vec<(Link, String)>,
    /// Commits that somebody who is trusted has ratified.
    ratified: BTreeSet<String>,
}

impl Distrust {
    fn of(people: &People, chain: &Chain) -> Distrust {
        let from = |trusted: Option<String>| {
            let mut places = chain.links.iter();
            let place = places.position(|link| Some(link.id.to_string()) == trusted);
            place.map_or(0, |place| place + 1)
        };
        let keys = people.compromised.iter().map(|known| {
            let trusted = known.trusted.as_ref().map(ToString::to_string);
            (known.key.clone(), from(trusted))
        });
        Distrust {
            keys: keys.collect(),
            let_in: Vec::new(),
            signed: Vec::new(),
            ratified: BTreeSet::new(),
        }
    }

    fn look_at(&mut self, store: &Store, place: usize, link: &Link) -> Result<(), Failure> {
        let Ok(commit) = store.commit(link.id)? else {
            return Ok(());
        };
        let Ok(key) = commit.named_key() else {
            return Ok(());
        };
        let compromised = self.keys.get(&key).is_some_and(|from| place >= *from);
        let distrusted =
            compromised || self.is_let_in(&key) || self.is_let_in(&commit.person.email);
        if distrusted {
            self.signed.push((*link, key));
        }
        for act in people_acts(store, link)? {
            match distrusted {
                true => self.lets_in(act, link.id),
                false => self.ratifies(act),
            }
        }
        Ok(())
    }

    fn is_let_in(&self, name: &str) -> bool {
        self.let_in.iter().any(|(known, _)| known == name)
    }

    fn lets_in(&mut self, act: Done, by: CommitId) {
        let names = match act.act {
            PeopleAct::Introduced { added } | PeopleAct::Added { added } => {
                added.into_iter().flat_map(|person| person.keys).collect()
            }
            PeopleAct::KeyAdded { key, .. } => vec![key],
            PeopleAct::Granted { .. } => act.granted_to.into_iter().collect(),
            _ => Vec::new(),
        };
        self.let_in.extend(names.into_iter().map(|name| (name, by)));
    }

    /// Whoever is let in by a commit that was ratified since is trusted from then on.
    fn ratifies(&mut self, act: Done) {
        let PeopleAct::Ratified { commits } = act.act else {
            return;
        };
        let commits: BTreeSet<String> = commits.iter().map(ToString::to_string).collect();
        self.let_in
            .retain(|(_, by)| !commits.contains(&by.to_string()));
        self.ratified.extend(commits);
    }
}

/// An act on the register that a commit added.
struct Done {
    act: PeopleAct,
    /// The address of whoever was given a role.
    granted_to: Option<String>,
}

/// What a commit did to the register.
fn people_acts(store: &Store, link: &Link) -> Result<Vec<Done>, Failure> {
    let child = store.tip_of(link.id)?;
    let parent = link.parent.map(|id| store.tip_of(id)).transpose()?;
    let before = match &parent {
        Some(parent) => parent.blob(People::PATH)?,
        None => None,
    };
    if before == child.blob(People::PATH)? {
        return Ok(Vec::new());
    }
    let known = match &parent {
        Some(parent) => People::read(&register(parent)?).map_or(0, |people| people.history.len()),
        None => 0,
    };
    let Ok(people) = People::read(&register(&child)?) else {
        return Ok(Vec::new());
    };
    let new = people.history.iter().skip(known);
    let acts = new.map(|entry| Done {
        granted_to: match &entry.act {
            PeopleAct::Granted { person, .. } => {
                people.person(person).map(|person| person.email.clone())
            }
            _ => None,
        },
        act: entry.act.clone(),
    });
    Ok(acts.collect())
}

fn register(tip: &Tip) -> Result<Vec<u8>, Failure> {
    Ok(tip.read(People::PATH)?.unwrap_or_default())
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
