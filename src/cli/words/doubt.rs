//! Commits in doubt: why, and how they are answered for.

use super::{noted, refused};
use crate::cli::say::Say;
use crate::cli::screen::{foreign, short};
use crate::cli::stop::{Remedy, Stop};
use crate::people::key::fingerprint;
use crate::people::{Person, Power};
use crate::record::CommitHex;
use crate::verify::{Doubt, Doubtful, Gift};

/// Why a commit is in doubt.
pub(super) fn in_doubt(doubtful: &Doubtful, say: &Say) -> String {
    let person = doubtful.person.as_ref().map(ToString::to_string);
    let (person, key) = (person.unwrap_or_default(), foreign(&doubtful.key));
    match doubtful.doubt {
        Doubt::Key => say.text("verify-compromised", args![person => person, key => key]),
        Doubt::LetIn { by } => say.text(
            "verify-let-in",
            args![person => person, key => key, by => short(by)],
        ),
    }
}

/// How a commit in doubt is answered for. What it gave is taken back first: to call it good would give it for good.
pub(super) fn answers(doubtful: &Doubtful, say: &Say) -> Vec<Remedy> {
    let ratify = format!("tlg people ratify {} -m …", doubtful.commit);
    if doubtful.stands.is_empty() {
        return vec![
            noted(ratify, say.line("verify-way-ratify")),
            noted("tlg deal correct ID", say.line("verify-way-correct")),
        ];
    }
    let mut ways = undoing(&doubtful.stands, say);
    ways.push(noted(ratify, say.line("verify-way-undone")));
    ways
}

/// How what a commit gave is taken back.
fn undoing(stands: &[Gift], say: &Say) -> Vec<Remedy> {
    let way = |gift: &Gift| match gift {
        Gift::Power(Power::Key { person, key }) => noted(
            format!(
                "tlg people key compromise {person} {} --nothing-trusted -m …",
                fingerprint(key)
            ),
            say.line("verify-way-first"),
        ),
        Gift::Power(Power::Role { person, role }) => noted(
            format!("tlg people revoke {person} {role}"),
            say.line("verify-way-first"),
        ),
        Gift::Power(Power::Deputy(one)) => noted(
            format!("tlg people delegate {} --end --from {}", one.role, one.from),
            say.text("verify-way-first-by", args![person => one.of.to_string()]),
        ),
        Gift::File(path) => noted(
            "tlg apply",
            say.text("verify-way-first-file", args![path => *path]),
        ),
    };
    stands.iter().map(way).collect()
}

/// What the commit gave still stands.
pub fn still_stands(commit: &CommitHex, stands: &[Gift], say: &Say) -> Stop {
    let id = commit.as_str();
    let mut remedies = undoing(stands, say);
    remedies.push(noted(
        format!("tlg people ratify {id} --keep -m …"),
        say.line("verify-way-keep"),
    ));
    refused(
        say.line("refusal-about-ratifying"),
        say.text(
            "lookup-still-stands",
            args![commit => id.get(..8).unwrap_or(id)],
        ),
        remedies,
    )
}

/// To trust nothing that the key ever signed would put whoever says so in doubt.
pub fn doubts_oneself(person: &Person, key: &str, say: &Say) -> Stop {
    let name = person.short_name();
    refused(
        say.text("refusal-about-key-compromised", args![person => name]),
        say.text("lookup-doubts-oneself", args![person => name]),
        vec![noted(
            format!(
                "tlg people key compromise {} {} --trusted COMMIT -m …",
                person.id,
                fingerprint(key)
            ),
            say.line("lookup-note-last-trusted"),
        )],
    )
}
