//! The proof that every commit of a branch was a legal act of an authorised person (docs/trust.md, Rules of the branch).
//!
//! A branch is walked back to its introduction along the parents that the commits themselves name. Then each commit is
//! judged on its parent's state, by several readers side by side: its form, its signer, its time, its trees, and by
//! [`crate::audit`] whether it is byte for byte what the rules make of its intents. Nothing is taken from the work tree,
//! from caches of git's or from its own: what is remembered of earlier runs only spares work.

mod blobs;
mod chain;
mod deed;
mod finding;
mod gate;
mod histories;
mod houses;
mod judge;
mod mark;
mod proof;
mod prove;
mod readers;
mod resting;
mod root;
mod stale;
mod standing;
mod untrusted;
mod verification;
mod words;

pub use chain::Chain;
pub use deed::{Doubt, Gift};
pub use finding::{AuthoredFault, Finding, Wrong};
pub use gate::{Answer, MOST_COMMITS, NoPush, Push, judge_push};
pub(crate) use houses::Houses;
pub use judge::CouldNot;
pub use mark::{Mark, Marks, is_proved};
pub use proof::{Note, Proof, Tally, Unproved, Verdict};
pub use prove::{Depth, Subject, prove};
pub use root::Root;
pub use stale::stale;
pub use standing::Distrust;
pub use untrusted::{Doubtful, doubts};
pub use verification::{Verification, verify};
