use super::SyncFailure;
use super::manner::{Manner, TRIES, pause};
use super::report::Synced;
use crate::actions::ground::Ground;
use crate::people::{self, People};
use crate::record::Moment;
use crate::workspace::{
    CommitId, Contact, Failure, Fetching, Person, Pushing, Remote, Store, Tip, Workspace,
};

/// A clone that meets its server.
pub struct Meeting<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) introduction: String,
    /// Who works here: only this person's acts are signed anew.
    identity: Option<Person>,
    pub(super) now: Moment,
    manner: Manner,
    /// Is told how far a proof is: commits judged, and all.
    pub(super) progress: &'w (dyn Fn(usize, usize) + Sync),
}

/// How often a server is asked anew that cannot move its branch although nobody else did.
const CONTESTS: u32 = 3;

/// What the server said to a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Taken,
    /// Somebody was faster.
    Overtaken,
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
    /// faster.
    ///
    /// # Errors
    /// The server is away, shows what is not proved, or says no; nothing that was done here is lost then.
    pub fn sync(&self) -> Result<Synced, SyncFailure> {
        let remote = self.remote()?;
        let mut synced = Synced::default();
        loop {
            self.receive_from(&remote, &mut synced)?;
            if self.hand_over_to(&remote, &mut synced)? {
                break;
            }
        }
        synced.leased = self.lease()?;
        Ok(synced)
    }

    /// Fetches and brings the branch to what the server has, with what was done here on top.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn receive(&self) -> Result<Synced, SyncFailure> {
        let remote = self.remote()?;
        let mut synced = Synced::default();
        self.receive_from(&remote, &mut synced)?;
        Ok(synced)
    }

    /// Pushes what is new here, and meets the server anew where others were faster.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn hand_over(&self) -> Result<Synced, SyncFailure> {
        let remote = self.remote()?;
        let mut synced = Synced::default();
        while !self.hand_over_to(&remote, &mut synced)? {
            self.receive_from(&remote, &mut synced)?;
        }
        Ok(synced)
    }

    /// Asks the server to take a commit that was prepared on the tip and is not on the branch yet.
    ///
    /// # Errors
    /// The server is away or says no.
    pub fn offer(&self, commit: CommitId) -> Result<Answer, SyncFailure> {
        let remote = self.remote()?;
        let known = self.workspace.fetched(&remote)?;
        if let Some(known) = known {
            self.accept(&remote, known)?;
        }
        if !self.is_legal(commit)? {
            return Ok(Answer::Overtaken);
        }
        match self.submit(&remote, known, commit)? {
            Pushing::Landed => Ok(Answer::Taken),
            Pushing::Overtaken | Pushing::Contested(_) => Ok(Answer::Overtaken),
            Pushing::Refused(said) => Err(SyncFailure::Refused { remote, said }),
            Pushing::Lost(said) => Err(self.offline(&remote, said)?),
        }
    }

    /// Does again what `tlg` did not write, in a clone that has no server.
    ///
    /// # Errors
    /// As [`Meeting::sync`].
    pub fn settle(&self) -> Result<Synced, SyncFailure> {
        let mut synced = Synced::default();
        self.catch_up(None, &mut synced)?;
        Ok(synced)
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

    pub(super) fn remote(&self) -> Result<Remote, SyncFailure> {
        self.workspace.remote()?.ok_or(SyncFailure::NoRemote)
    }

    fn receive_from(&self, remote: &Remote, synced: &mut Synced) -> Result<(), SyncFailure> {
        synced.remote = Some(remote.clone());
        let upstream = match self.workspace.fetch(remote, self.manner.call())? {
            Fetching::Tip(tip) => Some(tip),
            Fetching::NothingThere if self.workspace.fetched(remote)?.is_some() => {
                let remote = remote.clone();
                return Err(SyncFailure::Gone { remote });
            }
            Fetching::NothingThere => None,
            Fetching::Unreachable(said) => return Err(self.offline(remote, said)?),
        };
        Contact::met(self.workspace)?;
        if let Some(tip) = upstream {
            self.accept(remote, tip)?;
        }
        self.catch_up(upstream, synced)
    }

    /// Whether the server has what is here; `false` where others were faster.
    fn hand_over_to(&self, remote: &Remote, synced: &mut Synced) -> Result<bool, SyncFailure> {
        synced.remote = Some(remote.clone());
        let tip = self.workspace.tip()?.id();
        let known = self.workspace.fetched(remote)?;
        if known == Some(tip) {
            return Ok(true);
        }
        // What was refused when it was fetched is not pushed over either.
        if let Some(known) = known {
            self.accept(remote, known)?;
        }
        synced.tries += 1;
        if !self.is_legal(tip)? {
            // What somebody wrote here past tlg is set right on what the server has.
            return match synced.tries < TRIES {
                true => Ok(false),
                false => Err(SyncFailure::Overtaken {
                    tries: synced.tries,
                }),
            };
        }
        match self.submit(remote, known, tip)? {
            Pushing::Landed => {
                Contact::met(self.workspace)?;
                // What the server has had from here it must not lose again.
                self.accept(remote, tip)?;
                synced.sent += self.workspace.count_between(known, tip)?;
                Ok(true)
            }
            Pushing::Refused(said) => Err(SyncFailure::Refused {
                remote: remote.clone(),
                said,
            }),
            Pushing::Lost(said) if synced.tries > 1 => Err(self.offline(remote, said)?),
            Pushing::Overtaken | Pushing::Contested(_) | Pushing::Lost(_)
                if synced.tries < TRIES =>
            {
                pause(synced.tries);
                Ok(false)
            }
            Pushing::Overtaken | Pushing::Contested(_) | Pushing::Lost(_) => {
                Err(SyncFailure::Overtaken {
                    tries: synced.tries,
                })
            }
        }
    }

    /// Pushes, and finds out whether others were faster where the server could not move its branch.
    fn submit(
        &self,
        remote: &Remote,
        known: Option<CommitId>,
        commit: CommitId,
    ) -> Result<Pushing, SyncFailure> {
        let call = self.manner.call();
        for contest in 1.. {
            let pushing = self.workspace.push(remote, known, commit, call)?;
            let Pushing::Contested(said) = pushing else {
                return Ok(pushing);
            };
            pause(contest);
            let there = match self.workspace.ask(remote, call)? {
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

    fn offline(&self, remote: &Remote, said: String) -> Result<SyncFailure, SyncFailure> {
        Contact::missed(self.workspace)?;
        Ok(SyncFailure::Offline {
            remote: remote.clone(),
            said,
        })
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
