//! What plain git would do to the branch of the deals, and the commands of `tlg` in its place (docs/trust.md, Plain git in
//! a clone).

use git2::RepositoryState;

use crate::actions::applying;
use crate::cli::desk::folder;
use crate::cli::say::Say;
use crate::cli::screen::Done;
use crate::cli::session::Session;
use crate::cli::stop::{RefusalScreen, Remedy, Stop, Unmet};
use crate::cli::words::{self, noted};
use crate::deal::DealId;
use crate::people::People;
use crate::workspace::{Edit, Failure, Store, short_branch};

// Without a doc-comment: the help of each hook stands beside its name.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What git hands over
    #[arg(value_name = "TEXT", hide = true, allow_hyphen_values = true)]
    pub given: Vec<String>,
}

/// What git asks before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// `git commit`, with or without `--amend`.
    Commit,
    /// The commit of a merge.
    Merge,
    /// Commits written anew.
    Rebase,
    /// The commit of a mailed patch.
    Patch,
    /// Any commit but that of a patch, also where the others are passed by.
    AnyCommit,
}

/// What somebody is doing with git.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Commit,
    Amend,
    /// A commit that is no amended one; git does not say whether it is of `git revert`.
    CommitOrRevert,
    Merge,
    Rebase,
    CherryPick,
    Patch,
}

/// Refuses what is no act, on the branch of the deals; what is done on another branch or on none is nobody else's business.
pub fn run(before: Before, args: Args, session: &mut Session) -> Result<Done, Stop> {
    let failed = |failure: Failure| words::failure(&failure, &session.say);
    let store = Store::open(&folder(session)).map_err(failed)?;
    let touched = touched(before, &args, &store).map_err(failed)?;
    let deals = store.branch_of_deals().map_err(failed)?;
    let Some(branch) = touched.filter(|touched| Some(touched) == deals.as_ref()) else {
        return Ok(Done::Well);
    };
    let doing = doing(before, &args, &store).map_err(failed)?;
    let branch = short_branch(&branch);
    Err(Stop::Refused(RefusalScreen {
        subject: session
            .say
            .text("hook-branch-of-deals", args![branch => branch]),
        unmet: vec![Unmet {
            text: why(doing, &session.say),
            remedies: ways(doing, &store, &session.say).map_err(failed)?,
        }],
    }))
}

/// The branch that would be changed; none where no branch is checked out. `git rebase UPSTREAM BRANCH` names it.
fn touched(before: Before, args: &Args, store: &Store) -> Result<Option<String>, Failure> {
    match (before, args.given.get(1)) {
        (Before::Rebase, Some(branch)) => {
            let named = short_branch(branch);
            Ok(Some(format!("refs/heads/{named}")))
        }
        _ => store.branch(),
    }
}

fn doing(before: Before, args: &Args, store: &Store) -> Result<Doing, Failure> {
    let source = args.given.get(1).map(String::as_str);
    Ok(match (before, source) {
        (Before::Commit, _) => Doing::Commit,
        (Before::Merge, _) => Doing::Merge,
        (Before::Rebase, _) => Doing::Rebase,
        (Before::Patch, _) => Doing::Patch,
        (Before::AnyCommit, source) => match (store.inspect()?.operation, source) {
            (Some(RepositoryState::CherryPick | RepositoryState::CherryPickSequence), _) => {
                Doing::CherryPick
            }
            (Some(RepositoryState::Merge), _) => Doing::Merge,
            (_, Some("commit")) => Doing::Amend,
            _ => Doing::CommitOrRevert,
        },
    })
}

fn why(doing: Doing, say: &Say) -> String {
    match doing {
        Doing::Commit => say.text("hook-no-commit", args![command => "git commit"]),
        Doing::CommitOrRevert => {
            say.text("hook-no-commit", args![command => "git commit, git revert"])
        }
        Doing::Amend => say.line("hook-no-amend"),
        Doing::Merge => say.line("hook-no-merge"),
        Doing::Rebase => say.line("hook-no-rebase"),
        Doing::CherryPick => say.text("hook-no-copy", args![command => "git cherry-pick"]),
        Doing::Patch => say.text("hook-no-copy", args![command => "git am"]),
    }
}

fn ways(doing: Doing, store: &Store, say: &Say) -> Result<Vec<Remedy>, Failure> {
    let sync = || noted("tlg sync", say.line("hook-note-sync"));
    let back = |command: &str| noted(command, say.line("hook-note-back"));
    let correct = || {
        let command = format!("tlg deal correct {}", say.line("slot-new-id"));
        noted(command, say.line("hook-note-correct"))
    };
    Ok(match doing {
        Doing::Commit => in_place_of_a_commit(store, say)?,
        Doing::CommitOrRevert => {
            let mut ways = in_place_of_a_commit(store, say)?;
            ways.push(correct());
            ways.push(back("git reset --merge"));
            ways
        }
        Doing::Amend => vec![correct()],
        Doing::Merge => vec![sync(), back("git merge --abort")],
        Doing::Rebase => vec![sync()],
        Doing::CherryPick => vec![sync(), back("git cherry-pick --abort")],
        Doing::Patch => vec![sync(), back("git am --abort")],
    })
}

/// By what was edited: the commands that do it as an act.
fn in_place_of_a_commit(store: &Store, say: &Say) -> Result<Vec<Remedy>, Failure> {
    let dirty = store.uncommitted()?.into_iter();
    let edited = dirty.filter(|dirty| dirty.edit != Edit::Untracked);
    let mut ways: Vec<Remedy> = Vec::new();
    for dirty in edited {
        let way = act_on(&dirty.path, say);
        if let Some(way) = way.filter(|way| !ways.contains(way)) {
            ways.push(way);
        }
    }
    ways.push(noted("tlg doctor", say.line("hook-note-doctor")));
    Ok(ways)
}

/// The command that changes a file of that path.
fn act_on(path: &str, say: &Say) -> Option<Remedy> {
    if let Some(deal) = DealId::of_path(path) {
        let what = say.line("slot-fact-and-value");
        let command = format!("tlg deal set {deal} {what}");
        return Some(noted(command, say.line("hook-note-deal")));
    }
    if path == People::PATH {
        return Some(noted("tlg help people", String::new()));
    }
    if path.starts_with("clients/") {
        let command = format!("tlg client set {}", say.line("slot-new-id"));
        return Some(noted(command, String::new()));
    }
    let mut settings = applying::PATHS.iter();
    let is_setting = settings.any(|setting| {
        let rest = path.strip_prefix(setting);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    is_setting.then(|| noted("tlg apply", say.line("hook-note-apply")))
}
