//! The SHA-256 of a document, a letter, a term sheet.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::node::Node;
use super::value::serde_by_spelling;

/// Why something is not a SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Sha256Error {
    #[error("a SHA-256 has 64 hexadecimal digits in small letters")]
    Spelling,
}

impl Sha256Error {
    /// Every error there is.
    pub const ALL: &[Self] = &[Self::Spelling];
}

/// A SHA-256, spelled in 64 hexadecimal digits in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Hex([u8; 32]);

impl Sha256Hex {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash itself.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether the spelling begins so: at least `shortest` hexadecimal digits in any case.
    pub fn begins_with(&self, digits: &str, shortest: usize) -> bool {
        digits.len() >= shortest && self.to_string().starts_with(&digits.to_ascii_lowercase())
    }

    fn from_spelling(spelling: &str) -> Result<Self, Sha256Error> {
        let (pairs, rest) = spelling.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(Sha256Error::Spelling);
        }
        let mut hash = [0; 32];
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(hash))
    }
}

fn digit(byte: u8) -> Result<u8, Sha256Error> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(Sha256Error::Spelling),
    }
}

impl fmt::Display for Sha256Hex {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let spelling: String = digits
            .map(|digit| char::from(DIGITS[usize::from(digit)]))
            .collect();
        out.pad(&spelling)
    }
}

impl FromStr for Sha256Hex {
    type Err = Sha256Error;

    fn from_str(spelling: &str) -> Result<Self, Sha256Error> {
        Self::from_spelling(spelling)
    }
}

impl From<Sha256Hex> for Node {
    fn from(hash: Sha256Hex) -> Self {
        Node::word(hash)
    }
}

serde_by_spelling!(Sha256Hex, "64 hexadecimal digits", Sha256Hex::from_spelling);
