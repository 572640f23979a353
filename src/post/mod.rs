//! How letters leave: MIME messages, the transports, and the runs of `tick` that claim, send and record
//! (docs/process.md, Mail).
//!
//! A run of `tick` is three steps. Under the clone's lock one commit claims what is due. Without that lock the letters
//! leave; only one run of a clone does so at a time. Under the lock again one commit records what left. After a crash
//! the next run finds claimed letters without receipt, writes them anew on the state that they were claimed on, and
//! sends them; a letter that the maildir has already is not written a second time.

mod compose;
mod failure;
mod maildir;
mod on_claim;
mod run;
mod shown;

pub use compose::compose;
pub use failure::{PostFailure, TickFailure};
pub use maildir::{Delivered, Maildir};
pub use run::{Outcome, Report, Trouble, run};
pub use shown::{Shown, show};
