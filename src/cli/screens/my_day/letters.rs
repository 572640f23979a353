//! Letters that do not leave by themselves.

use super::Trouble;
use crate::actions::ground::Ground;
use crate::agenda::agenda;
use crate::agenda::agenda::Fate;
use crate::agenda::my_day::is_missed;
use crate::deal::Deal;
use crate::record::Moment;

impl<'a> Trouble<'a> {
    /// The letters of a deal that need a person.
    pub fn of(deal: &'a Deal, house: &Ground, now: Moment) -> Vec<Trouble<'a>> {
        let due = agenda(house, deal, now).letters.into_iter();
        let missed = due.filter(|due| is_missed(deal, due));
        // What people of the company were to hear of late, they see in their day.
        let missed = missed.filter(|due| due.letter.id.person.is_none() || !too_old(due.fate));
        missed
            .map(|due| Trouble {
                deal,
                letter: due.letter,
                fate: due.fate,
            })
            .collect()
    }
}

fn too_old(fate: Fate) -> bool {
    matches!(fate, Fate::CauseGone { .. } | Fate::Cancelled { .. })
}
