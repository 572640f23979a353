//! Where a command works: the clone, the state at its tip, who acts and when.
//!
//! A command loads what it needs from the desk, lets the core decide, and hands the change back to be committed.

mod acting;
mod clock;
mod key;
mod lookup;
mod numbers;
mod papers;
mod sharing;
mod view;
mod wish;

pub use acting::{Acted, commit_of};
pub use clock::{NOW, is_set, machine_seconds, seconds};
pub use key::{fingerprint, given_key, named_key, normal_key, public_key, signing_key};
pub use papers::Papers;
pub use sharing::Shared;
pub use view::{Deals, View};

use super::session::Session;
use super::stop::{self, Stop};
use super::words;
use crate::actions::ground::{Ground, GroundError, house_at};
use crate::people::Person;
use crate::record::{CommitHex, Day, Moment};
use crate::verify;
use crate::workspace::{CommitId, Failure, Store, Tip, Workspace, short_branch};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a command waits for another one in the same clone.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// The clone that a command works in, as it was when the command began.
pub struct Desk {
    pub workspace: Workspace,
    /// Settings, process, people and calendars at the tip.
    pub house: Ground,
    pub now: Moment,
    pub today: Day,
    /// The tip that all of this was read at.
    read_at: CommitId,
    /// What keeps clone and server apart was said already when the command began.
    is_apart: bool,
}

impl Desk {
    /// The desk of the folder that the command runs in.
    ///
    /// # Errors
    /// No workspace is there, or its files are wrong.
    pub fn open(session: &Session) -> Result<Desk, Stop> {
        Desk::at(&folder(session), session)
    }

    /// The desk of a folder.
    ///
    /// # Errors
    /// No workspace is there, or its files are wrong.
    pub fn at(folder: &Path, session: &Session) -> Result<Desk, Stop> {
        let failed = |failure| words::failure(&failure, &session.say);
        let workspace = Workspace::open(folder).map_err(failed)?;
        if workspace.was_interrupted() {
            drop(workspace.lock(PATIENCE).map_err(failed)?);
        }
        let introduction = workspace.introduction().map_err(failed)?.to_string();
        let tip = workspace.tip().map_err(failed)?;
        let ground = house_at(&tip, &introduction);
        let house = ground.map_err(|error| words::ground_error(&error, &session.say))?;
        let now = clock::now(&house, &tip, &session.say)?;
        let read_at = tip.id();
        drop(tip);
        let today = house.calendar.local_day(now);
        Ok(Desk {
            workspace,
            house,
            now,
            today,
            read_at,
            is_apart: false,
        })
    }

    /// The state that everybody sees now.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn tip(&self, session: &Session) -> Result<Tip<'_>, Stop> {
        self.workspace
            .tip()
            .map_err(|failure| words::failure(&failure, &session.say))
    }

    /// The same for whoever looks at all deals: where this program has proved it, their headers say enough.
    ///
    /// # Errors
    /// As [`Desk::tip`].
    pub fn tip_to_overlook(&self, session: &Session) -> Result<Tip<'_>, Stop> {
        let tip = self.tip(session)?;
        let store = Store::open(self.workspace.root());
        let is_proved = store.is_ok_and(|store| verify::is_proved(&store, tip.id()));
        Ok(tip.known_as_proved(is_proved))
    }

    /// The commit of the branch that a person means by a revision.
    ///
    /// # Errors
    /// The branch has no such commit.
    pub fn commit(&self, revision: &str, session: &Session) -> Result<CommitHex, Stop> {
        let failed = |failure| words::failure(&failure, &session.say);
        let id = self.workspace.on_branch(revision).map_err(failed)?;
        let unknown = |_| {
            failed(Failure::UnknownRevision {
                revision: revision.to_owned(),
            })
        };
        id.to_string().parse().map_err(unknown)
    }

    /// The time of what is written now; a clock that is far behind the last commit is refused.
    ///
    /// # Errors
    /// The repository cannot be read, the clock is wrong.
    pub fn now_to_write(&self, session: &Session) -> Result<Moment, Stop> {
        clock::now_to_write(&self.house, &self.tip(session)?, &session.say)
    }

    /// What is wrong with a clock by which nobody could write; those who look are shown the moment of the last commit.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn clock_behind(&self, session: &Session) -> Result<Option<Stop>, Stop> {
        clock::behind(&self.tip(session)?, &session.say)
    }

    /// Who acts: whom `git config user.email` names in people.yaml.
    ///
    /// # Errors
    /// Nobody is named, or nobody of that address is let in.
    pub fn actor(&self, session: &Session) -> Result<&Person, Stop> {
        let identity = self.workspace.identity();
        let identity = identity.map_err(|failure| words::failure(&failure, &session.say))?;
        let Some(identity) = identity else {
            return Err(words::no_identity(&session.say));
        };
        self.house
            .people
            .by_email(&identity.email)
            .ok_or_else(|| words::stranger(&identity.email, &session.say))
    }

    /// Who looks, where somebody of the company does.
    pub fn reader(&self) -> Option<&Person> {
        let identity = self.workspace.identity().ok()??;
        self.house.people.by_email(&identity.email)
    }

    /// Nothing is done on a branch that is not that of the deals: what one branch claims, another does not know of, and
    /// nobody else would see it.
    ///
    /// # Errors
    /// Another branch is checked out.
    pub fn refuse_another_branch(&self, session: &Session) -> Result<(), Stop> {
        let failed = |failure: Failure| words::failure(&failure, &session.say);
        let store = Store::open(self.workspace.root()).map_err(failed)?;
        let deals = store.branch_of_deals().map_err(failed)?;
        let (found, deals) = (self.workspace.branch(), deals.as_deref().map(short_branch));
        match deals.filter(|deals| *deals != found) {
            None => Ok(()),
            Some(deals) => Err(Stop::Failed(stop::Failure {
                text: session
                    .say
                    .text("tick-other-branch", args![deals => deals, found => found]),
                causes: Vec::new(),
                remedy: Some(format!("git switch {deals}")),
            })),
        }
    }

    /// Turns a failure to read the state into words.
    pub(super) fn unreadable(error: &GroundError, session: &Session) -> Stop {
        words::ground_error(error, &session.say)
    }
}

/// The folder that the command runs in.
pub fn folder(session: &Session) -> PathBuf {
    session
        .globals
        .directory
        .clone()
        .unwrap_or_else(|| PathBuf::from("."))
}
