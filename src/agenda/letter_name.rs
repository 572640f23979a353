use crate::deal::DealId;
use crate::deal::letter::LetterId;
use crate::record::{Day, Fields};
use std::fmt;

/// Names a letter among all letters of a workspace: `TLG-42/quote/1`, `TLG-17/deferral/20261123/ivanov`,
/// `digest/20261123/ivanov`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LetterName {
    pub keeper: Keeper,
    pub letter: LetterId,
}

/// Whose file keeps the state of a letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeper {
    /// An act of the deal called for the letter.
    Deal(DealId),
    /// `tick` wrote it by itself on a day: a reminder about a deal, or a digest.
    Day { about: Option<DealId> },
}

impl LetterName {
    /// The name of a letter of a deal.
    pub fn of_deal(deal: &DealId, letter: &LetterId) -> LetterName {
        LetterName {
            keeper: Keeper::Deal(deal.clone()),
            letter: letter.clone(),
        }
    }

    /// Reads a name. With `kept` the letter of a deal is one that the deal's own file keeps.
    pub fn parse(text: &str, kept: bool) -> Option<LetterName> {
        let (first, rest) = text.split_once('/')?;
        let deal = DealId::parse(first);
        let letter = LetterId::parse(if deal.is_some() { rest } else { text })?;
        let keeper = match (deal, kept) {
            (Some(deal), true) => Keeper::Deal(deal),
            (about, _) => Keeper::Day { about },
        };
        Some(LetterName { keeper, letter })
    }

    /// The deal that the letter belongs to or speaks of.
    pub fn deal(&self) -> Option<&DealId> {
        match &self.keeper {
            Keeper::Deal(deal) => Some(deal),
            Keeper::Day { about } => about.as_ref(),
        }
    }

    /// The deal whose file keeps the letter.
    pub fn kept_by(&self) -> Option<&DealId> {
        match &self.keeper {
            Keeper::Deal(deal) => Some(deal),
            Keeper::Day { .. } => None,
        }
    }

    /// The name that a file gives by its keys `deal`, `about` and `letter`.
    pub(super) fn on_file(
        deal: Option<DealId>,
        about: Option<DealId>,
        letter: LetterId,
    ) -> LetterName {
        let keeper = deal.map_or(Keeper::Day { about }, Keeper::Deal);
        LetterName { keeper, letter }
    }

    pub(super) fn fields(&self) -> Fields {
        let fields = match &self.keeper {
            Keeper::Deal(deal) => Fields::new().word("deal", deal),
            Keeper::Day { about } => Fields::new().maybe_word("about", about.as_ref()),
        };
        fields.word("letter", &self.letter)
    }
}

impl fmt::Display for LetterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.deal() {
            Some(deal) => write!(f, "{deal}/{}", self.letter),
            None => write!(f, "{}", self.letter),
        }
    }
}

/// The day that an occasion of [`occasion_of`] stands for.
pub fn day_of(occasion: u32) -> Option<Day> {
    let year = i32::try_from(occasion / 10_000).ok()?;
    Day::new(year, occasion / 100 % 100, occasion % 100).ok()
}

/// What tells the letters of a day from those of another: the day as a number, `20261123`.
pub fn occasion_of(day: Day) -> u32 {
    day.year().unsigned_abs() * 10_000 + day.month() * 100 + day.day()
}
