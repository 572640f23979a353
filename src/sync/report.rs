use super::SyncFailure;
use super::meanwhile::Meanwhile;
use super::shelf::{Place, Shelved};
use crate::audit::Difference;
use crate::audit::difference::Refused;
use crate::numbers::Block;
use crate::workspace::{CommitId, Remote};
use chrono::{DateTime, FixedOffset};

/// What came of meeting the server.
#[derive(Debug, Default)]
pub struct Synced {
    pub remote: Option<Remote>,
    /// Commits of others that came in.
    pub received: usize,
    /// Commits that went out.
    pub sent: usize,
    /// Acts of mine that were decided again.
    pub redone: Vec<Redone>,
    /// Acts that no longer hold, as they were put on the shelf.
    pub kept: Vec<Kept>,
    /// Acts that wait for a key of their authors: of others, and of mine where git signs with another key.
    pub waiting: Vec<Shelved>,
    /// Acts of mine that build on those.
    pub behind: Vec<Shelved>,
    /// The fingerprint of the key that git signs with here, where acts of mine wait because it is none of mine there.
    pub other_key: Option<String>,
    /// Commits that say nothing of their own: merges, runs of `tick` that are derived anew, acts that the server has already.
    pub dropped: Vec<Dropped>,
    /// Numbers of deals that were taken into stock.
    pub leased: Option<Block>,
    /// How often it was tried.
    pub tries: u32,
    /// What could not be noted of it here. Nothing rests on the notes.
    pub unnoted: Vec<SyncFailure>,
}

/// An act that was decided again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redone {
    pub old: CommitId,
    pub new: CommitId,
    /// The first line of the commit's message.
    pub subject: String,
}

/// A commit that is gone from the branch and on no shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    pub commit: CommitId,
    /// The first line of its message.
    pub subject: String,
}

/// An act that is kept.
#[derive(Debug)]
pub struct Kept {
    pub shelved: Shelved,
    /// The first line of the commit's message.
    pub subject: String,
    /// When it was kept, and why; none where it was kept just now, or nobody can say any more.
    pub first: Option<First>,
    /// Why it does not hold; none where it would by now.
    pub why: Option<Why>,
    /// What others did meanwhile to the same files, the oldest first.
    pub meanwhile: Vec<Meanwhile>,
}

/// Why an act was kept, when it was.
#[derive(Debug)]
pub struct First {
    /// When, as the company tells time.
    pub at: DateTime<FixedOffset>,
    pub why: Why,
}

/// Why an act is not done again by itself.
#[derive(Debug)]
pub enum Why {
    /// The rules say no.
    Refused(Box<Refused>),
    /// Somebody else has changed a file that it takes over whole.
    Overwritten { path: String },
    /// It builds on one that is on the shelf.
    Follows { commit: CommitId },
    /// It is not signed by the key of the one it names.
    NotSigned,
    /// It is somebody's whom the company does not know, or who has no role or no key any more; as the commit names them.
    NobodySigns { author: String },
    /// It is nothing that `tlg` writes.
    NotAnAct(Box<Difference>),
    /// Its trees or the commit itself have no form of ours.
    OutOfForm,
    /// The number now belongs to another deal.
    OtherDeal,
}

impl Synced {
    /// Notes an act that was decided again, also for the second time.
    pub(super) fn note_redone(&mut self, redone: Redone) {
        match self.redone.iter_mut().find(|it| it.new == redone.old) {
            Some(known) => {
                known.new = redone.new;
                known.subject = redone.subject;
            }
            None => self.redone.push(redone),
        }
    }

    pub(super) fn note_set_aside(
        &mut self,
        shelved: Shelved,
        subject: String,
        why: Option<Why>,
        meanwhile: Vec<Meanwhile>,
    ) {
        match why {
            why @ Some(_) if shelved.place == Place::Kept => self.kept.push(Kept {
                shelved,
                subject,
                first: None,
                why,
                meanwhile,
            }),
            Some(_) => self.behind.push(shelved),
            None => self.waiting.push(shelved),
        }
    }
}
