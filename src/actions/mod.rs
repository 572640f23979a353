//! Pure decisions: whether an intent may become a change, and which.
//!
//! [`ground::facts_at`] reads the state at the parent commit, [`decide::decide`] judges an intent on it, and the
//! [`change::Change`] is the one commit that follows, byte for byte. Each family of acts has a file of its own; what
//! follows from an act by itself is in [`settle`].

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod applying;
mod asking;
pub mod attributes;
pub mod authority;
pub mod binding;
pub mod case;
pub mod change;
pub mod clients;
pub mod correcting;
mod deal_file;
pub mod decide;
mod deciding;
mod finishing;
pub mod ground;
pub mod intent;
mod inventory;
pub mod leasing;
pub mod letters;
pub mod message;
mod moving;
pub mod numbering;
mod opening;
mod paying;
pub mod people;
mod posting;
mod receiving;
pub mod refusal;
mod relocating;
pub mod remedy;
mod reopening;
pub mod request_letters;
pub mod resolving;
mod room;
pub mod scene;
pub mod settings_edit;
pub mod settle;
mod statements;
mod tasks;
mod terms;
pub mod ticking;
