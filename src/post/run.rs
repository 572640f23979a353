use super::carrier::Carrier;
use super::claiming::apart;
use super::journal::Journal;
use super::ledger::{Hold, Ledger, State};
use super::report::Report;
use super::setback::Standstill;
use super::{TickFailure, sending};
use crate::actions::change::Change;
use crate::actions::decide::decide;
use crate::actions::ground::{Ground, facts_at, house_at};
use crate::actions::intent::Intent;
use crate::actions::refusal::{Refusal, Unmet};
use crate::actions::ticking::may_tick;
use crate::agenda::mailbox::{MailRow, mailbox, unsent};
use crate::agenda::{LetterName, Plan, Receipt, RunId};
use crate::record::id::PersonId;
use crate::record::{Day, HostName, Moment};
use crate::sync::SyncFailure;
use crate::workspace::{Commit, CommitId, Failure, Holder, Workspace, host_name};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::process;

/// How a run went.
#[derive(Debug)]
pub enum Outcome {
    Ran(Box<Report>),
    /// Another run of this clone is under way; none where it has not said yet who it is.
    AnotherRuns(Option<Holder>),
}

/// One run of `tick` by a person, who has to be the service.
pub(super) struct Run<'a> {
    pub id: RunId,
    /// The machine that it runs on, where its name is known.
    pub host: Option<HostName>,
    pub workspace: &'a Workspace,
    /// Where it writes what it does.
    pub ledger: Ledger<'a>,
    pub introduction: String,
    pub actor: &'a PersonId,
    clock: &'a dyn Fn() -> Moment,
}

/// Runs `tick`: claims what is due, sends it, and records what became of it; what the clock says meanwhile is when it was.
///
/// # Errors
/// Somebody else than the service; files that are wrong; a clone that cannot be read or written. What was claimed
/// before stays claimed, and the next run sees to it.
pub fn run(
    workspace: &Workspace,
    actor: &PersonId,
    clock: &dyn Fn() -> Moment,
) -> Result<Outcome, TickFailure> {
    let run = Run::of(workspace, actor, clock, Ledger::of(workspace))?;
    run.may_tick()?;
    let _post = match workspace.lock_post() {
        Err(Failure::Busy { holder }) => return Ok(Outcome::AnotherRuns(holder)),
        lock => lock?,
    };
    let journal = run.journal()?;
    let ready = match run.find_ground()? {
        Ok(()) => run.ready()?,
        Err(still) => Err(still),
    };
    Ok(Outcome::Ran(Box::new(run.goes(journal, ready)?)))
}

/// A name that no other run has: the keys of a hasher are drawn anew in each process.
fn drawn() -> RunId {
    RunId::new(RandomState::new().hash_one(process::id()))
}

impl<'a> Run<'a> {
    pub fn of(
        workspace: &'a Workspace,
        actor: &'a PersonId,
        clock: &'a dyn Fn() -> Moment,
        ledger: Ledger<'a>,
    ) -> Result<Run<'a>, Failure> {
        Ok(Run {
            id: drawn(),
            host: HostName::new(&host_name()),
            introduction: workspace.introduction()?.to_string(),
            workspace,
            ledger,
            actor,
            clock,
        })
    }
}

impl Run<'_> {
    /// Claims, sends and records, once the server was met.
    pub fn goes(
        &self,
        mut journal: Journal,
        ready: Result<Carrier, Standstill>,
    ) -> Result<Report, TickFailure> {
        let (carrier, still) = match ready {
            Ok(carrier) => (Some(carrier), None),
            Err(still) => (None, Some(still)),
        };
        let mut report = self.claim(&mut journal, still)?;
        let receipts = sending::send(self, &mut journal, carrier, &mut report)?;
        self.record(receipts, &mut report)?;
        self.close(&mut journal, &mut report)?;
        Ok(report)
    }

    /// What this clone did with letters before.
    pub fn journal(&self) -> Result<Journal, TickFailure> {
        let journal = Journal::read(&self.workspace.shared_dir());
        journal.map_err(|still| TickFailure::Still(Box::new(still)))
    }

    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    pub fn may_tick(&self) -> Result<(), TickFailure> {
        let tip = self.ledger.tip()?;
        let house = house_at(&tip, &self.introduction)?;
        may_tick(&house, self.actor, self.now()).map_err(|refusal| TickFailure::No(refusal.into()))
    }

    /// What the run builds on: what the server has; where there is none, what is here and is proved.
    fn find_ground(&self) -> Result<Result<(), Standstill>, TickFailure> {
        match self.workspace.remote()? {
            Some(_) => {
                let met = self.meet(|meeting, synced| meeting.sync(synced))?;
                Ok(met.map_err(Standstill::Apart))
            }
            None => self.stand_alone(),
        }
    }

    /// What is here has no server to be proved by.
    pub fn stand_alone(&self) -> Result<Result<(), Standstill>, TickFailure> {
        let proved = apart(self.meeting()?.stand_alone())?;
        Ok(proved.map_err(|why| match *why {
            SyncFailure::OwnUnproved { proof } => Standstill::Unproved(proof),
            other => Standstill::Apart(Box::new(other)),
        }))
    }

    /// What takes letters away, tried before anything is claimed: letters that cannot leave stay in the queue, where they
    /// hold up nobody.
    pub fn ready(&self) -> Result<Result<Carrier, Standstill>, TickFailure> {
        let tip = self.ledger.tip()?;
        let house = house_at(&tip, &self.introduction)?;
        let carrier = Carrier::of(self.workspace, &house.settings.mail)?;
        let Ok(mut carrier) = carrier else {
            return Ok(carrier);
        };
        if self.ledger.is_rehearsed() {
            return Ok(Ok(carrier.rehearsed()));
        }
        let opened = match carrier.recognises() || !self.has_letters(&tip)? {
            true => Ok(()),
            false => carrier.open(&house.settings.mail),
        };
        Ok(opened.map(|()| carrier))
    }

    fn has_letters(&self, tip: &State) -> Result<bool, TickFailure> {
        let now = self.not_before(tip);
        let plan = Plan::at(tip, &self.introduction, now)?;
        Ok(calls_for_letters(&plan))
    }

    /// The third step: one commit a day of claims records what became of its letters.
    fn record(
        &self,
        receipts: BTreeMap<Day, Receipt>,
        report: &mut Report,
    ) -> Result<(), TickFailure> {
        if receipts.is_empty() {
            return Ok(());
        }
        let hold = self.ledger.hold()?;
        for receipt in receipts.into_values() {
            report.receipts.push(self.record_day(&hold, receipt)?);
        }
        drop(hold);
        let met = self.meet(|meeting, synced| meeting.hand_over(synced))?;
        report.unshared = met.err();
        Ok(())
    }

    fn record_day(&self, hold: &Hold, receipt: Receipt) -> Result<CommitId, TickFailure> {
        let tip = self.ledger.tip()?;
        let now = self.not_before(&tip);
        let intent = Intent::Receipt(receipt);
        let ground = facts_at(&tip, &self.introduction, &intent)?;
        let change = decide(&ground, &intent, self.actor, now)?;
        let commit = self.commit(&ground, tip.id(), &change, now)?;
        Ok(hold.commit(&commit)?)
    }

    /// What the journal has no more use for goes, and what people have to see to is gathered.
    fn close(&self, journal: &mut Journal, report: &mut Report) -> Result<(), TickFailure> {
        let tip = self.ledger.tip()?;
        let open = unsent(&tip)?.into_iter();
        let open = open.map(|unsent| unsent.run).collect();
        if let Err(still) = journal.keep(&open) {
            report.still.get_or_insert(still);
        }
        let house = house_at(&tip, &self.introduction)?;
        let mailbox = mailbox(&house, &tip, self.not_before(&tip))?;
        let waits = |row: &MailRow| {
            let ours = |name: &LetterName| *name == row.name;
            let tried_again = report.deferred.iter().any(|it| ours(&it.letter))
                || report.trouble.iter().any(|it| ours(&it.letter));
            row.waits && !tried_again
        };
        report.waiting = mailbox.rows.into_iter().filter(waits).collect();
        Ok(())
    }

    /// The moment of a commit on a tip: not earlier than the tip itself.
    pub fn not_before(&self, tip: &State) -> Moment {
        let now = self.now();
        let behind = tip.at().saturating_sub(now.unix()).max(0);
        now.later(behind)
    }

    pub fn commit(
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
        let (parent, message) = (Some(parent), &change.message);
        Ok(Commit::by(person, parent, now, message, &change.files))
    }
}

/// Whether a run as planned sends letters.
pub(super) fn calls_for_letters(plan: &Plan) -> bool {
    let mut claims = plan.tick.claims.values();
    claims.any(|claim| !claim.letters.is_empty())
        || !plan.tick.reminders.is_empty()
        || !plan.tick.digests.is_empty()
}
