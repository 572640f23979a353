//! How every file of a workspace is written and read.
//!
//! One way to write each file: a value becomes a [`Node`], a node becomes bytes, and nothing else decides how they look
//! ([`canonical`]). Reading refuses whatever could make two readers see two different files ([`read()`]). The scalars that
//! files are made of (money, days, moments, identifiers, hashes) have one spelling each and live here as well.
//!
//! Pure: no clock, files, environment or printing.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod block;
pub mod canonical;
mod character;
mod event_scan;
mod explain;
pub mod fault;
pub mod id;
mod json;
pub mod node;
pub mod read;
mod scalar;
mod text_scan;

pub mod clone_name;
pub mod commit_hex;
pub mod currency;
pub mod day;
pub mod host_name;
pub mod moment;
pub mod money;
pub mod percent;
pub mod sha256;
pub mod slug;
pub mod tree;
pub mod value;

pub use character::{is_blank, is_unfit};
pub use clone_name::{CloneName, CloneNameError};
pub use commit_hex::{CommitHex, CommitHexError};
pub use currency::Currency;
pub use day::{Day, DayError};
pub use fault::{Fault, FaultKind};
pub use host_name::HostName;
pub use id::IdError;
pub use moment::{Moment, MomentError};
pub use money::{Money, MoneyError};
pub use node::{Fields, Node};
pub use percent::{Percent, PercentError};
pub use read::{head, read, read_canonical, read_written};
pub use sha256::{Sha256Error, Sha256Hex};
pub use value::{SettingError, ValueError};
