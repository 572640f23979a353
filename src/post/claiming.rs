//! The first step of a run: one commit takes in hand what is due. Where the clone has a server, it counts only once the
//! server has it.

use super::TickFailure;
use super::journal::Journal;
use super::ledger::Hold;
use super::report::Report;
use super::run::{Run, calls_for_letters};
use super::setback::Standstill;
use crate::actions::decide::decide;
use crate::actions::intent::Intent;
use crate::agenda::Plan;
use crate::sync::{Answer, Exchange, Manner, Meeting, SyncFailure, Synced, TRIES};
use crate::workspace::{Commit, CommitId, Failure};

/// What came of trying to claim.
enum Claim {
    Stands(Box<Report>),
    /// Somebody was faster; the claim is planned anew.
    Overtaken(Option<Standstill>),
}

/// Whether a claim counts.
enum Landing {
    /// It does; inside, why the branch here could not follow: its letters leave with the next run then.
    Landed(CommitId, Option<Standstill>),
    Overtaken,
    Apart(Standstill),
}

impl Run<'_> {
    /// The first step: one commit takes in hand what is due. Where no letter can leave, it only says that `tick` is alive.
    pub fn claim(
        &self,
        journal: &mut Journal,
        mut still: Option<Standstill>,
    ) -> Result<Report, TickFailure> {
        let (meeting, mut synced) = (self.meeting()?, Synced::default());
        let mut server = None;
        if self.meets_the_server()? && !claims_nothing(&still) {
            match apart(meeting.begin(&mut synced))? {
                Ok(exchange) => server = Some(exchange),
                Err(why) => still = Some(Standstill::Apart(why)),
            }
        }
        let mut tries = 0;
        loop {
            match self.claim_once(journal, still, server.as_mut())? {
                Claim::Stands(report) => return Ok(*report),
                Claim::Overtaken(before) => still = before,
            }
            tries += 1;
            let failure = match server.as_mut().filter(|_| tries < TRIES) {
                Some(exchange) => apart(exchange.receive())?.err(),
                None => Some(Box::new(SyncFailure::Overtaken { tries })),
            };
            still = failure.map(Standstill::Apart).or(still);
        }
    }

    fn claim_once(
        &self,
        journal: &mut Journal,
        still: Option<Standstill>,
        server: Option<&mut Exchange>,
    ) -> Result<Claim, TickFailure> {
        let hold = self.ledger.hold()?;
        let tip = self.ledger.tip()?;
        let now = self.not_before(&tip);
        let mut plan = Plan::at(&tip, &self.introduction, now)?;
        let letters = calls_for_letters(&plan);
        if still.is_some() {
            plan.stand_still();
        }
        let stands = |plan: &Plan, still: Option<Standstill>| {
            let stay = letters && still.is_some();
            Box::new(Report {
                stay,
                ..Report::of(plan, now, still)
            })
        };
        if claims_nothing(&still) || !plan.writes() {
            return Ok(Claim::Stands(stands(&plan, still)));
        }
        plan.tick.run = self.id;
        plan.tick.host.clone_from(&self.host);
        let intent = Intent::Tick(plan.tick.clone());
        let change = decide(&plan.ground, &intent, self.actor, now)?;
        if letters && still.is_none() {
            let noted = journal.claiming(now, self.id, tip.id());
            noted.map_err(|still| TickFailure::Still(Box::new(still)))?;
        }
        let commit = self.commit(&plan.ground, tip.id(), &change, now)?;
        let (landed, still) = match self.land(hold, &commit, server)? {
            Landing::Landed(landed, behind) => (landed, still.or(behind)),
            Landing::Overtaken => return Ok(Claim::Overtaken(still)),
            Landing::Apart(apart) => {
                plan.stand_still();
                return Ok(Claim::Stands(stands(&plan, Some(apart))));
            }
        };
        let mut report = stands(&plan, still);
        report.note_run(&change, plan.tick.day);
        report.claim = Some(landed);
        Ok(Claim::Stands(report))
    }

    /// A claim counts once the server has it; where there is none, once it is here. While the server is asked, others may
    /// act in this clone: what they did is decided again on the claim.
    fn land(
        &self,
        hold: Hold,
        commit: &Commit,
        server: Option<&mut Exchange>,
    ) -> Result<Landing, TickFailure> {
        let Some(exchange) = server else {
            let landed = hold.commit(commit)?;
            return Ok(Landing::Landed(landed, None));
        };
        let claim = self.workspace.prepare(commit)?;
        drop(hold);
        match apart(exchange.offer(claim))? {
            Ok(Answer::Taken) => {
                let behind = apart(exchange.follow(claim))?.err();
                Ok(Landing::Landed(claim, behind.map(Standstill::Apart)))
            }
            Ok(Answer::Overtaken) => Ok(Landing::Overtaken),
            Err(why) => Ok(Landing::Apart(Standstill::Apart(why))),
        }
    }

    /// Meets the server, if there is one; inside, why that did not succeed.
    pub fn meet(
        &self,
        how: impl FnOnce(&Meeting, &mut Synced) -> Result<(), SyncFailure>,
    ) -> Result<Result<(), Box<SyncFailure>>, TickFailure> {
        if !self.meets_the_server()? {
            return Ok(Ok(()));
        }
        apart(how(&self.meeting()?, &mut Synced::default()))
    }

    /// A rehearsal claims by itself, and tells the server nothing.
    fn meets_the_server(&self) -> Result<bool, Failure> {
        Ok(!self.ledger.is_rehearsed() && self.workspace.remote()?.is_some())
    }

    pub fn meeting(&self) -> Result<Meeting<'_>, Failure> {
        Meeting::of(self.workspace, self.now(), Manner::ByTheClock, &|_, _| {})
    }
}

fn claims_nothing(still: &Option<Standstill>) -> bool {
    still.as_ref().is_some_and(Standstill::claims_nothing)
}

/// What keeps clone and server apart ends no run; inside, that. What is wrong with the clone or its files does.
pub(super) fn apart<T>(
    met: Result<T, SyncFailure>,
) -> Result<Result<T, Box<SyncFailure>>, TickFailure> {
    match met {
        Ok(met) => Ok(Ok(met)),
        Err(SyncFailure::Failure(failure)) => Err(failure.into()),
        Err(SyncFailure::Ground(error)) => Err(error.into()),
        Err(apart) => Ok(Err(Box::new(apart))),
    }
}
