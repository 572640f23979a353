use super::chain::Chain;
use super::judge::{CouldNot, Legal};
use super::readers::Opinion;
use super::standing::Distrust;
use super::{Finding, Wrong};
use crate::record::Day;
use crate::workspace::CommitId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What came out.
#[derive(Debug)]
pub struct Proof {
    /// The first commit.
    pub introduction: CommitId,
    pub tip: CommitId,
    /// How many commits were judged in this run.
    pub judged: usize,
    /// What the whole history holds.
    pub tally: Tally,
    /// Everything that was not allowed, the oldest first.
    pub findings: Vec<Finding>,
    /// Why some commit could not be judged.
    pub unproved: Option<Unproved>,
    pub anchored: bool,
    pub notes: Vec<Note>,
    /// Whom not to trust from the tip on.
    pub distrust: Distrust,
}

/// How much was proved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub commits: usize,
    /// Answers to requests.
    pub decisions: usize,
    /// The ids of those who signed.
    pub people: BTreeSet<String>,
}

/// The first commit that could not be judged.
#[derive(Debug)]
pub struct Unproved {
    pub commit: CommitId,
    pub why: CouldNot,
}

/// What a person should know of a history that is proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A commit in doubt that an administrator has ratified, or somebody has corrected.
    Accepted { commit: CommitId },
    /// It could not be remembered how far the history is proved.
    NotRemembered,
    /// The service has not worked for so many working days; `last` is the day of its last run.
    Stale { last: Option<Day>, days: u32 },
}

/// The whole answer in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Proved,
    Forged,
    CouldNotCheck,
    NotAnchored,
}

impl Proof {
    /// A finding weighs more than what could not be checked, and both more than that nobody said whose history it is.
    pub fn verdict(&self) -> Verdict {
        match (self.findings.is_empty(), &self.unproved, self.anchored) {
            (false, ..) => Verdict::Forged,
            (true, Some(_), _) => Verdict::CouldNotCheck,
            (true, None, false) => Verdict::NotAnchored,
            (true, None, true) => Verdict::Proved,
        }
    }

    /// Whether every commit was a legal act when it was made. What a key in wrong hands signed before anybody knew is
    /// answered for later, by more commits: nobody must be kept from making them.
    pub fn is_legal(&self) -> bool {
        let mut findings = self.findings.iter();
        let only_compromised =
            findings.all(|finding| matches!(finding.wrong, Wrong::Compromised(_)));
        self.anchored && self.unproved.is_none() && only_compromised
    }
}

impl Proof {
    /// Takes the opinions in; gives the files of the deals that were changed.
    pub(super) fn gather(&mut self, chain: &Chain, opinions: Vec<Opinion>) -> BTreeSet<String> {
        let mut deals = BTreeSet::new();
        self.judged = opinions.len();
        for (link, opinion) in chain.links.iter().zip(opinions) {
            let commit = link.id;
            match opinion {
                Ok(Ok(legal)) => deals.extend(self.tally.count(legal)),
                Ok(Err(wrong)) => self.findings.push(Finding { commit, wrong }),
                Err(why) => self.could_not(commit, why),
            }
        }
        deals
    }

    /// The first reason is the one that is told.
    pub(super) fn could_not(&mut self, commit: CommitId, why: CouldNot) {
        self.unproved.get_or_insert(Unproved { commit, why });
    }
}

impl Tally {
    fn count(&mut self, legal: Legal) -> Vec<String> {
        self.commits += 1;
        self.decisions += usize::from(legal.decided);
        self.people.insert(legal.by.to_string());
        legal.deals
    }
}
