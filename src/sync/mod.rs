//! Many clones, one truth: what was done here is decided again on what others did meanwhile, never merged as text
//! (docs/sync.md).
//!
//! In an [`Exchange`], one at a time in a clone, a [`Meeting`] fetches and proves what the server has, brings the branch there,
//! and pushes what is new here; the clone is locked only while its branch moves. Where both have moved, `replay` takes the acts of this clone that the server does not have, in order, and lets the core decide
//! them on the server's tip; whoever made them signs them anew. An act that no longer holds is kept on the [`shelf`] with
//! all that builds on it, and so is one of somebody else's, until its author is back. Commits of others are never rewritten.

mod aside;
mod authorship;
mod catch_up;
mod elsewhere;
mod exchange;
pub mod failure;
mod fate;
mod kept;
mod lease;
mod manner;
mod meanwhile;
pub mod meeting;
mod note;
mod past_act;
mod proving;
mod replay;
pub mod report;
pub mod shelf;
mod staff;
mod standing;
mod start;
mod whereabouts;

pub use exchange::{Answer, Exchange};
pub use failure::SyncFailure;
pub use kept::{Lying, OnShelf};
pub use manner::{Manner, PATIENCE, TRIES};
pub use meanwhile::Meanwhile;
pub use meeting::Meeting;
pub use report::{Dropped, First, Kept, Redone, Synced, Why};
pub use shelf::{Place, Shelf, Shelved};
pub use standing::Standing;
pub use whereabouts::Whereabouts;
