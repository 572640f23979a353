use super::PostFailure;
use super::setback::{Deferred, Standstill};
use crate::actions::change::Change;
use crate::agenda::day_entry::{Raised, Reminded};
use crate::agenda::deals::UnreadableDeal;
use crate::agenda::mailbox::MailRow;
use crate::agenda::{DayFile, DealDue, LetterName, Plan, Tick};
use crate::record::{Day, Moment};
use crate::sync::SyncFailure;
use crate::workspace::CommitId;

/// What a run did.
#[derive(Debug)]
pub struct Report {
    pub at: Moment,
    /// Deals that are worked on, and how many of them have something late.
    pub open: u32,
    pub late: u32,
    /// What was due on each deal on which something was, by number.
    pub due: Vec<DealDue>,
    /// What was claimed.
    pub tick: Tick,
    pub reminded: Vec<Reminded>,
    pub escalated: Vec<Raised>,
    /// The claim; none where there was nothing to do.
    pub claim: Option<CommitId>,
    pub receipts: Vec<CommitId>,
    pub sent: Vec<LetterName>,
    /// Reminders and digests of days that are over, which did not leave in time.
    pub lapsed: Vec<LetterName>,
    /// Letters that are tried again later.
    pub deferred: Vec<Deferred>,
    /// Letters that need a person, of this run and of earlier ones, as the workspace records them.
    pub waiting: Vec<MailRow>,
    /// Letters that need a person and are tried again by every run.
    pub trouble: Vec<Trouble>,
    /// Deals that cannot be read, which were left out.
    pub unreadable: Vec<UnreadableDeal>,
    /// Why no letter could leave, or none after a certain one.
    pub still: Option<Standstill>,
    /// Whether letters that were to leave stay because of that.
    pub stay: bool,
    /// Why the server does not have the receipts of this run yet.
    pub unshared: Option<Box<SyncFailure>>,
}

/// A letter that did not leave.
#[derive(Debug)]
pub struct Trouble {
    pub letter: LetterName,
    pub why: PostFailure,
}

impl Report {
    /// Of a run that is about to claim what was planned.
    pub(super) fn of(plan: &Plan, now: Moment, still: Option<Standstill>) -> Report {
        let unwritten = plan.unwritten.iter();
        Report {
            at: now,
            open: plan.open,
            late: plan.late,
            due: plan.due.clone(),
            tick: plan.tick.clone(),
            reminded: Vec::new(),
            escalated: Vec::new(),
            claim: None,
            receipts: Vec::new(),
            sent: Vec::new(),
            lapsed: Vec::new(),
            deferred: Vec::new(),
            waiting: Vec::new(),
            trouble: unwritten
                .map(|(letter, error)| Trouble {
                    letter: letter.clone(),
                    why: PostFailure::Unwritten(error.clone()),
                })
                .collect(),
            unreadable: plan.unreadable.clone(),
            still,
            stay: false,
            unshared: None,
        }
    }

    /// What the claim said of reminders and escalations.
    pub(super) fn note_run(&mut self, change: &Change, day: Day) {
        let path = DayFile::path(day);
        let text = change.files.get(&path).map(String::as_bytes);
        let file = text.and_then(|text| DayFile::read(day, text).ok());
        if let Some((_, _, run)) = file.as_ref().and_then(|file| file.runs().last()) {
            self.reminded.clone_from(&run.reminded);
            self.escalated.clone_from(&run.escalated);
        }
    }

    /// Whether somebody has to see to a letter or a file.
    pub fn needs_a_person(&self) -> bool {
        !self.waiting.is_empty()
            || !self.unreadable.is_empty()
            || (!self.trouble.is_empty() && !self.waits_for_the_disk())
    }

    /// Whether the next run may do better, of what no person has to see to.
    pub fn may_be_tried_again(&self) -> bool {
        self.still.is_some() || self.unshared.is_some() || self.waits_for_the_disk()
    }

    /// Whether nothing but the disk held letters up: the next run tries them again.
    pub fn waits_for_the_disk(&self) -> bool {
        let of_the_disk = |trouble: &Trouble| matches!(trouble.why, PostFailure::File { .. });
        !self.trouble.is_empty() && self.trouble.iter().all(of_the_disk)
    }
}
