use super::Doubtful;
use crate::audit::Difference;
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::workspace::{CommitFault, CommitId, Person, TreeFault};

/// A commit that was not allowed, and why.
#[derive(Debug)]
pub struct Finding {
    pub commit: CommitId,
    pub wrong: Wrong,
}

/// What is wrong with the author's time: nothing is judged by it, so that no bit of it may be free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthoredFault {
    /// Outside of the years that are known.
    NoMoment,
    /// Nobody commits what has not been asked for yet.
    Ahead { authored: Moment, committed: Moment },
    /// Not told as the company's zone has it.
    OtherZone {
        found_minutes: i32,
        company_minutes: i32,
    },
}

/// What is wrong with a commit, or with the branch at this commit (docs/trust.md, Rules of the branch).
#[derive(Debug)]
pub enum Wrong {
    /// It is not in the one form that commits have.
    Form(CommitFault),
    /// Its trees hold what no tree of a workspace has.
    Tree(TreeFault),
    /// The signature is not over these bytes; `key` is the fingerprint it names.
    BadSignature { key: Option<String> },
    /// The key that signed belongs to nobody at the parent; its fingerprint.
    UnknownKey { key: String },
    /// Author and committer are not the person who signed, as `people.yaml` of the parent has them.
    OtherAuthor {
        signer: PersonId,
        named: Person,
        known: Person,
    },
    /// It is older than its parent.
    ClockBack { at: Moment, parent: Moment },
    /// It is later than it can be.
    ClockAhead { at: Moment, now: Moment },
    /// Its time is not told as the company's zone has it.
    OtherZone {
        found_minutes: i32,
        company_minutes: i32,
    },
    /// Its time is outside of the years that are known.
    NoMoment,
    /// When it was first asked for cannot be so.
    Authored(AuthoredFault),
    /// What it changes is not what the rules make of its intents.
    Audit(Box<Difference>),
    /// Signed by a key that was in wrong hands by then, or possible only by what such commits gave, and nobody has
    /// ratified or corrected it since.
    Compromised(Box<Doubtful>),
    /// The first commit is another one than the workspace was introduced by.
    OtherIntroduction { expected: CommitId },
    /// The first commit is signed by another key than was given with it; both fingerprints.
    OtherIntroducer { expected: String, found: String },
    /// The branch no longer holds the commit that was verified last.
    RolledBack { verified: CommitId },
}

impl Wrong {
    /// The rule that is broken, as programs and pages name it.
    pub fn rule(&self) -> &'static str {
        match self {
            Wrong::Form(fault) => form_rule(fault),
            Wrong::Tree(_) => "tree",
            Wrong::BadSignature { .. } => "bad_signature",
            Wrong::UnknownKey { .. } => "unknown_key",
            Wrong::OtherAuthor { .. } => "other_author",
            Wrong::ClockBack { .. } | Wrong::ClockAhead { .. } => "clock",
            Wrong::OtherZone { .. } | Wrong::NoMoment | Wrong::Authored(_) => "clock",
            Wrong::Audit(difference) => audit_rule(difference),
            Wrong::Compromised(_) => "compromised_key",
            Wrong::OtherIntroduction { .. } | Wrong::OtherIntroducer { .. } => "introduction",
            Wrong::RolledBack { .. } => "rolled_back",
        }
    }

    /// Whether it is the commit itself that is wrong, and not where its history comes from or leads to.
    pub fn is_of_the_commit(&self) -> bool {
        !matches!(
            self,
            Wrong::Compromised { .. }
                | Wrong::OtherIntroduction { .. }
                | Wrong::OtherIntroducer { .. }
                | Wrong::RolledBack { .. }
        )
    }

    /// Whether whoever the commit names has done something. A branch that was rolled back, a clock that is wrong or a key
    /// that was stolen are nobody's forgery.
    pub fn accuses(&self) -> bool {
        !matches!(
            self,
            Wrong::ClockAhead { .. }
                | Wrong::Compromised(_)
                | Wrong::OtherIntroduction { .. }
                | Wrong::OtherIntroducer { .. }
                | Wrong::RolledBack { .. }
        )
    }

    /// The file that it is about, where it is about one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Wrong::Tree(fault) => tree_path(fault),
            Wrong::Audit(difference) => difference.path(),
            _ => None,
        }
    }
}

fn form_rule(fault: &CommitFault) -> &'static str {
    match fault {
        CommitFault::Merge { .. } => "merge",
        CommitFault::Unsigned => "unsigned",
        CommitFault::TwoPeople { .. } => "other_author",
        CommitFault::Header { .. } | CommitFault::Armour | CommitFault::Malformed => "form",
    }
}

fn audit_rule(difference: &Difference) -> &'static str {
    match difference {
        Difference::Refused(_) => "not_allowed",
        Difference::HistoryRewritten { .. } => "history_rewritten",
        Difference::Unexplained { .. } | Difference::NothingDone => "unexplained",
        Difference::ManyActs { .. } => "many_acts",
        Difference::Removed { .. } => "removed",
        Difference::Document { .. } | Difference::Size { .. } => "document",
        Difference::Message(_) => "message",
        Difference::Broken { .. } => "invariant",
        Difference::Fault(_) | Difference::NoText { .. } | Difference::Tree(_) => "file",
        Difference::Ground(_) => "file",
        Difference::Text { .. } | Difference::Unchanged { .. } => "differs",
    }
}

fn tree_path(fault: &TreeFault) -> Option<&str> {
    match fault {
        TreeFault::Mode { path, .. }
        | TreeFault::Twins { path, .. }
        | TreeFault::EmptyFolder { path } => Some(path),
        TreeFault::Name { folder }
        | TreeFault::Unsorted { folder }
        | TreeFault::Deep { folder } => Some(folder),
        TreeFault::TooMany { .. } => None,
    }
}
