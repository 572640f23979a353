use super::SyncFailure;
use super::past_act::PastAct;
use crate::people::People;
use crate::workspace::{CommitId, Store};
use chrono::{DateTime, FixedOffset};

/// How many commits are looked through for what was done meanwhile.
const FARTHEST: usize = 10_000;

/// What was done elsewhere to the files of an act after it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    pub commit: CommitId,
    /// Who did it: the id, else the name in the commit.
    pub by: String,
    pub at: DateTime<FixedOffset>,
    /// The first line of the commit's message.
    pub subject: String,
}

/// What every act rests on, beside the files that it changes.
const HOUSE: [&str; 3] = [People::PATH, "process.yaml", "tlg.yaml"];

/// Looks from `tip` back to the commit that an act was made on for what was done elsewhere to the same files, the oldest
/// first. Where nothing was, somebody may have changed who may do what, and how.
pub(super) fn meanwhile(
    store: &Store,
    act: &PastAct,
    tip: CommitId,
    people: &People,
) -> Result<Vec<Meanwhile>, SyncFailure> {
    let own: Vec<&str> = act.changed().iter().map(String::as_str).collect();
    let found = changes_of(&own, store, act, tip, people)?;
    match found.is_empty() {
        true => changes_of(&HOUSE, store, act, tip, people),
        false => Ok(found),
    }
}

fn changes_of(
    paths: &[&str],
    store: &Store,
    act: &PastAct,
    tip: CommitId,
    people: &People,
) -> Result<Vec<Meanwhile>, SyncFailure> {
    let mut found = Vec::new();
    let base = store.common(act.commit, tip)?;
    let mut next = Some(tip);
    for _ in 0..FARTHEST {
        let Some(id) = next.filter(|id| Some(*id) != base) else {
            break;
        };
        next = store.link(id)?.parent;
        let Some(parent) = next else {
            break;
        };
        if !touches(store, paths, parent, id)? {
            continue;
        }
        let Ok(commit) = store.commit(id)? else {
            continue;
        };
        let by = people
            .by_email(&commit.person.email)
            .map(|person| &person.id);
        found.push(Meanwhile {
            commit: id,
            by: by.map_or(commit.person.name, ToString::to_string),
            at: commit.committed,
            subject: commit.message.lines().next().unwrap_or_default().to_owned(),
        });
    }
    found.reverse();
    Ok(found)
}

fn touches(
    store: &Store,
    paths: &[&str],
    parent: CommitId,
    id: CommitId,
) -> Result<bool, SyncFailure> {
    let (before, after) = (store.tip_of(parent)?, store.tip_of(id)?);
    for path in paths {
        if before.blob(path)? != after.blob(path)? {
            return Ok(true);
        }
    }
    Ok(false)
}
