//! Who may do what: people, their roles and keys, and who stands in for whom.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod act;
pub mod compromised;
pub mod delegation;
mod entry;
pub mod key;
pub mod person;
mod power;
pub mod register;
pub mod role;

pub use act::{PeopleAct, PeopleKind};
pub use compromised::CompromisedKey;
pub use delegation::Delegation;
pub use entry::PeopleEntry;
pub use key::KeyFault;
pub use person::Person;
pub use power::Power;
pub use register::People;
pub use role::Role;
