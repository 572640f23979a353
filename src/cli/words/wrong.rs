//! What is wrong with a commit, in a sentence, and what to do about it.

use super::doubt::{answers, in_doubt};
use super::{broken, ground_error, missing, noted, way};
use crate::actions::decide::No;
use crate::audit::Difference;
use crate::audit::difference::Refused;
use crate::audit::invariants::Broken;
use crate::cli::say::Say;
use crate::cli::screen::{foreign, size};
use crate::cli::stop::{Remedy, Stop};
use crate::record::Moment;
use crate::verify::{AuthoredFault, Finding, Wrong};
use crate::workspace::{CommitFault, Person, TreeFault};

/// What is wrong.
pub fn wrong(wrong: &Wrong, say: &Say) -> String {
    match wrong {
        Wrong::Form(fault) => form(fault, say),
        Wrong::Tree(fault) => tree(fault, say),
        Wrong::BadSignature { key } => match key {
            Some(key) => say.text("verify-bad-signature", args![key => foreign(key)]),
            None => say.line("verify-unreadable-signature"),
        },
        Wrong::UnknownKey { key } => say.text("verify-unknown-key", args![key => foreign(key)]),
        Wrong::OtherAuthor {
            signer,
            named,
            known,
        } => say.text(
            "verify-other-author",
            args![signer => signer.to_string(), named => spelled(named), known => spelled(known)],
        ),
        Wrong::ClockBack { at, parent } => say.text(
            "verify-clock-back",
            args![at => at.to_string(), parent => parent.to_string()],
        ),
        Wrong::ClockAhead { at, now } => say.text(
            "verify-clock-ahead",
            args![at => at.to_string(), now => in_zone_of(*at, *now)],
        ),
        Wrong::OtherZone {
            found_minutes,
            company_minutes,
        } => say.text(
            "verify-other-zone",
            args![found => offset(*found_minutes), company => offset(*company_minutes)],
        ),
        Wrong::NoMoment => say.line("verify-no-moment"),
        Wrong::Authored(fault) => authored(fault, say),
        Wrong::Audit(difference) => differs(difference, say),
        Wrong::Compromised(doubtful) => in_doubt(doubtful, say),
        Wrong::OtherIntroduction { expected } => say.text(
            "verify-other-introduction",
            args![expected => expected.to_string()],
        ),
        Wrong::OtherIntroducer { expected, found } => say.text(
            "verify-other-introducer",
            args![expected => foreign(expected), found => foreign(found)],
        ),
        Wrong::RolledBack { verified } => {
            say.text("verify-rolled-back", args![commit => verified.to_string()])
        }
    }
}

/// What to do about it.
pub fn wrong_ways(finding: &Finding, say: &Say) -> Vec<Remedy> {
    let commit = finding.commit.to_string();
    let show = way(format!("git show --show-signature {commit}"));
    match &finding.wrong {
        Wrong::Compromised(doubtful) => [show].into_iter().chain(answers(doubtful, say)).collect(),
        Wrong::OtherIntroduction { .. } | Wrong::OtherIntroducer { .. } => vec![noted(
            "git log --max-parents=0 --show-signature",
            say.line("verify-way-introduction"),
        )],
        Wrong::RolledBack { verified } => vec![
            noted(
                format!("git branch lost-commits {verified}"),
                say.line("verify-way-rolled-back"),
            ),
            noted(
                format!("tlg verify --accept-rollback {verified}"),
                say.line("verify-way-accept-rollback"),
            ),
        ],
        Wrong::ClockAhead { .. } => vec![noted("date", say.line("verify-way-clock")), show],
        _ => vec![show],
    }
}

fn authored(fault: &AuthoredFault, say: &Say) -> String {
    match fault {
        AuthoredFault::NoMoment => say.line("verify-author-no-moment"),
        AuthoredFault::Ahead {
            authored,
            committed,
        } => say.text(
            "verify-author-ahead",
            args![authored => authored.to_string(), committed => committed.to_string()],
        ),
        AuthoredFault::OtherZone {
            found_minutes,
            company_minutes,
        } => say.text(
            "verify-author-zone",
            args![found => offset(*found_minutes), company => offset(*company_minutes)],
        ),
    }
}

fn form(fault: &CommitFault, say: &Say) -> String {
    match fault {
        CommitFault::Merge { parents } => say.text("verify-merge", args![count => *parents]),
        CommitFault::Header { name } => say.text("verify-header", args![name => foreign(name)]),
        CommitFault::Unsigned => say.line("verify-unsigned"),
        CommitFault::Armour => say.line("verify-armour"),
        CommitFault::TwoPeople { author, committer } => say.text(
            "verify-two-people",
            args![author => spelled(author), committer => spelled(committer)],
        ),
        CommitFault::Malformed => say.line("verify-malformed"),
    }
}

fn tree(fault: &TreeFault, say: &Say) -> String {
    match fault {
        TreeFault::Mode { path, mode } => say.text(
            "verify-mode",
            args![path => foreign(path), mode => foreign(mode)],
        ),
        TreeFault::Name { folder } => {
            say.text("verify-name", args![folder => named_folder(folder)])
        }
        TreeFault::Twins { path, other } => say.text(
            "verify-twins",
            args![path => foreign(path), other => foreign(other)],
        ),
        TreeFault::EmptyFolder { path } => {
            say.text("verify-empty-folder", args![folder => named_folder(path)])
        }
        TreeFault::TooMany { most } => say.text("verify-too-many", args![most => *most]),
        TreeFault::Deep { .. } => say.line("verify-deep"),
        TreeFault::Unsorted { folder } => {
            say.text("verify-unsorted", args![folder => named_folder(folder)])
        }
    }
}

pub(super) fn differs(difference: &Difference, say: &Say) -> String {
    match difference {
        Difference::Ground(error) => said(&ground_error(error, say), say),
        Difference::Tree(error) => said(&super::ground::tree(error, say), say),
        Difference::Fault(fault) => super::fault(fault, say),
        Difference::HistoryRewritten { path, line } => say.text(
            "verify-history-rewritten",
            args![path => foreign(path), line => line.to_string()],
        ),
        Difference::NoText { path } => say.text("verify-no-text", args![path => foreign(path)]),
        Difference::NothingDone => say.line("verify-nothing-done"),
        Difference::ManyActs { count } => say.text("verify-many-acts", args![count => *count]),
        Difference::Refused(refused) => refusal(refused, say),
        Difference::Unexplained { path } => {
            say.text("verify-unexplained", args![path => foreign(path)])
        }
        Difference::Unchanged { path } => {
            say.text("verify-unchanged", args![path => foreign(path)])
        }
        Difference::Text { path, mismatch } => {
            let place = format!("{}:{}:{}", foreign(path), mismatch.line, mismatch.column);
            say.text(
                "verify-text",
                args![place => place, expected => foreign(&mismatch.expected), found => foreign(&mismatch.found)],
            )
        }
        Difference::Removed { path } => say.text("verify-removed", args![path => foreign(path)]),
        Difference::Size { path, named, found } => say.text(
            "verify-size",
            args![path => foreign(path), named => size(*named, say), found => size(*found, say)],
        ),
        Difference::Broken { path, broken } => {
            let broken: Vec<String> = broken.iter().map(|broken| invariant(broken, say)).collect();
            say.text(
                "verify-broken",
                args![path => foreign(path), broken => broken.join("; ")],
            )
        }
        Difference::Document { path, named, found } => match found {
            Some(found) => say.text(
                "verify-document",
                args![path => foreign(path), named => named.to_string(), found => found.to_string()],
            ),
            None => say.text("verify-no-document", args![path => foreign(path)]),
        },
        Difference::Message(mismatch) => say.text(
            "verify-message",
            args![
                place => mismatch.line.to_string(),
                expected => foreign(&mismatch.expected),
                found => foreign(&mismatch.found)
            ],
        ),
    }
}

/// The refusal that the act would have met.
fn refusal(refused: &Refused, say: &Say) -> String {
    let Refused {
        intent,
        no,
        ground,
        actor,
        now,
    } = refused;
    let why = match no {
        No::Broken(history) => said(&broken(history, intent, say), say),
        No::Refused(refusal) => {
            let unmet = missing(&refusal.unmet, intent, ground, actor, *now, say);
            let texts: Vec<String> = unmet.into_iter().map(|unmet| unmet.text).collect();
            texts.join("; ")
        }
    };
    say.text(
        "verify-refused",
        args![person => actor.to_string(), why => why],
    )
}

fn invariant(broken: &Broken, say: &Say) -> String {
    match broken {
        Broken::HeaderIsNoFold => say.line("verify-header-is-no-fold"),
        Broken::NoFold { event } => say.text("verify-no-fold", args![event => *event]),
        Broken::TwoActs { event } => say.text("verify-two-acts", args![event => *event]),
        Broken::TimeRunsBack { event } => say.text("verify-time-runs-back", args![event => *event]),
        Broken::VisitsMiscounted { stage } => say.text(
            "verify-visits-miscounted",
            args![stage => stage.to_string()],
        ),
        Broken::NoSuchEdge { from, to } => say.text(
            "verify-no-such-edge",
            args![from => from.to_string(), to => to.to_string()],
        ),
        Broken::NoDecision { event } => say.text("verify-no-decision", args![event => *event]),
        Broken::NotFourEyes { event, person } => say.text(
            "verify-not-four-eyes",
            args![event => *event, person => person.to_string()],
        ),
        Broken::ForeignNumber { person } => {
            say.text("verify-foreign-number", args![person => person.to_string()])
        }
        Broken::RelocatedAlone { event } => {
            say.text("verify-relocated-alone", args![event => *event])
        }
        Broken::Underpaid { stage } => {
            say.text("verify-underpaid", args![stage => stage.to_string()])
        }
        Broken::Forgotten { stage } => {
            say.text("verify-forgotten", args![stage => stage.to_string()])
        }
        Broken::BusyAfterEnd { .. } => say.line("verify-busy-after-end"),
        Broken::DocumentsRewritten { file } => {
            say.text("verify-documents-rewritten", args![file => foreign(file)])
        }
        Broken::RoundRewritten { round } => {
            say.text("verify-round-rewritten", args![round => *round])
        }
        Broken::LetterAstray { letter } => {
            say.text("verify-letter-astray", args![letter => foreign(letter)])
        }
    }
}

/// What a stop says, in one line.
fn said(stop: &Stop, say: &Say) -> String {
    match stop {
        Stop::Found(findings) => findings.join("; "),
        Stop::Failed(failure) => failure.text.clone(),
        other => other.to_text(say),
    }
}

fn spelled(person: &Person) -> String {
    foreign(&format!("{} <{}>", person.name, person.email))
}

fn named_folder(folder: &str) -> String {
    match folder {
        "" => "/".to_owned(),
        folder => foreign(folder),
    }
}

fn in_zone_of(at: Moment, now: Moment) -> String {
    let told = Moment::from_unix(now.unix(), at.offset_minutes());
    told.unwrap_or(now).to_string()
}

fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}
