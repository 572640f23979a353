use super::SyncFailure;
use super::report::Synced;
use crate::actions::ground::{Ground, house_at};
use crate::people;
use crate::record::Moment;
use crate::workspace::{
    CommitId, Contact, Fetching, Person, Pushing, Remote, Store, Tip, Workspace,
};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often it is tried where others are faster.
const TRIES: u32 = 20;

/// How long one waits at most before the next try.
const LONGEST_WAIT: Duration = Duration::from_millis(1_500);

/// A clone that meets its server.
pub struct Meeting<'w> {
    pub workspace: &'w Workspace,
    pub introduction: String,
    /// Who works here: only this person's acts are signed anew.
    pub identity: Option<Person>,
    pub now: Moment,
    /// How long git may say nothing before the server counts as away.
    pub silence: Duration,
    /// Is told how far a proof is: commits judged, and all.
    pub progress: &'w (dyn Fn(usize, usize) + Sync),
}

/// What the server said to a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Taken,
    /// Somebody was faster.
    Overtaken,
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
    pub fn offer(&self, commit: CommitId) -> Result<Offer, SyncFailure> {
        let remote = self.remote()?;
        if !self.is_legal(commit)? {
            return Ok(Offer::Overtaken);
        }
        match self.workspace.push(&remote, commit, self.silence)? {
            Pushing::Landed => Ok(Offer::Taken),
            Pushing::Overtaken => Ok(Offer::Overtaken),
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

    /// Who works here, as the company knows them at a tip.
    pub(super) fn me_at(&self, tip: &Tip) -> Result<Option<people::Person>, SyncFailure> {
        let house = house_at(tip, &self.introduction)?;
        let email = self.identity.as_ref().map(|identity| &identity.email);
        Ok(email
            .and_then(|email| house.people.by_email(email))
            .cloned())
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
        let upstream = match self.workspace.fetch(remote, self.silence)? {
            Fetching::Tip(tip) => Some(tip),
            Fetching::NothingThere if self.workspace.fetched(remote)?.is_some() => {
                let remote = remote.clone();
                return Err(SyncFailure::Gone { remote });
            }
            Fetching::NothingThere => None,
            Fetching::Unreachable(said) => return Err(self.offline(remote, said)?),
        };
        Contact::met(self.workspace)?;
        self.accept(remote, upstream)?;
        self.catch_up(upstream, synced)
    }

    /// Takes what the server shows for true only where it is proved.
    fn accept(&self, remote: &Remote, upstream: Option<CommitId>) -> Result<(), SyncFailure> {
        let Some(tip) = upstream else {
            return Ok(());
        };
        let store = self.store()?;
        let proof = self.prove(&store, tip, &self.workspace.upstream(remote))?;
        match proof.is_legal() {
            true => Ok(()),
            false => Err(SyncFailure::Unproved {
                remote: remote.clone(),
                proof: Box::new(proof),
            }),
        }
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
        self.accept(remote, known)?;
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
        match self.workspace.push(remote, tip, self.silence)? {
            Pushing::Landed => {
                Contact::met(self.workspace)?;
                // What the server has had from here it must not lose again.
                self.accept(remote, Some(tip))?;
                synced.sent += self.workspace.count_between(known, tip)?;
                Ok(true)
            }
            Pushing::Refused(said) => Err(SyncFailure::Refused {
                remote: remote.clone(),
                said,
            }),
            Pushing::Lost(said) if synced.tries > 1 => Err(self.offline(remote, said)?),
            Pushing::Overtaken | Pushing::Lost(_) if synced.tries < TRIES => {
                thread::sleep(wait(synced.tries));
                Ok(false)
            }
            Pushing::Overtaken | Pushing::Lost(_) => Err(SyncFailure::Overtaken {
                tries: synced.tries,
            }),
        }
    }

    /// Whether a history that is to be pushed is proved: a server without a hook takes whatever it is given.
    fn is_legal(&self, tip: CommitId) -> Result<bool, SyncFailure> {
        let branch = format!("refs/heads/{}", self.workspace.branch());
        Ok(self.prove(&self.store()?, tip, &branch)?.is_legal())
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
        let subject = self.workspace.subject(commit)?;
        Ok(subject.unwrap_or_else(|| commit.to_string()))
    }

    pub(super) fn store(&self) -> Result<Store, SyncFailure> {
        Ok(Store::open(self.workspace.root())?)
    }
}

/// Longer with every try, and never twice the same: two clones that wait alike would meet again.
fn wait(tries: u32) -> Duration {
    let longest = Duration::from_millis(50) * 2_u32.saturating_pow(tries.min(6));
    let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let chance = nanos.map_or(0, |since| since.subsec_nanos() ^ std::process::id());
    longest.min(LONGEST_WAIT) * (chance % 1_000) / 1_000
}
