//! One intent becomes one commit: lock, decide on the tip, sign, move the branch.

use super::{Desk, PATIENCE, Papers, Shared, clock, fingerprint};
use crate::actions::change::Change;
use crate::actions::decide::{No, decide};
use crate::actions::ground::{Ground, facts_at};
use crate::actions::intent::Intent;
use crate::actions::refusal::{Refusal, Unmet};
use crate::cli::flags::Writing;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::deal::act::{Act, Given};
use crate::deal::entry::{Entry, Seen};
use crate::deal::{Deal, DealFile, DealId, DealOnFile};
use crate::people::Person;
use crate::record::Moment;
use crate::workspace::{Commit, CommitId, Content, DocumentProblem, Failure, Staged, Tip};

/// What was done.
pub struct Acted {
    pub change: Change,
    /// None after a dry run.
    pub commit: Option<CommitId>,
    /// The fingerprint of the key that signed; none after a dry run.
    pub key: Option<String>,
    /// The state that the decision was made on.
    pub ground: Ground,
    pub shared: Shared,
}

impl Desk {
    /// Does an act on a deal that the person has seen like this.
    ///
    /// # Errors
    /// The rules say no, or the world failed; nothing is changed then.
    pub fn act(
        &self,
        file: &DealOnFile,
        act: Act,
        papers: &Papers,
        writing: &Writing,
        session: &Session,
    ) -> Result<Acted, Stop> {
        let seen = Seen::of(&file.deal, &act);
        let intent = Intent::Deal {
            deal: file.deal.deal.clone(),
            act,
            seen,
        };
        self.carry_out(&intent, &papers.staged, writing, session)
    }

    /// What a person meant makes no act on the deal: said as the rules say no.
    pub fn refuse(&self, file: &DealOnFile, unmet: Unmet, session: &Session) -> Stop {
        match self.refusal(file, unmet, session) {
            Ok(stop) | Err(stop) => stop,
        }
    }

    fn refusal(&self, file: &DealOnFile, unmet: Unmet, session: &Session) -> Result<Stop, Stop> {
        let deal = file.deal.deal.clone();
        let refusal = Refusal::of_deal(&deal, vec![unmet]);
        let (given, no_mail) = (Given::default(), false);
        let act = Act::Set { given, no_mail };
        let seen = Seen::of(&file.deal, &act);
        let intent = Intent::Deal { deal, act, seen };
        let ground = facts_at(&self.tip(session)?, &self.house.introduction, &intent);
        let ground = ground.map_err(|error| words::ground_error(&error, &session.say))?;
        let (actor, say) = (&self.actor(session)?.id, &session.say);
        Ok(words::refusal(
            &refusal, &intent, &ground, actor, self.now, say,
        ))
    }

    /// Decides an intent on the tip and commits the change.
    ///
    /// # Errors
    /// The rules say no, or the world failed; nothing is changed then.
    pub fn carry_out(
        &self,
        intent: &Intent,
        staged: &[Staged],
        writing: &Writing,
        session: &Session,
    ) -> Result<Acted, Stop> {
        let actor = self.actor(session)?;
        if writing.dry_run {
            let tip = self.tip(session)?;
            let (change, ground) =
                self.decided(&tip, intent, actor, self.now_on(&tip, session)?, session)?;
            return Ok(Acted {
                change,
                commit: None,
                key: None,
                ground,
                shared: Shared::NotAsked,
            });
        }
        let (acted, commit) = self.land(intent, staged, actor, session)?;
        let (commits, shared) = self.share(&[commit], session)?;
        Ok(Acted {
            commit: commits.into_iter().next(),
            shared,
            ..acted
        })
    }

    /// Does one act after another and hands all of them over to the server at once.
    ///
    /// # Errors
    /// The rules say no, or the world failed; what was done before that stays.
    pub fn carry_out_all(&self, intents: &[Intent], session: &Session) -> Result<Vec<Acted>, Stop> {
        let actor = self.actor(session)?;
        let mut done = Vec::new();
        let mut commits = Vec::new();
        for intent in intents {
            let (acted, commit) = self.land(intent, &[], actor, session)?;
            done.push(acted);
            commits.push(commit);
        }
        let Some(last) = done.last_mut() else {
            return Ok(done);
        };
        let (commits, shared) = self.share(&commits, session)?;
        last.shared = shared;
        for (acted, commit) in done.iter_mut().zip(commits) {
            acted.commit = Some(commit);
        }
        Ok(done)
    }

    /// Decides an intent on the tip and commits the change; the server does not know of it yet.
    fn land(
        &self,
        intent: &Intent,
        staged: &[Staged],
        actor: &Person,
        session: &Session,
    ) -> Result<(Acted, CommitId), Stop> {
        let failed = |failure: Failure| words::failure(&failure, &session.say);
        let lock = self.workspace.lock(PATIENCE).map_err(failed)?;
        let tip = self.tip(session)?;
        let now = self.now_on(&tip, session)?;
        let (change, ground) = self.decided(&tip, intent, actor, now, session)?;
        let commit = commit_of(&change, Some(tip.id()), actor, now, staged).map_err(failed)?;
        drop(tip);
        let key = fingerprint(&self.workspace).map_err(failed)?;
        let commit = self.workspace.commit(&lock, &commit).map_err(failed)?;
        drop(lock);
        let acted = Acted {
            change,
            commit: Some(commit),
            key: Some(key),
            ground,
            shared: Shared::NotAsked,
        };
        Ok((acted, commit))
    }

    fn decided(
        &self,
        tip: &Tip,
        intent: &Intent,
        actor: &Person,
        now: Moment,
        session: &Session,
    ) -> Result<(Change, Ground), Stop> {
        let ground = facts_at(tip, &self.house.introduction, intent);
        let ground = ground.map_err(|error| words::ground_error(&error, &session.say))?;
        match decide(&ground, intent, &actor.id, now) {
            Ok(change) => Ok((change, ground)),
            Err(No::Refused(refusal)) => Err(words::refusal(
                &refusal,
                intent,
                &ground,
                &actor.id,
                now,
                &session.say,
            )),
            Err(No::Broken(broken)) => Err(words::broken(&broken, intent, &session.say)),
        }
    }

    /// The time of what follows on a tip: now, for the person may have thought for long, and not earlier than the tip.
    fn now_on(&self, tip: &Tip, session: &Session) -> Result<Moment, Stop> {
        clock::now_to_write(&self.house, tip, &session.say)
    }
}

/// The commit that a change makes.
///
/// # Errors
/// The bytes of a document that the change names were not staged.
pub fn commit_of(
    change: &Change,
    parent: Option<CommitId>,
    actor: &Person,
    now: Moment,
    staged: &[Staged],
) -> Result<Commit, Failure> {
    let mut commit = Commit::by(actor, parent, now, &change.message, &change.files);
    for (path, sha256) in &change.documents {
        let bytes = staged
            .iter()
            .find(|staged| staged.sha256() == sha256.to_string());
        let bytes = bytes.ok_or_else(|| Failure::Document {
            path: path.into(),
            problem: DocumentProblem::Missing,
        })?;
        let document = Content::Document(bytes.clone());
        commit.writes.insert(path.clone(), document);
    }
    Ok(commit)
}

impl Acted {
    /// The deal as the act leaves it, and the history entry that the act made.
    pub fn deal(&self) -> Option<(Deal, Entry)> {
        let (path, text) = self.change.files.first_key_value()?;
        deal_in(path, text).filter(|_| self.change.files.len() == 1)
    }

    /// The deals that a new process took along, each with the entry that did it.
    pub fn relocated(&self) -> impl Iterator<Item = (Deal, Entry)> {
        let taken = |(deal, _): &(Deal, Entry)| self.ground.stranded.contains_key(&deal.deal);
        let texts = self.change.files.iter();
        texts
            .filter_map(|(path, text)| deal_in(path, text))
            .filter(taken)
    }

    /// The text of a deal's file before the act.
    pub fn text_before(&self, path: &str) -> Option<String> {
        let stranded = self.ground.stranded.values();
        let mut before = self.ground.deal.iter().chain(stranded);
        let file = before.find(|file| file.deal.deal.path() == path)?;
        Some(file.text())
    }
}

fn deal_in(path: &str, text: &str) -> Option<(Deal, Entry)> {
    DealId::of_path(path)?;
    let mut file = DealFile::read(path, text.as_bytes()).ok()?;
    file.history.pop().map(|entry| (file.deal, entry))
}
