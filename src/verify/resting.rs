//! Whether what was done was possible only by what somebody let in by a thief got.

use super::deed::{Deed, Doubt, HOUSE};
use super::houses::Houses;
use super::standing::Standing;
use crate::actions::decide::{No, decide};
use crate::actions::ground::{Ground, GroundError, proved};
use crate::actions::intent::Intent;
use crate::actions::refusal::Unmet;
use crate::audit::{Difference, intents_of};
use crate::process::Process;
use crate::process::settings::Settings;
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::record::tree::{Tree, TreeError};
use crate::workspace::{CommitId, Failure, Store, Tip};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Decides deeds again by the register, and by the settings and the process, as they would stand without what is in doubt.
pub(super) struct Again<'s> {
    store: &'s Store,
    introduction: &'s str,
    houses: Houses,
    /// What was read last of the settings and the process of before, by the commits that brought them.
    settings: Option<(CommitId, Arc<Settings>)>,
    process: Option<(CommitId, Arc<Process>)>,
}

impl<'s> Again<'s> {
    pub fn new(store: &'s Store, introduction: &'s str) -> Again<'s> {
        Again {
            store,
            introduction,
            houses: Houses::default(),
            settings: None,
            process: None,
        }
    }

    /// The commit in doubt without which a deed could not have been done.
    pub fn rests_on(&mut self, standing: &Standing, deed: &Deed) -> Result<Option<Doubt>, Failure> {
        let (Some(actor), Some(parent)) = (standing.actor(deed), deed.link.parent) else {
            return Ok(None);
        };
        let by_people = standing.gave_to(actor);
        let by_files = HOUSE
            .into_iter()
            .find_map(|path| standing.other_version(path))
            .map(|(doubted, _)| doubted);
        let Some(by) = by_people.or(by_files) else {
            return Ok(None);
        };
        let parent = self.store.tip_of(parent)?;
        let child = self.store.tip_of(deed.link.id)?;
        let could = match self.could(standing, actor, &parent, &child) {
            Ok(could) => could,
            Err(Unreadable::Store(failure)) => return Err(failure),
            // What makes no sense is a finding of its own.
            Err(Unreadable::Senseless) => true,
        };
        Ok((!could).then_some(Doubt::LetIn { by }))
    }

    fn could(
        &mut self,
        standing: &Standing,
        actor: &PersonId,
        parent: &Tip,
        child: &Tip,
    ) -> Result<bool, Unreadable> {
        let changes = self
            .store
            .changes(Some(parent.tree_id()), child.tree_id())?;
        let changes = changes.map_err(|_| Unreadable::Senseless)?;
        let changed: BTreeSet<String> = changes.into_iter().map(|change| change.path).collect();
        let intents = intents_of(parent, child, &changed)?;
        let Some(intent) = intents.first() else {
            return Ok(true);
        };
        let mut house = self.houses.at(parent, self.introduction)?;
        house.people = Arc::clone(&standing.left);
        let other_house = self.take_back(standing, &mut house)?;
        let ground = proved(house, parent, intent)?;
        let now = Moment::new(child.committed()).map_err(|_| Unreadable::Senseless)?;
        let refusal = match decide(&ground, intent, actor, now) {
            Err(No::Refused(refusal)) => refusal,
            Ok(_) | Err(No::Broken(_)) => return Ok(true),
        };
        let of_deal = other_house && matches!(intent, Intent::Deal { .. });
        let mut unmet = refusal.unmet.iter();
        Ok(!of_deal && !unmet.any(|unmet| is_authority(unmet, actor)))
    }

    /// Puts back settings and process as they would stand; whether that makes a difference.
    fn take_back(&mut self, standing: &Standing, house: &mut Ground) -> Result<bool, Unreadable> {
        let settings = standing.other_version(Settings::PATH);
        if let Some((_, trusted)) = settings {
            house.settings = self.settings_of(trusted)?;
        }
        let process = standing.other_version(Process::PATH);
        if let Some((_, trusted)) = process {
            house.process = self.process_of(trusted)?;
        }
        Ok(settings.or(process).is_some())
    }

    fn settings_of(&mut self, commit: CommitId) -> Result<Arc<Settings>, Unreadable> {
        if let Some((_, known)) = self.settings.as_ref().filter(|known| known.0 == commit) {
            return Ok(Arc::clone(known));
        }
        let settings = Settings::read(&self.text(commit, Settings::PATH)?);
        let settings = Arc::new(settings.map_err(|_| Unreadable::Senseless)?);
        self.settings = Some((commit, Arc::clone(&settings)));
        Ok(settings)
    }

    fn process_of(&mut self, commit: CommitId) -> Result<Arc<Process>, Unreadable> {
        if let Some((_, known)) = self.process.as_ref().filter(|known| known.0 == commit) {
            return Ok(Arc::clone(known));
        }
        let process = Process::read(Process::PATH, &self.text(commit, Process::PATH)?);
        let process = Arc::new(process.map_err(|_| Unreadable::Senseless)?);
        self.process = Some((commit, Arc::clone(&process)));
        Ok(process)
    }

    fn text(&self, commit: CommitId, path: &str) -> Result<Vec<u8>, Unreadable> {
        let text = self.store.tip_of(commit)?.read(path)?;
        text.ok_or(Unreadable::Senseless)
    }
}

/// Why a deed cannot be decided again.
enum Unreadable {
    Store(Failure),
    Senseless,
}

/// Whether it is whoever acts that may not. All else that the other register says no to is about other people.
fn is_authority(unmet: &Unmet, actor: &PersonId) -> bool {
    match unmet {
        Unmet::NotEntitled { .. } | Unmet::NotYours { .. } | Unmet::FourEyes { .. } => true,
        Unmet::NotInRole { person, .. } => person == actor,
        _ => false,
    }
}

impl From<Failure> for Unreadable {
    fn from(failure: Failure) -> Unreadable {
        Unreadable::Store(failure)
    }
}

impl From<TreeError> for Unreadable {
    fn from(error: TreeError) -> Unreadable {
        Unreadable::Store(error.into())
    }
}

impl From<GroundError> for Unreadable {
    fn from(error: GroundError) -> Unreadable {
        match error {
            GroundError::Tree(error) => error.into(),
            _ => Unreadable::Senseless,
        }
    }
}

impl From<Difference> for Unreadable {
    fn from(difference: Difference) -> Unreadable {
        match difference {
            Difference::Tree(error) => error.into(),
            _ => Unreadable::Senseless,
        }
    }
}
