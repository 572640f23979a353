//! The whole histories of deals, looked at once after every step of them was judged.

use super::{Finding, Wrong};
use crate::audit::audit_history;
use crate::record::tree::Tree;
use crate::workspace::{CommitId, Failure, Store, readers};
use std::collections::BTreeSet;
use std::thread;

/// What is wrong with the histories of these deals as a commit has them.
pub(super) fn findings(
    store: &Store,
    commit: CommitId,
    deals: &BTreeSet<String>,
) -> Result<Vec<Finding>, Failure> {
    let paths: Vec<&String> = deals.iter().collect();
    let share = paths.len().div_ceil(readers()).max(SMALLEST_SHARE);
    let mut shares = paths.chunks(share);
    let mine = shares.next().unwrap_or_default();
    let others = shares.map(|share| Ok((store.another()?, share)));
    let others = others.collect::<Result<Vec<_>, Failure>>()?;
    let results = thread::scope(|scope| {
        let others: Vec<_> = others
            .into_iter()
            .map(|(store, share)| scope.spawn(move || of_share(&store, commit, share)))
            .collect();
        let mut results = vec![of_share(store, commit, mine)];
        for other in others {
            let other = other.join();
            results.push(other.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        results
    });
    let findings: Result<Vec<Vec<Finding>>, Failure> = results.into_iter().collect();
    Ok(findings?.into_iter().flatten().collect())
}

/// Fewer deals than this are not worth another reader.
const SMALLEST_SHARE: usize = 64;

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
