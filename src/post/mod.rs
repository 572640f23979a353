//! How letters leave: MIME messages, the transports, and the runs of `tick` that claim, send and record
//! (docs/process.md, Mail).
//!
//! A run of `tick` is three steps. Under the clone's lock one commit claims what is due. Without that lock the letters
//! leave; only one run of a clone does so at a time, and notes each step in a journal before it takes the next. Under the
//! lock again one commit records what became of them. After a crash the next run finds claimed letters without receipt
//! and, in the journal, how far it came with each; those not handed over yet are written anew on the state that they were
//! claimed on, and leave.

mod attempt;
mod carrier;
mod claiming;
mod compose;
mod failure;
mod journal;
mod journal_file;
mod journal_line;
mod ledger;
mod maildir;
mod on_claim;
mod parcel;
mod password;
mod rehearsal;
mod report;
mod run;
mod sending;
mod sendmail;
mod setback;
mod shown;
mod smtp;
mod smtp_line;

pub use carrier::try_out;
pub use compose::compose;
pub use failure::{PostFailure, TickFailure};
pub use maildir::{Delivered, Maildir};
pub use password::{FILE_SETTING, FILE_VARIABLE, Password, PasswordFailure, VARIABLE};
pub use rehearsal::{Rehearsal, Unknown, rehearse};
pub use report::{Report, Trouble};
pub use run::{Outcome, run};
pub use sendmail::{SETTING as SENDMAIL_SETTING, Sendmail};
pub use setback::{Deferred, Standstill};
pub use shown::{Shown, show};
pub use smtp::{Smtp, SmtpFailure, SmtpStep};
