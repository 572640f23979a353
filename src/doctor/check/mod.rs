//! The checks. Each is one file: what it guards against, and how it judges what was seen.

mod branch;
mod calendar;
mod edits;
mod files;
mod hooks;
mod identity;
mod introduction;
mod key;
mod keys;
mod mail;
mod programs;
mod repository;
mod roles;
mod rules;
mod service;
mod settings;
mod sync;
mod tick;

use super::finding::Finding;
use super::observed::Observed;

/// A check, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    Programs,
    Repository,
    Files,
    Rules,
    Identity,
    Key,
    Introduction,
    Hooks,
    Settings,
    Branch,
    Edits,
    Calendar,
    Roles,
    Keys,
    Service,
    Tick,
    Sync,
    Mail,
}

impl Check {
    /// Every check, in the order in which they are shown.
    pub const ALL: [Check; 18] = [
        Check::Programs,
        Check::Repository,
        Check::Files,
        Check::Rules,
        Check::Identity,
        Check::Key,
        Check::Introduction,
        Check::Hooks,
        Check::Settings,
        Check::Branch,
        Check::Edits,
        Check::Calendar,
        Check::Roles,
        Check::Keys,
        Check::Service,
        Check::Tick,
        Check::Sync,
        Check::Mail,
    ];

    /// Its name, as its file and `--json` have it.
    pub fn id(self) -> &'static str {
        match self {
            Check::Programs => "programs",
            Check::Repository => "repository",
            Check::Files => "files",
            Check::Rules => "rules",
            Check::Identity => "identity",
            Check::Key => "key",
            Check::Introduction => "introduction",
            Check::Hooks => "hooks",
            Check::Settings => "settings",
            Check::Branch => "branch",
            Check::Edits => "edits",
            Check::Calendar => "calendar",
            Check::Roles => "roles",
            Check::Keys => "keys",
            Check::Service => "service",
            Check::Tick => "tick",
            Check::Sync => "sync",
            Check::Mail => "mail",
        }
    }

    /// What it finds in what was seen; nothing where there is nothing for it to look at.
    pub fn judge(self, observed: &Observed) -> Vec<Finding> {
        match self {
            Check::Programs => programs::judge(observed),
            Check::Repository => repository::judge(observed),
            check => observed
                .seen()
                .map(|seen| match check {
                    Check::Programs | Check::Repository => Vec::new(),
                    Check::Files => files::judge(seen),
                    Check::Rules => rules::judge(seen),
                    Check::Identity => identity::judge(seen),
                    Check::Key => key::judge(seen),
                    Check::Introduction => introduction::judge(seen),
                    Check::Hooks => hooks::judge(seen),
                    Check::Settings => settings::judge(seen),
                    Check::Branch => branch::judge(seen),
                    Check::Edits => edits::judge(seen),
                    Check::Calendar => calendar::judge(seen),
                    Check::Roles => roles::judge(seen),
                    Check::Keys => keys::judge(seen),
                    Check::Service => service::judge(seen),
                    Check::Tick => tick::judge(seen),
                    Check::Sync => sync::judge(seen),
                    Check::Mail => mail::judge(seen),
                })
                .unwrap_or_default(),
        }
    }
}
