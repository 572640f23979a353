//! What the reading commands show. Each screen is one file: what it tells, in words and for programs.
//!
//! A screen is made from data alone; it neither reads files nor prints.

pub mod board;
pub mod client;
pub mod deal;
pub mod deals;
pub mod doctor;
pub mod explain;
mod explain_data;
pub mod history;
pub mod log;
pub mod mail;
pub mod my_day;
pub mod people;
pub mod rows;
pub mod standing;
pub mod sync;
pub mod tasks;
pub mod tick;
pub mod unreadable;
pub mod verify;
pub mod wording;

pub use standing::Standing;
pub use wording::Wording;
