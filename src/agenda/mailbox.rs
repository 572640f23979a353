use super::agenda::{Fate, agenda};
use super::claims::days_of_claims;
use super::day_file::DayFile;
use super::deals::{UnreadableDeal, all_deals};
use super::letter_name::LetterName;
use super::my_day::is_missed;
use super::run_id::RunId;
use crate::actions::ground::{Ground, GroundError, day_file_at, deal_at, recorded_days};
use crate::deal::departure::Strayed;
use crate::deal::letter::{CancelCause, Letter, LetterState};
use crate::record::id::ClientId;
use crate::record::tree::Tree;
use crate::record::{Day, Moment};
use std::collections::BTreeSet;

/// How many recorded days back letters are looked for of which nobody knows whether they left; letters of deals however
/// long ago.
pub const DAYS_BACK: usize = 31;

/// How many recorded days back letters of a day are news.
const DAYS_SHOWN: usize = 2;

/// A letter that has not left, or that somebody has to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    pub name: LetterName,
    pub to: String,
    pub fate: Fate,
    /// That it left as it should not have.
    pub stray: Option<Strayed>,
    /// What the mail server said, in its own words.
    pub said: Option<String>,
    /// Somebody has to see to it.
    pub waits: bool,
}

/// A letter that a run of `tick` claimed and of which no receipt says whether it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    pub day: Day,
    /// The number of the entry that claimed it.
    pub event: u32,
    /// The run that claimed it, and when.
    pub run: RunId,
    pub at: Moment,
    pub name: LetterName,
    /// The address that it was claimed for.
    pub to: String,
    /// How often it was put off before; none where the run no longer has it in hand, because somebody has seen to it
    /// since or it was claimed anew.
    pub put_off: Option<u32>,
}

/// The letters of a workspace.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// Letters that wait, are on their way or got too old, by deal and then by day.
    pub rows: Vec<MailRow>,
    /// Deals whose letters nobody knows.
    pub unreadable: Vec<UnreadableDeal>,
}

/// The letters of all deals that can be read, and of the last days.
///
/// # Errors
/// A file that is unreadable or wrong, unless it is a deal's.
pub fn mailbox(ground: &Ground, tree: &dyn Tree, now: Moment) -> Result<Mailbox, GroundError> {
    let (mut rows, mut unreadable) = (Vec::new(), Vec::new());
    for deal in all_deals(tree)? {
        let deal = match deal {
            Ok(deal) => deal,
            Err(deal) => {
                unreadable.push(deal);
                continue;
            }
        };
        let due = agenda(ground, &deal, now).letters.into_iter();
        let due = due.filter(|due| due.letter.stray().is_some() || concerns_somebody(due.fate));
        rows.extend(due.map(|due| MailRow {
            waits: is_missed(&deal, &due),
            name: LetterName::of_deal(&deal.deal, &due.letter.id),
            stray: due.letter.stray(),
            to: due.letter.to,
            fate: due.fate,
            said: due.letter.said,
        }));
    }
    for day in recorded_days(tree, DAYS_SHOWN)?.into_iter().rev() {
        let file = day_file_at(tree, day)?;
        rows.extend(file.iter().flat_map(rows_of_the_day));
    }
    Ok(Mailbox { rows, unreadable })
}

/// Letters that a day itself keeps: what they say is said again on the next day, or no longer matters.
fn rows_of_the_day(file: &DayFile) -> impl Iterator<Item = MailRow> {
    let own = file.letters.iter();
    let own = own.filter(|letter| letter.posted.name.kept_by().is_none());
    own.filter_map(|letter| {
        let name = &letter.posted.name;
        let fate = match (letter.state, file.missed(name)) {
            (LetterState::Claimed, _) => Fate::Leaving,
            (_, Some(miss)) if miss.because.state() == LetterState::Failed => Fate::Missed {
                because: miss.because,
            },
            _ => return None,
        };
        let said = file.missed(name).and_then(|miss| miss.said.clone());
        Some(MailRow {
            name: name.clone(),
            to: letter.posted.to.clone(),
            fate,
            stray: None,
            said,
            waits: fate.needs_a_person(),
        })
    })
}

/// Letters to a client that wait to leave for an address, by deal.
///
/// # Errors
/// The folder of deals cannot be read.
pub fn waiting_for(
    tree: &dyn Tree,
    client: &ClientId,
    email: &str,
) -> Result<Vec<LetterName>, GroundError> {
    let mut names = Vec::new();
    // Nothing leaves of a deal that cannot be read.
    for deal in all_deals(tree)?.flatten() {
        let of_client = deal.mail.iter().filter(|_| deal.client == *client);
        let waits = |letter: &&Letter| {
            let to_client = letter.id.person.is_none() && letter.to == email;
            to_client && letter.state == LetterState::Queued
        };
        let waiting = of_client.filter(waits);
        names.extend(waiting.map(|letter| LetterName::of_deal(&deal.deal, &letter.id)));
    }
    Ok(names)
}

/// Claimed letters of the last days without a receipt, as far as their run has them in hand still, the oldest first.
///
/// # Errors
/// A file that is unreadable or wrong, unless it is a deal's.
pub fn unsent(tree: &dyn Tree) -> Result<Vec<Unsent>, GroundError> {
    let mut letters = without_receipt(tree)?;
    letters.retain(|letter| letter.put_off.is_some());
    Ok(letters)
}

/// Claimed letters of the last days without a receipt, the oldest first.
///
/// # Errors
/// A file that is unreadable or wrong, unless it is a deal's.
pub fn without_receipt(tree: &dyn Tree) -> Result<Vec<Unsent>, GroundError> {
    let files = unfinished_days(tree)?;
    let claims = files
        .iter()
        .flat_map(|file| file.unsent().map(move |letter| (file, letter)));
    let mut letters = Vec::new();
    for (file, letter) in claims {
        let Some((at, run)) = file.claim(letter) else {
            continue;
        };
        let name = letter.posted.name.clone();
        letters.push(Unsent {
            day: file.day,
            event: letter.event,
            run: run.id,
            at,
            // Of a deal that cannot be read nobody knows better.
            put_off: in_hand_still(tree, &name, at).unwrap_or(Some(0)),
            to: letter.posted.to.clone(),
            name,
        });
    }
    Ok(letters)
}

/// How often a letter was put off before, where the deal that keeps it still has it claimed by that run.
///
/// # Errors
/// A file that is unreadable or wrong.
pub fn in_hand_still(
    tree: &dyn Tree,
    name: &LetterName,
    claimed: Moment,
) -> Result<Option<u32>, GroundError> {
    let Some(deal) = name.kept_by() else {
        return Ok(Some(0));
    };
    let file = deal_at(tree, deal)?;
    let mail = file.as_ref().map(|file| file.deal.mail.iter());
    let mut mail = mail.into_iter().flatten().rev();
    let letter = mail.find(|letter| letter.id == name.letter);
    let letter = letter
        .filter(|letter| letter.state == LetterState::Claimed && letter.claimed == Some(claimed));
    Ok(letter.map(|letter| letter.put_off))
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
    let mut days: BTreeSet<Day> = recorded_days(tree, DAYS_BACK)?.into_iter().collect();
    if days.len() >= DAYS_BACK {
        days.extend(days_of_claims(tree)?);
    }
    for day in days {
        let file = day_file_at(tree, day)?;
        files.extend(file.filter(|file| file.unsent().next().is_some()));
    }
    Ok(files)
}

fn concerns_somebody(fate: Fate) -> bool {
    match fate {
        Fate::Leaves | Fate::Held { .. } | Fate::PutOff { .. } | Fate::CauseGone { .. } => true,
        Fate::Leaving | Fate::NoReceipt { .. } | Fate::Missed { .. } => true,
        Fate::Cancelled { because } => because == CancelCause::TooOld,
        Fate::Sent => false,
    }
}
