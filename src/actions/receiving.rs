//! What became of letters (docs/process.md, Mail): facts of the world, taken whatever somebody did to a letter since.

use super::case::Draft;
use super::change::Change;
use super::decide::No;
use super::ground::Ground;
use super::message;
use super::refusal::{Refusal, Unmet};
use super::ticking::may_tick;
use crate::agenda::day_entry::{DayAct, DayEntry};
use crate::agenda::day_file::DayFile;
use crate::agenda::receipts::Receipts;
use crate::agenda::tick::{ClaimedLetter, Delivery, Miss, Receipt};
use crate::deal::act::Act;
use crate::deal::departure::{Departure, Stray};
use crate::deal::entry::Seen;
use crate::deal::fact::check_line;
use crate::deal::fold::BrokenHistory;
use crate::deal::letter::{Letter, LetterId, LetterState};
use crate::deal::{DealId, DealOnFile};
use crate::record::id::PersonId;
use crate::record::{Day, HostName, Moment};
use std::collections::BTreeMap;

/// A receipt while it is judged.
struct Judgement<'a> {
    ground: &'a Ground,
    actor: &'a PersonId,
    now: Moment,
    today: Day,
    /// The day whose runs claimed the letters.
    day: Day,
    claims: BTreeMap<ClaimedLetter, Claim>,
    deals: BTreeMap<&'a DealId, DealOnFile>,
    unmet: Vec<Unmet>,
}

/// A letter as a run of the day claimed it.
struct Claim {
    at: Moment,
    host: Option<HostName>,
    to: String,
    state: LetterState,
}

/// Decides the receipt of letters: those that left, and those that did not.
pub(super) fn receive(
    ground: &Ground,
    receipt: &Receipt,
    actor: &PersonId,
    now: Moment,
) -> Result<Change, No> {
    let day = ground.tick.day.clone();
    let day = day.unwrap_or_else(|| DayFile::new(receipt.day));
    let mut judgement = Judgement::new(ground, &day, actor, now);
    if receipt.letters().next().is_none() {
        judgement.unmet.push(Unmet::NothingGiven);
    }
    for (letter, delivery) in &receipt.sent {
        judgement.left(letter, delivery)?;
    }
    for (letter, miss) in &receipt.missed {
        judgement.missed(letter, miss)?;
    }
    let Judgement { deals, unmet, .. } = judgement;
    if !unmet.is_empty() {
        return Err(Refusal { deal: None, unmet }.into());
    }
    let receipts = Receipts::from(receipt);
    let message = message::of_receipt(ground, &receipts, actor);
    let entry = DayEntry {
        at: now,
        by: actor.clone(),
        act: DayAct::Sent(receipts),
    };
    let path = DayFile::path(day.day);
    let written = deals.into_values();
    let written = written.map(|file| (file.deal.deal.path(), file.text()));
    Ok(Change {
        files: written
            .chain([(path, day.with(entry).node().to_yaml())])
            .collect(),
        message,
        ..Change::default()
    })
}

impl<'a> Judgement<'a> {
    fn new(ground: &'a Ground, day: &DayFile, actor: &'a PersonId, now: Moment) -> Judgement<'a> {
        let entitled = may_tick(ground, actor, now);
        let unmet = entitled.err().map(|refusal| refusal.unmet);
        Judgement {
            ground,
            actor,
            now,
            today: ground.calendar.local_day(now),
            day: day.day,
            claims: claims(day),
            deals: BTreeMap::new(),
            unmet: unmet.unwrap_or_default(),
        }
    }

    /// A letter left, for the address that it was claimed for.
    fn left(
        &mut self,
        letter: &'a ClaimedLetter,
        delivery: &Delivery,
    ) -> Result<(), BrokenHistory> {
        let Some((at, host)) = self.is_possible(letter, delivery.sent, |claim| {
            claim.to == delivery.to && claim.state != LetterState::Sent
        }) else {
            return Ok(());
        };
        self.write(letter, |known| {
            let mut left = Departure {
                to: delivery.to.clone(),
                sent: delivery.sent,
                host,
                stray: None,
            };
            left.stray = stray(known, &left, at);
            let letter = known.id.clone();
            Some(Act::Send { letter, left })
        })
    }

    /// A letter did not leave, or nobody knows. Only one of a day lapses, and only once its day is over; only one of a deal
    /// has a queue to go back into.
    fn missed(&mut self, letter: &'a ClaimedLetter, miss: &Miss) -> Result<(), BrokenHistory> {
        let of_a_day = letter.name.kept_by().is_none();
        let may_be = match miss.because.state() {
            LetterState::Cancelled => of_a_day && self.day < self.today,
            LetterState::Queued => !of_a_day,
            _ => true,
        };
        if let Some(Err(error)) = miss.said.as_deref().map(check_line) {
            self.unmet.push(Unmet::TextUnfit { error });
        }
        let Some((at, _)) = self.is_possible(letter, miss.tried, |claim| {
            may_be && claim.state == LetterState::Claimed
        }) else {
            return Ok(());
        };
        self.write(letter, |known| {
            // Of a letter that another run has in hand by now this one knows nothing.
            let elsewhere = known.state == LetterState::Claimed && known.claimed != Some(at);
            (!elsewhere).then(|| Act::Miss {
                letter: known.id.clone(),
                tried: miss.tried,
                because: miss.because,
                said: miss.said.clone(),
            })
        })
    }

    /// When, and on which machine, a letter was claimed of which that can be: it was in hand by then, and that moment is
    /// not still to come.
    fn is_possible(
        &mut self,
        letter: &ClaimedLetter,
        at: Moment,
        fits: impl Fn(&Claim) -> bool,
    ) -> Option<(Moment, Option<HostName>)> {
        let id = letter.name.letter.clone();
        let Some(claim) = self.claims.get(letter) else {
            self.unmet.push(Unmet::UnknownLetter { letter: id });
            return None;
        };
        if claim.at <= at && at <= self.now && fits(claim) {
            return Some((claim.at, claim.host.clone()));
        }
        self.unmet.push(Unmet::LetterNotWaiting { letter: id });
        None
    }

    /// Writes what became of a letter into the deal that keeps it.
    fn write(
        &mut self,
        letter: &'a ClaimedLetter,
        act: impl FnOnce(&Letter) -> Option<Act>,
    ) -> Result<(), BrokenHistory> {
        let Some(deal) = letter.name.kept_by() else {
            return Ok(());
        };
        let known = self.deals.remove(deal);
        let Some(file) = known.or_else(|| self.ground.tick.deals.get(deal).cloned()) else {
            self.unmet.push(Unmet::UnknownDeal { deal: deal.clone() });
            return Ok(());
        };
        let id = &letter.name.letter;
        let after = match last(&file, id).map(act) {
            None => {
                self.unmet.push(Unmet::UnknownLetter { letter: id.clone() });
                file
            }
            Some(None) => file,
            Some(Some(act)) => {
                let seen = Seen::of(&file.deal, &act);
                file.with(&Draft::new(self.actor, self.now, &act, &seen).entry)?
            }
        };
        self.deals.insert(deal, after);
        Ok(())
    }
}

fn claims(day: &DayFile) -> BTreeMap<ClaimedLetter, Claim> {
    let claims = day.letters.iter().filter_map(|letter| {
        let (at, run) = day.claim(letter)?;
        let claimed = ClaimedLetter {
            name: letter.posted.name.clone(),
            run: run.id,
        };
        let claim = Claim {
            at,
            host: run.host.clone(),
            to: letter.posted.to.clone(),
            state: letter.state,
        };
        Some((claimed, claim))
    });
    claims.collect()
}

fn last<'a>(file: &'a DealOnFile, id: &LetterId) -> Option<&'a Letter> {
    file.deal.mail.iter().rev().find(|letter| letter.id == *id)
}

/// What is wrong with a letter that left as a run claimed it at that moment: that it had left for this address before, or
/// that something else was decided of it by then. That somebody took it for sent is what the receipt confirms.
fn stray(letter: &Letter, left: &Departure, claimed: Moment) -> Option<Stray> {
    let mut before = letter.left.iter().rev();
    if let Some(before) = before.find(|before| before.to == left.to) {
        let also = before.host.clone();
        return Some(Stray::Twice { also });
    }
    let in_hand = letter.claimed == Some(claimed);
    let taken_for_sent =
        letter.state == LetterState::Sent && letter.left.is_empty() && letter.to == left.to;
    (!in_hand && !taken_for_sent).then_some(Stray::Late)
}
