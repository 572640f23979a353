use super::block::Block;
use super::lease::Lease;
use crate::record::id::PersonId;
use crate::record::{CloneName, Fault, FaultKind, Fields, Node, read_canonical, read_written};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Whoever has so many numbers left takes no others.
const ENOUGH: u64 = 10;

/// Which numbers were leased to whom: `numbers.yaml`, not there as long as nobody has leased any.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    pub format: u32,
    /// Blocks that rise and share no number.
    pub history: Vec<Lease>,
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers {
            format: Numbers::FORMAT,
            history: Vec::new(),
        }
    }
}

impl Numbers {
    /// Where the file stands in a workspace.
    pub const PATH: &'static str = "numbers.yaml";

    /// The largest file that is read or written, in bytes: some 800,000 numbers.
    pub const LARGEST: usize = 4 * 1024 * 1024;

    const FORMAT: u32 = 1;

    /// Reads the file.
    ///
    /// # Errors
    /// The first thing that is wrong with it: its form, a block that does not begin above the one before it, or that is
    /// larger than any that is leased.
    pub fn read(bytes: &[u8]) -> Result<Numbers, Fault> {
        let numbers = read_canonical(Numbers::PATH, bytes, Numbers::LARGEST, Numbers::told)?;
        numbers.rising(bytes)
    }

    /// As [`Numbers::read`], of a file that was compared with what we write.
    ///
    /// # Errors
    /// As [`Numbers::read`].
    pub fn read_written(bytes: &[u8]) -> Result<Numbers, Fault> {
        let numbers = read_written(Numbers::PATH, bytes, Numbers::LARGEST, Numbers::told)?;
        numbers.rising(bytes)
    }

    fn rising(self, bytes: &[u8]) -> Result<Numbers, Fault> {
        let mut above = 0;
        for (number, lease) in self.history.iter().enumerate() {
            let Block { from, to } = lease.block;
            if from <= above {
                let message = format!("this block begins at or below {above}");
                return Err(fault(bytes, number, "from", message));
            }
            if to < from || lease.block.count() > Block::SIZE.into() {
                let message = format!("a block has 1 to {} numbers", Block::SIZE);
                return Err(fault(bytes, number, "to", message));
            }
            above = to;
        }
        Ok(self)
    }

    /// The file that tells the same history.
    fn told(&self) -> Node {
        Fields::new()
            .number("format", Numbers::FORMAT)
            .list("history", self.history.iter().map(Lease::node))
            .into()
    }

    /// The whole file.
    pub fn text(&self) -> String {
        self.told().to_yaml()
    }

    /// The register with one more lease. Nothing is judged.
    #[must_use]
    pub fn with(mut self, lease: Lease) -> Numbers {
        self.history.push(lease);
        self
    }

    /// The highest number that is leased; 0 where none is.
    pub fn highest(&self) -> u32 {
        self.history.last().map_or(0, |lease| lease.block.to)
    }

    /// Whose a number is, if it is leased.
    pub fn holder(&self, number: u32) -> Option<&PersonId> {
        let above = |lease: &Lease| lease.block.from <= number;
        let place = self.history.partition_point(above).checked_sub(1)?;
        let lease = self.history.get(place)?;
        lease.block.contains(number).then_some(&lease.by)
    }

    /// The blocks of a clone of somebody's, the lowest first.
    pub fn blocks<'a>(
        &'a self,
        by: &'a PersonId,
        clone: &'a CloneName,
    ) -> impl Iterator<Item = Block> + 'a {
        let own = self.history.iter();
        let own = own.filter(move |lease| lease.by == *by && lease.clone == *clone);
        own.map(|lease| lease.block)
    }

    /// The numbers that a clone of somebody's has left, the lowest first; `taken` are those of its numbers that deals have.
    pub fn left(&self, by: &PersonId, clone: &CloneName, taken: &BTreeSet<u32>) -> Vec<Block> {
        let blocks = self.blocks(by, clone);
        blocks.flat_map(|block| block.without(taken)).collect()
    }

    /// The block that a clone of somebody's should lease now: the lowest that is free, where only few numbers are left.
    /// `next` is the lowest number above all that are on file or leased.
    pub fn wanted(
        &self,
        by: &PersonId,
        clone: &CloneName,
        taken: &BTreeSet<u32>,
        next: Option<u32>,
    ) -> Option<Block> {
        match is_enough(&self.left(by, clone, taken)) {
            true => None,
            false => Block::starting(next?),
        }
    }
}

/// Whether a clone that has these numbers left takes no others.
pub fn is_enough(left: &[Block]) -> bool {
    let count = left.iter().map(|block| block.count());
    count.fold(0, u64::saturating_add) >= ENOUGH
}

/// A fault at a value of a lease, which stands in six lines below `format` and `history`.
fn fault(bytes: &[u8], number: usize, key: &str, message: String) -> Fault {
    let text = String::from_utf8_lossy(bytes);
    let place = if key == "from" { 4 } else { 5 };
    let line = 3 + 6 * number + place;
    let column = "  : ".len() + key.len() + 1;
    let kind = FaultKind::WrongType {
        at: format!("history[{number}].{key}"),
        message,
    };
    Fault::at_line(Numbers::PATH, &text, line, column, kind)
}
