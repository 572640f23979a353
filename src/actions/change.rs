use crate::deal::letter::Letter;
use crate::record::Sha256Hex;
use std::collections::BTreeMap;

/// What a decision makes: one commit, byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// New contents of text files, by path.
    pub files: BTreeMap<String, String>,
    /// Documents that come along, by path: the bytes with this hash go there.
    pub documents: BTreeMap<String, Sha256Hex>,
    /// The whole commit message.
    pub message: String,
    /// Letters that the act calls for.
    pub letters: Vec<Letter>,
}
