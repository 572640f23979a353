use super::on_claim::OnClaim;
use super::{Maildir, PostFailure, TickFailure, compose};
use crate::actions::change::Change;
use crate::actions::decide::decide;
use crate::actions::ground::{Ground, day_file_at, facts_at, house_at};
use crate::actions::intent::Intent;
use crate::actions::refusal::{Refusal, Unmet};
use crate::actions::ticking::may_tick;
use crate::agenda::day_entry::{Raised, Reminded};
use crate::agenda::mailbox::{Unsent, unsent};
use crate::agenda::{LetterName, Plan, Receipt, Tick};
use crate::record::id::PersonId;
use crate::record::tree::Tree;
use crate::record::{Day, Moment};
use crate::workspace::{Commit, CommitId, Content, Failure, Holder, Lock, Person, Workspace};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long a run waits for another command in the same clone.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a run went.
#[derive(Debug)]
pub enum Outcome {
    Ran(Box<Report>),
    /// Another run of this clone is under way; none where it has not said yet who it is.
    AnotherRuns(Option<Holder>),
}

/// What a run did.
#[derive(Debug)]
pub struct Report {
    pub at: Moment,
    /// Deals that are worked on, and how many of them have something late.
    pub open: u32,
    pub late: u32,
    /// What was claimed.
    pub tick: Tick,
    pub reminded: Vec<Reminded>,
    pub escalated: Vec<Raised>,
    /// The claim; none where there was nothing to do.
    pub claim: Option<CommitId>,
    pub receipts: Vec<CommitId>,
    pub sent: Vec<LetterName>,
    /// Letters that need a person.
    pub trouble: Vec<Trouble>,
}

/// A letter that did not leave.
#[derive(Debug)]
pub struct Trouble {
    pub letter: LetterName,
    pub why: PostFailure,
}

/// One run of `tick` by a person, who has to be the service.
struct Run<'a> {
    workspace: &'a Workspace,
    introduction: String,
    actor: &'a PersonId,
    now: Moment,
}

/// Runs `tick`: claims what is due, sends it, and records what left.
///
/// # Errors
/// Somebody else than the service; files that are wrong; a clone that cannot be read or written. What was claimed
/// before stays claimed, and the next run sends it.
pub fn run(workspace: &Workspace, actor: &PersonId, now: Moment) -> Result<Outcome, TickFailure> {
    let run = Run {
        introduction: workspace.introduction()?.to_string(),
        workspace,
        actor,
        now,
    };
    run.may_tick()?;
    let _post = match workspace.lock_post() {
        Err(Failure::Busy { holder }) => return Ok(Outcome::AnotherRuns(holder)),
        lock => lock?,
    };
    let mut report = run.claim()?;
    let sent = run.send(&mut report)?;
    run.record(sent, &mut report)?;
    Ok(Outcome::Ran(Box::new(report)))
}

impl Run<'_> {
    fn may_tick(&self) -> Result<(), TickFailure> {
        let tip = self.workspace.tip()?;
        let house = house_at(&tip, &self.introduction)?;
        may_tick(&house, self.actor, self.now).map_err(|refusal| TickFailure::No(refusal.into()))
    }

    /// The first step: one commit takes in hand what is due.
    fn claim(&self) -> Result<Report, TickFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        let tip = self.workspace.tip()?;
        let now = self.not_before(tip.committed().timestamp());
        let plan = Plan::at(&tip, &self.introduction, now)?;
        let mut report = Report {
            at: now,
            open: plan.open,
            late: plan.late,
            tick: plan.tick.clone(),
            reminded: Vec::new(),
            escalated: Vec::new(),
            claim: None,
            receipts: Vec::new(),
            sent: Vec::new(),
            trouble: Vec::new(),
        };
        if plan.writes() {
            let intent = Intent::Tick(plan.tick.clone());
            let change = decide(&plan.ground, &intent, self.actor, now)?;
            report.note_run(&change, plan.tick.day);
            let commit = self.commit(&plan.ground, tip.id(), &change, now)?;
            report.claim = Some(self.workspace.commit(&lock, &commit)?);
        }
        let unwritten = plan.unwritten.into_iter();
        report.trouble = unwritten
            .map(|(letter, error)| Trouble {
                letter,
                why: PostFailure::Unwritten(error),
            })
            .collect();
        Ok(report)
    }

    /// The second step, without the lock: every claimed letter leaves, also those of a run that was cut off.
    fn send(&self, report: &mut Report) -> Result<BTreeMap<Day, Vec<LetterName>>, TickFailure> {
        let tip = self.workspace.tip()?;
        let house = house_at(&tip, &self.introduction)?;
        let maildir = Maildir::of(self.workspace, &house.settings.mail);
        let mut sent: BTreeMap<Day, Vec<LetterName>> = BTreeMap::new();
        let mut claim: Option<Claim> = None;
        for Unsent { day, event, name } in unsent(&tip)? {
            if claim
                .as_ref()
                .is_none_or(|claim| claim.day != day || claim.event != event)
            {
                let read = self.claim_of(&tip, day, event);
                claim = Some(Claim { day, event, read });
            }
            let on_claim = match claim.as_ref().map(|claim| &claim.read) {
                Some(Ok(on_claim)) => Ok(on_claim.as_ref()),
                Some(Err(why)) => Err(PostFailure::Unreadable(format!("{why:?}").into())),
                None => Ok(None),
            };
            let left = on_claim.and_then(|on_claim| leave(&maildir, &tip, on_claim, &name));
            match left {
                Ok(()) => {
                    report.sent.push(name.clone());
                    sent.entry(day).or_default().push(name);
                }
                Err(why) => report.trouble.push(Trouble { letter: name, why }),
            }
        }
        Ok(sent)
    }

    /// What a claim took in hand; one that cannot be read holds up its own letters alone.
    fn claim_of(
        &self,
        tip: &dyn Tree,
        day: Day,
        event: u32,
    ) -> Result<Option<OnClaim>, TickFailure> {
        match day_file_at(tip, day)? {
            Some(file) => OnClaim::read(self.workspace, &self.introduction, &file, event),
            None => Ok(None),
        }
    }

    /// The third step: one commit a day of claims records what left.
    fn record(
        &self,
        sent: BTreeMap<Day, Vec<LetterName>>,
        report: &mut Report,
    ) -> Result<(), TickFailure> {
        if sent.is_empty() {
            return Ok(());
        }
        let lock = self.workspace.lock(PATIENCE)?;
        for (day, names) in sent {
            report.receipts.push(self.record_day(&lock, day, names)?);
        }
        Ok(())
    }

    fn record_day(
        &self,
        lock: &Lock,
        day: Day,
        names: Vec<LetterName>,
    ) -> Result<CommitId, TickFailure> {
        let tip = self.workspace.tip()?;
        let now = self.not_before(tip.committed().timestamp());
        let intent = Intent::Receipt(Receipt {
            day,
            sent: names.into_iter().map(|name| (name, now)).collect(),
        });
        let ground = facts_at(&tip, &self.introduction, &intent)?;
        let change = decide(&ground, &intent, self.actor, now)?;
        let commit = self.commit(&ground, tip.id(), &change, now)?;
        Ok(self.workspace.commit(lock, &commit)?)
    }

    /// The moment of a commit on a tip: not earlier than the tip itself.
    fn not_before(&self, tip: i64) -> Moment {
        let behind = tip.saturating_sub(self.now.unix()).max(0);
        self.now.later(behind)
    }

    fn commit(
        &self,
        ground: &Ground,
        parent: CommitId,
        change: &Change,
        now: Moment,
    ) -> Result<Commit, TickFailure> {
        let person = ground.people.person(self.actor).ok_or_else(|| {
            let person = self.actor.clone();
            TickFailure::No(Refusal::because(Unmet::UnknownPerson { person }).into())
        })?;
        let texts = change.files.iter();
        Ok(Commit {
            parent: Some(parent),
            writes: texts
                .map(|(path, text)| (path.clone(), Content::Text(text.clone())))
                .collect(),
            message: change.message.clone(),
            author: Person {
                name: person.name.clone(),
                email: person.email.clone(),
            },
            committed: now.time(),
            authored: now.time(),
            trusted: person.keys.clone(),
        })
    }
}

/// A claim whose letters leave, as far as its record can be read.
struct Claim {
    day: Day,
    event: u32,
    read: Result<Option<OnClaim>, TickFailure>,
}

/// One letter leaves: written as it was claimed, with exactly the bytes that were decided on.
fn leave(
    maildir: &Maildir,
    tip: &dyn Tree,
    on_claim: Option<&OnClaim>,
    name: &LetterName,
) -> Result<(), PostFailure> {
    let on_claim = on_claim.ok_or(PostFailure::NotTheClaimed)?;
    let letter = on_claim.letter(name)?;
    let attached = match &letter.attachment {
        Some(attachment) => tip
            .read(&attachment.file)
            .map_err(|error| PostFailure::Unreadable(format!("{error:?}").into()))?,
        None => None,
    };
    let message = compose(letter, attached, on_claim.at)?;
    maildir.deliver(&letter.message_id, &message)?;
    Ok(())
}

impl Report {
    /// What the claim said of reminders and escalations.
    fn note_run(&mut self, change: &Change, day: Day) {
        let path = crate::agenda::DayFile::path(day);
        let text = change.files.get(&path).map(String::as_bytes);
        let file = text.and_then(|text| crate::agenda::DayFile::read(day, text).ok());
        if let Some((_, _, run)) = file.as_ref().and_then(|file| file.runs().last()) {
            self.reminded.clone_from(&run.reminded);
            self.escalated.clone_from(&run.escalated);
        }
    }
}
