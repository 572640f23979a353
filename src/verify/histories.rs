//! The whole histories of deals, looked at once after every step of them was judged.

use super::{Finding, Wrong};
use crate::audit::audit_history;
use crate::record::tree::Tree;
use crate::workspace::{CommitId, Failure, Store, side_by_side};
use std::collections::BTreeSet;

/// Deals that a reader takes at once; fewer are not worth another one.
const SHARE: usize = 128;

/// What is wrong with the histories of these deals as a commit has them.
pub(super) fn findings(
    store: &Store,
    commit: CommitId,
    deals: &BTreeSet<String>,
) -> Result<Vec<Finding>, Failure> {
    let paths: Vec<&String> = deals.iter().collect();
    let place = store.place();
    let of_share = |store: &Store, _, paths: &[&String]| of_share(store, commit, paths);
    let shares = side_by_side(&paths, SHARE, store, || place.open(), of_share)?;
    let findings: Result<Vec<Vec<Finding>>, Failure> = shares.into_iter().collect();
    Ok(findings?.into_iter().flatten().collect())
}

fn of_share(store: &Store, commit: CommitId, paths: &[&String]) -> Result<Vec<Finding>, Failure> {
    let tip = store.tip_of(commit)?;
    let mut findings = Vec::new();
    for path in paths {
        // A deal that is gone is a finding of the commit that removed it.
        let Some(bytes) = tip.read(path)? else {
            continue;
        };
        if let Err(difference) = audit_history(path, &bytes) {
            let wrong = Wrong::Audit(Box::new(difference));
            findings.push(Finding { commit, wrong });
        }
    }
    Ok(findings)
}
