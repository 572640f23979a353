//! The way on after a no: the commands that supply what is missing (docs/process.md, Refusals).
//!
//! What can come along with the act itself is put into the same command once more (`again`); what has to be there
//! before is a command of its own (`first`); and where a stage is not reached yet, the next step of the way
//! ([`steps`]). The interface finds the words.

mod again;
mod first;
mod proposal;
mod register;
mod restate;

pub mod command_line;
pub mod steps;

pub use command_line::{Argument, CommandLine, Slot, Value};
pub use proposal::possible;
pub use restate::command_of;

use super::authority::acting;
use super::ground::Ground;
use super::intent::Intent;
use super::refusal::{Refusal, Unmet};
use super::scene::Scene;
use crate::deal::act::Act;
use crate::deal::{Deal, DealId};
use crate::people::Role;
use crate::record::id::PersonId;
use crate::record::{Day, Moment};

/// What was asked, by whom, when, and of which state.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub ground: &'a Ground,
    pub intent: &'a Intent,
    pub actor: &'a PersonId,
    pub now: Moment,
}

/// A way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    pub command: CommandLine,
    pub purpose: Purpose,
    /// Who runs it, where whoever asked may not.
    pub by: Option<Others>,
    pub note: Option<Note>,
}

/// What a remedy is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Takes the place of what was asked.
    Instead,
    /// Comes before what was asked, which is then asked again.
    First,
    /// Shows what there is to know.
    Look,
}

/// Those who may do what somebody else may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Others {
    /// None where it is about the very person.
    pub role: Option<Role>,
    pub people: Vec<PersonId>,
}

/// What tells a remedy from others beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    WithoutApproval,
    WithApproval,
    /// The deal is taken over first.
    TakesOver,
    /// Only where what stands on record is a mistake.
    IfMistaken,
    /// As soon as the letter has left.
    OnceLeft,
    /// What the letter would bring the client has by other means.
    HandedOver,
    /// The words of the process for it.
    Hint(String),
}

/// For each unmet condition of a refusal, in its order, the commands that supply it. Commands that meet several
/// conditions at once stand at each of them, and are complete.
pub fn remedies(refusal: &Refusal, asked: &Asked) -> Vec<Vec<Remedy>> {
    let again = again::whole(refusal, asked);
    let of = |unmet| {
        let mut remedies = match again::repairs(unmet, asked) {
            true => again.clone().into_iter().collect(),
            false => first::remedies(unmet, again.as_ref(), asked),
        };
        remedies.extend(first::besides(unmet, asked));
        match remedies.is_empty() {
            true => first::look(unmet, asked).into_iter().collect(),
            false => remedies,
        }
    };
    refusal.unmet.iter().map(of).collect()
}

impl<'a> Asked<'a> {
    /// The day of the company.
    pub fn today(&self) -> Day {
        self.ground.calendar.local_day(self.now)
    }

    /// The deal that it is about, as it stands.
    pub fn deal(&self) -> Option<&'a Deal> {
        self.ground.deal.as_ref().map(|file| &file.deal)
    }

    /// The act on a deal.
    pub fn act(&self) -> Option<&'a Act> {
        match self.intent {
            Intent::Deal { act, .. } => Some(act),
            _ => None,
        }
    }

    fn number(&self) -> Option<&'a DealId> {
        match self.intent {
            Intent::Deal { deal, .. } => Some(deal),
            _ => None,
        }
    }

    fn scene<'s>(&'s self, deal: &'s Deal) -> Scene<'s> {
        Scene {
            ground: self.ground,
            deal,
            text: None,
            done: &[],
            now: self.now,
            today: self.today(),
        }
    }

    /// Those who may act in a role, unless whoever asked may.
    fn by(&self, role: Role, deal: Option<&Deal>) -> Option<Others> {
        let people = &self.ground.people;
        match acting(people, deal, role, self.actor, self.today()) {
            Ok(_) => None,
            Err(Unmet::NotEntitled { role, who }) => Some(Others {
                role: Some(role),
                people: who,
            }),
            Err(_) => None,
        }
    }
}

impl Remedy {
    fn new(purpose: Purpose, command: CommandLine) -> Remedy {
        Remedy {
            command,
            purpose,
            by: None,
            note: None,
        }
    }

    /// Takes the place of what was asked.
    fn instead(command: CommandLine) -> Remedy {
        Remedy::new(Purpose::Instead, command)
    }

    /// Comes before what was asked.
    fn first(command: CommandLine) -> Remedy {
        Remedy::new(Purpose::First, command)
    }

    fn look(command: CommandLine) -> Remedy {
        Remedy::new(Purpose::Look, command)
    }

    fn by(self, by: Option<Others>) -> Remedy {
        Remedy { by, ..self }
    }

    fn noted(self, note: impl Into<Option<Note>>) -> Remedy {
        Remedy {
            note: note.into(),
            ..self
        }
    }

    fn serving(self, purpose: Purpose) -> Remedy {
        Remedy { purpose, ..self }
    }
}
