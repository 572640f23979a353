use super::{Meeting, SyncFailure};
use crate::workspace::{CommitId, Line, Store};

/// Where the acts of a clone are done again, and which.
pub(super) struct Start {
    pub tip: CommitId,
    pub again: Vec<CommitId>,
}

impl Start {
    /// Finds out what has to be done again: nothing where only the server or only this clone went on, and all of this clone
    /// where both did. What `tlg` did not write here is done again as well, with all that builds on it.
    ///
    /// # Errors
    /// What is older than anything that the server lacks is not proved; the repository cannot be read.
    pub fn find(
        meeting: &Meeting,
        store: &Store,
        local: CommitId,
        upstream: Option<CommitId>,
        line: Line,
    ) -> Result<Start, SyncFailure> {
        match upstream {
            Some(tip) if line.own.is_empty() => Ok(Start::at(tip)),
            Some(tip) if line.fork != upstream => Ok(Start {
                tip,
                again: line.own,
            }),
            _ if line.own.is_empty() => Ok(Start::at(local)),
            _ => Start::after_what_is_legal(meeting, store, local, line),
        }
    }

    fn at(tip: CommitId) -> Start {
        let again = Vec::new();
        Start { tip, again }
    }

    fn after_what_is_legal(
        meeting: &Meeting,
        store: &Store,
        local: CommitId,
        line: Line,
    ) -> Result<Start, SyncFailure> {
        let proof = meeting.prove_own(store, local)?;
        if proof.is_legal() {
            return Ok(Start::at(local));
        }
        let first = proof.findings.iter().find(|it| it.wrong.is_of_the_commit());
        let place = first.and_then(|it| line.own.iter().position(|own| *own == it.commit));
        let mut own = line.own;
        let before = match place {
            None => None,
            Some(0) => line.fork,
            Some(place) => own.get(place - 1).copied(),
        };
        match (place, before) {
            (Some(place), Some(tip)) => Ok(Start {
                tip,
                again: own.split_off(place),
            }),
            _ => Err(SyncFailure::OwnUnproved {
                proof: Box::new(proof),
            }),
        }
    }
}
