//! What became of letters that were claimed, as the record of a day writes it.

use super::letter_name::LetterName;
use super::run_id::RunId;
use super::tick::{ClaimedLetter, Delivery, Miss, Receipt};
use crate::deal::DealId;
use crate::deal::letter::{LetterId, LetterState, MissCause};
use crate::record::{Day, Fields, Moment, Node};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What became of letters that were claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    pub sent: Vec<SentLetter>,
    pub missed: Vec<MissedLetter>,
}

/// A letter that did not leave, or of which nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "MissedFields")]
pub struct MissedLetter {
    pub letter: ClaimedLetter,
    pub miss: Miss,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MissedFields {
    deal: Option<DealId>,
    about: Option<DealId>,
    letter: LetterId,
    run: RunId,
    tried: Moment,
    missed: MissCause,
    said: Option<String>,
}

/// A letter that left.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "SentFields")]
pub struct SentLetter {
    pub letter: ClaimedLetter,
    pub delivery: Delivery,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentFields {
    deal: Option<DealId>,
    about: Option<DealId>,
    letter: LetterId,
    run: RunId,
    to: String,
    sent: Moment,
}

impl Receipts {
    /// How the letters that they speak of stand after them, by the run that claimed them.
    pub(super) fn states(&self) -> BTreeMap<(&LetterName, RunId), LetterState> {
        let missed = self.missed.iter();
        let missed = missed.map(|missed| (missed.letter.key(), missed.miss.because.state()));
        let sent = self.sent.iter();
        let sent = sent.map(|sent| (sent.letter.key(), LetterState::Sent));
        missed.chain(sent).collect()
    }

    /// The input that they were decided on.
    pub(super) fn receipt(&self, day: Day) -> Receipt {
        let sent = self.sent.iter();
        let sent = sent.map(|letter| (letter.letter.clone(), letter.delivery.clone()));
        let missed = self.missed.iter();
        let missed = missed.map(|letter| (letter.letter.clone(), letter.miss.clone()));
        Receipt {
            day,
            sent: sent.collect(),
            missed: missed.collect(),
        }
    }

    pub(super) fn fields(&self) -> Fields {
        let sent = self.sent.iter().map(SentLetter::node);
        let missed = self.missed.iter().map(MissedLetter::node);
        Fields::new().some("sent", sent).some("missed", missed)
    }
}

impl From<&Receipt> for Receipts {
    fn from(receipt: &Receipt) -> Receipts {
        let sent = receipt.sent.iter().map(|(letter, delivery)| SentLetter {
            letter: letter.clone(),
            delivery: delivery.clone(),
        });
        let missed = receipt.missed.iter().map(|(letter, miss)| MissedLetter {
            letter: letter.clone(),
            miss: miss.clone(),
        });
        Receipts {
            sent: sent.collect(),
            missed: missed.collect(),
        }
    }
}

impl ClaimedLetter {
    fn key(&self) -> (&LetterName, RunId) {
        (&self.name, self.run)
    }

    fn fields(&self) -> Fields {
        self.name.fields().word("run", self.run)
    }
}

impl SentLetter {
    fn node(&self) -> Node {
        self.letter
            .fields()
            .text("to", &self.delivery.to)
            .word("sent", self.delivery.sent)
            .into()
    }
}

impl MissedLetter {
    fn node(&self) -> Node {
        self.letter
            .fields()
            .word("tried", self.miss.tried)
            .word("missed", self.miss.because.id())
            .maybe_text("said", self.miss.said.as_deref())
            .into()
    }
}

impl From<MissedFields> for MissedLetter {
    fn from(fields: MissedFields) -> MissedLetter {
        MissedLetter {
            letter: ClaimedLetter {
                name: LetterName::on_file(fields.deal, fields.about, fields.letter),
                run: fields.run,
            },
            miss: Miss {
                tried: fields.tried,
                because: fields.missed,
                said: fields.said,
            },
        }
    }
}

impl From<SentFields> for SentLetter {
    fn from(fields: SentFields) -> SentLetter {
        SentLetter {
            letter: ClaimedLetter {
                name: LetterName::on_file(fields.deal, fields.about, fields.letter),
                run: fields.run,
            },
            delivery: Delivery {
                to: fields.to,
                sent: fields.sent,
            },
        }
    }
}
