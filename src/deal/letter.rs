use super::departure::{Departure, Strayed};
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
    /// Waits for the next `tick` after its hold, or after the time for which the mail server put it off.
    Queued,
    /// A `tick` has it in its hands; nothing may take it back now.
    Claimed,
    Sent,
    /// It has not left and does not try again by itself.
    Failed,
    /// Nobody knows whether it left: somebody has to say so.
    Unclear,
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
            LetterState::Failed => "failed",
            LetterState::Unclear => "unclear",
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
    /// How often the mail server put it off.
    #[serde(default)]
    pub put_off: u32,
    /// When `tick` took it in hand, for as long as it is not known to have left.
    pub claimed: Option<Moment>,
    /// Why it did not leave, or why nobody knows.
    pub missed: Option<MissCause>,
    /// What the mail server said to that, in its own words.
    pub said: Option<String>,
    /// Why it was cancelled.
    pub because: Option<CancelCause>,
    /// Each time that it left, since somebody last let it leave again.
    #[serde(default)]
    pub left: Vec<Departure>,
}

impl Letter {
    /// A letter that the history entry of that number calls for; it waits until that moment.
    pub fn queued(
        id: LetterId,
        to: String,
        event: u32,
        after: Moment,
        attached: Option<(String, Sha256Hex)>,
    ) -> Letter {
        let (file, sha256) = attached.unzip();
        Letter {
            id,
            to,
            state: LetterState::Queued,
            event,
            after,
            file,
            sha256,
            put_off: 0,
            claimed: None,
            missed: None,
            said: None,
            because: None,
            left: Vec::new(),
        }
    }

    /// When it left as it should not have, as far as nobody has seen to it.
    pub fn stray(&self) -> Option<Strayed> {
        let place = self.left.iter().rposition(|left| left.stray.is_some())?;
        let (before, from) = self.left.split_at(place);
        let left = from.first()?;
        let also = before.iter().rev().find(|also| also.to == left.to);
        Some(Strayed {
            left: left.clone(),
            also: also.cloned(),
        })
    }

    /// A `tick` takes it in hand.
    pub(super) fn claim(&mut self, at: Moment) {
        self.stand(LetterState::Claimed);
        self.claimed = Some(at);
    }

    /// It will not go.
    pub(super) fn cancel(&mut self, because: CancelCause) {
        self.stand(LetterState::Cancelled);
        self.because = Some(because);
    }

    /// It left. One that is to go elsewhere by now still is.
    pub(super) fn leave(&mut self, left: &Departure) {
        if left.to == self.to {
            self.stand(LetterState::Sent);
        }
        self.left.push(left.clone());
    }

    /// It has not left, or is not known to have. One that somebody has seen to meanwhile stays as that person said.
    pub(super) fn miss(&mut self, because: MissCause, tried: Moment, said: Option<&str>) {
        if self.state != LetterState::Claimed {
            return;
        }
        match because.state() {
            LetterState::Queued => self.stand(LetterState::Queued),
            state => {
                self.state = state;
                self.missed = Some(because);
            }
        }
        self.said = said.map(str::to_owned);
        if because == MissCause::PutOff {
            self.put_off = self.put_off.saturating_add(1);
            let wait = wait_after(self.put_off).unwrap_or_default();
            self.after = self.after.max(tried.later(wait));
        }
    }

    /// Somebody sees to it.
    pub(super) fn resolve(&mut self, verdict: &Verdict, at: Moment) {
        for left in &mut self.left {
            left.stray = None;
        }
        match verdict {
            Verdict::Sent => self.stand(LetterState::Sent),
            Verdict::Drop => self.cancel(CancelCause::Dropped),
            Verdict::Resend { to } => {
                self.stand(LetterState::Queued);
                self.left.clear();
                // Its hold goes on; a server that put it off is asked anew.
                let hold = Some(self.after).filter(|_| self.put_off == 0);
                self.after = hold.map_or(at, |hold| hold.max(at));
                self.put_off = 0;
                self.to = to.clone().unwrap_or_else(|| std::mem::take(&mut self.to));
            }
        }
    }

    /// What was known of it in its old state is over.
    pub(super) fn stand(&mut self, state: LetterState) {
        self.state = state;
        self.claimed = None;
        self.missed = None;
        self.said = None;
        self.because = None;
    }

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
            .maybe("put_off", Some(self.put_off).filter(|times| *times > 0))
            .maybe_word("claimed", self.claimed.as_ref())
            .maybe_word("missed", self.missed.map(MissCause::id).as_ref())
            .maybe_text("said", self.said.as_deref())
            .maybe_word("because", self.because.map(CancelCause::id).as_ref())
            .some("left", self.left.iter().map(Departure::node))
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
    /// Whoever was to answer the request no longer can.
    CannotDecide,
    /// It is older than the process lets letters leave by themselves.
    TooOld,
    /// The deal is lost.
    Lost,
    /// Somebody decided so, after it did not leave.
    Dropped,
}

impl CancelCause {
    /// As files write it.
    pub fn id(self) -> &'static str {
        match self {
            CancelCause::TakenBack => "taken_back",
            CancelCause::MovedOn => "moved_on",
            CancelCause::NotInForce => "not_in_force",
            CancelCause::RequestClosed => "request_closed",
            CancelCause::CannotDecide => "cannot_decide",
            CancelCause::TooOld => "too_old",
            CancelCause::Lost => "lost",
            CancelCause::Dropped => "dropped",
        }
    }
}

/// How long a letter waits that was put off, in seconds: after the first time, the second time, and so on.
const WAITS: [i64; 6] = [600, 1_800, 3_600, 10_800, 21_600, 43_200];

/// How long a letter waits that was put off so often, in seconds; none where it is not tried any more.
pub fn wait_after(put_off: u32) -> Option<i64> {
    let place = usize::try_from(put_off).ok()?.checked_sub(1)?;
    WAITS.get(place).copied()
}

/// Why a letter that was claimed is not known to have left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissCause {
    /// The mail server does not take it, and says so for good.
    Refused,
    /// The mail server put it off too many times.
    GaveUp,
    /// It is older than the process lets letters leave by themselves.
    TooOld,
    /// It could not be put together as it was claimed.
    Unfit,
    /// The mail server put it off: it is back in the queue and waits its time there.
    PutOff,
    /// It was not its turn before letters stopped leaving: it is back in the queue.
    NotTried,
    /// It was handed over, and the answer was never heard: it may have left.
    Unclear,
    /// A reminder or digest whose day is over: what it said, the next one says anew.
    DayOver,
}

impl MissCause {
    /// As files write it.
    pub fn id(self) -> &'static str {
        match self {
            MissCause::Refused => "refused",
            MissCause::GaveUp => "gave_up",
            MissCause::TooOld => "too_old",
            MissCause::Unfit => "unfit",
            MissCause::PutOff => "put_off",
            MissCause::NotTried => "not_tried",
            MissCause::Unclear => "unclear",
            MissCause::DayOver => "day_over",
        }
    }

    /// How a letter stands that was missed so.
    pub fn state(self) -> LetterState {
        match self {
            MissCause::Unclear => LetterState::Unclear,
            MissCause::DayOver => LetterState::Cancelled,
            MissCause::PutOff | MissCause::NotTried => LetterState::Queued,
            MissCause::Refused | MissCause::GaveUp | MissCause::TooOld | MissCause::Unfit => {
                LetterState::Failed
            }
        }
    }
}

/// What somebody says of a letter that did not leave by itself, or waits to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It left after all, or reached the client otherwise.
    Sent,
    /// It is to leave again, to this address where one is given.
    Resend { to: Option<String> },
    /// It is not to leave.
    Drop,
}

impl Verdict {
    /// As files and commands write it.
    pub fn id(&self) -> &'static str {
        match self {
            Verdict::Sent => "sent",
            Verdict::Resend { .. } => "resend",
            Verdict::Drop => "drop",
        }
    }
}
