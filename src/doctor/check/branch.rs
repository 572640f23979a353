//! Guards against commits that were made past tlg, that the server refuses and that everything done later builds on.

use crate::doctor::finding::Finding;
use crate::doctor::observed::{Past, Seen};

pub fn judge(seen: &Seen) -> Vec<Finding> {
    let strays = match &seen.strays {
        None | Some(Ok(None)) => return Vec::new(),
        Some(Err(failure)) => return vec![Finding::Unseen(failure.clone())],
        Some(Ok(Some(strays))) => strays,
    };
    let mut findings = Vec::new();
    for past in [Past::Merge, Past::Plain, Past::Altered] {
        let commits = strays.iter().filter(|stray| stray.past == past);
        let commits: Vec<_> = commits.map(|stray| stray.commit).collect();
        if !commits.is_empty() {
            findings.push(Finding::PastTlg(past, commits));
        }
    }
    if findings.is_empty() {
        findings.push(Finding::OnlyActs);
    }
    findings
}
