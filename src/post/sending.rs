//! The second step of a run, without the lock: every claimed letter leaves that this clone has in hand, also those of a
//! run that was cut off.

use super::attempt::{InHand, Next, next};
use super::carrier::Carrier;
use super::journal::Journal;
use super::journal_line::Progress;
use super::on_claim::OnClaim;
use super::parcel::Parcel;
use super::report::{Report, Trouble};
use super::run::Run;
use super::setback::{Deferred, Setback, Standstill};
use super::{PostFailure, TickFailure, compose};
use crate::actions::ground::{day_file_at, house_at};
use crate::actions::letters::longest_wait;
use crate::agenda::RunId;
use crate::agenda::mailbox::{Unsent, unsent};
use crate::agenda::tick::{Miss, Receipt};
use crate::deal::letter::MissCause;
use crate::record::tree::Tree;
use crate::record::{Day, Moment};
use crate::workspace::Tip;
use std::collections::BTreeMap;

/// Letters while they leave.
struct Sending<'a> {
    run: &'a Run<'a>,
    tip: &'a Tip<'a>,
    journal: &'a mut Journal,
    /// None where no letter can leave.
    carrier: Option<Carrier>,
    report: &'a mut Report,
    /// How long letters may wait, in seconds.
    too_old: i64,
    /// The company's day of the run.
    today: Day,
    /// What became of letters, by the day that claimed them.
    receipts: BTreeMap<Day, Receipt>,
}

/// A claim whose letters leave, as far as its record can be read.
struct Claim {
    run: RunId,
    read: Result<Option<OnClaim>, TickFailure>,
}

/// Sends what is claimed and says what became of it, by the day of its claim.
///
/// # Errors
/// Files that are wrong, a clone that cannot be read. What one letter meets with stops no other.
pub(super) fn send(
    run: &Run,
    journal: &mut Journal,
    carrier: Option<Carrier>,
    report: &mut Report,
) -> Result<BTreeMap<Day, Receipt>, TickFailure> {
    let tip = run.workspace.tip()?;
    let house = house_at(&tip, &run.introduction)?;
    let mut sending = Sending {
        run,
        tip: &tip,
        journal,
        carrier,
        report,
        too_old: longest_wait(&house.process),
        today: house.calendar.local_day(run.now),
        receipts: BTreeMap::new(),
    };
    let mut claim: Option<Claim> = None;
    for unsent in unsent(&tip)? {
        if !sending.journal.knows(unsent.run) {
            // Another host has it in hand, or had.
            continue;
        }
        let read = match claim.take().filter(|claim| claim.run == unsent.run) {
            Some(claim) => claim,
            None => Claim {
                read: sending.claim_of(&unsent),
                run: unsent.run,
            },
        };
        sending.see_to(&unsent, &read);
        claim = Some(read);
    }
    if let Some(carrier) = &mut sending.carrier {
        carrier.close();
    }
    Ok(sending.receipts)
}

impl Sending<'_> {
    /// What a claim took in hand; one that cannot be read holds up its own letters alone.
    fn claim_of(&self, unsent: &Unsent) -> Result<Option<OnClaim>, TickFailure> {
        let Some(file) = day_file_at(self.tip, unsent.day)? else {
            return Ok(None);
        };
        let run = self.run;
        let read = OnClaim::read(run.workspace, &run.introduction, &file, unsent.event)?;
        Ok(read.filter(|on_claim| self.journal.is_ours(unsent.run, on_claim.on)))
    }

    fn see_to(&mut self, unsent: &Unsent, claim: &Claim) {
        let on_claim = match &claim.read {
            Ok(Some(on_claim)) => on_claim,
            Ok(None) => return,
            Err(why) => {
                let why = PostFailure::Unreadable(format!("{why:?}").into());
                return self.in_trouble(unsent, why);
            }
        };
        let now = self.run.now.max(unsent.at);
        let name = unsent.name.to_string();
        let steps = self.journal.steps(unsent.run, &name);
        let letter = InHand {
            claimed: unsent.at,
            to_staff: unsent.name.letter.person.is_some(),
            too_old: self.too_old,
            day_over: unsent.name.kept_by().is_none() && unsent.day < self.today,
        };
        match next(letter, steps, now) {
            Next::Try => self.try_out(unsent, on_claim, letter, now),
            settled => self.settle(unsent, settled),
        }
    }

    fn try_out(&mut self, unsent: &Unsent, on_claim: &OnClaim, letter: InHand, now: Moment) {
        let Some(carrier) = self.carrier.take() else {
            return;
        };
        match self.parcel(unsent, on_claim) {
            Ok(parcel) => self.attempt(carrier, unsent, letter, &parcel, now),
            Err(why) => {
                self.carrier = Some(carrier);
                self.in_trouble(unsent, why);
            }
        }
    }

    /// What is not tried now.
    fn settle(&mut self, unsent: &Unsent, next: Next) {
        match next {
            Next::Sent { at } => self.left(unsent, at),
            Next::Miss(miss) => self.missed(unsent, miss),
            Next::Wait { until, said } => self.report.deferred.push(Deferred {
                letter: unsent.name.clone(),
                until,
                said,
            }),
            Next::Try => {}
        }
    }

    /// The letter as it was claimed, with exactly the bytes that were decided on.
    fn parcel(&self, unsent: &Unsent, on_claim: &OnClaim) -> Result<Parcel, PostFailure> {
        let letter = on_claim.letter(&unsent.name)?;
        let attached = match &letter.attachment {
            Some(attachment) => self
                .tip
                .read(&attachment.file)
                .map_err(|error| PostFailure::Unreadable(format!("{error:?}").into()))?,
            None => None,
        };
        Ok(Parcel {
            name: unsent.name.clone(),
            message_id: letter.message_id.clone(),
            from: letter.from.email.clone(),
            to: letter.to.email.clone(),
            text: compose(letter, attached, on_claim.at)?,
        })
    }

    fn attempt(
        &mut self,
        mut carrier: Carrier,
        unsent: &Unsent,
        letter: InHand,
        parcel: &Parcel,
        now: Moment,
    ) {
        let outcome = self.hand_over(&mut carrier, unsent.run, parcel, now);
        if !matches!(outcome, Err(Setback::Still(_))) {
            self.carrier = Some(carrier);
        }
        let progress = match outcome {
            Ok(()) => Progress::Sent,
            Err(Setback::Later(said)) => Progress::Later(said),
            Err(Setback::Refused(said)) => Progress::Refused(said),
            Err(Setback::Unheard(said)) => return self.unheard(unsent, letter, now, said),
            Err(Setback::Ours(why)) => return self.in_trouble(unsent, why),
            Err(Setback::Still(still)) => return self.stand_still(still),
        };
        let name = parcel.name.to_string();
        let mut steps = self.journal.steps(unsent.run, &name).to_vec();
        steps.push((now, progress.clone()));
        self.settle(unsent, next(letter, &steps, now));
        // What the server said holds, whether it can be noted or not.
        if let Err(still) = self.journal.step(now, unsent.run, &name, progress) {
            self.stand_still(still);
        }
    }

    /// Asks, notes that it is handed over, and hands it over. What the carrier recognises needs no note.
    fn hand_over(
        &mut self,
        carrier: &mut Carrier,
        run: RunId,
        parcel: &Parcel,
        now: Moment,
    ) -> Result<(), Setback> {
        carrier.offer(parcel)?;
        if !carrier.recognises() {
            let name = parcel.name.to_string();
            let noted = self.journal.step(now, run, &name, Progress::Sending);
            noted.map_err(Setback::Still)?;
        }
        carrier.hand_over(parcel)
    }

    /// People of the company get a letter again; whether a client has it, somebody has to find out.
    fn unheard(&mut self, unsent: &Unsent, letter: InHand, now: Moment, said: String) {
        match letter.to_staff {
            true => self.report.deferred.push(Deferred {
                letter: unsent.name.clone(),
                until: now,
                said,
            }),
            false => self.missed(unsent, miss(now, MissCause::Unclear, Some(said))),
        }
    }

    /// Letters that were not tried yet wait for the next run.
    fn stand_still(&mut self, still: Standstill) {
        self.carrier = None;
        self.report.still.get_or_insert(still);
    }

    fn left(&mut self, unsent: &Unsent, at: Moment) {
        self.report.sent.push(unsent.name.clone());
        let sent = &mut self.receipt(unsent.day).sent;
        sent.insert(unsent.name.clone(), at);
    }

    fn missed(&mut self, unsent: &Unsent, miss: Miss) {
        if miss.because == MissCause::DayOver {
            self.report.lapsed.push(unsent.name.clone());
        }
        let missed = &mut self.receipt(unsent.day).missed;
        missed.insert(unsent.name.clone(), miss);
    }

    fn in_trouble(&mut self, unsent: &Unsent, why: PostFailure) {
        let letter = unsent.name.clone();
        self.report.trouble.push(Trouble { letter, why });
    }

    fn receipt(&mut self, day: Day) -> &mut Receipt {
        self.receipts.entry(day).or_insert_with(|| Receipt {
            day,
            sent: BTreeMap::new(),
            missed: BTreeMap::new(),
        })
    }
}

fn miss(tried: Moment, because: MissCause, said: Option<String>) -> Miss {
    Miss {
        tried,
        because,
        said,
    }
}
