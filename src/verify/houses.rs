use crate::actions::ground::{Ground, GroundError, house_at};
use crate::calendar::Year;
use crate::people::People;
use crate::process::Process;
use crate::process::settings::Settings;
use crate::record::tree::TreeError;
use crate::workspace::{CommitId, Tip};

/// How many are remembered: two histories may go on apart.
const REMEMBERED: usize = 2;

/// Settings, process, people and calendars, read once as long as they stay the same from commit to commit.
#[derive(Default)]
pub(crate) struct Houses {
    /// What was asked for last stands last.
    known: Vec<(Contents, Ground)>,
}

/// What the files of a house hold, by the ids of their bytes.
#[derive(PartialEq, Eq)]
struct Contents([Option<CommitId>; 4]);

impl Houses {
    /// The house at a commit.
    ///
    /// # Errors
    /// A file that is missing, unreadable or wrong.
    pub fn at(&mut self, tip: &Tip, introduction: &str) -> Result<Ground, GroundError> {
        let contents = Contents::of(tip)?;
        let place = self.known.iter().position(|(known, _)| *known == contents);
        let (contents, house) = match place {
            Some(place) => self.known.remove(place),
            None => (contents, house_at(tip, introduction)?),
        };
        if self.known.len() == REMEMBERED {
            self.known.remove(0);
        }
        self.known.push((contents, house.clone()));
        Ok(house)
    }
}

impl Contents {
    fn of(tip: &Tip) -> Result<Contents, TreeError> {
        Ok(Contents([
            tip.blob(Settings::PATH)?,
            tip.blob(Process::PATH)?,
            tip.blob(People::PATH)?,
            tip.folder_id(Year::FOLDER)?,
        ]))
    }
}
