use std::collections::BTreeSet;
use std::fmt;

/// Numbers in a row, both ends among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub from: u32,
    /// Not below `from`.
    pub to: u32,
}

impl Block {
    /// How many numbers are leased at once.
    pub const SIZE: u32 = 20;

    /// The block to lease that begins at a number; none where the numbers end before it does.
    pub fn starting(from: u32) -> Option<Block> {
        let to = from.checked_add(Block::SIZE - 1)?;
        Some(Block { from, to })
    }

    /// Whether a number is one of the block's.
    pub fn contains(self, number: u32) -> bool {
        (self.from..=self.to).contains(&number)
    }

    /// How many numbers it has.
    pub fn count(self) -> u64 {
        (u64::from(self.to) + 1).saturating_sub(u64::from(self.from))
    }

    /// What is left of it without the numbers that deals have, the lowest first.
    pub(super) fn without(self, taken: &BTreeSet<u32>) -> Vec<Block> {
        let mut left = Vec::new();
        let mut from = Some(self.from);
        let inside = |number: &&u32| self.contains(**number);
        for number in taken.iter().filter(inside) {
            if let Some(from) = from.filter(|from| from < number) {
                let to = number - 1;
                left.push(Block { from, to });
            }
            from = number.checked_add(1);
        }
        let rest = from.filter(|from| *from <= self.to);
        left.extend(rest.map(|from| Block { from, to: self.to }));
        left
    }
}

impl fmt::Display for Block {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.from == self.to {
            true => write!(out, "{}", self.from),
            false => write!(out, "{}–{}", self.from, self.to),
        }
    }
}
