use super::SyncFailure;
use super::manner::Manner;
use super::report::Synced;
use super::shelf::{Place, Shelf, Shelved};
use crate::actions::ground::{Ground, house_at};
use crate::numbers::Block;
use crate::people::{self, People};
use crate::record::Moment;
use crate::workspace::{CommitId, Failure, Person, Store, Tip, Workspace};

/// A clone that meets its server.
pub struct Meeting<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) introduction: String,
    /// Who works here: only this person's acts are signed anew.
    pub(super) identity: Option<Person>,
    pub(super) now: Moment,
    pub(super) manner: Manner,
    /// Is told how far a proof is: commits judged, and all.
    pub(super) progress: &'w (dyn Fn(usize, usize) + Sync),
}

impl<'w> Meeting<'w> {
    /// A clone that meets its server now; `progress` is told how far a proof is: commits judged, and all.
    ///
    /// # Errors
    /// git's configuration cannot be read, or names no introduction.
    pub fn of(
        workspace: &'w Workspace,
        now: Moment,
        manner: Manner,
        progress: &'w (dyn Fn(usize, usize) + Sync),
    ) -> Result<Meeting<'w>, Failure> {
        Ok(Meeting {
            workspace,
            introduction: workspace.introduction()?.to_string(),
            identity: workspace.identity()?,
            now,
            manner,
            progress,
        })
    }
}

impl Meeting<'_> {
    /// Fetches, brings the branch to what the server has and what was done here, and pushes; again, as long as others are
    /// faster. Then takes numbers into stock. What came of it stands in `synced`, also of what went before an error.
    ///
    /// # Errors
    /// The server is away, shows what is not proved, or says no; another command of this clone is talking to it. Nothing that
    /// was done here is lost then.
    pub fn sync(&self, synced: &mut Synced) -> Result<(), SyncFailure> {
        let mut exchange = self.begin(synced)?;
        exchange.receive()?;
        exchange.hand_over()?;
        exchange.lease()?;
        Ok(())
    }

    /// Fetches and brings the branch to what the server has, with what was done here on top.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn receive(&self, synced: &mut Synced) -> Result<(), SyncFailure> {
        self.begin(synced)?.receive()
    }

    /// Pushes what is new here, and meets the server anew where others were faster.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn hand_over(&self, synced: &mut Synced) -> Result<(), SyncFailure> {
        self.begin(synced)?.hand_over()
    }

    /// Takes numbers of deals into stock, where there are few left.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn lease(&self, synced: &mut Synced) -> Result<Option<Block>, SyncFailure> {
        self.begin(synced)?.lease()
    }

    /// Does again what `tlg` did not write, in a clone that has no server.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn settle(&self, synced: &mut Synced) -> Result<(), SyncFailure> {
        self.catch_up(None, synced).map(drop)
    }

    /// Who works here, as the company knows them.
    pub(super) fn me<'p>(&self, people: &'p People) -> Option<&'p people::Person> {
        people.by_email(&self.identity.as_ref()?.email)
    }

    /// The moment of a commit on a tip, in the company's zone: not earlier than the tip itself.
    pub(super) fn not_before(&self, tip: &Tip, ground: &Ground) -> Moment {
        let latest = self.now.unix().max(tip.committed().timestamp());
        ground.calendar.moment(latest).unwrap_or(self.now)
    }

    /// Whether an act of the one who works here waits for them.
    pub(super) fn has_mine_waiting(&self) -> Result<bool, SyncFailure> {
        let shelf = Shelf::of(self.workspace)?;
        let mut waiting = shelf.acts().filter(|act| act.place == Place::Waiting);
        let Some(first) = waiting.next() else {
            return Ok(false);
        };
        let house = house_at(&self.workspace.tip()?, &self.introduction)?;
        let me = self.me(&house.people).map(|me| &me.id);
        let is_mine = |act: &Shelved| act.person.is_some() && act.person.as_ref() == me;
        Ok(is_mine(first) || waiting.any(is_mine))
    }

    /// The first line of a commit's message; its id where it has none that can be read.
    pub(super) fn subject(&self, commit: CommitId) -> Result<String, SyncFailure> {
        let subject = self.store()?.subject(commit)?;
        Ok(subject.unwrap_or_else(|| commit.to_string()))
    }

    pub(super) fn store(&self) -> Result<Store, SyncFailure> {
        Ok(Store::open(self.workspace.root())?)
    }
}
