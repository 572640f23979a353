use crate::actions::ground::GroundError;
use crate::record::tree::TreeError;
use crate::verify::Proof;
use crate::workspace::{CommitId, Failure, Holder, Remote};

/// Why a clone and its server did not come together. What was done here stays here.
#[derive(Debug)]
pub enum SyncFailure {
    /// The clone has no server.
    NoRemote,
    /// The server does not answer; what git said.
    Offline {
        remote: Remote,
        said: String,
    },
    /// Another command of this clone is talking to the server; who, if it has said so.
    Engaged {
        holder: Option<Holder>,
    },
    /// The server had the branch and has it no more.
    Gone {
        remote: Remote,
    },
    /// What the server has is not proved, and nothing of it is taken.
    Unproved {
        remote: Remote,
        proof: Box<Proof>,
    },
    /// What is older here than anything that the server lacks is not proved.
    OwnUnproved {
        proof: Box<Proof>,
    },
    /// A run of `tick` that the server does not have took letters in hand, and would have to be undone.
    Letters {
        commit: CommitId,
    },
    /// The server's hook or its settings say no; its words.
    Refused {
        remote: Remote,
        said: String,
    },
    /// Others were faster each time.
    Overtaken {
        tries: u32,
    },
    /// The files at a tip tell nothing.
    Ground(GroundError),
    Failure(Failure),
}

impl From<Failure> for SyncFailure {
    fn from(failure: Failure) -> Self {
        SyncFailure::Failure(failure)
    }
}

impl From<GroundError> for SyncFailure {
    fn from(error: GroundError) -> Self {
        SyncFailure::Ground(error)
    }
}

impl From<TreeError> for SyncFailure {
    fn from(error: TreeError) -> Self {
        SyncFailure::Failure(error.into())
    }
}
