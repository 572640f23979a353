use std::io;
use std::path::PathBuf;
use std::rc::Rc;

use chrono::{DateTime, FixedOffset};

use crate::actions::ground::GroundError;
use crate::agenda::deals::UnreadableDeal;
use crate::agenda::{LetterName, Silence};
use crate::people::Role;
use crate::post::Standstill;
use crate::record::Moment;
use crate::workspace::{CommitId, DirtyPath, Failure, Person};

use super::observed::{Kind, Past};

/// How a check came out, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Well,
    /// Worth knowing; nothing is stopped by it.
    Note,
    /// Something does not work, or can no longer be trusted.
    Failing,
}

/// Who runs `tick`, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runs {
    ByWhoLooks,
    /// The service, in this clone.
    Here {
        services: Vec<String>,
    },
    /// The service, in another clone.
    Elsewhere {
        services: Vec<String>,
    },
    /// There is no service.
    ByNobody,
}

/// What a check found, good or bad.
#[derive(Clone, Debug)]
pub enum Finding {
    /// It could not be looked at.
    Unseen(Rc<Failure>),

    /// The programs are there; versions as far as they say.
    Programs {
        git: String,
        ssh: Option<String>,
    },
    GitMissing,
    GitOld {
        found: String,
    },
    SshKeygenMissing,

    /// The repository opens and nothing about it is odd.
    Repository {
        kind: Kind,
        folder: PathBuf,
    },
    /// There is none, or it is none that can be opened.
    NotOpened(Rc<Failure>),
    NoCommits {
        branch: Option<String>,
    },
    Shallow,
    /// Files are fetched from the server only when git needs them.
    Partial,
    /// The last commit is later than now: nothing can be written before that.
    TipAhead {
        commit: CommitId,
        at: DateTime<FixedOffset>,
        /// By how many seconds.
        ahead: i64,
    },
    /// Nothing can be written into it, as the system puts it.
    NotWritable {
        folder: PathBuf,
        kind: io::ErrorKind,
        why: String,
    },
    /// So many bytes are left on its disk.
    LittleRoom {
        folder: PathBuf,
        free: u64,
    },
    Grafts {
        path: PathBuf,
    },
    Replaced {
        count: usize,
    },
    /// Objects are in another repository's folder.
    Borrowed {
        folder: String,
        own: PathBuf,
    },
    InProgress {
        operation: git2::RepositoryState,
    },
    Detached,
    Interrupted,

    /// Settings, process, people and calendars can be read.
    Files,
    FileWrong(Rc<GroundError>),
    /// One deal cannot be read; the others can.
    DealUnreadable(UnreadableDeal),

    /// The program knows the rules of the tip.
    Rules {
        rules: u32,
    },
    RulesNewer {
        rules: u32,
        known: u32,
    },

    /// git names a person of `people.yaml`.
    Identity {
        name: String,
        email: String,
    },
    Nobody,
    Stranger {
        email: String,
    },
    /// git and `people.yaml` spell the person differently.
    OtherSpelling {
        git: Person,
        register: Person,
    },

    /// The key signs; its fingerprint.
    Key {
        fingerprint: String,
    },
    /// A key that waits for a touch was not tried.
    KeyNotTried {
        fingerprint: String,
    },
    KeyUnusable(Rc<Failure>),
    KeyLocked {
        key: String,
        by_service: bool,
    },
    KeyNotTheirs {
        fingerprint: String,
        person: String,
    },

    /// The history begins with the commit that was told.
    Anchored {
        id: String,
    },
    NotAnchored,
    /// The history begins otherwise than was told.
    OtherIntroduction {
        told: String,
        found: String,
    },
    AnchorMissing {
        path: PathBuf,
    },
    AnchorUnreadable {
        path: PathBuf,
    },
    AnchorLoose {
        path: PathBuf,
    },

    /// The hooks are there and find the program.
    Hooks {
        names: Vec<&'static str>,
    },
    HooksMissing {
        names: Vec<&'static str>,
        kind: Kind,
    },
    HookForeign {
        path: PathBuf,
        kind: Kind,
    },
    HooksLost {
        names: Vec<&'static str>,
        program: PathBuf,
        kind: Kind,
    },
    HookIdle {
        path: PathBuf,
        kind: Kind,
    },
    /// Some byte of it is not as `tlg hook install` writes it.
    HookAltered {
        path: PathBuf,
        kind: Kind,
    },

    /// git is set up as it should be.
    Settings {
        kind: Kind,
    },
    SettingsDiffer {
        names: Vec<&'static str>,
        kind: Kind,
    },

    /// What has not left this clone yet was done with tlg.
    OnlyActs,
    /// Commits that have not left this clone yet and are no acts.
    PastTlg(Past, Vec<CommitId>),

    /// The work tree is as the last commit.
    Unedited,
    /// Files edited by hand that `tlg apply` takes.
    Appliable {
        edits: Vec<DirtyPath>,
    },
    /// Files edited by hand that no command takes.
    Edited {
        edits: Vec<DirtyPath>,
    },
    /// Files that git does not know.
    Unknown {
        paths: Vec<String>,
    },

    /// Working days are known.
    Calendar {
        year: i32,
    },
    Provisional {
        year: i32,
    },

    /// Roles that decide are held by more than one.
    Roles,
    NobodyHolds {
        role: Role,
        /// Whether whoever looks may put it right: an administrator.
        may: bool,
    },
    OnlyOneHolds {
        role: Role,
        may: bool,
        person: String,
    },

    /// Everybody can sign.
    Keys {
        people: usize,
    },
    Keyless {
        people: Vec<String>,
    },

    /// The service that cron runs as.
    Service {
        person: String,
    },
    NoService {
        may: bool,
        /// Somebody without a role who is called as the service is.
        known: Option<String>,
    },

    /// When `tick` last ran.
    Ticked {
        at: Moment,
    },
    /// It has not run for too long.
    TickLate {
        silence: Silence,
        runs: Runs,
    },
    /// By so many seconds the clock is ahead of the last commit: more than `tick` believes.
    ClockAhead {
        seconds: i64,
    },

    /// No server is followed.
    Alone,
    Synced {
        at: Option<Moment>,
    },
    NeverFetched,
    /// What the server showed last is not proved.
    ServerRefused {
        commit: CommitId,
    },
    Ahead {
        count: usize,
    },
    Behind {
        count: usize,
    },
    Diverged {
        ahead: usize,
        behind: usize,
    },
    /// Acts are kept here and not done.
    Shelved {
        count: usize,
    },

    /// Letters can be written.
    Maildir {
        path: PathBuf,
    },
    MaildirUnwritable {
        path: PathBuf,
        why: String,
    },
    /// The server or program takes letters.
    PostReady {
        to: String,
    },
    /// No letter can leave from here.
    PostStill {
        why: Rc<Standstill>,
        /// Letters are sent from here, and nowhere else.
        by_service: bool,
    },
    /// Somebody has to see to letters.
    LettersWait {
        letters: Vec<LetterName>,
    },
}

impl Finding {
    /// How bad it is.
    pub fn outcome(&self) -> Outcome {
        match self {
            Finding::Programs { .. }
            | Finding::Repository { .. }
            | Finding::Files
            | Finding::Rules { .. }
            | Finding::Identity { .. }
            | Finding::Key { .. }
            | Finding::KeyNotTried { .. }
            | Finding::Anchored { .. }
            | Finding::Hooks { .. }
            | Finding::Settings { .. }
            | Finding::OnlyActs
            | Finding::Unedited
            | Finding::Calendar { .. }
            | Finding::Roles
            | Finding::Keys { .. }
            | Finding::Service { .. }
            | Finding::Ticked { .. }
            | Finding::Alone
            | Finding::Synced { .. }
            | Finding::Maildir { .. }
            | Finding::PostReady { .. } => Outcome::Well,

            Finding::Borrowed { .. }
            | Finding::Interrupted
            | Finding::OtherSpelling { .. }
            | Finding::NotAnchored
            | Finding::AnchorLoose { .. }
            | Finding::Appliable { .. }
            | Finding::Unknown { .. }
            | Finding::Provisional { .. }
            | Finding::OnlyOneHolds { .. }
            | Finding::Keyless { .. }
            | Finding::ClockAhead { .. }
            | Finding::NeverFetched
            | Finding::Ahead { .. }
            | Finding::Behind { .. }
            | Finding::Diverged { .. }
            | Finding::Shelved { .. } => Outcome::Note,

            Finding::Unseen(_)
            | Finding::ServerRefused { .. }
            | Finding::GitMissing
            | Finding::GitOld { .. }
            | Finding::SshKeygenMissing
            | Finding::NotOpened(_)
            | Finding::Shallow
            | Finding::Partial
            | Finding::TipAhead { .. }
            | Finding::NotWritable { .. }
            | Finding::LittleRoom { .. }
            | Finding::Grafts { .. }
            | Finding::Replaced { .. }
            | Finding::InProgress { .. }
            | Finding::Detached
            | Finding::FileWrong(_)
            | Finding::DealUnreadable(_)
            | Finding::RulesNewer { .. }
            | Finding::Nobody
            | Finding::Stranger { .. }
            | Finding::KeyUnusable(_)
            | Finding::KeyNotTheirs { .. }
            | Finding::OtherIntroduction { .. }
            | Finding::AnchorMissing { .. }
            | Finding::AnchorUnreadable { .. }
            | Finding::PastTlg(..)
            | Finding::Edited { .. }
            | Finding::NobodyHolds { .. }
            | Finding::NoService { .. }
            | Finding::TickLate { .. }
            | Finding::LettersWait { .. }
            | Finding::MaildirUnwritable { .. } => Outcome::Failing,

            // Where nobody sends letters, nobody needs the way or the password.
            Finding::PostStill { by_service, .. } => match by_service {
                true => Outcome::Failing,
                false => Outcome::Note,
            },

            Finding::NoCommits { branch } => match branch {
                // An empty server waits for its first push.
                Some(_) => Outcome::Note,
                None => Outcome::Failing,
            },
            // A person unlocks the key at the terminal; nobody is there when the service runs.
            Finding::KeyLocked { by_service, .. } => match by_service {
                true => Outcome::Failing,
                false => Outcome::Note,
            },
            // A server judges by them what others push; a clone only spares itself a refusal there.
            Finding::HooksMissing { kind, .. }
            | Finding::HookForeign { kind, .. }
            | Finding::HooksLost { kind, .. }
            | Finding::HookIdle { kind, .. }
            | Finding::HookAltered { kind, .. }
            | Finding::SettingsDiffer { kind, .. } => match kind {
                Kind::Server => Outcome::Failing,
                Kind::Clone => Outcome::Note,
            },
        }
    }
}
