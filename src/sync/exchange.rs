//! What a clone and its server tell each other, while no other command of the clone talks to it.

use super::manner::{TRIES, pause};
use super::report::Synced;
use super::{Meeting, SyncFailure};
use crate::workspace::{
    CommitId, Contact, Failure, Fetching, MeetingLock, Pushing, Remote, Workspace,
};

/// How often a server is asked anew that cannot move its branch although nobody else did.
const CONTESTS: u32 = 3;

/// A meeting under way: this clone's only one until it is dropped. Others may act here meanwhile.
pub struct Exchange<'m> {
    pub(super) meeting: &'m Meeting<'m>,
    pub(super) remote: Remote,
    lock: MeetingLock,
    pub(super) synced: &'m mut Synced,
}

/// What the server said to a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Taken,
    /// Somebody was faster.
    Overtaken,
}

impl Meeting<'_> {
    /// Begins to talk to the server; what comes of it stands in `synced`.
    ///
    /// # Errors
    /// [`SyncFailure::Engaged`] where another command of this clone does, and goes on for longer than one waits.
    pub fn begin<'m>(&'m self, synced: &'m mut Synced) -> Result<Exchange<'m>, SyncFailure> {
        let remote = self.workspace.remote()?.ok_or(SyncFailure::NoRemote)?;
        let lock = match self.workspace.lock_meeting(self.manner.patience()) {
            Err(Failure::Busy { holder }) => return Err(SyncFailure::Engaged { holder }),
            lock => lock?,
        };
        synced.remote = Some(remote.clone());
        Ok(Exchange {
            meeting: self,
            synced,
            remote,
            lock,
        })
    }
}

impl Exchange<'_> {
    /// Fetches and brings the branch to what the server has, with what was done here on top.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn receive(&mut self) -> Result<(), SyncFailure> {
        let (meeting, workspace) = (self.meeting, self.meeting.workspace);
        let fetched = workspace.fetch(&self.lock, &self.remote, meeting.manner.call())?;
        let upstream = match fetched {
            Fetching::Tip(tip) => Some(tip),
            Fetching::NothingThere if workspace.fetched(&self.remote)?.is_some() => {
                let remote = self.remote.clone();
                return Err(SyncFailure::Gone { remote });
            }
            Fetching::NothingThere => None,
            Fetching::Unreachable(said) => return Err(self.offline(said)?),
        };
        self.synced.unnoted.extend(met(workspace));
        if let Some(tip) = upstream {
            meeting.accept(&self.remote, tip)?;
            workspace.follow(&self.lock, &self.remote, tip)?;
        }
        let received = meeting.catch_up(upstream, self.synced)?;
        self.synced.received += received;
        Ok(())
    }

    /// Pushes what is new here, and receives where others were faster.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub(super) fn hand_over(&mut self) -> Result<(), SyncFailure> {
        self.take_up_what_waits()?;
        while !self.has_handed_over()? {
            self.receive()?;
        }
        Ok(())
    }

    /// Asks the server to take a commit that was prepared on the tip and is not on the branch yet.
    ///
    /// # Errors
    /// The server is away or says no.
    pub fn offer(&mut self, commit: CommitId) -> Result<Answer, SyncFailure> {
        let known = self.known()?;
        if !self.meeting.is_legal(commit)? {
            return Ok(Answer::Overtaken);
        }
        match self.submit(known, commit)? {
            Pushing::Landed => {
                self.note(commit);
                Ok(Answer::Taken)
            }
            Pushing::Overtaken | Pushing::Contested(_) => Ok(Answer::Overtaken),
            Pushing::Refused(said) => Err(self.refused(said)),
            Pushing::Lost(said) => Err(self.offline(said)?),
        }
    }

    /// Brings the branch to a commit that the server has taken; what was done here meanwhile is decided again on it.
    ///
    /// # Errors
    /// Somebody's uncommitted work is in the way; the repository cannot be read or written, or nobody signs.
    pub fn follow(&mut self, commit: CommitId) -> Result<(), SyncFailure> {
        self.meeting.catch_up(Some(commit), self.synced)?;
        Ok(())
    }

    /// Whether the server has what is here; `false` where others were faster.
    pub(super) fn has_handed_over(&mut self) -> Result<bool, SyncFailure> {
        let (meeting, workspace) = (self.meeting, self.meeting.workspace);
        let tip = workspace.tip()?.id();
        let known = self.known()?;
        if known == Some(tip) {
            return Ok(true);
        }
        self.synced.tries += 1;
        // What somebody wrote here past tlg is set right on what the server has.
        if meeting.is_legal(tip)? {
            let new = workspace.line(known)?.own.len();
            match self.submit(known, tip)? {
                Pushing::Landed => {
                    self.note(tip);
                    self.synced.sent += new;
                    return Ok(true);
                }
                Pushing::Refused(said) => return Err(self.refused(said)),
                Pushing::Lost(said) if self.synced.tries > 1 => return Err(self.offline(said)?),
                Pushing::Overtaken | Pushing::Contested(_) | Pushing::Lost(_) => {}
            }
        }
        match self.synced.tries < TRIES {
            true => pause(self.synced.tries),
            false => {
                let tries = self.synced.tries;
                return Err(SyncFailure::Overtaken { tries });
            }
        }
        Ok(false)
    }

    /// Where the server's branch was last. What was refused when it was fetched is not pushed over either.
    fn known(&self) -> Result<Option<CommitId>, SyncFailure> {
        let known = self.meeting.workspace.fetched(&self.remote)?;
        if let Some(known) = known {
            self.meeting.accept(&self.remote, known)?;
        }
        Ok(known)
    }

    /// Takes up acts that another command of this clone had to leave to their author, who is here now.
    fn take_up_what_waits(&mut self) -> Result<(), SyncFailure> {
        if self.meeting.has_mine_waiting()? {
            let known = self.known()?;
            self.meeting.catch_up(known, self.synced)?;
        }
        Ok(())
    }

    /// Pushes, and finds out whether others were faster where the server could not move its branch.
    fn submit(&self, known: Option<CommitId>, commit: CommitId) -> Result<Pushing, SyncFailure> {
        let (workspace, call) = (self.meeting.workspace, self.meeting.manner.call());
        for contest in 1.. {
            let pushing = workspace.push(&self.lock, &self.remote, known, commit, call)?;
            let Pushing::Contested(said) = pushing else {
                return Ok(pushing);
            };
            pause(contest);
            let there = match workspace.ask(&self.remote, call)? {
                Fetching::Tip(tip) => Some(tip),
                Fetching::NothingThere => None,
                Fetching::Unreachable(said) => return Ok(Pushing::Lost(said)),
            };
            match there == known {
                true if contest < CONTESTS => {}
                true => return Ok(Pushing::Refused(said)),
                false => return Ok(Pushing::Overtaken),
            }
        }
        Ok(Pushing::Overtaken)
    }

    /// Notes what the server took. It has it, whatever becomes of the note: the next meeting makes up for that.
    fn note(&mut self, commit: CommitId) {
        let workspace = self.meeting.workspace;
        let followed = workspace.follow(&self.lock, &self.remote, commit);
        // What the server has had from here it must not lose again.
        let accepted = self.meeting.accept(&self.remote, commit);
        let unnoted = &mut self.synced.unnoted;
        unnoted.extend(followed.err().map(SyncFailure::from));
        unnoted.extend(accepted.err());
        unnoted.extend(met(workspace));
    }

    fn refused(&self, said: String) -> SyncFailure {
        let remote = self.remote.clone();
        SyncFailure::Refused { remote, said }
    }

    fn offline(&self, said: String) -> Result<SyncFailure, SyncFailure> {
        Contact::missed(self.meeting.workspace)?;
        let remote = self.remote.clone();
        Ok(SyncFailure::Offline { remote, said })
    }
}

/// Notes that the server answered; why that did not succeed.
fn met(workspace: &Workspace) -> Option<SyncFailure> {
    Contact::met(workspace).err().map(SyncFailure::from)
}
