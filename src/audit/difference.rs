use super::invariants::Broken;
use crate::actions::decide::No;
use crate::actions::ground::{Ground, GroundError};
use crate::actions::intent::Intent;
use crate::record::id::PersonId;
use crate::record::tree::TreeError;
use crate::record::{Fault, Moment, Sha256Hex};

/// How a commit differs from what the rules make of its intents.
#[derive(Debug)]
pub enum Difference {
    /// The state at the parent tells nothing.
    Ground(GroundError),
    /// A path of one of the two trees is no file that can be read.
    Tree(TreeError),
    /// A file of the commit breaks the grammar of its kind.
    Fault(Box<Fault>),
    /// A history no longer begins with what it said at the parent; `line` counts from 1 in the new file.
    HistoryRewritten { path: String, line: usize },
    /// A file of settings is no UTF-8.
    NoText { path: String },
    /// Nothing changed, or nothing that says what was done.
    NothingDone,
    /// More than one act; a commit of a person holds one.
    ManyActs { count: usize },
    /// The rules say no to what was done.
    Refused(Box<Refused>),
    /// A changed path that the act does not change.
    Unexplained { path: String },
    /// A path that the act changes and the commit does not.
    Unchanged { path: String },
    /// A file says something else than the act makes it say.
    Text { path: String, mismatch: Mismatch },
    /// A file is gone that no act takes away.
    Removed { path: String },
    /// A document is not as large as the deal says; both in bytes.
    Size {
        path: String,
        named: u64,
        found: u64,
    },
    /// The deal that the act leaves behind breaks what holds of every deal.
    Broken { path: String, broken: Vec<Broken> },
    /// A document is not the one that the act names; none where it is not there.
    Document {
        path: String,
        named: Sha256Hex,
        found: Option<Sha256Hex>,
    },
    /// The commit message is not the act's.
    Message(Mismatch),
}

/// An act that the rules do not allow, with all that it was judged on.
#[derive(Debug)]
pub struct Refused {
    pub intent: Intent,
    pub no: No,
    pub ground: Ground,
    pub actor: PersonId,
    pub now: Moment,
}

/// The first place where two texts differ: line and column from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub line: usize,
    pub column: usize,
    /// The line as the rules make it.
    pub expected: String,
    /// The line as it stands; bytes that are no UTF-8 are replaced.
    pub found: String,
}

impl Mismatch {
    /// Compares what should stand with what stands; none where they are equal byte for byte.
    pub fn between(expected: &str, found: &[u8]) -> Option<Mismatch> {
        if expected.as_bytes() == found {
            return None;
        }
        let found = String::from_utf8_lossy(found);
        let same = expected
            .char_indices()
            .zip(found.chars())
            .find(|((_, ours), theirs)| ours != theirs)
            .map_or(expected.len().min(found.len()), |((offset, _), _)| offset);
        let before = expected.get(..same).unwrap_or(expected);
        let line = before.bytes().filter(|byte| *byte == b'\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default();
        let nth = |text: &str| text.split('\n').nth(line).unwrap_or_default().to_owned();
        Some(Mismatch {
            line: line + 1,
            column: column.chars().count() + 1,
            expected: nth(expected),
            found: nth(&found),
        })
    }
}

impl Difference {
    /// The file that it is about, where it is about one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Difference::HistoryRewritten { path, .. }
            | Difference::NoText { path }
            | Difference::Unexplained { path }
            | Difference::Unchanged { path }
            | Difference::Text { path, .. }
            | Difference::Removed { path }
            | Difference::Size { path, .. }
            | Difference::Broken { path, .. }
            | Difference::Document { path, .. } => Some(path),
            Difference::Fault(fault) => Some(&fault.path),
            Difference::Tree(TreeError::TooLarge { path, .. }) => Some(path),
            _ => None,
        }
    }
}

impl From<GroundError> for Difference {
    fn from(error: GroundError) -> Self {
        Difference::Ground(error)
    }
}

impl From<TreeError> for Difference {
    fn from(error: TreeError) -> Self {
        Difference::Tree(error)
    }
}

impl From<Fault> for Difference {
    fn from(fault: Fault) -> Self {
        Difference::Fault(Box::new(fault))
    }
}
