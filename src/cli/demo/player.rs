//! Plays a story: every command is a process of its own, as the people of the story would start it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};

use super::cast::Who;
use super::days::Days;
use super::farewell;
use super::line::words;
use super::place::Place;
use super::script::{Chapter, Command, Ends, Scene};
use super::telling::Telling;
use crate::cli::desk::NOW;
use crate::cli::language::Language;
use crate::cli::session::Session;
use crate::cli::stop::{Failure, Stop};
use crate::deal::{DealId, DealOnFile};
use crate::record::Moment;

/// Minutes after midnight when people come to work, and when cron does.
const MORNING: u32 = 9 * 60 + 10;
const CRON_MORNING: u32 = 9 * 60;
const CRON_EVENING: u32 = 18 * 60;

/// Minutes from one command to the next.
const PACE: i64 = 20;

/// What cron runs.
const TICK: Command = Command {
    who: Who::Service,
    line: "tlg tick",
    shown: false,
    ends: Ends::Well,
};

/// Variables that would make a person of the story somebody else.
const FOREIGN: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_CONFIG_SYSTEM",
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "SSH_AUTH_SOCK",
    "XDG_CONFIG_HOME",
];

/// What makes git colour what goes into a pipe.
const IN_COLOUR: [(&str, &str); 3] = [
    ("GIT_CONFIG_COUNT", "1"),
    ("GIT_CONFIG_KEY_0", "color.ui"),
    ("GIT_CONFIG_VALUE_0", "always"),
];

/// The story on its way.
pub struct Player<'a> {
    place: &'a Place,
    days: Days,
    telling: Telling,
    session: &'a mut Session,
    program: PathBuf,
    day: u32,
    clock: Moment,
    /// Whether somebody has done something since cron last ran.
    has_news: bool,
    /// Whether the clock stands still because the story has caught up with it.
    is_today: bool,
}

/// What came of a command.
struct Came {
    /// The line with its dates and hashes.
    line: String,
    output: String,
    code: Option<i32>,
}

impl<'a> Player<'a> {
    /// A player at the first morning of the story.
    ///
    /// # Errors
    /// The program does not know where it stands itself.
    pub fn new(
        place: &'a Place,
        days: Days,
        telling: Telling,
        session: &'a mut Session,
    ) -> Result<Player<'a>, Stop> {
        let program = env::current_exe()?;
        let clock = days.at(days.day(0), MORNING);
        Ok(Player {
            place,
            days,
            telling,
            session,
            program,
            day: 0,
            clock,
            has_news: false,
            is_today: false,
        })
    }

    /// Plays a story to its end.
    ///
    /// # Errors
    /// A command ends otherwise than the story says.
    pub fn play(mut self, story: &[Chapter]) -> Result<(), Stop> {
        for (number, chapter) in (1_u32..).zip(story) {
            let title = format!("{number}. {}", chapter.title);
            self.telling.heading(&title, &mut self.session.output)?;
            for scene in &chapter.scenes {
                self.scene(scene)?;
            }
        }
        farewell::say(self.place, &self.telling, self.session)
    }

    fn scene(&mut self, scene: &Scene) -> Result<(), Stop> {
        match scene {
            Scene::Tell(paragraph) => self.telling.remark(paragraph, &mut self.session.output),
            Scene::Command(command) => self.perform(command),
            Scene::Day(day) => self.go_on_to(*day),
            Scene::Mornings(until) => self.mornings(*until),
            Scene::Today => {
                self.evening()?;
                self.is_today = true;
                self.clock = self.days.now();
                Ok(())
            }
        }
    }

    fn go_on_to(&mut self, day: u32) -> Result<(), Stop> {
        if day > self.day {
            self.evening()?;
        }
        self.day = day;
        self.clock = self.days.at(self.days.day(day), MORNING);
        Ok(())
    }

    /// Letters leave in the evening of a day on which something was done.
    fn evening(&mut self) -> Result<(), Stop> {
        if !self.has_news {
            return Ok(());
        }
        let evening = self.days.at(self.days.day(self.day), CRON_EVENING);
        self.clock = self.clock.max(evening);
        self.perform(&TICK)
    }

    fn mornings(&mut self, until: u32) -> Result<(), Stop> {
        while self.day < until {
            self.go_on_to(self.day + 1)?;
            self.clock = self.days.at(self.days.day(self.day), CRON_MORNING);
            self.perform(&TICK)?;
        }
        Ok(())
    }

    fn perform(&mut self, command: &Command) -> Result<(), Stop> {
        let came = self
            .run(command)
            .map_err(|error| self.unable(command, error))?;
        let as_told = match command.ends {
            Ends::Well => came.code == Some(0),
            Ends::Refused => came.code == Some(1),
        };
        if !as_told {
            return Err(self.off_the_story(&came));
        }
        if command.shown {
            let prompt = command.who.prompt(&self.session.say);
            let day = self.days.day_of(self.clock);
            let typed = (prompt.as_str(), came.line.as_str());
            self.telling
                .command(typed, day, &came.output, self.session)?;
        }
        self.has_news = *command != TICK;
        if !self.is_today {
            self.clock = self.clock.later(PACE * 60);
        }
        Ok(())
    }

    fn run(&self, command: &Command) -> io::Result<Came> {
        let line = self.filled(command.line)?;
        let mut words = words(&line).into_iter();
        for word in words.clone() {
            self.place.lay_out(&word)?;
        }
        let mut process = self.process(words.next().as_deref(), command.who);
        let (mut reader, writer) = io::pipe()?;
        process
            .args(words)
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let mut child = process.spawn()?;
        // The parent's ends of the pipe go with it, so that reading ends when the child does.
        drop(process);
        let mut output = Vec::new();
        reader.read_to_end(&mut output)?;
        Ok(Came {
            line,
            output: String::from_utf8_lossy(&output).into_owned(),
            code: child.wait()?.code(),
        })
    }

    /// A process in the workspace with the home, identity and clock of somebody.
    fn process(&self, program: Option<&str>, who: Who) -> Process {
        let home = self.place.home(who);
        let home = home.canonicalize().unwrap_or(home);
        let program = match program {
            Some("tlg") | None => OsString::from(&self.program),
            Some(other) => OsString::from(other),
        };
        let language = match self.session.say.language() {
            Language::Russian => "ru",
            Language::English => "en",
        };
        let mut process = Process::new(&program);
        for name in FOREIGN {
            process.env_remove(name);
        }
        if program != *self.program {
            process.envs(IN_COLOUR);
        }
        process
            .current_dir(self.place.workspace())
            .env("GIT_CONFIG_GLOBAL", home.join("gitconfig"))
            .env("HOME", home)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            // Colours are taken off again where our own output goes to no terminal.
            .env("CLICOLOR_FORCE", "1")
            .env("TLG_LANG", language)
            .env(NOW, self.clock.to_string())
            .stdin(Stdio::null());
        process
    }

    /// A line with dates and hashes in place of `{12}` and `{binds TLG-3}`.
    fn filled(&self, line: &str) -> io::Result<String> {
        let mut filled = String::new();
        for part in line.split_inclusive(['{', '}']) {
            match part.strip_suffix('}') {
                Some(name) => filled.push_str(&self.value(name)?),
                None => filled.push_str(part.strip_suffix('{').unwrap_or(part)),
            }
        }
        Ok(filled)
    }

    fn value(&self, name: &str) -> io::Result<String> {
        let unknown = || io::Error::other(format!("{{{name}}}"));
        if let Some(deal) = name.strip_prefix("binds ") {
            let deal = DealId::parse(deal).ok_or_else(unknown)?;
            return self.binds(&deal).ok_or_else(unknown);
        }
        let day = name.parse().map_err(|_| unknown())?;
        Ok(self.days.day(day).to_string())
    }

    /// The hash of what is asked about a deal, as lists print it.
    fn binds(&self, deal: &DealId) -> Option<String> {
        let path = deal.path();
        let bytes = fs::read(self.place.workspace().join(&path)).ok()?;
        let file = DealOnFile::read(&path, &bytes).ok()?;
        let hash = file.deal.request?.binds.to_string();
        hash.get(..8).map(str::to_owned)
    }

    fn unable(&self, command: &Command, error: io::Error) -> Stop {
        let line = command.line;
        let text = self.session.say.text("demo-unable", args![line => line]);
        Stop::failed(text, &error)
    }

    fn off_the_story(&self, came: &Came) -> Stop {
        let line = came.line.as_str();
        let code = came
            .code
            .map_or_else(|| "?".to_owned(), |code| code.to_string());
        let say = &self.session.say;
        Stop::Failed(Failure {
            text: say.text("demo-off-the-story", args![line => line, code => code]),
            causes: came.output.lines().map(str::to_owned).collect(),
            remedy: None,
        })
    }
}
