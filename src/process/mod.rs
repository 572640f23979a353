//! What may happen: the deal process of a company, read from `process.yaml`, and the proof that it is sound.
//!
//! The language is small and closed (docs/process.md, The process language): stages, tasks, moves, decisions,
//! conditions out of a fixed list. There is no expression language, so that [`check()`] can explore every state.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod check;
pub mod condition;
pub mod decision;
pub mod definition;
pub mod diagram;
pub mod ending;
pub mod fact;
pub mod finding;
pub mod in_flight;
mod lines;
pub mod mail;
pub mod moves;
pub mod names;
mod node;
pub mod outline;
mod placed;
pub mod read;
pub mod settings;
pub mod span;
pub mod stage;
pub mod task;
pub mod transport;
mod well_formed;

pub use check::{Report, check};
pub use definition::Process;
pub use diagram::diagram;
pub use finding::{Finding, FindingKind};
pub use outline::outline;
pub use read::ProcessErrors;
