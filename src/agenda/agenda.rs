use super::escalation::{self, EscalationDue};
use super::reminder::{self, ReminderDue};
use super::standing::Standing;
use crate::actions::authority::deciders;
use crate::actions::binding;
use crate::actions::ground::Ground;
use crate::actions::letters::lost_cause;
use crate::actions::request_letters;
use crate::actions::resolving::IN_HAND;
use crate::deal::Deal;
use crate::deal::letter::{CancelCause, Letter, LetterState, MissCause};
use crate::deal::request::Request;
use crate::deal::task::Task;
use crate::process::condition::Condition;
use crate::process::span::Span;
use crate::record::id::{FactId, PersonId};
use crate::record::{Day, Moment};

/// What is due on one deal at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    pub tasks: Vec<TaskDue>,
    pub request: Option<RequestDue>,
    pub reminders: Vec<ReminderDue>,
    pub escalations: Vec<EscalationDue>,
    pub letters: Vec<LetterDue>,
    /// The date that the deal waits for.
    pub waits: Option<Awaited>,
    /// Dates that tasks wait for, such as the supplier's.
    pub expected: Vec<Awaited>,
    pub quote: Option<QuoteDue>,
}

impl Agenda {
    /// Whether the day of a task, of an answer or of the date that the deal waits for is past.
    pub fn is_late(&self) -> bool {
        let tasks = self.tasks.iter().map(|due| due.standing);
        let request = self.request.iter().map(|due| due.standing);
        let waits = self.waits.iter().map(|due| due.standing);
        tasks.chain(request).chain(waits).any(Standing::is_late)
    }
}

/// An open task and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDue {
    pub task: Task,
    pub standing: Standing,
}

/// A request that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestDue {
    pub request: Request,
    /// Everybody who may answer.
    pub deciders: Vec<PersonId>,
    pub standing: Standing,
}

/// A date of the deal that something waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    pub fact: FactId,
    pub day: Day,
    pub standing: Standing,
}

/// The quote that the client has, where the stage still needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteDue {
    pub round: u32,
    /// The last day on which the client can accept it.
    pub valid_until: Day,
    pub standing: Standing,
    /// It runs out before the end of the next working day.
    pub runs_out: bool,
}

/// A letter of the deal and what is to happen to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterDue {
    pub letter: Letter,
    pub fate: Fate,
}

/// What is to happen to a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It may leave now.
    Leaves,
    /// It is held, so that a slip can be taken back.
    Held {
        until: Moment,
    },
    /// The mail server put it off until then.
    PutOff {
        until: Moment,
    },
    /// Its cause is gone: the next `tick` cancels it.
    CauseGone {
        because: CancelCause,
    },
    /// A `tick` has it in its hands.
    Leaving,
    /// A `tick` took it in hand so long ago that something must have come in between.
    NoReceipt {
        since: Moment,
    },
    /// It did not leave and does not try again by itself; or nobody knows whether it left.
    Missed {
        because: MissCause,
    },
    Sent,
    Cancelled {
        because: CancelCause,
    },
}

impl Fate {
    /// Whether the letter waits for somebody to see to it.
    pub fn needs_a_person(self) -> bool {
        let too_old = CancelCause::TooOld;
        match self {
            Fate::NoReceipt { .. } => true,
            Fate::Missed { because } => because != MissCause::DayOver,
            Fate::CauseGone { because } | Fate::Cancelled { because } => because == too_old,
            Fate::Leaves | Fate::Held { .. } | Fate::PutOff { .. } => false,
            Fate::Leaving | Fate::Sent => false,
        }
    }
}

/// What is due on a deal at a moment. Of a closed deal only its letters and tasks are left.
pub fn agenda(ground: &Ground, deal: &Deal, now: Moment) -> Agenda {
    let Ground {
        process,
        people,
        calendar,
        ..
    } = ground;
    let today = calendar.local_day(now);
    let standing = |due| Standing::of(calendar, due, today);
    let reminders = reminder::due(process, deal, today);
    Agenda {
        tasks: tasks(deal, standing),
        request: deal.request.as_ref().map(|request| RequestDue {
            request: request.clone(),
            deciders: deciders(people, deal, request, today),
            standing: standing(request.due),
        }),
        escalations: escalation::due(process, people, calendar, deal, &reminders, today),
        reminders,
        letters: letters(ground, deal, now),
        waits: waits(ground, deal, standing),
        expected: expected(ground, deal, standing),
        quote: quote(ground, deal, today),
    }
}

fn tasks(deal: &Deal, standing: impl Fn(Day) -> Standing) -> Vec<TaskDue> {
    let tasks = deal.tasks.iter().map(|task| TaskDue {
        task: task.clone(),
        standing: standing(task.due),
    });
    tasks.collect()
}

/// Every letter, of those with one name the last, and those that the open request still lacks.
fn letters(ground: &Ground, deal: &Deal, now: Moment) -> Vec<LetterDue> {
    let missing = request_letters::missing(ground, deal, now);
    let all = || deal.mail.iter().chain(&missing);
    let last = |at: usize, letter: &Letter| !all().skip(at + 1).any(|other| other.id == letter.id);
    all()
        .enumerate()
        .filter(|(at, letter)| last(*at, letter))
        .map(|(_, letter)| LetterDue {
            letter: letter.clone(),
            fate: fate(ground, deal, letter, now),
        })
        .collect()
}

fn fate(ground: &Ground, deal: &Deal, letter: &Letter, now: Moment) -> Fate {
    match letter.state {
        LetterState::Claimed => in_hand(letter.claimed, now),
        LetterState::Failed | LetterState::Unclear => Fate::Missed {
            because: letter.missed.unwrap_or(MissCause::Unclear),
        },
        LetterState::Sent => Fate::Sent,
        LetterState::Cancelled => Fate::Cancelled {
            because: letter.because.unwrap_or(CancelCause::TakenBack),
        },
        LetterState::Queued => match lost_cause(ground, deal, letter, now) {
            Some(because) => Fate::CauseGone { because },
            None if letter.after <= now => Fate::Leaves,
            None if letter.put_off > 0 => Fate::PutOff {
                until: letter.after,
            },
            None => Fate::Held {
                until: letter.after,
            },
        },
    }
}

/// What is to happen to a letter that was claimed at that moment.
fn in_hand(claimed: Option<Moment>, now: Moment) -> Fate {
    match claimed {
        Some(since) if since.seconds_until(now) >= IN_HAND => Fate::NoReceipt { since },
        _ => Fate::Leaving,
    }
}

fn waits(ground: &Ground, deal: &Deal, standing: impl Fn(Day) -> Standing) -> Option<Awaited> {
    let fact = ground.process.stage(&deal.stage)?.waits_for.as_ref()?;
    awaited(deal, fact, standing)
}

fn expected(ground: &Ground, deal: &Deal, standing: impl Fn(Day) -> Standing) -> Vec<Awaited> {
    let rules = deal.tasks.iter();
    let rules = rules.filter_map(|task| ground.process.tasks.get(&task.id));
    rules
        .filter_map(|rule| match &rule.due {
            Span::Until(fact) => awaited(deal, fact, &standing),
            _ => None,
        })
        .collect()
}

fn awaited(deal: &Deal, fact: &FactId, standing: impl Fn(Day) -> Standing) -> Option<Awaited> {
    let day = deal.facts.get(fact)?.day()?;
    Some(Awaited {
        fact: fact.clone(),
        day,
        standing: standing(day),
    })
}

/// The quote counts where a move of the stage needs it in force.
fn quote(ground: &Ground, deal: &Deal, today: Day) -> Option<QuoteDue> {
    let mut moves = ground.process.moves_from(&deal.stage);
    let needed = moves.any(|rule| rule.needs.contains(&Condition::QuoteInForce));
    let round = deal.last_sent().filter(|_| needed)?;
    let holds = binding::round_holds(&ground.introduction, &ground.process, deal, round)
        && !binding::before_reopening(deal, round.event);
    holds.then(|| QuoteDue {
        round: round.round,
        valid_until: round.valid_until,
        standing: Standing::of(&ground.calendar, round.valid_until, today),
        runs_out: round.valid_until <= ground.calendar.next_working_day(today),
    })
}
