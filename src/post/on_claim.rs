use super::{PostFailure, TickFailure};
use crate::actions::ground::{day_file_at, facts_at};
use crate::actions::intent::Intent;
use crate::agenda::LetterName;
use crate::agenda::day_file::DayFile;
use crate::mail::{WriteError, Written, write_all};
use crate::record::{Day, Moment, Sha256Hex};
use crate::workspace::{CommitId, Tip, Workspace};
use std::collections::BTreeMap;

/// The letters of one claim, written on the state that they were claimed on.
pub(super) struct OnClaim {
    /// When they were claimed.
    pub at: Moment,
    /// The commit that they were claimed on.
    pub on: CommitId,
    letters: BTreeMap<LetterName, Result<Written, WriteError>>,
    claimed: BTreeMap<LetterName, Sha256Hex>,
}

impl OnClaim {
    /// Writes the letters that the entry of that number of a day claimed; none where there is no such claim.
    pub fn read(
        workspace: &Workspace,
        introduction: &str,
        file: &DayFile,
        event: u32,
    ) -> Result<Option<OnClaim>, TickFailure> {
        let Some((at, run)) = file.run(event) else {
            return Ok(None);
        };
        let Some(parent) = parent_of_claim(workspace, file.day, event, at)? else {
            return Ok(None);
        };
        let tick = run.tick(file.day);
        let ground = facts_at(&parent, introduction, &Intent::Tick(tick.clone()))?;
        let posted = run.letters.iter();
        Ok(Some(OnClaim {
            at,
            on: parent.id(),
            letters: write_all(&ground, &tick, at),
            claimed: posted
                .map(|posted| (posted.name.clone(), posted.sha256))
                .collect(),
        }))
    }

    /// The letter of that name.
    ///
    /// # Errors
    /// It cannot be written any more, or comes out otherwise than it was claimed.
    pub fn letter(&self, name: &LetterName) -> Result<&Written, PostFailure> {
        match (self.letters.get(name), self.claimed.get(name)) {
            (Some(Ok(written)), Some(sha256)) if written.sha256() == *sha256 => Ok(written),
            (Some(Err(error)), _) => Err(PostFailure::Unwritten(error.clone())),
            _ => Err(PostFailure::NotTheClaimed),
        }
    }
}

/// The commit before the one that wrote the entry of that number into the record of a day: the tip, where a rehearsal did.
fn parent_of_claim(
    workspace: &Workspace,
    day: Day,
    event: u32,
    at: Moment,
) -> Result<Option<Tip<'_>>, TickFailure> {
    let tip = workspace.tip()?;
    if entries(&tip, day)? < event {
        return Ok(Some(tip));
    }
    let mut claim = workspace.at_date(at.time())?;
    loop {
        let parent = workspace.at(&format!("{}^", claim.id()))?;
        let before = entries(&parent, day)?;
        let after = entries(&claim, day)?;
        match (before < event, after >= event) {
            (true, true) => return Ok(Some(parent)),
            (true, false) => return Ok(None),
            (false, _) => claim = parent,
        }
    }
}

/// How many entries the record of a day has.
fn entries(tip: &Tip, day: Day) -> Result<u32, TickFailure> {
    Ok(day_file_at(tip, day)?.map_or(0, |file| file.events))
}
