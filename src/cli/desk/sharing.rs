//! Around every command that writes, a clone with a server meets it: before, so that the act is decided on what others did
//! meanwhile; after, so that they have it (docs/sync.md).

use super::Desk;
use crate::cli::flags::Writing;
use crate::cli::screens::sync as screens;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::process::settings::Sync;
use crate::sync::{Manner, Meeting, SyncFailure, Synced, Whereabouts};
use crate::workspace::{CommitId, Contact, Failure};

/// Whether an act has reached the server.
#[derive(Debug)]
pub enum Shared {
    /// Nobody asked for it: no server, `sync: manual`, a dry run.
    NotAsked,
    Met(Box<Synced>),
    /// It stays here for now.
    NotYet(Box<SyncFailure>),
    /// The server was away a moment ago and was not asked again.
    Resting,
}

impl Desk {
    /// The desk of somebody who is about to write: first the clone learns what the server has.
    ///
    /// # Errors
    /// No workspace is there, or its files are wrong. A server that is away keeps nobody from working.
    pub fn open_to_write(session: &mut Session, writing: &Writing) -> Result<Desk, Stop> {
        let desk = Desk::open(session)?;
        if writing.dry_run {
            return Ok(desk);
        }
        desk.refuse_another_branch(session)?;
        desk.after_meeting(session)
    }

    /// As [`Desk::open_to_write`], for somebody who is about to open a deal: first the clone takes numbers into stock.
    ///
    /// # Errors
    /// As [`Desk::open_to_write`].
    pub fn open_to_number(session: &mut Session, writing: &Writing) -> Result<Desk, Stop> {
        let desk = Desk::open_to_write(session, writing)?;
        match writing.dry_run {
            true => Ok(desk),
            false => desk.stocked(session),
        }
    }

    /// The desk with numbers of deals in stock, where whoever works here opens deals and the server is there.
    ///
    /// # Errors
    /// The files of the workspace are wrong. A server that is away or says no keeps nobody from working.
    pub fn stocked(self, session: &mut Session) -> Result<Desk, Stop> {
        if !self.is_shared(session)? || self.is_resting() {
            return Ok(self);
        }
        let leased = self.meeting(session)?.lease();
        match leased {
            Ok(None) | Err(SyncFailure::Offline { .. } | SyncFailure::Engaged { .. }) => Ok(self),
            Ok(Some(_)) => Desk::at(self.workspace.root(), session),
            Err(failure) => {
                let stop = words::sync_failure(&failure, &session.say);
                session.output.complain(&stop.to_text(&session.say))?;
                Ok(self)
            }
        }
    }

    /// The desk of somebody who asks what waits for them: first the clone learns what the server has.
    ///
    /// # Errors
    /// As [`Desk::open_to_write`].
    pub fn open_to_look(session: &mut Session) -> Result<Desk, Stop> {
        Desk::open(session)?.after_meeting(session)
    }

    fn after_meeting(self, session: &mut Session) -> Result<Desk, Stop> {
        if !self.is_shared(session)? {
            return Ok(self);
        }
        if self.is_resting() {
            return Ok(self);
        }
        let before = self.tip(session)?.id();
        match self.meeting(session)?.receive() {
            Ok(synced) => {
                let text = screens::in_passing(&synced, &session.say);
                if let Some(text) = text {
                    session.output.talk(&text)?;
                }
            }
            // After the act it is said once.
            Err(SyncFailure::Offline { .. } | SyncFailure::Engaged { .. }) => {}
            Err(failure) => {
                let stop = words::sync_failure(&failure, &session.say);
                session.output.complain(&stop.to_text(&session.say))?;
            }
        }
        let after = self.tip(session)?.id();
        match after == before {
            true => Ok(self),
            false => Desk::at(self.workspace.root(), session),
        }
    }

    /// Hands what was done over to the server; says where the commit `done` is by then.
    ///
    /// # Errors
    /// What others did meanwhile stands in the way: the act is kept, and not done.
    pub(super) fn share(
        &self,
        done: CommitId,
        session: &Session,
    ) -> Result<(CommitId, Shared), Stop> {
        if !self.is_shared(session)? {
            return Ok((done, Shared::NotAsked));
        }
        if self.is_resting() {
            return Ok((done, Shared::Resting));
        }
        let meeting = self.meeting(session)?;
        let mut synced = match meeting.hand_over() {
            Ok(synced) => synced,
            Err(failure) => return Ok((done, Shared::NotYet(Box::new(failure)))),
        };
        let found = meeting.whereabouts(done, &mut synced);
        match found.map_err(|failure| words::sync_failure(&failure, &session.say))? {
            Whereabouts::Branch(commit) => Ok((commit, Shared::Met(Box::new(synced)))),
            Whereabouts::Kept(kept) => Err(words::still_kept(&kept, &session.say)),
            Whereabouts::Waiting => Err(words::waits(done, &session.say)),
        }
    }

    /// Whether the server was away a moment ago; a record of that which cannot be read keeps nobody from asking it.
    fn is_resting(&self) -> bool {
        Contact::of(&self.workspace).is_ok_and(|contact| contact.is_resting())
    }

    /// Whether the company wants commands to meet the server by themselves, and there is one.
    fn is_shared(&self, session: &Session) -> Result<bool, Stop> {
        let failed = |failure: Failure| words::failure(&failure, &session.say);
        let has_server = || self.workspace.remote().map_err(failed);
        Ok(self.house.settings.sync == Sync::Auto && has_server()?.is_some())
    }

    fn meeting(&self, session: &Session) -> Result<Meeting<'_>, Stop> {
        let meeting = Meeting::of(&self.workspace, self.now, Manner::InPassing, &|_, _| {});
        meeting.map_err(|failure| words::failure(&failure, &session.say))
    }
}
