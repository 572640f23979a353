//! Whether a commit is what the rules make of it: the second judgement of everything that was done.
//!
//! [`intents_of`] takes the complete input out of a commit's new history entries and nothing else; [`audit`] decides it
//! again on the parent's state and compares byte for byte. A bug in `decide` would pass its own audit, so
//! [`invariants`] checks what must hold of a deal file whatever decided it. Pure: trees, a message, a name and a moment
//! come in, a difference goes out.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[expect(
    clippy::module_inception,
    reason = "the audit itself, in the file that bears its name"
)]
mod audit;
pub mod difference;
mod intents;
pub mod invariants;

pub use audit::{Commit, Documents, audit, audit_history, audit_in};
pub use difference::Difference;
pub use intents::{entries_of, intents_of};
