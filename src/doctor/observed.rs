use std::path::PathBuf;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset};

use crate::actions::ground::GroundError;
use crate::agenda::LetterName;
use crate::agenda::deals::UnreadableDeal;
use crate::calendar::Calendar;
use crate::people::{People, Role};
use crate::post::Standstill;
use crate::process::settings::Settings;
use crate::record::{Day, Moment};
use crate::workspace::{
    Anchor, CommitId, Differing, DirtyPath, Failure, FirstCommit, Following, Hook, Inspection,
    Installed, Person,
};

use super::machine::Machine;
use super::room::Room;

/// What was seen, or why it was not.
pub type Look<T> = Result<T, Rc<Failure>>;

/// What a file says, or why it says nothing.
pub type Reading<T> = Result<T, Rc<GroundError>>;

/// Everything that the checks judge.
pub struct Observed {
    pub machine: Machine,
    pub place: Place,
}

/// Where the checks are made.
pub enum Place {
    /// No repository that can be opened.
    Nowhere(Rc<Failure>),
    Repository(Box<Seen>),
}

/// What a repository is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody works in it.
    Clone,
    /// It takes in what others push.
    Server,
}

/// A repository and the files at its tip.
pub struct Seen {
    pub kind: Kind,
    /// The work tree of a clone, the repository of a server.
    pub folder: PathBuf,
    /// git's own folder.
    pub repository: PathBuf,
    /// Now, in seconds of the Unix clock.
    pub now: i64,
    pub branch: Look<Option<String>>,
    pub inspection: Look<Inspection>,
    pub first: Look<Option<FirstCommit>>,
    /// The last commit and its time, where they can be read.
    pub last: Option<(CommitId, DateTime<FixedOffset>)>,
    pub anchor: Look<Anchor>,
    pub hooks: Vec<(Hook, Look<Installed>)>,
    /// Settings of git that are not as they should be.
    pub settings: Look<Vec<Differing>>,
    pub house: House,
    /// Of a clone alone.
    pub identity: Option<Look<Option<Person>>>,
    /// Of a clone alone.
    pub key: Option<Look<KeySeen>>,
    /// Of a clone alone.
    pub edits: Option<Look<Vec<DirtyPath>>>,
    /// Of a clone alone; `None` inside where it has no remote.
    pub following: Option<Look<Option<Following>>>,
    /// Of a clone alone: how many acts are kept there and not done.
    pub shelved: Option<Look<usize>>,
    /// Of a clone alone: commits that are no acts; `None` inside where the branch of the deals is not checked out.
    pub strays: Option<Look<Option<Vec<Stray>>>>,
    /// How it stands with the disk of git's own folder.
    pub room: Room,
    /// `tick` has run in this clone.
    pub ticks_here: bool,
    /// Of a clone alone, where the settings can be read.
    pub post: Option<PostSeen>,
    /// Of a clone alone: letters that somebody has to see to.
    pub letters: Vec<LetterName>,
}

/// A commit that somebody made past `tlg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    pub commit: CommitId,
    pub past: Past,
}

/// What a commit is that is no act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// It joins several histories.
    Merge,
    /// It never was an act: `git commit`, `git revert`, `git am`.
    Plain,
    /// It was an act before it was written anew: `git commit --amend`, `git rebase`, `git cherry-pick`.
    Altered,
}

/// How letters leave this machine.
#[derive(Clone, Debug)]
pub enum PostSeen {
    /// The folder of letters, and why it cannot be written.
    Maildir { path: PathBuf, why: Option<String> },
    /// The server or program that takes them.
    Ready { to: String },
    /// None can leave.
    Still(Rc<Standstill>),
}

/// The files at the tip, each read by itself. `None` where there is no tip, or the file stands on one that is wrong.
#[derive(Default)]
pub struct House {
    pub rules: Option<u32>,
    pub settings: Option<Reading<Settings>>,
    pub people: Option<Reading<People>>,
    pub calendar: Option<Reading<Calendar>>,
    /// Why the process cannot be used.
    pub process: Option<Rc<GroundError>>,
    /// Why the leased numbers cannot be used.
    pub numbers: Option<Rc<GroundError>>,
    /// Deals that cannot be read.
    pub unreadable_deals: Vec<UnreadableDeal>,
    /// Why the folders of deals cannot be read.
    pub deals: Option<Rc<GroundError>>,
    /// When `tick` last ran; `None` inside where it never did.
    pub ticked: Option<Reading<Option<LastTick>>>,
    /// The tip itself cannot be read.
    pub unreadable: Option<Rc<Failure>>,
}

/// The last record of `tick`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastTick {
    pub day: Day,
    /// The last run of that day; `None` where only letters left on it.
    pub at: Option<Moment>,
}

/// The key that signs here.
#[derive(Clone, Debug)]
pub struct KeySeen {
    /// As `people.yaml` has keys: type and base64.
    pub public: String,
    pub fingerprint: String,
    pub trial: KeyTrial,
}

/// How trying the key went.
#[derive(Clone, Debug)]
pub enum KeyTrial {
    Signed,
    /// It waits for a touch, and was not tried.
    NotTried,
    /// Only a passphrase opens it.
    Locked {
        key: String,
    },
    Failed(Rc<Failure>),
}

impl Observed {
    /// The repository, where there is one.
    pub fn seen(&self) -> Option<&Seen> {
        match &self.place {
            Place::Nowhere(_) => None,
            Place::Repository(seen) => Some(seen),
        }
    }
}

impl Seen {
    /// The settings, where they can be read.
    pub fn company(&self) -> Option<&Settings> {
        self.house.settings.as_ref()?.as_ref().ok()
    }

    /// The register, where it can be read.
    pub fn people(&self) -> Option<&People> {
        self.house.people.as_ref()?.as_ref().ok()
    }

    /// The calendar, where it can be read.
    pub fn calendar(&self) -> Option<&Calendar> {
        self.house.calendar.as_ref()?.as_ref().ok()
    }

    /// The person of the company that git names, where there is one.
    pub fn person(&self) -> Option<&crate::people::Person> {
        let identity = self.identity.as_ref()?.as_ref().ok()?.as_ref()?;
        self.people()?.by_email(&identity.email)
    }

    /// Whether whoever looks lets people in.
    pub fn may_let_in(&self) -> bool {
        self.person()
            .is_some_and(|person| person.is(Role::Administrator))
    }

    /// A moment of the company's, where it is one.
    pub fn moment(&self, unix: i64) -> Option<Moment> {
        self.calendar()?.moment(unix).ok()
    }

    /// The company's day.
    pub fn today(&self) -> Option<Day> {
        Some(self.calendar()?.local_day(self.moment(self.now)?))
    }
}
