//! What is wrong with this machine, this clone or server, and the files at its tip.
//!
//! First everything is looked at ([`fn@observe`]), each thing by itself, so that one that is broken hides none of the
//! others. Then each [`check`] judges what was seen, and touches nothing. What it finds is a [`Finding`]; words and
//! ways out are the interface's.

pub mod check;
mod finding;
mod finding_id;
mod house;
mod machine;
mod observe;
mod observed;
mod room;
mod strays;

pub use check::Check;
pub use finding::{Finding, Outcome, Runs};
pub use observe::observe;
pub use observed::{KeySeen, Kind, Observed, Past, Place, Seen};

/// A check and what it found, the outcome of the worst.
pub struct Judged {
    pub check: Check,
    pub findings: Vec<Finding>,
}

impl Judged {
    /// How the check came out.
    pub fn outcome(&self) -> Outcome {
        let outcomes = self.findings.iter().map(Finding::outcome);
        outcomes.max().unwrap_or(Outcome::Well)
    }
}

/// Makes every check that says something here.
pub fn examine(observed: &Observed) -> Vec<Judged> {
    let judged = Check::ALL.into_iter().map(|check| Judged {
        check,
        findings: check.judge(observed),
    });
    judged
        .filter(|judged| !judged.findings.is_empty())
        .collect()
}
