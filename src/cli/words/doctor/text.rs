//! What a finding says.

use super::super::super::say::Say;
use super::super::super::screen::{exact_day, foreign, short, size, span, working_days};
use super::super::failure::operation_name;
use super::super::named::role_name;
use super::super::standstill::standstill;
use super::{NAMED, shown};
use crate::doctor::{Finding, Kind, Past};
use crate::record::Moment;
use crate::workspace::{DirtyPath, Person, short_branch};

/// The finding in a sentence.
pub(super) fn text(finding: &Finding, say: &Say) -> String {
    match finding {
        Finding::Programs { git, ssh } => say.text(
            "doctor-programs-found",
            args![git => git.as_str(), ssh => ssh.as_deref().unwrap_or("?")],
        ),
        Finding::GitMissing => say.line("doctor-git-missing"),
        Finding::GitOld { found } => say.text("doctor-git-old", args![found => foreign(found)]),
        Finding::SshKeygenMissing => say.line("doctor-ssh-keygen-missing"),
        Finding::Repository { .. } => say.line("doctor-repository-sound"),
        Finding::NoCommits { branch: None } => say.line("doctor-no-commits"),
        Finding::NoCommits {
            branch: Some(branch),
        } => say.text(
            "doctor-waits-for-push",
            args![branch => short_branch(branch)],
        ),
        Finding::Shallow => say.line("doctor-shallow"),
        Finding::Partial => say.line("doctor-partial"),
        Finding::TipAhead { commit, at, ahead } => say.text(
            "lookup-commit-ahead",
            args![commit => short(commit), day => exact_day(at.date_naive(), say), ahead => span(*ahead, say)],
        ),
        Finding::NotWritable { folder, why, .. } => say.text(
            "doctor-not-writable",
            args![folder => shown(folder), why => foreign(why)],
        ),
        Finding::LittleRoom { folder, free } => say.text(
            "doctor-little-room",
            args![folder => shown(folder), free => size(*free, say)],
        ),
        Finding::Grafts { path } => say.text("doctor-grafts", args![path => shown(path)]),
        Finding::Replaced { count } => say.text("doctor-replaced", args![count => *count]),
        Finding::Borrowed { folder, .. } => {
            say.text("doctor-borrowed", args![folder => foreign(folder)])
        }
        Finding::InProgress { operation } => say.text(
            "doctor-in-progress",
            args![operation => operation_name(*operation)],
        ),
        Finding::Detached => say.line("doctor-detached"),
        Finding::Interrupted => say.line("doctor-interrupted"),
        Finding::Files => say.line("doctor-files-sound"),
        Finding::Rules { rules } => {
            say.text("doctor-rules-known", args![rules => rules.to_string()])
        }
        Finding::RulesNewer { rules, known } => say.text(
            "doctor-rules-newer",
            args![rules => rules.to_string(), known => known.to_string()],
        ),
        Finding::Identity { name, email } => say.text(
            "doctor-identity-known",
            args![name => foreign(name), email => foreign(email)],
        ),
        Finding::Nobody => say.line("doctor-nobody"),
        Finding::Stranger { email } => say.text("doctor-stranger", args![email => foreign(email)]),
        Finding::OtherSpelling { git, register } => say.text(
            "doctor-other-spelling",
            args![git => person(git), register => person(register)],
        ),
        Finding::Key { fingerprint } => {
            say.text("doctor-key-signs", args![key => fingerprint.as_str()])
        }
        Finding::KeyNotTried { fingerprint } => {
            say.text("doctor-key-not-tried", args![key => fingerprint.as_str()])
        }
        Finding::KeyLocked {
            key,
            by_service: false,
        } => say.text("doctor-key-locked-person", args![key => key.as_str()]),
        Finding::KeyLocked {
            key,
            by_service: true,
        } => say.text("doctor-key-locked-service", args![key => key.as_str()]),
        Finding::KeyNotTheirs {
            fingerprint,
            person,
        } => say.text(
            "doctor-key-not-theirs",
            args![key => fingerprint.as_str(), person => foreign(person)],
        ),
        Finding::Anchored { id } => say.text("doctor-anchored", args![id => short(id)]),
        Finding::NotAnchored => say.line("doctor-not-anchored"),
        Finding::OtherIntroduction { told, found } => say.text(
            "doctor-other-introduction",
            args![told => foreign(told), found => foreign(found)],
        ),
        Finding::AnchorMissing { path } => {
            say.text("doctor-anchor-missing", args![path => shown(path)])
        }
        Finding::AnchorUnreadable { path } => {
            say.text("doctor-anchor-unreadable", args![path => shown(path)])
        }
        Finding::AnchorLoose { path } => {
            say.text("doctor-anchor-loose", args![path => shown(path)])
        }
        Finding::Hooks { names } => {
            say.text("doctor-hooks-there", args![hooks => names.join(", ")])
        }
        Finding::HooksMissing {
            names,
            kind: Kind::Clone,
        } => say.text(
            "doctor-hooks-missing-clone",
            args![hooks => names.join(", ")],
        ),
        Finding::HooksMissing {
            names,
            kind: Kind::Server,
        } => say.text(
            "doctor-hooks-missing-server",
            args![hooks => names.join(", ")],
        ),
        Finding::HookForeign { path, .. } => {
            say.text("doctor-hook-foreign-there", args![path => shown(path)])
        }
        Finding::HooksLost { names, program, .. } => say.text(
            "doctor-hooks-lost",
            args![hooks => names.join(", "), program => shown(program)],
        ),
        Finding::HookIdle { path, .. } => say.text("doctor-hook-idle", args![path => shown(path)]),
        Finding::HookAltered { path, .. } => {
            say.text("doctor-hook-altered", args![path => shown(path)])
        }
        Finding::Settings { kind: Kind::Clone } => say.line("doctor-settings-clone"),
        Finding::Settings { kind: Kind::Server } => say.line("doctor-settings-server"),
        Finding::SettingsDiffer { names, .. } => say.text(
            "doctor-settings-differ",
            args![count => names.len(), names => names.join(", ")],
        ),
        Finding::OnlyActs => say.line("doctor-only-acts"),
        Finding::PastTlg(past, commits) => {
            let ids = commits.iter().map(|commit| short(*commit));
            let ids = some(ids.collect(), say);
            match past {
                Past::Merge => say.text("doctor-merge-commits", args![commits => ids]),
                Past::Plain => say.text("doctor-plain-commits", args![commits => ids]),
                Past::Altered => say.text("doctor-altered-acts", args![commits => ids]),
            }
        }
        Finding::Unedited => say.line("doctor-unedited"),
        Finding::Appliable { edits } => {
            say.text("doctor-appliable", args![paths => some(paths(edits), say)])
        }
        Finding::Edited { edits } => {
            say.text("doctor-edited", args![paths => some(paths(edits), say)])
        }
        Finding::Unknown { paths } => say.text(
            "doctor-unknown-files",
            args![paths => some(paths.clone(), say)],
        ),
        Finding::Calendar { year } => {
            say.text("doctor-calendar-known", args![year => year.to_string()])
        }
        Finding::Provisional { year } => {
            say.text("doctor-provisional", args![year => year.to_string()])
        }
        Finding::Roles => say.line("doctor-roles-fine"),
        Finding::NobodyHolds { role, .. } => {
            say.text("doctor-nobody-holds", args![role => role_name(*role, say)])
        }
        Finding::OnlyOneHolds { role, person, .. } => say.text(
            "doctor-only-one",
            args![role => role_name(*role, say), person => foreign(person)],
        ),
        Finding::Keys { people } => say.text("doctor-keys-fine", args![count => *people]),
        Finding::Keyless { people } => {
            say.text("doctor-keyless", args![people => people.join(", ")])
        }
        Finding::Service { person } => {
            say.text("doctor-service-there", args![person => foreign(person)])
        }
        Finding::NoService { .. } => say.line("doctor-no-service"),
        Finding::Ticked { at } => say.text("doctor-ticked", args![at => moment(*at, say)]),
        Finding::TickLate { silence, .. } => {
            let days = working_days(i64::from(silence.days), say);
            match silence.last {
                None => say.text("doctor-never-ticked", args![days => days]),
                Some(day) => {
                    let day = exact_day(day.date(), say);
                    say.text("doctor-tick-late", args![day => day, days => days])
                }
            }
        }
        Finding::ClockAhead { seconds } => {
            say.text("tick-leap", args![ahead => span(*seconds, say)])
        }
        Finding::Alone => say.line("doctor-alone"),
        Finding::Synced { at: None } => say.line("doctor-synced"),
        Finding::Synced { at: Some(at) } => {
            say.text("doctor-synced-at", args![at => moment(*at, say)])
        }
        Finding::NeverFetched => say.line("doctor-never-fetched"),
        Finding::ServerRefused { commit } => say.text(
            "doctor-server-refused",
            args![commit => short(*commit)],
        ),
        Finding::Ahead { count } => say.text("doctor-ahead", args![count => *count]),
        Finding::Behind { count } => say.text("doctor-behind", args![count => *count]),
        Finding::Shelved { count } => say.text("doctor-shelved", args![count => *count]),
        Finding::Diverged { ahead, behind } => say.text(
            "doctor-diverged",
            args![ahead => ahead.to_string(), behind => behind.to_string()],
        ),
        Finding::Maildir { path } => say.text("doctor-maildir", args![path => shown(path)]),
        Finding::MaildirUnwritable { path, why } => say.text(
            "doctor-maildir-unwritable",
            args![path => shown(path), why => foreign(why)],
        ),
        Finding::PostReady { to } => say.text("doctor-post-ready", args![to => to.as_str()]),
        Finding::PostStill { why, by_service } => {
            let why = standstill(why, say);
            let by_service = if *by_service { "yes" } else { "no" };
            say.text(
                "doctor-post-still",
                args![why => why, by_service => by_service],
            )
        }
        Finding::LettersWait { letters } => {
            let letters = letters.iter().map(ToString::to_string);
            let letters = some(letters.collect(), say);
            say.text("doctor-letters-wait", args![letters => letters])
        }
        // What would have stopped a command has words already.
        Finding::Unseen(_)
        | Finding::NotOpened(_)
        | Finding::KeyUnusable(_)
        | Finding::FileWrong(_)
        | Finding::DealUnreadable(_) => String::new(),
    }
}

fn paths(edits: &[DirtyPath]) -> Vec<String> {
    edits.iter().map(|dirty| dirty.path.clone()).collect()
}

fn some(mut paths: Vec<String>, say: &Say) -> String {
    let others = paths.len().saturating_sub(NAMED);
    paths.truncate(NAMED);
    let named: Vec<String> = paths.iter().map(|path| foreign(path)).collect();
    let named = named.join(", ");
    match others {
        0 => named,
        count => say.text("doctor-and-others", args![some => named, count => count]),
    }
}

fn person(person: &Person) -> String {
    foreign(&format!("{} <{}>", person.name, person.email))
}

fn moment(at: Moment, say: &Say) -> String {
    let time = at.time();
    format!(
        "{} {}",
        exact_day(time.date_naive(), say),
        time.format("%H:%M")
    )
}
