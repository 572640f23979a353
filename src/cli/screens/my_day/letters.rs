//! Letters that do not leave by themselves.

use super::{Trouble, Why};
use crate::actions::ground::Ground;
use crate::actions::letters::lost_cause;
use crate::deal::Deal;
use crate::deal::act::Act;
use crate::deal::entry::Entry;
use crate::deal::letter::{CancelCause, Letter, LetterState};
use crate::record::Moment;

/// A letter that was claimed longer ago than this has met with something, in seconds.
const LONG_AGO: i64 = 30 * 60;

impl<'a> Trouble<'a> {
    /// The letters of a deal that need a person. `history` is asked for only where a letter is in a `tick`'s hands.
    ///
    /// # Errors
    /// The history cannot be read.
    pub fn of<E>(
        deal: &'a Deal,
        house: &Ground,
        now: Moment,
        history: impl Fn() -> Result<Vec<Entry>, E>,
    ) -> Result<Vec<Trouble<'a>>, E> {
        let mut troubles = Vec::new();
        for letter in &deal.mail {
            let because = match letter.state {
                LetterState::Claimed => {
                    let claimed = claimed_at(letter, &history()?);
                    let long_ago = claimed.is_none_or(|at| at.seconds_until(now) > LONG_AGO);
                    let why = long_ago.then_some(Why::NoReceipt { claimed });
                    troubles.extend(why.map(|why| Trouble { deal, letter, why }));
                    None
                }
                LetterState::Queued => lost_cause(house, deal, letter, now),
                LetterState::Cancelled => letter.because,
                LetterState::Sent => None,
            };
            // Once the deal has gone on, nobody misses the letter; people of the company see its cause here.
            let missed = letter.id.person.is_none() && letter.after >= deal.entered;
            if because == Some(CancelCause::TooOld) && missed {
                let why = Why::TooOld;
                troubles.push(Trouble { deal, letter, why });
            }
        }
        Ok(troubles)
    }
}

fn claimed_at(letter: &Letter, history: &[Entry]) -> Option<Moment> {
    let claims = history.iter().rev();
    let mut claims = claims.filter(
        |entry| matches!(&entry.act, Act::Claim { letters, .. } if letters.contains(&letter.id)),
    );
    claims.next().map(|entry| entry.at)
}
