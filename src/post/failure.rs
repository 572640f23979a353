use super::setback::{Standstill, kept};
use crate::actions::decide::No;
use crate::actions::ground::GroundError;
use crate::mail::WriteError;
use crate::record::tree::TreeError;
use crate::workspace::Failure;
use std::io;
use std::path::PathBuf;
use std::rc::Rc;

/// Why one letter did not leave. The others leave nevertheless.
#[derive(Debug)]
pub enum PostFailure {
    /// It cannot be written as the templates and the deal stand.
    Unwritten(WriteError),
    /// Written anew it is not the letter that was claimed.
    NotTheClaimed,
    /// Its deal, the record of its claim, or its document cannot be read.
    Unreadable(Rc<TickFailure>),
    /// The document to attach is not there.
    AttachmentMissing { file: String },
    /// The document to attach has not the bytes that were decided on.
    AttachmentChanged { file: String },
    /// An address that the mail knows no way to.
    Address { email: String },
    /// The message cannot be put together.
    Message(Box<dyn std::error::Error + Send + Sync>),
    /// A file or folder of the maildir fails.
    File { path: PathBuf, source: io::Error },
}

impl PostFailure {
    /// What is wrong with the letter itself, in few words, where no later run can do better.
    pub(super) fn of_the_letter(&self) -> Option<String> {
        let what = match self {
            PostFailure::AttachmentMissing { file } | PostFailure::AttachmentChanged { file } => {
                file.clone()
            }
            PostFailure::Address { email } => email.clone(),
            PostFailure::Message(error) => error.to_string(),
            PostFailure::Unwritten(_)
            | PostFailure::NotTheClaimed
            | PostFailure::Unreadable(_)
            | PostFailure::File { .. } => return None,
        };
        Some(kept(&what))
    }
}

/// Why a run of `tick` ended before its time.
#[derive(Debug)]
pub enum TickFailure {
    /// The rules say no: only the service commits a tick.
    No(No),
    /// The state cannot be read.
    Ground(GroundError),
    /// The clone cannot be read or written.
    Workspace(Failure),
    /// What becomes of letters cannot be noted.
    Still(Box<Standstill>),
}

impl From<No> for TickFailure {
    fn from(no: No) -> TickFailure {
        TickFailure::No(no)
    }
}

impl From<GroundError> for TickFailure {
    fn from(error: GroundError) -> TickFailure {
        TickFailure::Ground(error)
    }
}

impl From<Failure> for TickFailure {
    fn from(failure: Failure) -> TickFailure {
        TickFailure::Workspace(failure)
    }
}

impl From<TreeError> for TickFailure {
    fn from(error: TreeError) -> TickFailure {
        TickFailure::Ground(error.into())
    }
}
