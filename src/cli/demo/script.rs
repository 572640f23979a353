//! A story as data.

use super::cast::Who;

/// A part of the story: what happens, in order.
#[derive(Debug)]
pub struct Chapter {
    pub title: String,
    pub scenes: Vec<Scene>,
}

/// One thing that happens.
#[derive(Debug)]
pub enum Scene {
    /// The story goes on in the morning of that working day, counted from its beginning.
    Day(u32),
    /// Cron runs `tlg tick` every morning up to that working day.
    Mornings(u32),
    /// The story has caught up with the clock.
    Today,
    /// A paragraph of whoever tells the story.
    Tell(String),
    /// Somebody types a command.
    Command(Command),
}

/// A command that somebody types. Beside the words of the line, `{12}` is the date of the twelfth working day of the
/// story, and `{binds TLG-3}` the hash of what is asked about deal TLG-3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    pub who: Who,
    pub line: &'static str,
    pub shown: bool,
    pub ends: Ends,
}

/// How a command ends, as the story has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Well,
    /// The rules say no: exit code 1.
    Refused,
}

impl Chapter {
    /// An empty chapter.
    pub fn new(title: String) -> Chapter {
        Chapter {
            title,
            scenes: Vec::new(),
        }
    }

    /// See [`Scene::Day`].
    pub fn day(self, day: u32) -> Chapter {
        self.then(Scene::Day(day))
    }

    /// See [`Scene::Mornings`].
    pub fn mornings(self, until: u32) -> Chapter {
        self.then(Scene::Mornings(until))
    }

    /// See [`Scene::Today`].
    pub fn today(self) -> Chapter {
        self.then(Scene::Today)
    }

    /// See [`Scene::Tell`].
    pub fn tell(self, paragraph: String) -> Chapter {
        self.then(Scene::Tell(paragraph))
    }

    /// A command that we see.
    pub fn shown(self, who: Who, line: &'static str) -> Chapter {
        self.command(who, line, true, Ends::Well)
    }

    /// A command that is refused before our eyes.
    pub fn refused(self, who: Who, line: &'static str) -> Chapter {
        self.command(who, line, true, Ends::Refused)
    }

    /// A command that we do not see.
    pub fn quiet(self, who: Who, line: &'static str) -> Chapter {
        self.command(who, line, false, Ends::Well)
    }

    /// Commands that we do not see: what goes on besides.
    pub fn meanwhile(self, lines: &[(Who, &'static str)]) -> Chapter {
        lines
            .iter()
            .fold(self, |chapter, (who, line)| chapter.quiet(*who, line))
    }

    fn command(self, who: Who, line: &'static str, shown: bool, ends: Ends) -> Chapter {
        self.then(Scene::Command(Command {
            who,
            line,
            shown,
            ends,
        }))
    }

    fn then(mut self, scene: Scene) -> Chapter {
        self.scenes.push(scene);
        self
    }
}
