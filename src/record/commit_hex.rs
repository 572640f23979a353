//! The id of a commit, where a file names one.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::node::Node;
use super::value::serde_by_spelling;

/// Why something is not the id of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CommitHexError {
    #[error("the id of a commit has 40 hexadecimal digits in small letters")]
    Spelling,
}

impl CommitHexError {
    /// Every error there is.
    pub const ALL: &[Self] = &[Self::Spelling];
}

/// The id of a commit, spelled in 40 hexadecimal digits in small letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitHex(Box<str>);

impl CommitHex {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn from_spelling(spelling: &str) -> Result<Self, CommitHexError> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        match spelling.len() == 40 && spelling.bytes().all(digit) {
            true => Ok(Self(spelling.into())),
            false => Err(CommitHexError::Spelling),
        }
    }
}

impl fmt::Display for CommitHex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl FromStr for CommitHex {
    type Err = CommitHexError;

    fn from_str(spelling: &str) -> Result<Self, CommitHexError> {
        Self::from_spelling(spelling)
    }
}

impl From<&CommitHex> for Node {
    fn from(commit: &CommitHex) -> Self {
        Node::word(commit)
    }
}

serde_by_spelling!(CommitHex, "40 hexadecimal digits", CommitHex::from_spelling);
