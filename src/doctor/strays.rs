//! Commits that somebody made past `tlg`, and that have not left this clone yet.

use super::observed::{Past, Stray};
use crate::record::Moment;
use crate::verify::{Chain, Marks, Root, Verification, verify};
use crate::workspace::{CommitFault, CommitId, Failure, Store};
use std::collections::BTreeSet;

/// So many commits are judged; of more, which have never been proved here, only the form is looked at.
const MOST: usize = 1000;

/// The commits of the branch of the deals that are no acts, the oldest first; `None` where another branch is checked out,
/// or none. `upstream` is the branch as the server has it: what is there, nobody makes undone here.
pub fn look(
    store: &Store,
    upstream: Option<&str>,
    now: Moment,
) -> Result<Option<Vec<Stray>>, Failure> {
    let branch = store.branch()?;
    if branch.is_none() || branch != store.branch_of_deals()? {
        return Ok(None);
    }
    let (Some(branch), Some(tip)) = (branch, store.commit_at("HEAD")?) else {
        return Ok(None);
    };
    let pushed = upstream.map(|name| store.commit_at(name)).transpose()?;
    let base = match pushed.flatten() {
        Some(pushed) => store.common(tip, pushed)?,
        None => None,
    };
    let own = Chain::walk(store, tip, base, MOST).whole()?;
    let own: Vec<CommitId> = own.links.iter().map(|link| link.id).collect();
    let illegal = illegal(store, tip, [Some(branch.as_str()), upstream], now)?;
    let mut strays = Vec::new();
    for commit in own {
        let past = past(store, commit)?;
        let is_illegal = illegal.as_ref().is_some_and(|all| all.contains(&commit));
        let stray = match past {
            // The message says that it was an act once.
            Past::Altered => is_illegal.then_some(past),
            past => Some(past),
        };
        strays.extend(stray.map(|past| Stray { commit, past }));
    }
    Ok(Some(strays))
}

/// The commits that were no legal acts; `None` where too many would have to be judged.
fn illegal(
    store: &Store,
    tip: CommitId,
    names: [Option<&str>; 2],
    now: Moment,
) -> Result<Option<BTreeSet<CommitId>>, Failure> {
    let (root, marks) = (Root::of(store)?, Marks::of(store));
    let spares = names.into_iter().flatten().find_map(|name| marks.get(name));
    let proved = spares.zip(root.as_ref());
    let proved = proved.and_then(|(mark, root)| mark.tip_since(root).filter(|_| mark.is_ours()));
    if Chain::walk(store, tip, proved, MOST + 1).links.len() > MOST {
        return Ok(None);
    }
    let proof = verify(
        store,
        &Verification {
            tip,
            root: root.as_ref(),
            spares,
            holds: None,
            full: false,
            documents: false,
            stops: false,
            now,
            progress: &|_, _| {},
        },
    )?;
    let findings = proof.findings.into_iter();
    let findings = findings.filter(|finding| finding.wrong.accuses());
    Ok(Some(findings.map(|finding| finding.commit).collect()))
}

/// What a commit was made by, if it is no act.
fn past(store: &Store, commit: CommitId) -> Result<Past, Failure> {
    if let Err(CommitFault::Merge { .. }) = store.commit(commit)? {
        return Ok(Past::Merge);
    }
    let message = store.message(commit)?;
    let is_act = message.lines().any(|line| line.starts_with("Intent: "));
    Ok(match is_act {
        true => Past::Altered,
        false => Past::Plain,
    })
}
