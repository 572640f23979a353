//! Letters as history entries write them.

use super::letter::{CancelCause, Letter, LetterId, Verdict};
use crate::record::{Fields, Moment, Node, Sha256Hex};
use serde::Deserialize;

/// A letter that an entry calls for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Queued {
    id: LetterId,
    to: String,
    after: Moment,
    file: Option<String>,
    sha256: Option<Sha256Hex>,
}

/// A letter that `tick` found without its cause.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dismissed {
    id: LetterId,
    because: CancelCause,
}

/// What somebody says of a letter, without the address.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    Sent,
    Resend,
    Drop,
}

/// A letter as the entry that calls for it writes it.
pub(super) fn queued(letter: &Letter) -> Node {
    Fields::new()
        .word("id", &letter.id)
        .text("to", &letter.to)
        .word("after", letter.after)
        .maybe_text("file", letter.file.as_deref())
        .maybe_word("sha256", letter.sha256)
        .into()
}

impl From<Queued> for Letter {
    /// The letter does not know the number of its entry yet.
    fn from(queued: Queued) -> Letter {
        Letter {
            file: queued.file,
            sha256: queued.sha256,
            ..Letter::queued(queued.id, queued.to, 0, queued.after, None)
        }
    }
}

impl Said {
    /// The whole of it.
    pub(super) fn verdict(self, to: Option<String>) -> Verdict {
        match self {
            Said::Sent => Verdict::Sent,
            Said::Resend => Verdict::Resend { to },
            Said::Drop => Verdict::Drop,
        }
    }
}

impl Dismissed {
    pub(super) fn pair(&self) -> (LetterId, CancelCause) {
        (self.id.clone(), self.because)
    }
}
