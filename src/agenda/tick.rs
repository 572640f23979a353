use super::letter_name::LetterName;
use super::run_id::RunId;
use crate::deal::DealId;
use crate::deal::letter::{CancelCause, LetterId, MissCause};
use crate::record::id::{PersonId, ReminderId, TaskId};
use crate::record::{Day, HostName, Moment};
use std::collections::{BTreeMap, BTreeSet};

/// What one run of `tick` is to do: the complete input of its commit. What is not named is left for the next run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The company's day of the run.
    pub day: Day,
    /// Which run it is; the default is that of a plan which nobody has carried out yet.
    pub run: RunId,
    /// The machine that it runs on, where its name is known.
    pub host: Option<HostName>,
    pub claims: BTreeMap<DealId, Claim>,
    pub reminders: BTreeSet<ReminderKey>,
    pub escalations: BTreeSet<EscalationKey>,
    /// The deals that each digest speaks of.
    pub digests: BTreeMap<PersonId, BTreeSet<DealId>>,
}

/// Letters of one deal that `tick` takes in hand, and those whose cause is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    pub letters: BTreeSet<LetterId>,
    pub cancelled: BTreeMap<LetterId, CancelCause>,
}

/// One reminder to one person about one deal; it is given once a local day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReminderKey {
    pub deal: DealId,
    pub reminder: ReminderId,
    pub person: PersonId,
}

/// One escalation to one person; it is given once a local day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EscalationKey {
    pub deal: DealId,
    pub what: Escalated,
    pub person: PersonId,
}

/// What somebody above is to hear of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Escalated {
    /// A late task of a visit.
    Task { task: TaskId, visit: u32 },
    /// A reminder that did not help.
    Reminder { reminder: ReminderId },
}

/// What became of claimed letters: facts of the world, recorded in the file of the day that claimed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The day whose run claimed the letters.
    pub day: Day,
    pub sent: BTreeMap<ClaimedLetter, Delivery>,
    pub missed: BTreeMap<ClaimedLetter, Miss>,
}

/// A letter as one run of `tick` claimed it; another run may have claimed it anew since.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimedLetter {
    pub name: LetterName,
    pub run: RunId,
}

/// That the mail took a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The address that it was handed over for.
    pub to: String,
    /// When the mail answered.
    pub sent: Moment,
}

/// That a letter did not leave, or that nobody knows whether it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// When it was tried last.
    pub tried: Moment,
    pub because: MissCause,
    /// What the mail server said, in its own words.
    pub said: Option<String>,
}

impl Receipt {
    /// Every letter that it speaks of.
    pub fn letters(&self) -> impl Iterator<Item = &ClaimedLetter> {
        self.sent.keys().chain(self.missed.keys())
    }
}

impl Tick {
    /// A run that has nothing to do: it only says that `tick` is alive.
    pub fn heartbeat(day: Day) -> Tick {
        Tick {
            day,
            run: RunId::default(),
            host: None,
            claims: BTreeMap::new(),
            reminders: BTreeSet::new(),
            escalations: BTreeSet::new(),
            digests: BTreeMap::new(),
        }
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
            && self.reminders.is_empty()
            && self.escalations.is_empty()
            && self.digests.is_empty()
    }

    /// Every deal that the run speaks of.
    pub fn deals(&self) -> BTreeSet<&DealId> {
        let claims = self.claims.keys();
        let reminders = self.reminders.iter().map(|key| &key.deal);
        let escalations = self.escalations.iter().map(|key| &key.deal);
        let digests = self.digests.values().flatten();
        claims
            .chain(reminders)
            .chain(escalations)
            .chain(digests)
            .collect()
    }
}
