//! What letters say: written from the templates of the company, as pure functions of the deal's state.
//!
//! A template is `templates/mail/<id>.txt`: its first line `Subject: …`, an empty line, the text. What it may speak of
//! is [`words::Words`]. A letter is [`Written`] with everything that its recipient gets; its hash stands in the commit
//! that claims it, so that what leaves can be proved to be what was decided.

#![deny(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod digest_words;
mod language;
mod missing_word;
mod sample;
mod template;
pub mod words;
mod writer;
pub mod written;

pub use sample::try_out;
pub use template::{WriteError, check, path};
pub use writer::{Writer, write_all};
pub use written::{Address, Attachment, Written};
