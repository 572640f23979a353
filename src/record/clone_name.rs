//! What a clone of a workspace is called, where a file names one.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::value::serde_by_spelling;

/// Why something is not the name of a clone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CloneNameError {
    #[error("the name of a clone has 8 hexadecimal digits in small letters")]
    Spelling,
}

impl CloneNameError {
    /// Every error there is.
    pub const ALL: &[Self] = &[Self::Spelling];
}

/// The name of a clone, drawn by lot and spelled in 8 hexadecimal digits in small letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CloneName(Box<str>);

impl CloneName {
    /// The name that a lot stands for.
    pub fn of_lot(lot: u32) -> Self {
        Self(format!("{lot:08x}").into())
    }

    fn from_spelling(spelling: &str) -> Result<Self, CloneNameError> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        match spelling.len() == 8 && spelling.bytes().all(digit) {
            true => Ok(Self(spelling.into())),
            false => Err(CloneNameError::Spelling),
        }
    }
}

impl fmt::Display for CloneName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl FromStr for CloneName {
    type Err = CloneNameError;

    fn from_str(spelling: &str) -> Result<Self, CloneNameError> {
        Self::from_spelling(spelling)
    }
}

serde_by_spelling!(CloneName, "8 hexadecimal digits", CloneName::from_spelling);
