//! What to do about a finding.

use std::io;
use std::path::Path;

use super::super::super::say::Say;
use super::super::super::screen::{foreign, short};
use super::super::failure::end_of;
use super::super::standstill::standstill_way;
use super::{NAMED, shown};
use crate::doctor::{Finding, Runs};
use crate::workspace::{DirtyPath, Edit, short_branch};

/// The command that puts hooks and settings right.
const HOOK: &str = "tlg hook install";

/// The steps that put it right, one a line; none for what is well.
pub(super) fn ways(finding: &Finding, say: &Say) -> Vec<String> {
    match finding {
        Finding::GitMissing | Finding::GitOld { .. } => vec![say.line("doctor-way-install-git")],
        Finding::SshKeygenMissing => vec![say.line("doctor-way-install-ssh")],
        Finding::NoCommits { branch: None } => {
            vec![format!("tlg init {}", say.line("slot-folder"))]
        }
        Finding::NoCommits {
            branch: Some(branch),
        } => vec![format!("git push -u origin {}", short_branch(branch))],
        Finding::Shallow => vec!["git fetch --unshallow".to_owned()],
        Finding::Partial => vec!["git fetch --refetch --no-filter".to_owned()],
        Finding::TipAhead { .. } => vec!["date".to_owned(), "git reset --keep HEAD~1".to_owned()],
        Finding::Grafts { path } => vec![format!("rm {}", shown(path))],
        Finding::Replaced { .. } => vec!["git replace -d $(git replace -l)".to_owned()],
        Finding::Borrowed { own, .. } => vec![format!("git repack -a -d && rm {}", shown(own))],
        Finding::InProgress { operation } => vec![end_of(*operation)],
        Finding::Detached => vec![format!("git switch {}", say.line("slot-branch"))],
        Finding::Interrupted => vec!["tlg".to_owned()],
        Finding::RulesNewer { .. } => vec![say.line("fault-way-newer-program")],
        Finding::Nobody => vec![
            format!(
                "git config --global user.name '{}'",
                say.line("slot-name-and-surname")
            ),
            format!("git config --global user.email {}", say.line("slot-email")),
        ],
        Finding::Stranger { email } => vec![
            format!("git config --global user.email {}", say.line("slot-email")),
            let_in(
                &format!("--email {email} --role {}", say.line("slot-role")),
                false,
                say,
            ),
        ],
        Finding::OtherSpelling { register, .. } => vec![
            format!("git config user.name '{}'", register.name),
            format!("git config user.email {}", register.email),
        ],
        Finding::KeyLocked {
            key,
            by_service: false,
        } => vec![
            "eval \"$(ssh-agent -s)\"".to_owned(),
            format!("ssh-add {}", private(key)),
        ],
        Finding::KeyLocked {
            key,
            by_service: true,
        } => vec![format!("ssh-keygen -p -N '' -f {}", private(key))],
        Finding::KeyNotTheirs { .. } => vec![format!(
            "git config --global user.signingkey {}",
            say.line("slot-key-file")
        )],
        Finding::NotAnchored => vec![
            say.line("verify-way-anchor"),
            format!(
                "tlg hook install --introduction {}",
                say.line("slot-introduction")
            ),
        ],
        Finding::OtherIntroduction { .. } => vec![
            "git log --max-parents=0 --show-signature".to_owned(),
            format!(
                "tlg hook install --introduction {} --force",
                say.line("slot-introduction")
            ),
        ],
        Finding::AnchorMissing { path } => vec![format!(
            "tlg hook install --introduction {} --anchor {}",
            say.line("slot-introduction"),
            shown(path)
        )],
        Finding::AnchorUnreadable { path } => vec![format!(
            "tlg hook install --introduction {} --anchor {} --force",
            say.line("slot-introduction"),
            shown(path)
        )],
        Finding::AnchorLoose { path } => {
            vec![format!("chown root {0} && chmod 644 {0}", shown(path))]
        }
        Finding::HooksMissing { .. }
        | Finding::HooksLost { .. }
        | Finding::HookIdle { .. }
        | Finding::HookAltered { .. }
        | Finding::SettingsDiffer { .. } => vec![HOOK.to_owned()],
        Finding::HookForeign { path, .. } => {
            vec![format!("cat {}", shown(path)), format!("{HOOK} --force")]
        }
        Finding::PastTlg(_, commits) => {
            let shown = commits.iter().take(NAMED);
            let shown = shown.map(|commit| format!("git show --stat {}", short(*commit)));
            std::iter::once("tlg sync".to_owned())
                .chain(shown)
                .collect()
        }
        Finding::Appliable { edits } => {
            let take = ["tlg apply --dry-run", "tlg apply"].map(str::to_owned);
            let dropped = edits.iter().take(NAMED).map(|dirty| match dirty.edit {
                Edit::Untracked => format!("rm {}", dirty.path),
                _ => way_back(dirty),
            });
            take.into_iter().chain(dropped).collect()
        }
        Finding::Edited { edits } => {
            let others = (edits.len() > NAMED).then(|| "git status".to_owned());
            edits
                .iter()
                .take(NAMED)
                .map(way_back)
                .chain(others)
                .collect()
        }
        Finding::Unknown { .. } => vec![
            say.line("doctor-way-move"),
            say.line("doctor-way-extra-paths"),
        ],
        Finding::Provisional { year } => vec![format!("$EDITOR calendar/{year}.yaml && tlg apply")],
        Finding::NobodyHolds { role, may } | Finding::OnlyOneHolds { role, may, .. } => vec![
            by_administrator(
                format!("tlg people grant {} {role}", say.line("slot-person")),
                *may,
                say,
            ),
            let_in(
                &format!("--email {} --role {role}", say.line("slot-email")),
                *may,
                say,
            ),
        ],
        Finding::Keyless { .. } => vec![say.line("doctor-way-key")],
        Finding::NoService {
            may,
            known: Some(id),
        } => vec![by_administrator(
            format!("tlg people grant {id} service"),
            *may,
            say,
        )],
        Finding::NoService { may, known: None } => vec![by_administrator(
            format!(
                "tlg people add cron --name 'tlg cron' --email {} --role service --key {}",
                say.line("slot-email"),
                say.line("slot-key-file")
            ),
            *may,
            say,
        )],
        Finding::ServerRefused { .. } => {
            vec!["tlg sync".to_owned(), say.line("doctor-way-server-refused")]
        }
        Finding::TickLate { runs, .. } => match runs {
            Runs::ByWhoLooks => vec!["tlg tick".to_owned(), say.line("doctor-way-cron")],
            Runs::Here { services } => {
                let service = services.join(", ");
                vec![say.text("doctor-way-cron-here", args![service => service])]
            }
            Runs::Elsewhere { services } => {
                let service = services.join(", ");
                vec![say.text("doctor-way-cron-elsewhere", args![service => service])]
            }
            Runs::ByNobody => vec![say.line("doctor-way-no-cron")],
        },
        Finding::ClockAhead { .. } => vec!["date".to_owned(), say.line("tick-way-leap")],
        Finding::NotWritable { folder, kind, .. } => match kind {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => room(folder, say),
            _ => vec![
                format!("ls -ld {}", shown(folder)),
                say.line("doctor-way-writable"),
            ],
        },
        Finding::LittleRoom { folder, .. } => room(folder, say),
        Finding::NeverFetched
        | Finding::Ahead { .. }
        | Finding::Behind { .. }
        | Finding::Diverged { .. } => vec!["tlg sync".to_owned()],
        Finding::Shelved { .. } => vec!["tlg sync --kept".to_owned()],
        Finding::PostStill { why, .. } => {
            vec![standstill_way(why, say), say.line("doctor-way-post")]
        }
        Finding::LettersWait { .. } => {
            vec!["tlg mail list".to_owned(), say.line("doctor-way-letters")]
        }
        Finding::MaildirUnwritable { path, .. } => vec![
            format!("ls -ld {}", shown(path)),
            say.line("doctor-way-maildir"),
        ],
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
        | Finding::PostReady { .. }
        | Finding::Unseen(_)
        | Finding::NotOpened(_)
        | Finding::KeyUnusable(_)
        | Finding::FileWrong(_)
        | Finding::DealUnreadable(_) => Vec::new(),
    }
}

/// What shows how full a disk is; a new clone would lack what this one alone has.
fn room(folder: &Path, say: &Say) -> Vec<String> {
    vec![
        format!("df -h {}", shown(folder)),
        say.line("failure-way-space"),
    ]
}

/// The command that lets somebody new in, complete.
fn let_in(rest: &str, may: bool, say: &Say) -> String {
    let (name, key) = (say.line("slot-name-and-surname"), say.line("slot-key-file"));
    let id = say.line("slot-new-id");
    by_administrator(
        format!("tlg people add {id} --name '{name}' {rest} --key {key}"),
        may,
        say,
    )
}

/// A command that only administrators may give: who is none is told to ask for it.
fn by_administrator(command: String, may: bool, say: &Say) -> String {
    match may {
        true => command,
        false => say.text("doctor-way-administrator", args![command => command]),
    }
}

/// The command that drops the edit.
fn way_back(dirty: &DirtyPath) -> String {
    let path = foreign(&dirty.path);
    match dirty.edit {
        Edit::Modified | Edit::Deleted => format!("git restore -- {path}"),
        Edit::Staged => format!("git restore --staged --worktree -- {path}"),
        Edit::Untracked | Edit::Obstructed => format!("mv {path} {path}.old"),
    }
}

fn private(key: &str) -> &str {
    key.strip_suffix(".pub").unwrap_or(key)
}
