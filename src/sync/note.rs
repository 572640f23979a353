//! When an act was kept, and on what it was judged then: `refs/tlg/why/3` beside `refs/tlg/kept/ivanov/3`. The reason is
//! decided again from it whenever somebody asks, in whatever language they ask.

use super::shelf::Shelved;
use crate::workspace::{CommitId, Failure, Workspace};

/// What is noted of an act that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// When it was kept, in seconds of the Unix clock.
    pub at: i64,
    /// The tip that it was judged on.
    pub tip: CommitId,
    /// The act that it builds on and that was set aside.
    pub follows: Option<CommitId>,
}

/// The name of the reference to the note of a number.
pub(super) fn name(number: u32) -> String {
    format!("refs/tlg/why/{number}")
}

impl Note {
    /// The note of an act, if there is one that can be read.
    ///
    /// # Errors
    /// References or objects that cannot be read.
    pub fn of(workspace: &Workspace, shelved: &Shelved) -> Result<Option<Note>, Failure> {
        let text = workspace.note(&name(shelved.number))?;
        Ok(text.as_deref().and_then(Note::parse))
    }

    /// Stores the note, for a reference to lead to it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn store(&self, workspace: &Workspace) -> Result<CommitId, Failure> {
        workspace.store_note(&self.text())
    }

    fn text(&self) -> String {
        let follows = self.follows.map(|commit| format!("follows {commit}\n"));
        let follows = follows.unwrap_or_default();
        format!("at {}\non {}\n{follows}", self.at, self.tip)
    }

    fn parse(text: &str) -> Option<Note> {
        let value = |key: &str| {
            let mut lines = text.lines();
            lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(' '))
        };
        Some(Note {
            at: value("at")?.parse().ok()?,
            tip: value("on")?.parse().ok()?,
            follows: value("follows").map(str::parse).transpose().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_read_again() {
        let tip: CommitId = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
            .parse()
            .expect("an id");
        for follows in [None, Some(tip)] {
            let at = 1_795_161_600;
            let note = Note { at, tip, follows };
            assert_eq!(Note::parse(&note.text()), Some(note));
        }
        assert_eq!(Note::parse("at noon\n"), None);
    }
}
