use crate::record::Moment;
use crate::record::Sha256Hex;
use crate::record::id::{IdError, MailId, PersonId};
use crate::record::{Fields, Node};
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// Names a letter of a deal: the mail, then the visit or round, then the person where it goes to staff: `quote/1`,
/// `request/2/petrova`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LetterId {
    pub mail: MailId,
    /// The round of letters about a quote, else the visit of the stage.
    pub occasion: u32,
    pub person: Option<PersonId>,
}

impl LetterId {
    /// Reads `mail/occasion` or `mail/occasion/person`.
    pub fn parse(text: &str) -> Option<LetterId> {
        let mut parts = text.split('/');
        let mail = MailId::new(parts.next()?).ok()?;
        let digits = parts.next()?;
        let occasion: u32 = digits.parse().ok()?;
        let person: Result<Option<PersonId>, IdError> = parts.next().map(PersonId::new).transpose();
        let id = LetterId {
            mail,
            occasion,
            person: person.ok()?,
        };
        (parts.next().is_none() && id.to_string() == text).then_some(id)
    }
}

impl fmt::Display for LetterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.mail, self.occasion)?;
        match &self.person {
            Some(person) => write!(f, "/{person}"),
            None => Ok(()),
        }
    }
}

impl<'de> Deserialize<'de> for LetterId {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        LetterId::parse(&text)
            .ok_or_else(|| D::Error::custom(format!("`{text}` names no letter such as quote/1")))
    }
}

/// Where a letter is on its way (docs/process.md, Mail).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// Waits for the next `tick` after its hold.
    Queued,
    /// A `tick` has it in its hands; nothing may take it back now.
    Claimed,
    Sent,
    /// It will not go; the reason stands beside it.
    Cancelled,
}

impl LetterState {
    /// As files write it.
    pub fn id(self) -> &'static str {
        match self {
            LetterState::Queued => "queued",
            LetterState::Claimed => "claimed",
            LetterState::Sent => "sent",
            LetterState::Cancelled => "cancelled",
        }
    }
}

/// A letter that an act of the deal called for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    pub id: LetterId,
    /// The address, fixed when the letter is queued.
    pub to: String,
    pub state: LetterState,
    /// The number of the history entry that called for it, counted from 1.
    pub event: u32,
    /// Does not leave before this moment.
    pub after: Moment,
    /// The document that goes along.
    pub file: Option<String>,
    /// The hash of that document: exactly these bytes leave.
    pub sha256: Option<Sha256Hex>,
    /// Why it was cancelled.
    pub because: Option<CancelCause>,
}

impl Letter {
    /// The letter as the deal file writes it.
    pub fn node(&self) -> Node {
        Fields::new()
            .word("id", &self.id)
            .text("to", &self.to)
            .word("state", self.state.id())
            .number("event", self.event)
            .word("after", self.after)
            .maybe_text("file", self.file.as_deref())
            .maybe_word("sha256", self.sha256.as_ref())
            .maybe_word("because", self.because.map(CancelCause::id).as_ref())
            .into()
    }
}

/// Why a letter will not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelCause {
    /// The act that called for it was taken back.
    TakenBack,
    /// The deal has left the stage that the letter speaks of.
    MovedOn,
    /// The document is no longer in force.
    NotInForce,
    /// The request was answered or withdrawn.
    RequestClosed,
    /// It is older than the process lets letters leave by themselves.
    TooOld,
    /// The deal is lost.
    Lost,
}

impl CancelCause {
    /// As files write it.
    pub fn id(self) -> &'static str {
        match self {
            CancelCause::TakenBack => "taken_back",
            CancelCause::MovedOn => "moved_on",
            CancelCause::NotInForce => "not_in_force",
            CancelCause::RequestClosed => "request_closed",
            CancelCause::TooOld => "too_old",
            CancelCause::Lost => "lost",
        }
    }
}
