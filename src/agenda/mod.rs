//! What should exist now: what is due, late, to be reminded, to be mailed (docs/process.md, Time and Mail).
//!
//! Level-triggered: everything is derived from the state of the deals, the calendar and the moment. What `tick` has
//! done already stands in the record of the day ([`DayFile`]), so that whoever runs it how often, one thing is said
//! to one person once a local day. Pure: no clock, no files.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[expect(
    clippy::module_inception,
    reason = "the agenda itself, in the file that bears its name"
)]
pub mod agenda;
mod claims;
pub mod clock_doubt;
pub mod day_entry;
pub mod day_file;
pub mod deals;
pub mod due;
pub mod escalation;
pub mod explain;
pub mod letter_name;
pub mod mailbox;
pub mod my_day;
pub mod plan;
mod readers;
pub mod receipts;
pub mod reminder;
pub mod run_id;
pub mod silence;
pub mod standing;
pub mod tick;

pub use agenda::{Agenda, agenda};
pub use clock_doubt::ClockDoubt;
pub use day_file::DayFile;
pub use due::DealDue;
pub use explain::{Explanation, explain};
pub use letter_name::LetterName;
pub use mailbox::{MailRow, mailbox};
pub use my_day::MyDay;
pub use plan::Plan;
pub use run_id::RunId;
pub use silence::Silence;
pub use standing::Standing;
pub use tick::{ClaimedLetter, Delivery, Receipt, Tick};
