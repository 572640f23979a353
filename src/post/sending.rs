//! The second step of a run, without the lock: every claimed letter leaves that this clone has in hand, also those of a
//! run that was cut off.

use super::attempt::{InHand, Next, next};
use super::carrier::Carrier;
use super::journal::Journal;
use super::journal_line::Progress;
use super::ledger::State;
use super::on_claim::OnClaim;
use super::parcel::Parcel;
use super::report::{Report, Trouble};
use super::run::Run;
use super::setback::{Deferred, NOTHING, Setback, Standstill};
use super::{PostFailure, TickFailure, compose};
use crate::actions::ground::{Ground, day_file_at, deal_at, house_at, sound_deal_at};
use crate::actions::letters::{longest_wait, lost_cause};
use crate::agenda::RunId;
use crate::agenda::mailbox::{Unsent, in_hand_still, without_receipt};
use crate::agenda::tick::{ClaimedLetter, Delivery, Miss, Receipt};
use crate::deal::letter::{Letter, MissCause, wait_after};
use crate::record::tree::Tree;
use crate::record::{Day, Moment};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Letters while they leave.
struct Sending<'a> {
    run: &'a Run<'a>,
    tip: &'a State<'a>,
    house: &'a Ground,
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
    read: Result<Option<OnClaim>, Rc<TickFailure>>,
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
    let tip = run.ledger.tip()?;
    let house = house_at(&tip, &run.introduction)?;
    let mut sending = Sending {
        run,
        tip: &tip,
        house: &house,
        journal,
        carrier,
        report,
        too_old: longest_wait(&house.process),
        today: house.calendar.local_day(run.now()),
        receipts: BTreeMap::new(),
    };
    let mut claim: Option<Claim> = None;
    for unsent in without_receipt(&tip)? {
        if !sending.journal.knows(unsent.run) {
            // Another host has it in hand, or had.
            continue;
        }
        let read = match claim.take().filter(|claim| claim.run == unsent.run) {
            Some(claim) => claim,
            None => Claim {
                read: sending.claim_of(&unsent).map_err(Rc::new),
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
                return self.in_trouble(unsent, PostFailure::Unreadable(why.clone()));
            }
        };
        if let Err(why) = self.can_be_noted(unsent) {
            return self.in_trouble(unsent, why);
        }
        let now = self.run.now().max(unsent.at);
        let name = unsent.name.to_string();
        let steps = self.journal.steps(unsent.run, &name);
        let Some(put_off) = unsent.put_off else {
            // Somebody has seen to it, or it was claimed anew: all that this run can still say of it is that it left.
            if let Some((at, Progress::Sent)) = steps.last() {
                self.left(unsent, *at);
            }
            return;
        };
        let letter = InHand {
            claimed: unsent.at,
            to_staff: unsent.name.letter.person.is_some(),
            too_old: self.too_old,
            of_a_deal: unsent.name.kept_by().is_some(),
            put_off,
            doubtful: self.journal.is_doubtful(unsent.run),
            day_over: unsent.name.kept_by().is_none() && unsent.day < self.today,
        };
        match next(letter, steps, now) {
            Next::Try => self.try_out(unsent, on_claim, letter, now),
            settled => self.settle(unsent, settled),
        }
    }

    fn try_out(&mut self, unsent: &Unsent, on_claim: &OnClaim, letter: InHand, now: Moment) {
        match self.in_hand_still(unsent) {
            Ok(true) => {}
            // Somebody has seen to it since it was claimed.
            Ok(false) => return,
            Err(why) => return self.in_trouble(unsent, why),
        }
        match self.has_lost_its_cause(unsent, now) {
            Ok(false) => {}
            Ok(true) => return self.give_back(unsent, now),
            Err(why) => return self.in_trouble(unsent, why),
        }
        let Some(carrier) = self.carrier.take() else {
            return self.stays(unsent, now);
        };
        match self.parcel(unsent, on_claim) {
            Ok(parcel) => self.attempt(carrier, unsent, letter, &parcel, now),
            Err(why) => {
                self.carrier = Some(carrier);
                self.ours(unsent, why, now);
            }
        }
    }

    /// Whether the letter is still to leave, at the last commit there is.
    fn in_hand_still(&self, unsent: &Unsent) -> Result<bool, PostFailure> {
        let tip = self.run.ledger.tip().map_err(unreadable)?;
        let in_hand = in_hand_still(&tip, &unsent.name, unsent.at).map_err(unreadable)?;
        Ok(in_hand.is_some())
    }

    /// Whether nothing calls any more for a letter that a run which was cut off took in hand: people lose roles and quotes
    /// run out meanwhile.
    fn has_lost_its_cause(&self, unsent: &Unsent, now: Moment) -> Result<bool, PostFailure> {
        let earlier = unsent.run != self.run.id;
        let Some(deal) = unsent.name.kept_by().filter(|_| earlier) else {
            return Ok(false);
        };
        let tip = self.run.workspace.tip().map_err(unreadable)?;
        let Some(file) = deal_at(&tip, deal).map_err(unreadable)? else {
            return Ok(false);
        };
        let mut mail = file.deal.mail.iter().rev();
        let Some(letter) = mail.find(|letter| letter.id == unsent.name.letter) else {
            return Ok(false);
        };
        // Its age counts from the claim.
        let letter = Letter {
            after: unsent.at,
            ..letter.clone()
        };
        Ok(lost_cause(self.house, &file.deal, &letter, now).is_some())
    }

    /// The next run cancels it with its cause. One that was being handed over may have left.
    fn give_back(&mut self, unsent: &Unsent, now: Moment) {
        let steps = self.journal.steps(unsent.run, &unsent.name.to_string());
        match steps.last() {
            Some((at, Progress::Sending)) => {
                self.missed(unsent, miss(*at, MissCause::Unclear, None));
            }
            _ => self.put_back(unsent, now),
        }
    }

    /// What becomes of a letter is written onto its deal; one that cannot be read holds up its own letters alone.
    fn can_be_noted(&self, unsent: &Unsent) -> Result<(), PostFailure> {
        if let Some(deal) = unsent.name.kept_by() {
            let tip = self.run.ledger.tip().map_err(unreadable)?;
            sound_deal_at(&tip, deal).map_err(unreadable)?;
        }
        Ok(())
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
            Some(attachment) => self.tip.read(&attachment.file).map_err(unreadable)?,
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
        let now = self.run.now().max(now);
        let progress = match outcome {
            Ok(()) => Progress::Sent,
            Err(Setback::Later(said)) => Progress::Later(said),
            // People of the company may as well get it twice.
            Err(Setback::Unheard(said)) if letter.to_staff => Progress::Later(said),
            Err(Setback::Refused(said)) => Progress::Refused(said),
            Err(Setback::Unheard(said)) => {
                return self.missed(unsent, miss(now, MissCause::Unclear, Some(said)));
            }
            Err(Setback::Ours(why)) => return self.ours(unsent, why, now),
            Err(Setback::Still(still)) => {
                self.stand_still(still);
                return self.stays(unsent, now);
            }
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

    /// A letter stays because no letter can leave.
    fn stays(&mut self, unsent: &Unsent, now: Moment) {
        self.report.stay = true;
        self.put_back(unsent, now);
    }

    /// A letter that was not handed over goes back into the queue of its deal; one of a day waits in hand.
    fn put_back(&mut self, unsent: &Unsent, now: Moment) {
        if unsent.name.kept_by().is_some() {
            self.missed(unsent, miss(now, MissCause::NotTried, None));
        }
    }

    /// What is wrong on our side: a file that cannot be read or written now may be later; what came out otherwise is
    /// claimed anew as it comes out now; all else somebody has to mend.
    fn ours(&mut self, unsent: &Unsent, why: PostFailure, now: Moment) {
        match why.of_the_letter() {
            Some(what) => self.missed(unsent, miss(now, MissCause::Unfit, Some(what))),
            None => {
                if matches!(why, PostFailure::NotTheClaimed | PostFailure::Unwritten(_)) {
                    self.put_back(unsent, now);
                }
                self.in_trouble(unsent, why);
            }
        }
    }

    /// Letters that were not tried yet wait for the next run.
    fn stand_still(&mut self, still: Standstill) {
        self.carrier = None;
        self.report.still.get_or_insert(still);
    }

    fn left(&mut self, unsent: &Unsent, at: Moment) {
        self.report.sent.push(unsent.name.clone());
        let delivery = Delivery {
            to: unsent.to.clone(),
            sent: at,
        };
        let sent = &mut self.receipt(unsent.day).sent;
        sent.insert(claimed(unsent), delivery);
    }

    fn missed(&mut self, unsent: &Unsent, miss: Miss) {
        if miss.because == MissCause::DayOver {
            self.report.lapsed.push(unsent.name.clone());
        }
        if miss.because == MissCause::PutOff {
            let put_off = unsent.put_off.unwrap_or_default();
            let wait = wait_after(put_off.saturating_add(1));
            self.report.deferred.push(Deferred {
                letter: unsent.name.clone(),
                until: miss.tried.later(wait.unwrap_or_default()),
                said: miss.said.clone().unwrap_or_else(|| NOTHING.to_owned()),
            });
        }
        let missed = &mut self.receipt(unsent.day).missed;
        missed.insert(claimed(unsent), miss);
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

fn claimed(unsent: &Unsent) -> ClaimedLetter {
    ClaimedLetter {
        name: unsent.name.clone(),
        run: unsent.run,
    }
}

fn unreadable(error: impl Into<TickFailure>) -> PostFailure {
    PostFailure::Unreadable(Rc::new(error.into()))
}

fn miss(tried: Moment, because: MissCause, said: Option<String>) -> Miss {
    Miss {
        tried,
        because,
        said: said.filter(|said| said != NOTHING),
    }
}
