//! Who may do what: people, their roles and keys, and who stands in for whom.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod delegation;
pub mod person;
pub mod register;
pub mod role;

pub use person::Person;
pub use register::People;
pub use role::Role;
