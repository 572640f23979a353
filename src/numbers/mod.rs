//! Numbers of deals that are spoken for before there is a deal: leased in blocks, each to one clone of one person, so that
//! a number given out offline stays what it is (docs/process.md, Numbers).

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod block;
mod lease;
#[expect(
    clippy::module_inception,
    reason = "the register of numbers, in the file that bears its name"
)]
mod numbers;

pub use block::Block;
pub use lease::{Lease, LeaseKind};
pub use numbers::{Numbers, is_enough};
