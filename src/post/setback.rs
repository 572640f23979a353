use super::PostFailure;
use super::password::PasswordFailure;
use super::smtp::SmtpFailure;
use crate::agenda::LetterName;
use crate::mail::written::one_line;
use crate::record::Moment;
use crate::sync::SyncFailure;
use crate::verify::Proof;
use std::io;
use std::path::PathBuf;

/// The longest answer that is kept, in characters.
const LONGEST: usize = 300;

/// Why a letter did not leave when it was tried. The answers are the other side's own words, on one line.
#[derive(Debug)]
pub enum Setback {
    /// It is not taken, and will not be.
    Refused(String),
    /// It may be taken later.
    Later(String),
    /// It was handed over and the answer was not heard: it may have left.
    Unheard(String),
    /// Something is wrong with this letter on our side.
    Ours(PostFailure),
    /// No letter can leave now.
    Still(Standstill),
}

/// Why no letter can leave now.
#[derive(Debug)]
pub enum Standstill {
    /// The password of the mail server is not to be had.
    Password(PasswordFailure),
    /// The mail server does not take letters from us.
    Smtp(SmtpFailure),
    /// There is no program `sendmail`; `path` is the one that git's configuration names.
    SendmailMissing { path: Option<PathBuf> },
    /// The program does not start.
    Sendmail { path: PathBuf, source: io::Error },
    /// The server of the clone was not met: a claim that it does not have sends nothing, and a receipt that it does not
    /// have is unknown to the others.
    Apart(Box<SyncFailure>),
    /// What is here is not proved: whoever puts it right could not call a letter back.
    Unproved(Box<Proof>),
    /// What becomes of a letter cannot be noted.
    Journal { path: PathBuf, source: io::Error },
}

impl Standstill {
    /// Whether the run leaves no commit either: nobody could build on it.
    pub(super) fn claims_nothing(&self) -> bool {
        matches!(self, Standstill::Apart(_) | Standstill::Unproved(_))
    }
}

/// A letter that is tried again later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deferred {
    pub letter: LetterName,
    pub until: Moment,
    /// What the other side said.
    pub said: String,
}

/// What stands for words where none were said.
pub(super) const NOTHING: &str = "–";

/// The other side's words as files keep them.
pub(super) fn kept(said: &str) -> String {
    let line = one_line(said);
    match line.is_empty() {
        true => NOTHING.to_owned(),
        false => line.chars().take(LONGEST).collect(),
    }
}
