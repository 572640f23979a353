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
    /// It stays here for now; what came of the meeting before it failed.
    NotYet(Box<SyncFailure>, Box<Synced>),
    /// It stays here for now; why was said before the act.
    Apart,
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
        if !self.is_shared(session)? || self.is_resting() || self.is_apart {
            return Ok(self);
        }
        let mut synced = Synced::default();
        let leased = self.meeting(session)?.lease(&mut synced);
        session.hear_of(&synced)?;
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

    /// The desk of somebody who is about to decide on what others ask: of what the server has, and it is proved.
    ///
    /// # Errors
    /// As [`Desk::open_to_write`]; what the server has is not proved. A server that is away keeps nobody from deciding.
    pub fn open_to_decide(session: &mut Session, writing: &Writing) -> Result<Desk, Stop> {
        let mut desk = Desk::open(session)?;
        if writing.dry_run {
            return Ok(desk);
        }
        desk.refuse_another_branch(session)?;
        match desk.meet(session)? {
            Some(stop) => Err(stop),
            None => desk.refreshed(session),
        }
    }

    fn after_meeting(mut self, session: &mut Session) -> Result<Desk, Stop> {
        if let Some(stop) = self.meet(session)? {
            session.output.complain(&stop.to_text(&session.say))?;
            self.is_apart = true;
        }
        self.refreshed(session)
    }

    /// Learns what the server has, where the company wants that; inside, what keeps both apart. That the server is away is
    /// said once, after the act.
    fn meet(&mut self, session: &mut Session) -> Result<Option<Stop>, Stop> {
        if !self.is_shared(session)? || self.is_resting() {
            return Ok(None);
        }
        let mut synced = Synced::default();
        let met = self.meeting(session)?.receive(&mut synced);
        if let Some(text) = screens::in_passing(&synced, &session.say) {
            session.output.talk(&text)?;
        }
        session.hear_of(&synced)?;
        Ok(match met {
            Ok(()) | Err(SyncFailure::Offline { .. } | SyncFailure::Engaged { .. }) => None,
            Err(failure) => Some(words::sync_failure(&failure, &session.say)),
        })
    }

    /// The desk at the tip where the branch is by now.
    fn refreshed(self, session: &Session) -> Result<Desk, Stop> {
        let tip = self.tip(session)?;
        let known = self.read_at == tip.id();
        drop(tip);
        match known {
            true => Ok(self),
            false => Ok(Desk {
                is_apart: self.is_apart,
                ..Desk::at(self.workspace.root(), session)?
            }),
        }
    }

    /// Hands what was done over to the server; says where the commits `done` are by then.
    ///
    /// # Errors
    /// What others did meanwhile stands in the way: the act is kept, and not done.
    pub(super) fn share(
        &self,
        done: &[CommitId],
        session: &Session,
    ) -> Result<(Vec<CommitId>, Shared), Stop> {
        let as_it_was = done.to_vec();
        if !self.is_shared(session)? {
            return Ok((as_it_was, Shared::NotAsked));
        }
        if self.is_resting() {
            return Ok((as_it_was, Shared::Resting));
        }
        if self.is_apart {
            return Ok((as_it_was, Shared::Apart));
        }
        let meeting = self.meeting(session)?;
        let mut synced = Synced::default();
        let handed_over = meeting.hand_over(&mut synced);
        let mut there = Vec::new();
        for commit in done {
            let found = meeting.whereabouts(*commit, &mut synced);
            let say = &session.say;
            let stop = match found.map_err(|failure| words::sync_failure(&failure, say))? {
                Whereabouts::Branch(commit) => {
                    there.push(commit);
                    continue;
                }
                Whereabouts::Kept(kept) => words::still_kept(&kept, say),
                Whereabouts::Waiting => words::waits(*commit, say),
                Whereabouts::Nowhere => words::nowhere(*commit, say),
            };
            return Err(words::with_others_kept(stop, &synced.kept, say));
        }
        let synced = Box::new(synced);
        Ok(match handed_over {
            Ok(()) => (there, Shared::Met(synced)),
            Err(failure) => (there, Shared::NotYet(Box::new(failure), synced)),
        })
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
