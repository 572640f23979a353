use std::path::PathBuf;
use std::rc::Rc;

use crate::actions::ground::GroundError;
use crate::agenda::LetterName;
use crate::people::Role;
use crate::post::Standstill;
use crate::record::{Day, Moment};
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
    /// The working days since its last run, or since the history began.
    TickLate {
        last: Option<Day>,
        days: u32,
    },

    /// No server is followed.
    Alone,
    Synced {
        at: Option<Moment>,
    },
    NeverFetched,
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
            | Finding::NeverFetched
            | Finding::Ahead { .. }
            | Finding::Behind { .. }
            | Finding::Diverged { .. } => Outcome::Note,

            Finding::Unseen(_)
            | Finding::GitMissing
            | Finding::GitOld { .. }
            | Finding::SshKeygenMissing
            | Finding::NotOpened(_)
            | Finding::Shallow
            | Finding::Grafts { .. }
            | Finding::Replaced { .. }
            | Finding::InProgress { .. }
            | Finding::Detached
            | Finding::FileWrong(_)
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
            | Finding::SettingsDiffer { kind, .. } => match kind {
                Kind::Server => Outcome::Failing,
                Kind::Clone => Outcome::Note,
            },
        }
    }

    /// Its name, for programs.
    pub fn id(&self) -> &'static str {
        match self {
            Finding::Unseen(_) => "unseen",
            Finding::Programs { .. } => "programs",
            Finding::GitMissing => "git_missing",
            Finding::GitOld { .. } => "git_old",
            Finding::SshKeygenMissing => "ssh_keygen_missing",
            Finding::Repository { .. } => "repository",
            Finding::NotOpened(_) => "not_opened",
            Finding::NoCommits { .. } => "no_commits",
            Finding::Shallow => "shallow",
            Finding::Grafts { .. } => "grafts",
            Finding::Replaced { .. } => "replaced",
            Finding::Borrowed { .. } => "borrowed",
            Finding::InProgress { .. } => "in_progress",
            Finding::Detached => "detached",
            Finding::Interrupted => "interrupted",
            Finding::Files => "files",
            Finding::FileWrong(_) => "file_wrong",
            Finding::Rules { .. } => "rules",
            Finding::RulesNewer { .. } => "rules_newer",
            Finding::Identity { .. } => "identity",
            Finding::Nobody => "nobody",
            Finding::Stranger { .. } => "stranger",
            Finding::OtherSpelling { .. } => "other_spelling",
            Finding::Key { .. } => "key",
            Finding::KeyNotTried { .. } => "key_not_tried",
            Finding::KeyUnusable(_) => "key_unusable",
            Finding::KeyLocked { .. } => "key_locked",
            Finding::KeyNotTheirs { .. } => "key_not_theirs",
            Finding::Anchored { .. } => "anchored",
            Finding::NotAnchored => "not_anchored",
            Finding::OtherIntroduction { .. } => "other_introduction",
            Finding::AnchorMissing { .. } => "anchor_missing",
            Finding::AnchorUnreadable { .. } => "anchor_unreadable",
            Finding::AnchorLoose { .. } => "anchor_loose",
            Finding::Hooks { .. } => "hooks",
            Finding::HooksMissing { .. } => "hooks_missing",
            Finding::HookForeign { .. } => "hook_foreign",
            Finding::HooksLost { .. } => "hooks_lost",
            Finding::HookIdle { .. } => "hook_idle",
            Finding::Settings { .. } => "settings",
            Finding::SettingsDiffer { .. } => "settings_differ",
            Finding::OnlyActs => "only_acts",
            Finding::PastTlg(past, _) => match past {
                Past::Merge => "merge_commit",
                Past::Plain => "plain_commit",
                Past::Altered => "altered_act",
            },
            Finding::Unedited => "unedited",
            Finding::Appliable { .. } => "appliable",
            Finding::Edited { .. } => "edited",
            Finding::Unknown { .. } => "unknown",
            Finding::Calendar { .. } => "calendar",
            Finding::Provisional { .. } => "provisional",
            Finding::Roles => "roles",
            Finding::NobodyHolds { .. } => "nobody_holds",
            Finding::OnlyOneHolds { .. } => "only_one_holds",
            Finding::Keys { .. } => "keys",
            Finding::Keyless { .. } => "keyless",
            Finding::Service { .. } => "service",
            Finding::NoService { .. } => "no_service",
            Finding::Ticked { .. } => "ticked",
            Finding::TickLate { .. } => "tick_late",
            Finding::Alone => "alone",
            Finding::Synced { .. } => "synced",
            Finding::NeverFetched => "never_fetched",
            Finding::Ahead { .. } => "ahead",
            Finding::Behind { .. } => "behind",
            Finding::Diverged { .. } => "diverged",
            Finding::Maildir { .. } => "maildir",
            Finding::MaildirUnwritable { .. } => "maildir_unwritable",
            Finding::PostReady { .. } => "post_ready",
            Finding::PostStill { .. } => "post_still",
            Finding::LettersWait { .. } => "letters_wait",
        }
    }
}
