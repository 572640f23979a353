//! Letters by the names that people use.

use crate::agenda::{LetterName, mailbox};
use crate::cli::desk::Desk;
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
use crate::cli::words;
use crate::deal::DealId;
use crate::deal::letter::LetterId;

/// The letters that a person can mean: `TLG-42/quote/1`, `42/quote/1`, or `quote/1` where one letter waits under it.
pub fn meant(text: &str, desk: &Desk, session: &Session) -> Result<Vec<LetterName>, Stop> {
    let whole = match text.split_once('/') {
        Some((first, rest)) => match desk.deal_id(first) {
            Some(deal) => format!("{deal}/{rest}"),
            None => text.to_owned(),
        },
        None => return Err(unknown(text, session)),
    };
    let kept = [true, false];
    let names = kept
        .iter()
        .filter_map(|kept| LetterName::parse(&whole, *kept));
    let mut names: Vec<LetterName> = names.collect();
    let tip = desk.tip_to_overlook(session)?;
    let rows = mailbox::mailbox(&desk.house, &tip, desk.now);
    let rows = rows.map_err(|error| words::ground_error(&error, &session.say))?;
    let rows = rows.rows.into_iter().map(|row| row.name);
    names.extend(rows.filter(|name| name.letter.to_string() == text));
    names.dedup();
    Ok(names)
}

/// No letter is called so.
pub fn unknown(text: &str, session: &Session) -> Stop {
    let remedy = Remedy {
        command: "tlg mail list".to_owned(),
        note: String::new(),
    };
    Stop::Refused(RefusalScreen {
        subject: text.to_owned(),
        unmet: vec![Unmet {
            text: session.say.line("mail-unknown"),
            remedies: vec![remedy],
        }],
    })
}

/// The one letter of a deal that a person can mean.
///
/// # Errors
/// There is none, more than one, or it belongs to a day and to no deal.
pub fn of_a_deal(text: &str, desk: &Desk, session: &Session) -> Result<(DealId, LetterId), Stop> {
    let mut found: Vec<(DealId, LetterId)> = Vec::new();
    let mut of_a_day = false;
    for name in meant(text, desk, session)? {
        let Some(deal) = name.kept_by() else {
            of_a_day |= mailbox_has(&name, desk, session)?;
            continue;
        };
        let file = desk.deal(&deal.to_string(), session)?;
        if file.deal.mail.iter().any(|letter| letter.id == name.letter) {
            found.push((deal.clone(), name.letter.clone()));
        }
    }
    found.sort();
    found.dedup();
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] if of_a_day => Err(refused(text, session.say.line("mail-of-a-day"))),
        [] => Err(unknown(text, session)),
        several => {
            let names = several.iter();
            let names = names.map(|(deal, id)| LetterName::of_deal(deal, id).to_string());
            let letters = names.collect::<Vec<_>>().join(", ");
            let text_of = session.say.text("mail-which", args![letters => letters]);
            Err(refused(text, text_of))
        }
    }
}

fn mailbox_has(name: &LetterName, desk: &Desk, session: &Session) -> Result<bool, Stop> {
    let tip = desk.tip_to_overlook(session)?;
    let rows = mailbox::mailbox(&desk.house, &tip, desk.now);
    let rows = rows.map_err(|error| words::ground_error(&error, &session.say))?;
    Ok(rows.rows.iter().any(|row| row.name == *name))
}

fn refused(letter: &str, text: String) -> Stop {
    let remedies = Vec::new();
    Stop::Refused(RefusalScreen {
        subject: letter.to_owned(),
        unmet: vec![Unmet { text, remedies }],
    })
}
