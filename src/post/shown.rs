use super::on_claim::OnClaim;
use super::{PostFailure, TickFailure};
use crate::actions::ground::{deal_at, facts_at, house_at};
use crate::actions::intent::Intent;
use crate::actions::resolving::{Way, ways};
use crate::agenda::agenda::{Fate, agenda};
use crate::agenda::letter_name::{LetterName, day_of};
use crate::agenda::mailbox::claimed_in;
use crate::agenda::tick::{Claim, Tick};
use crate::deal::DealOnFile;
use crate::deal::act::Act;
use crate::deal::departure::Strayed;
use crate::mail::{WriteError, Written, write_all};
use crate::record::{Day, Moment};
use crate::workspace::{Tip, Workspace};

/// A letter as its recipient gets it.
#[derive(Debug)]
pub struct Shown {
    pub name: LetterName,
    pub fate: Fate,
    /// Why it cannot be written, where it cannot.
    pub letter: Result<Written, PostFailure>,
    /// What the mail server said, in its own words.
    pub said: Option<String>,
    /// That it left as it should not have.
    pub stray: Option<Strayed>,
    /// When it was claimed; before that it may still come out otherwise.
    pub claimed: Option<Moment>,
    /// What can be done about it.
    pub ways: Vec<Way>,
}

/// The letter of a name: one that was claimed as it was claimed, one that waits as it would leave now.
///
/// # Errors
/// Files that are wrong, a clone that cannot be read.
pub fn show(
    workspace: &Workspace,
    name: &LetterName,
    now: Moment,
) -> Result<Option<Shown>, TickFailure> {
    let introduction = workspace.introduction()?.to_string();
    let tip = workspace.tip()?;
    let Some(deal) = name.kept_by() else {
        let day = day_of(name.letter.occasion);
        let shown = day.map(|day| claimed(workspace, &introduction, &tip, name, day));
        return Ok(shown.transpose()?.flatten());
    };
    let Some(file) = deal_at(&tip, deal)? else {
        return Ok(None);
    };
    let house = house_at(&tip, &introduction)?;
    let letters = agenda(&house, &file.deal, now).letters;
    let Some(due) = letters.iter().find(|due| due.letter.id == name.letter) else {
        return Ok(None);
    };
    let mut mail = file.deal.mail.iter().rev();
    let known = mail.find(|letter| letter.id == name.letter);
    let ways = known.map(|letter| ways(&house, &file.deal, letter, now));
    let ways = ways.unwrap_or_default();
    let day = claim_of(&file, name).map(|at| house.calendar.local_day(at));
    let shown = day.map(|day| claimed(workspace, &introduction, &tip, name, day));
    if let Some(shown) = shown.transpose()?.flatten() {
        return Ok(Some(Shown {
            fate: due.fate,
            said: due.letter.said.clone(),
            stray: due.letter.stray(),
            ways,
            ..shown
        }));
    }
    let mut tick = Tick::heartbeat(house.calendar.local_day(now));
    let claim = Claim {
        letters: [name.letter.clone()].into(),
        ..Claim::default()
    };
    tick.claims.insert(deal.clone(), claim);
    let ground = facts_at(&tip, &introduction, &Intent::Tick(tick.clone()))?;
    let letter = write_all(&ground, &tick, now).remove(name);
    Ok(Some(Shown {
        name: name.clone(),
        fate: due.fate,
        said: due.letter.said.clone(),
        stray: due.letter.stray(),
        letter: letter
            .unwrap_or(Err(WriteError::Unknown))
            .map_err(PostFailure::Unwritten),
        claimed: None,
        ways,
    }))
}

/// When a letter of a deal was claimed last.
fn claim_of(file: &DealOnFile, name: &LetterName) -> Option<Moment> {
    let entries = file.entries().ok()?;
    let mut entries = entries.iter().rev();
    let claim = entries.find(|entry| match &entry.act {
        Act::Claim { letters, .. } => letters.contains(&name.letter),
        _ => false,
    });
    claim.map(|entry| entry.at)
}

fn claimed(
    workspace: &Workspace,
    introduction: &str,
    tip: &Tip,
    name: &LetterName,
    day: Day,
) -> Result<Option<Shown>, TickFailure> {
    let Some((file, event)) = claimed_in(tip, name, day)? else {
        return Ok(None);
    };
    let Some(on_claim) = OnClaim::read(workspace, introduction, &file, event)? else {
        return Ok(None);
    };
    let missed = file.missed(name);
    let fate = match (file.sent_at(name), missed) {
        (Some(_), _) => Fate::Sent,
        (None, Some(miss)) => Fate::Missed {
            because: miss.because,
        },
        (None, None) => Fate::Leaving,
    };
    Ok(Some(Shown {
        name: name.clone(),
        fate,
        said: missed.and_then(|miss| miss.said.clone()),
        stray: None,
        letter: on_claim.letter(name).cloned(),
        claimed: Some(on_claim.at),
        ways: Vec::new(),
    }))
}
