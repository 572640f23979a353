use super::agenda::{Fate, agenda};
use super::day_file::DayFile;
use super::deals::all_deals;
use super::letter_name::LetterName;
use crate::actions::ground::{Ground, GroundError, day_file_at, recorded_days};
use crate::deal::letter::CancelCause;
use crate::record::tree::Tree;
use crate::record::{Day, Moment};

/// How many days back letters are looked for of which nobody knows whether they left.
pub const DAYS_BACK: usize = 31;

/// A letter that has not left, or that somebody has to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    pub name: LetterName,
    pub to: String,
    pub fate: Fate,
}

/// A letter that a run of `tick` claimed and of which nobody knows yet whether it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    pub day: Day,
    /// The number of the entry that claimed it.
    pub event: u32,
    pub name: LetterName,
}

/// Letters that wait, are on their way or got too old, by deal and then by day.
///
/// # Errors
/// A file that is unreadable or wrong.
pub fn mailbox(ground: &Ground, tree: &dyn Tree, now: Moment) -> Result<Vec<MailRow>, GroundError> {
    let mut rows = Vec::new();
    for deal in all_deals(tree)? {
        let deal = deal?;
        let due = agenda(ground, &deal, now).letters.into_iter();
        let due = due.filter(|due| concerns_somebody(due.fate));
        rows.extend(due.map(|due| MailRow {
            name: LetterName::of_deal(&deal.deal, &due.letter.id),
            to: due.letter.to,
            fate: due.fate,
        }));
    }
    for file in unfinished_days(tree)? {
        let own = file.unsent().map(|letter| &letter.posted);
        let own = own.filter(|posted| posted.name.kept_by().is_none());
        rows.extend(own.map(|posted| MailRow {
            name: posted.name.clone(),
            to: posted.to.clone(),
            fate: Fate::Leaving,
        }));
    }
    Ok(rows)
}

/// Claimed letters of the last days without a receipt, the oldest first.
///
/// # Errors
/// A file that is unreadable or wrong.
pub fn unsent(tree: &dyn Tree) -> Result<Vec<Unsent>, GroundError> {
    let files = unfinished_days(tree)?;
    let letters = files.iter().flat_map(|file| {
        file.unsent().map(|letter| Unsent {
            day: file.day,
            event: letter.event,
            name: letter.posted.name.clone(),
        })
    });
    Ok(letters.collect())
}

/// The day, and the number of the entry, that claimed the letter of a deal last.
///
/// # Errors
/// A file that is unreadable or wrong.
pub fn claimed_in(
    tree: &dyn Tree,
    name: &LetterName,
    day: Day,
) -> Result<Option<(DayFile, u32)>, GroundError> {
    let Some(file) = day_file_at(tree, day)? else {
        return Ok(None);
    };
    let event = file.letter(name).map(|letter| letter.event);
    Ok(event.map(|event| (file, event)))
}

fn unfinished_days(tree: &dyn Tree) -> Result<Vec<DayFile>, GroundError> {
    let mut files = Vec::new();
    for day in recorded_days(tree, DAYS_BACK)?.into_iter().rev() {
        let file = day_file_at(tree, day)?;
        files.extend(file.filter(|file| file.unsent().next().is_some()));
    }
    Ok(files)
}

fn concerns_somebody(fate: Fate) -> bool {
    match fate {
        Fate::Leaves | Fate::Held { .. } | Fate::CauseGone { .. } | Fate::Leaving => true,
        Fate::Cancelled { because } => because == CancelCause::TooOld,
        Fate::Sent => false,
    }
}
