//! The first step of a run: one commit takes in hand what is due. Where the clone has a server, it counts only once the
//! server has it.

use super::TickFailure;
use super::journal::Journal;
use super::report::Report;
use super::run::{Run, calls_for_letters};
use super::setback::Standstill;
use crate::actions::decide::decide;
use crate::actions::intent::Intent;
use crate::agenda::Plan;
use crate::sync::{Answer, Manner, Meeting, PATIENCE, SyncFailure, Synced, TRIES};
use crate::workspace::{Along, Commit, CommitId, Failure, Lock};

/// What came of trying to claim.
enum Claim {
    Stands(Box<Report>),
    /// Somebody was faster; the claim is planned anew.
    Overtaken(Option<Standstill>),
}

/// Whether a claim counts.
enum Landing {
    Landed(CommitId),
    Overtaken,
    Apart(Box<SyncFailure>),
}

impl Run<'_> {
    /// The first step: one commit takes in hand what is due. Where no letter can leave, it only says that `tick` is alive.
    pub fn claim(
        &self,
        journal: &mut Journal,
        mut still: Option<Standstill>,
    ) -> Result<Report, TickFailure> {
        let mut tries = 0;
        loop {
            match self.claim_once(journal, still)? {
                Claim::Stands(report) => return Ok(*report),
                Claim::Overtaken(before) => still = before,
            }
            tries += 1;
            let apart = match tries < TRIES {
                true => self.meet(|meeting| meeting.receive())?.err(),
                false => Some(Standstill::Apart(Box::new(SyncFailure::Overtaken {
                    tries,
                }))),
            };
            still = apart.or(still);
        }
    }

    fn claim_once(
        &self,
        journal: &mut Journal,
        still: Option<Standstill>,
    ) -> Result<Claim, TickFailure> {
        let lock = self.workspace.lock(PATIENCE)?;
        let tip = self.workspace.tip()?;
        let now = self.not_before(tip.committed().timestamp());
        let mut plan = Plan::at(&tip, &self.introduction, now)?;
        if still.is_some() {
            plan.stand_still();
        }
        let is_apart = matches!(still, Some(Standstill::Apart(_)));
        if is_apart || !plan.writes() {
            return Ok(Claim::Stands(Box::new(Report::of(&plan, now, still))));
        }
        plan.tick.run = self.id;
        let intent = Intent::Tick(plan.tick.clone());
        let change = decide(&plan.ground, &intent, self.actor, now)?;
        if calls_for_letters(&plan) {
            let noted = journal.claiming(now, self.id, tip.id());
            noted.map_err(|still| TickFailure::Still(Box::new(still)))?;
        }
        let commit = self.commit(&plan.ground, tip.id(), &change, now)?;
        let landed = match self.land(&lock, &commit)? {
            Landing::Landed(landed) => landed,
            Landing::Overtaken => return Ok(Claim::Overtaken(still)),
            Landing::Apart(apart) => {
                plan.stand_still();
                let still = Some(Standstill::Apart(apart));
                return Ok(Claim::Stands(Box::new(Report::of(&plan, now, still))));
            }
        };
        let mut report = Report::of(&plan, now, still);
        report.note_run(&change, plan.tick.day);
        report.claim = Some(landed);
        Ok(Claim::Stands(Box::new(report)))
    }

    /// A claim counts once the server has it; where there is none, once it is here.
    fn land(&self, lock: &Lock, commit: &Commit) -> Result<Landing, TickFailure> {
        if self.workspace.remote()?.is_none() {
            return Ok(Landing::Landed(self.workspace.commit(lock, commit)?));
        }
        let from = self.workspace.tip()?.id();
        let claim = self.workspace.prepare(commit)?;
        match self.meeting()?.offer(claim) {
            Ok(Answer::Taken) => {
                self.workspace
                    .bring(lock, from, claim, Along::default(), "tlg tick")?;
                Ok(Landing::Landed(claim))
            }
            Ok(Answer::Overtaken) => Ok(Landing::Overtaken),
            Err(failure) => Ok(Landing::Apart(Box::new(failure))),
        }
    }

    /// Meets the server, if there is one; inside, why that did not succeed.
    pub fn meet(
        &self,
        how: impl FnOnce(&Meeting) -> Result<Synced, SyncFailure>,
    ) -> Result<Result<(), Standstill>, TickFailure> {
        if self.workspace.remote()?.is_none() {
            return Ok(Ok(()));
        }
        match how(&self.meeting()?) {
            Ok(_) => Ok(Ok(())),
            Err(SyncFailure::Failure(failure)) => Err(failure.into()),
            Err(SyncFailure::Ground(error)) => Err(error.into()),
            Err(apart) => Ok(Err(Standstill::Apart(Box::new(apart)))),
        }
    }

    fn meeting(&self) -> Result<Meeting<'_>, Failure> {
        Meeting::of(self.workspace, self.now(), Manner::ByTheClock, &|_, _| {})
    }
}
