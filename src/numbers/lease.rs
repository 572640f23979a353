use super::block::Block;
use crate::record::id::PersonId;
use crate::record::{CloneName, Fields, Moment, Node};
use serde::Deserialize;

/// One line of the history of numbers: a block goes to a clone of somebody's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Line")]
pub struct Lease {
    pub at: Moment,
    pub by: PersonId,
    pub clone: CloneName,
    pub block: Block,
}

/// What is done to numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaseKind {
    Leased,
}

impl LeaseKind {
    /// As the file and commit trailers write it.
    pub fn id(self) -> &'static str {
        match self {
            LeaseKind::Leased => "leased",
        }
    }
}

impl Lease {
    /// The lease as `numbers.yaml` writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("kind", LeaseKind::Leased.id())
            .word("at", self.at)
            .word("by", &self.by)
            .word("clone", &self.clone)
            .number("from", self.block.from)
            .number("to", self.block.to)
            .into()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(rename = "kind")]
    _kind: LeaseKind,
    at: Moment,
    by: PersonId,
    clone: CloneName,
    from: u32,
    to: u32,
}

impl From<Line> for Lease {
    fn from(line: Line) -> Lease {
        Lease {
            at: line.at,
            by: line.by,
            clone: line.clone,
            block: Block {
                from: line.from,
                to: line.to,
            },
        }
    }
}
