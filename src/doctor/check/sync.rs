//! Guards against working on what others have long left behind, or keeping to oneself what they wait for.

use crate::doctor::finding::Finding;
use crate::doctor::observed::Seen;

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let mut findings = followed(seen);
    findings.extend(match &seen.shelved {
        None | Some(Ok(0)) => None,
        Some(Ok(count)) => Some(Finding::Shelved { count: *count }),
        Some(Err(failure)) => Some(Finding::Unseen(failure.clone())),
    });
    findings
}

fn followed(seen: &Seen) -> Vec<Finding> {
    let following = match &seen.following {
        None => return Vec::new(),
        Some(Err(failure)) => return vec![Finding::Unseen(failure.clone())],
        // No branch is checked out: the check of the repository says so.
        Some(Ok(None)) if matches!(seen.branch, Ok(None)) => return Vec::new(),
        Some(Ok(None)) => return vec![Finding::Alone],
        Some(Ok(Some(following))) => following,
    };
    if let Some(commit) = following.refused {
        return vec![Finding::ServerRefused { commit }];
    }
    let finding = match (following.ahead, following.behind) {
        _ if following.upstream.is_none() => Finding::NeverFetched,
        (0, 0) => Finding::Synced {
            at: following.fetched.and_then(|at| seen.moment(at)),
        },
        (count, 0) => Finding::Ahead { count },
        (0, count) => Finding::Behind { count },
        (ahead, behind) => Finding::Diverged { ahead, behind },
    };
    vec![finding]
}
