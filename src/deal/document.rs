use crate::record::Sha256Hex;
use crate::record::id::DocumentKind;
use crate::record::{Fields, Node};
use serde::Deserialize;

/// A document on file: stored once, never overwritten, named by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub kind: DocumentKind,
    /// The round, of a document that was put forward.
    pub round: Option<u32>,
    /// Counts the documents of this kind, where they make no rounds.
    pub number: Option<u32>,
    /// Path in the workspace, made from ids.
    pub file: String,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
    /// Out of force: cancelled by a later act, or the act that filed it was taken back.
    #[serde(default)]
    pub cancelled: bool,
}

/// A document as somebody hands it in, before it has a place of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDocument {
    pub kind: DocumentKind,
    /// The ending of its file name, lower case, without the dot.
    pub ending: String,
    pub sha256: Sha256Hex,
    /// Bytes.
    pub size: u64,
}

impl Document {
    /// The document as it was handed in.
    pub fn given(&self) -> GivenDocument {
        let ending = self.file.rsplit('.').next().unwrap_or_default();
        GivenDocument {
            kind: self.kind.clone(),
            ending: ending.to_owned(),
            sha256: self.sha256,
            size: self.size,
        }
    }

    /// The document after the act that filed it was taken back: still on file, out of force.
    pub fn taken_back(self) -> Document {
        Document {
            cancelled: true,
            ..self
        }
    }

    /// The document as the deal file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("kind", &self.kind)
            .maybe("round", self.round)
            .maybe("number", self.number)
            .text("file", &self.file)
            .word("sha256", self.sha256)
            .number("size", self.size as i64)
            .maybe("cancelled", self.cancelled.then_some(true))
            .into()
    }
}

impl GivenDocument {
    /// Where the document goes: `clients/s/stakan-plus/TLG-42/quote-1.pdf`.
    pub fn path(&self, folder: &str, number: u32) -> String {
        format!("{folder}/{}-{number}.{}", self.kind, self.ending)
    }
}
