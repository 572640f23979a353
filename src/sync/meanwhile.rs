use crate::workspace::CommitId;
use chrono::{DateTime, FixedOffset};

/// What was done elsewhere to the files of an act after it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    pub commit: CommitId,
    /// Who did it: the id, else the name in the commit.
    pub by: String,
    /// When, as the company tells time.
    pub at: DateTime<FixedOffset>,
    /// The first line of the commit's message.
    pub subject: String,
}
