//! The clone, git or the disk failed, or somebody's work is in the way.

use super::super::say::Say;
use super::super::screen::{foreign, size};
use super::super::stop::{self, RefusalScreen, Remedy, Stop, Unmet};
use super::signing::signing;
use super::{ground, noted, refused, way};
use crate::workspace::{DirtyPath, DocumentProblem, Edit, Failure, Holder};
use std::path::Path;

/// The clone, git or the disk failed (exit code 3), or the person did what cannot be taken (exit code 1).
pub fn failure(failure: &Failure, say: &Say) -> Stop {
    match failure {
        Failure::NotARepository { from } => not_a_workspace(from, say),
        Failure::NotAWorkspace { root } => not_a_workspace(root, say),
        Failure::FolderInUse { dir } => refused(
            shown(dir),
            say.line("failure-folder-in-use"),
            vec![way(format!("tlg init {}", say.line("slot-other-folder")))],
        ),
        Failure::UnknownRevision { revision } => refused(
            say.text(
                "failure-about-revision",
                args![revision => revision.as_str()],
            ),
            say.line("failure-unknown-revision"),
            vec![way("git log --oneline")],
        ),
        Failure::BeforeHistory { first } => {
            let first = first.format("%Y-%m-%d").to_string();
            refused(
                say.line("failure-about-history"),
                say.text("failure-before-history", args![first => first.as_str()]),
                vec![way(format!("--at {first}"))],
            )
        }
        Failure::Document { path, problem } => document(path, problem, say),
        Failure::Dirty { paths } => dirty(paths, say),
        Failure::Tree(error) => ground::tree(error, say),
        Failure::Signing(failure) => signing(failure, say),
        of_the_world => Stop::Failed(of_the_clone(of_the_world, say)),
    }
}

/// What failed outside of the person and of the rules.
fn of_the_clone(failure: &Failure, say: &Say) -> stop::Failure {
    let (text, remedy) = match failure {
        Failure::Bare { repository } => (
            say.text("failure-bare", args![path => shown(repository)]),
            Some(say.line("failure-way-clone")),
        ),
        Failure::UnsupportedFormat {
            repository,
            extension,
        } => (
            say.text(
                "failure-unsupported-format",
                args![path => shown(repository), extension => extension.as_str()],
            ),
            Some(say.line("failure-way-sha1")),
        ),
        Failure::ForeignOwner { path } => (
            say.text("failure-foreign-owner", args![path => shown(path)]),
            Some(format!(
                "git config --global --add safe.directory {}",
                shown(path)
            )),
        ),
        Failure::DetachedHead { root } => (
            say.text("failure-detached-head", args![path => shown(root)]),
            Some(say.line("failure-way-switch")),
        ),
        Failure::InProgress { operation, .. } => (
            say.text(
                "failure-in-progress",
                args![operation => operation_name(*operation)],
            ),
            Some(end_of(*operation)),
        ),
        Failure::Busy { holder } => busy(holder.as_ref(), say),
        Failure::WhichServer { names, branch } => (
            say.text(
                "failure-which-server",
                args![names => names.iter().map(|name| foreign(name)).collect::<Vec<String>>().join(", ")],
            ),
            Some(format!("git config branch.{branch}.remote NAME")),
        ),
        Failure::TwoServers { name } => (
            say.text("failure-two-servers", args![name => foreign(name)]),
            Some(format!("git config --unset-all remote.{name}.pushurl")),
        ),
        Failure::GitBusy { lock } => (
            say.text("failure-git-busy", args![path => shown(lock)]),
            Some(say.text("failure-way-git-busy", args![path => shown(lock)])),
        ),
        Failure::MalformedCommit { commit } => (
            say.text(
                "failure-malformed-commit",
                args![commit => commit.to_string()],
            ),
            Some(say.line("fault-way-fsck")),
        ),
        Failure::Raced { .. } => (
            say.line("failure-raced"),
            Some(say.line("failure-way-again")),
        ),
        Failure::BadPath { path } => (
            say.text("failure-bad-path", args![path => path.as_str()]),
            Some(say.line("failure-way-report")),
        ),
        Failure::BadPerson { person } => (
            say.text("failure-bad-person", args![person => person.as_str()]),
            Some(say.line("failure-way-person")),
        ),
        Failure::BadMessage => (
            say.line("failure-bad-message"),
            Some(say.line("failure-way-report")),
        ),
        Failure::Unfinished { commit, source } => {
            let inner = of_the_clone(source, say);
            let commit: String = commit.to_string().chars().take(8).collect();
            return stop::Failure {
                text: say.text("failure-unfinished", args![commit => commit]),
                causes: std::iter::once(inner.text).chain(inner.causes).collect(),
                remedy: Some(say.line("failure-way-finish")),
            };
        }
        Failure::MalformedPending { path } => (
            say.text("failure-malformed-pending", args![path => shown(path)]),
            Some(say.text("failure-way-pending", args![path => shown(path)])),
        ),
        Failure::File { path, source } => {
            return stop::Failure {
                text: say.text("failure-file", args![path => shown(path)]),
                causes: vec![source.to_string()],
                remedy: Some(way_of_disk(source, say)),
            };
        }
        Failure::Program { program, source } => {
            return stop::Failure {
                text: say.text("failure-program", args![program => shown(program)]),
                causes: vec![source.to_string()],
                remedy: Some(say.line("failure-way-program")),
            };
        }
        Failure::Fetch { url, said } => {
            return stop::Failure {
                text: say.text("failure-fetch", args![url => url.as_str()]),
                causes: said.lines().map(str::to_owned).collect(),
                remedy: Some(format!("git ls-remote {url}")),
            };
        }
        Failure::NothingThere { url } => (
            say.text("failure-nothing-there", args![url => url.as_str()]),
            Some(say.line("failure-way-push")),
        ),
        Failure::Git { source } => {
            return stop::Failure {
                text: say.line("failure-git"),
                causes: vec![source.message().to_owned()],
                remedy: Some(way_of_git(source, say)),
            };
        }
        Failure::NotARepository { .. }
        | Failure::NotAWorkspace { .. }
        | Failure::FolderInUse { .. }
        | Failure::UnknownRevision { .. }
        | Failure::BeforeHistory { .. }
        | Failure::Document { .. }
        | Failure::Dirty { .. }
        | Failure::Tree(_)
        | Failure::Signing(_) => (self::text_of(self::failure(failure, say)), None),
    };
    stop::Failure {
        text,
        causes: Vec::new(),
        remedy,
    }
}

/// The words of a stop that is the cause of another one.
fn text_of(stop: Stop) -> String {
    match stop {
        Stop::Refused(screen) => {
            let conditions = screen.unmet.into_iter().map(|unmet| unmet.text);
            let texts: Vec<String> = std::iter::once(screen.subject).chain(conditions).collect();
            texts.join(": ")
        }
        Stop::Found(findings) => findings.join("\n"),
        Stop::Failed(failure) => failure.text,
        Stop::Usage(text) => text,
        Stop::BrokenOff | Stop::PipeClosed => String::new(),
    }
}

fn not_a_workspace(folder: &Path, say: &Say) -> Stop {
    let dir = say.line("slot-folder");
    let company = say.line("slot-company");
    refused(
        shown(folder),
        say.line("failure-not-a-workspace"),
        vec![
            noted(
                format!("tlg -C {dir}"),
                say.line("failure-note-other-folder"),
            ),
            noted(
                format!("tlg init {dir} --company {company}"),
                say.line("failure-note-new-workspace"),
            ),
            noted("tlg demo", say.line("failure-note-demo")),
        ],
    )
}

fn document(path: &Path, problem: &DocumentProblem, say: &Say) -> Stop {
    let subject = say.text("failure-about-document", args![path => shown(path)]);
    let (text, remedy) = match problem {
        DocumentProblem::Missing => (
            say.line("failure-document-missing"),
            say.line("failure-way-path"),
        ),
        DocumentProblem::Link => (
            say.line("failure-document-link"),
            say.line("failure-way-no-link"),
        ),
        DocumentProblem::NotAFile => (
            say.line("failure-document-not-a-file"),
            say.line("failure-way-path"),
        ),
        DocumentProblem::Empty => (
            say.line("failure-document-empty"),
            say.line("failure-way-path"),
        ),
        DocumentProblem::TooLarge {
            size: bytes,
            max_size,
        } => (
            say.text(
                "failure-document-too-large",
                args![size => size(*bytes, say), limit => size(*max_size, say)],
            ),
            say.line("failure-way-smaller"),
        ),
        DocumentProblem::Changed => {
            return Stop::Failed(stop::Failure {
                text: say.text("failure-document-changed", args![path => shown(path)]),
                causes: Vec::new(),
                remedy: Some(say.line("failure-way-saved")),
            });
        }
    };
    refused(subject, format!("{text} → {remedy}"), Vec::new())
}

/// Whether a file is of a deal, or of its client.
fn is_of_a_deal(path: &str) -> bool {
    path.starts_with("deals/") || path.starts_with("clients/")
}

/// Each file with the command that drops its edit.
fn dirty(paths: &[DirtyPath], say: &Say) -> Stop {
    let unmet = paths.iter().map(|dirty| {
        let path = dirty.path.as_str();
        let (text, remedies): (String, Vec<Remedy>) = match dirty.edit {
            Edit::Modified => (
                say.text("failure-dirty-modified", args![path => path]),
                vec![
                    noted(format!("git diff -- {path}"), say.line("failure-note-look")),
                    noted(
                        format!("git restore -- {path}"),
                        say.line("failure-note-drop"),
                    ),
                ],
            ),
            Edit::Deleted => (
                say.text("failure-dirty-deleted", args![path => path]),
                vec![noted(
                    format!("git restore -- {path}"),
                    say.line("failure-note-bring-back"),
                )],
            ),
            Edit::Staged => (
                say.text("failure-dirty-staged", args![path => path]),
                vec![noted(
                    format!("git restore --staged --worktree -- {path}"),
                    say.line("failure-note-drop"),
                )],
            ),
            Edit::Untracked => (
                say.text("failure-dirty-untracked", args![path => path]),
                vec![noted(
                    format!("mv {path} {path}.old"),
                    say.line("failure-note-move-away"),
                )],
            ),
            Edit::Obstructed => (
                say.text("failure-dirty-obstructed", args![path => path]),
                vec![noted(
                    format!("mv {path} {path}.old"),
                    say.line("failure-note-move-away"),
                )],
            ),
        };
        Unmet { text, remedies }
    });
    Stop::Refused(RefusalScreen {
        subject: match paths.iter().all(|dirty| is_of_a_deal(&dirty.path)) {
            true => say.line("failure-about-dirty"),
            false => say.line("failure-about-dirty-files"),
        },
        unmet: unmet.collect(),
    })
}

fn busy(holder: Option<&Holder>, say: &Say) -> (String, Option<String>) {
    let again = Some(say.line("failure-way-again"));
    match holder {
        None => (say.line("failure-busy"), again),
        Some(holder) => {
            let (pid, host) = (holder.pid.to_string(), holder.host.as_str());
            let command = holder.command.as_str();
            let text = say.text(
                "failure-busy-with",
                args![command => command, pid => pid, host => host],
            );
            (text, again)
        }
    }
}

/// A new clone lacks what this one alone has, such as the journal of letters: it is no way out of a full disk. Of an error of
/// the system libgit2 keeps nothing but the words.
fn way_of_git(source: &git2::Error, say: &Say) -> String {
    let says = |words: &[&str]| words.iter().any(|words| source.message().contains(words));
    if says(&["No space left on device", "Disk quota exceeded"]) {
        say.line("failure-way-space")
    } else if says(&["Permission denied", "Read-only file system"]) {
        say.line("failure-way-permission")
    } else {
        say.line("fault-way-fsck")
    }
}

pub(super) fn way_of_disk(source: &std::io::Error, say: &Say) -> String {
    match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            say.line("failure-way-space")
        }
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            say.line("failure-way-permission")
        }
        _ => say.line("failure-way-again"),
    }
}

/// What git calls it.
pub(super) fn operation_name(operation: git2::RepositoryState) -> &'static str {
    match operation {
        git2::RepositoryState::Merge => "git merge",
        git2::RepositoryState::Revert | git2::RepositoryState::RevertSequence => "git revert",
        git2::RepositoryState::CherryPick | git2::RepositoryState::CherryPickSequence => {
            "git cherry-pick"
        }
        git2::RepositoryState::Bisect => "git bisect",
        git2::RepositoryState::Rebase
        | git2::RepositoryState::RebaseInteractive
        | git2::RepositoryState::RebaseMerge => "git rebase",
        git2::RepositoryState::ApplyMailbox | git2::RepositoryState::ApplyMailboxOrRebase => {
            "git am"
        }
        git2::RepositoryState::Clean => "git",
    }
}

pub(super) fn end_of(operation: git2::RepositoryState) -> String {
    match operation {
        git2::RepositoryState::Bisect => "git bisect reset".to_owned(),
        git2::RepositoryState::Clean => "git status".to_owned(),
        operation => format!("{} --abort", operation_name(operation)),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
