use crate::actions::ground::{GroundError, deal_paths_at};
use crate::calendar::Calendar;
use crate::deal::DealOnFile;
use crate::deal::act::Act;
use crate::deal::letter::LetterState;
use crate::process::settings::Settings;
use crate::record::tree::Tree;
use crate::record::{Day, Moment};
use std::collections::BTreeSet;

/// What a deal file has of which a letter is in hand; most have not, and need no closer look.
const IN_HAND: &str = "state: claimed";

/// The days on which letters were claimed that deals have in hand still: however long ago, the deals themselves know.
///
/// # Errors
/// A folder that cannot be read; settings that are missing, unreadable or wrong.
pub(super) fn days_of_claims(tree: &dyn Tree) -> Result<BTreeSet<Day>, GroundError> {
    let settings = tree.read(Settings::PATH)?;
    let settings = settings.ok_or(GroundError::Missing {
        path: Settings::PATH,
    })?;
    let calendar = Calendar::new(Settings::read(&settings)?.zone);
    let mut days = BTreeSet::new();
    for path in deal_paths_at(tree)? {
        let bytes = tree.read(&path).ok().flatten().unwrap_or_default();
        if std::str::from_utf8(&bytes).is_ok_and(|text| text.contains(IN_HAND)) {
            let file = DealOnFile::read(&path, &bytes).map_err(GroundError::from);
            // A deal that cannot be read says nothing of its letters.
            let claims = file.and_then(|file| claims(&file)).unwrap_or_default();
            days.extend(claims.into_iter().map(|at| calendar.local_day(at)));
        }
    }
    Ok(days)
}

/// When the letters were claimed that a deal has in hand.
fn claims(file: &DealOnFile) -> Result<Vec<Moment>, GroundError> {
    let entries = file.entries()?;
    let claims = entries.iter().filter(|entry| match &entry.act {
        Act::Claim { letters, .. } => letters.iter().any(|letter| {
            let mut mail = file.deal.mail.iter();
            mail.any(|known| known.id == *letter && known.state == LetterState::Claimed)
        }),
        _ => false,
    });
    Ok(claims.map(|entry| entry.at).collect())
}
