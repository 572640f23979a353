//! What is written about a deal: a header that says where it stands, and a history that says what was done.
//!
//! The header is the fold of the history ([`fold`]); nothing else changes it. Files are read strictly ([`read`]) and
//! written in one canonical form (`Deal::node`, `DealFile::node`).

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod act;
#[expect(
    clippy::module_inception,
    reason = "the deal itself, in the file that bears its name"
)]
pub mod deal;
pub mod decision;
pub mod departure;
pub mod document;
pub mod entry;
mod entry_line;
pub mod fact;
pub mod fold;
pub mod id;
pub mod letter;
mod letter_line;
pub mod on_file;
pub mod payment;
pub mod read;
pub mod request;
pub mod round;
mod taking_back;
pub mod task;

pub use deal::{Deal, DealFile};
pub use id::DealId;
pub use on_file::DealOnFile;
