use super::applying::Problem;
use super::people::RegisterUnmet;
use crate::agenda::LetterName;
use crate::agenda::tick::{EscalationKey, ReminderKey};
use crate::deal::DealId;
use crate::deal::act::Kind;
use crate::deal::fact::{FactError, FactValue};
use crate::deal::letter::{CancelCause, LetterId, LetterState};
use crate::mail::WriteError;
use crate::numbers::Block;
use crate::people::Role;
use crate::process::ending::Ending;
use crate::process::fact::FactType;
use crate::record::id::{
    ClientId, DecisionId, DocumentKind, FactId, LossReason, PersonId, StageId, TaskId,
};
use crate::record::{Day, Moment, Money, Percent, Sha256Hex};

/// A no, with every condition that is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The deal that stands where it stood; none where the intent is not about a deal.
    pub deal: Option<DealId>,
    /// Never empty.
    pub unmet: Vec<Unmet>,
}

/// A condition that is not met, as data. The interface finds the words, `remedy` the way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmet {
    /// No deal has this number.
    UnknownDeal {
        deal: DealId,
    },
    /// The number belongs to another deal already, or is neither leased to the person nor the next one.
    TakenNumber {
        deal: DealId,
        next: u32,
        /// Who leased it, if somebody else did.
        holder: Option<PersonId>,
    },
    /// No number, or not a whole block of them, is free above those on file and leased.
    NumbersEnd,
    /// The clone has so many numbers left that it takes no others.
    NumbersLeft {
        left: Vec<Block>,
    },
    /// Somebody leased or opened meanwhile, or the block is not as large as blocks are.
    NotTheBlock {
        block: Block,
        free: Block,
    },
    UnknownClient {
        client: ClientId,
    },
    TakenClient {
        client: ClientId,
    },
    UnknownPerson {
        person: PersonId,
    },
    TakenPerson {
        person: PersonId,
    },
    /// Somebody else has this e-mail address.
    TakenEmail {
        email: String,
    },
    /// The register of people cannot become so.
    Register(RegisterUnmet),
    /// The workspace has no commit yet that this could follow, or has one already.
    Introduced,
    /// The person may not do this; `role` may.
    NotEntitled {
        role: Role,
        who: Vec<PersonId>,
    },
    /// The person who gets the deal holds no such role.
    NotInRole {
        person: PersonId,
        role: Role,
    },
    /// Whoever asked, owns the deal or set a bound value does not decide (docs/process.md, Four eyes).
    FourEyes {
        person: PersonId,
        because: Involvement,
    },
    /// The request could be decided by nobody else than who asks.
    NobodyElseDecides {
        role: Role,
    },
    /// The deal no longer stands as the person saw it.
    Changed {
        differences: Vec<Difference>,
    },
    /// The deal is closed.
    Closed {
        stage: StageId,
    },
    NotLost {
        stage: StageId,
    },
    /// No move leads there from here.
    NoSuchMove {
        to: StageId,
        can: Vec<StageId>,
    },
    /// The move follows by itself, as soon as something holds.
    FollowsByItself {
        to: StageId,
    },
    /// Nothing can be asked of this kind from here.
    NoSuchQuestion {
        about: DecisionId,
        from: Vec<StageId>,
    },
    FactMissing {
        fact: FactId,
    },
    /// No task, move or decision of this stage names the fact.
    FactNotHere {
        fact: FactId,
        here: Vec<FactId>,
    },
    UnknownFact {
        fact: FactId,
        known: Vec<FactId>,
    },
    FactWrong {
        fact: FactId,
        kind: FactType,
        error: FactError,
    },
    /// The move itself states the fact, and otherwise.
    FactContradicts {
        fact: FactId,
        states: bool,
    },
    /// The invoice is not over what the client accepted.
    NotTheQuote {
        fact: FactId,
        total: Money,
        quote: Money,
    },
    DatePast {
        fact: FactId,
        day: Day,
        today: Day,
    },
    DateNotAhead {
        fact: FactId,
        day: Day,
        today: Day,
    },
    /// The fact has this value already.
    SameValue {
        fact: FactId,
        value: FactValue,
    },
    NothingGiven,
    DocumentMissing {
        kind: DocumentKind,
    },
    DocumentNotHere {
        kind: DocumentKind,
        here: Vec<DocumentKind>,
    },
    UnknownDocument {
        kind: DocumentKind,
        known: Vec<DocumentKind>,
    },
    DocumentType {
        kind: DocumentKind,
        ending: String,
        takes: Vec<String>,
    },
    /// A file would be larger than this person may make it by this act; both in bytes.
    FileFull {
        path: String,
        size: u64,
        limit: u64,
    },
    DocumentTooLarge {
        kind: DocumentKind,
        size: u64,
        limit: u64,
    },
    /// The same kind twice in one act.
    DocumentTwice {
        kind: DocumentKind,
    },
    ReasonMissing,
    TextUnfit {
        error: FactError,
    },
    ClientEmailMissing {
        client: ClientId,
    },
    EmailUnfit {
        email: String,
    },
    InnUnfit {
        inn: String,
    },
    TitleMissing,
    /// More than may go out without the finance director.
    AboveLimit {
        total: Money,
        limit: Money,
    },
    /// Less than the last quote that was sent.
    BelowLastSent {
        total: Money,
        last: Money,
        lowest: Option<Money>,
    },
    /// Less than the supplier's price with the lowest mark-up.
    BelowMarkup {
        total: Money,
        floor: Money,
        markup: Percent,
    },
    OtherCurrency {
        amount: Money,
        currency: String,
    },
    NoQuoteInForce {
        why: QuoteState,
    },
    PaymentOnRecord {
        paid: Money,
    },
    ShareUnpaid {
        paid: Option<Money>,
        due: Option<Money>,
    },
    WholeUnpaid {
        paid: Option<Money>,
        total: Option<Money>,
    },
    /// The condition on a fact does not hold.
    FactIsNot {
        fact: FactId,
        should_be: bool,
    },
    FactStale {
        fact: FactId,
    },
    FactFresh {
        fact: FactId,
    },
    TaskNotDone {
        task: TaskId,
    },
    TaskNotOpen {
        task: Option<TaskId>,
        open: Vec<TaskId>,
    },
    /// More than one task is open and none was named.
    WhichTask {
        open: Vec<TaskId>,
    },
    /// Saying so does not finish the task.
    TaskEndsOtherwise {
        task: TaskId,
        endings: Vec<Ending>,
    },
    NothingAsked,
    /// The answer was given to something else than what is asked now.
    Superseded {
        shown: Sha256Hex,
        asked: Sha256Hex,
        round: u32,
    },
    /// The question does not take this answer.
    NoSuchAnswer {
        about: DecisionId,
    },
    /// Only an approval that grants something carries a lowest total and a last day.
    NoGrantHere {
        about: DecisionId,
    },
    LossReasonMissing {
        reasons: Vec<LossReason>,
    },
    UnknownLossReason {
        reason: LossReason,
        reasons: Vec<LossReason>,
    },
    NoInvoice,
    PaidTwice {
        number: u32,
    },
    /// Money that comes in later than today.
    DayAhead {
        day: Day,
        today: Day,
    },
    /// A day given with the act that is past.
    DayGone {
        day: Day,
        today: Day,
    },
    UnknownPayment {
        payment: u32,
        known: Vec<u32>,
    },
    PaymentGone {
        payment: u32,
    },
    PaymentNotHere {
        stage: StageId,
        stages: Vec<StageId>,
    },
    NothingToCorrect,
    /// Another one has done something since.
    BuiltOn {
        by: PersonId,
        event: u32,
    },
    /// Only who did it takes it back, or the administrator with a reason.
    NotYours {
        by: PersonId,
    },
    /// Who asked for a decision does not take it back.
    AskerCorrects,
    /// The letter is on its way, or has left.
    LetterLeft {
        letter: LetterId,
    },
    /// `tick` has the letter in its hands, and this would make it void.
    LetterLeaving {
        letter: LetterId,
    },
    UnknownLetter {
        letter: LetterId,
    },
    /// `tick` took the letter in hand a moment ago and may still send it.
    LetterInHand {
        letter: LetterId,
        until: Moment,
    },
    /// The letter is in no trouble that somebody would have to see to.
    LetterFine {
        letter: LetterId,
        state: LetterState,
    },
    /// What the letter says no longer holds.
    LetterCauseGone {
        letter: LetterId,
        because: CancelCause,
    },
    /// Part of a run of `tick` or of a change of the process, and nothing that is done by itself.
    NoActAlone {
        kind: Kind,
    },
    /// A file edited by hand cannot be taken over.
    Unapplicable {
        path: String,
        problem: Box<Problem>,
    },
    /// The letter is in a state in which this cannot happen to it.
    LetterNotWaiting {
        letter: LetterId,
    },
    /// The letter cannot be written as the templates and the deal stand.
    LetterUnwritten {
        name: LetterName,
        error: Box<WriteError>,
    },
    /// `tick` was to say something that is not due, or was said today already.
    NotDue {
        what: NotDue,
    },
}

/// What a run of `tick` has no occasion to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDue {
    Reminder(ReminderKey),
    Escalation(EscalationKey),
    /// Somebody's digest.
    Digest(PersonId),
}

/// Why somebody is too close to a request to decide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Involvement {
    Asked,
    OwnsTheDeal,
    SetABoundValue,
}

/// How the last quote stands where it is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteState {
    NeverSent,
    RanOut {
        day: Day,
    },
    /// A value that it binds has changed since.
    Void,
    /// The deal was reopened since.
    Reopened,
}

/// How the deal differs from what the person saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    Stage {
        seen: Option<StageId>,
        now: StageId,
    },
    Visit {
        seen: u32,
        now: u32,
    },
    Request {
        now: Option<Sha256Hex>,
    },
    Fact {
        fact: FactId,
        seen: Option<FactValue>,
        now: Option<FactValue>,
    },
    Client {
        seen: u32,
        now: u32,
    },
}

impl Refusal {
    /// A refusal about a deal.
    pub fn of_deal(deal: &DealId, unmet: Vec<Unmet>) -> Refusal {
        Refusal {
            deal: Some(deal.clone()),
            unmet,
        }
    }

    /// A refusal about something else than a deal.
    pub fn because(unmet: Unmet) -> Refusal {
        Refusal {
            deal: None,
            unmet: vec![unmet],
        }
    }
}
