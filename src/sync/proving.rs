//! What is proved before it is taken from a server, or given to one.

use super::{Meeting, SyncFailure};
use crate::verify::{Depth, Proof, Subject, is_proved, prove};
use crate::workspace::{CommitId, Remote, Store};

impl Meeting<'_> {
    /// Takes what the server shows for true only where it is proved, and remembers it as the server's.
    pub(super) fn accept(&self, remote: &Remote, tip: CommitId) -> Result<(), SyncFailure> {
        let proof = self.prove(&self.store()?, tip, &self.workspace.upstream(remote))?;
        match proof.is_legal() {
            true => Ok(()),
            false => Err(SyncFailure::Unproved {
                remote: remote.clone(),
                proof: Box::new(proof),
            }),
        }
    }

    /// Whether a history that is to be pushed is proved: a server without a hook takes whatever it is given.
    pub(super) fn is_legal(&self, tip: CommitId) -> Result<bool, SyncFailure> {
        Ok(self.prove_own(&self.store()?, tip)?.is_legal())
    }

    /// Proves what is here, in a clone that has no server to be proved by.
    ///
    /// # Errors
    /// [`SyncFailure::OwnUnproved`]; the repository cannot be read.
    pub fn stand_alone(&self) -> Result<(), SyncFailure> {
        let (store, tip) = (self.store()?, self.workspace.tip()?.id());
        if is_proved(&store, tip) {
            return Ok(());
        }
        let proof = self.prove_own(&store, tip)?;
        match proof.is_legal() {
            true => Ok(()),
            false => Err(SyncFailure::OwnUnproved {
                proof: Box::new(proof),
            }),
        }
    }

    /// Proves a history of this clone.
    pub(super) fn prove_own(&self, store: &Store, tip: CommitId) -> Result<Proof, SyncFailure> {
        let branch = format!("refs/heads/{}", self.workspace.branch());
        self.prove(store, tip, &branch)
    }

    /// Proves a history from what is remembered of it on.
    fn prove(&self, store: &Store, tip: CommitId, branch: &str) -> Result<Proof, SyncFailure> {
        let subject = Subject {
            tip,
            branch: Some(branch.to_owned()),
        };
        let (depth, progress) = (Depth::default(), self.progress);
        Ok(prove(store, &subject, depth, self.now, progress)?)
    }
}
