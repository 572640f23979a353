//! What is written about a client: `clients/s/stakan-plus/client.yaml`, beside the documents of the client's deals.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[expect(
    clippy::module_inception,
    reason = "the client itself, in the file that bears its name"
)]
pub mod client;

pub use client::{Client, ClientDetails, ClientEntry, ClientFile, ClientKind};

use crate::record::id::ClientId;

/// The folder of a client: «Диск», папка «клиенты».
pub fn folder(client: &ClientId) -> String {
    let first = client.as_str().chars().next().unwrap_or('_');
    format!("clients/{first}/{client}")
}
