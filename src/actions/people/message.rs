//! The commit messages of what is done to the register.

use crate::actions::ground::Ground;
use crate::actions::message::{Trailers, message};
use crate::people::key::fingerprint;
use crate::people::{PeopleAct, PeopleEntry, PeopleKind};
use crate::process::settings::Language;
use crate::record::CommitHex;

/// The message of an entry of the register.
pub(super) fn of(ground: &Ground, entry: &PeopleEntry) -> String {
    let what = match ground.settings.language {
        Language::Ru => in_russian(entry.act.kind()),
        Language::En => in_english(entry.act.kind()),
    };
    let subject = format!("{what} — {}", about(entry));
    message(&subject, entry.text.as_deref(), &trailers(ground, entry))
}

fn in_russian(kind: PeopleKind) -> &'static str {
    match kind {
        PeopleKind::Introduced => "введение",
        PeopleKind::Added => "люди: добавлены",
        PeopleKind::Granted => "люди: роль дана",
        PeopleKind::Revoked => "люди: роль снята",
        PeopleKind::KeyAdded => "люди: ключ добавлен",
        PeopleKind::KeyRetired => "люди: ключ отозван",
        PeopleKind::KeyCompromised => "люди: ключ скомпрометирован",
        PeopleKind::Ratified => "люди: коммиты подтверждены",
        PeopleKind::Delegated => "люди: замещение",
        PeopleKind::Undelegated => "люди: замещение снято",
    }
}

fn in_english(kind: PeopleKind) -> &'static str {
    match kind {
        PeopleKind::Introduced => "introduction",
        PeopleKind::Added => "people: added",
        PeopleKind::Granted => "people: role granted",
        PeopleKind::Revoked => "people: role revoked",
        PeopleKind::KeyAdded => "people: key added",
        PeopleKind::KeyRetired => "people: key retired",
        PeopleKind::KeyCompromised => "people: key compromised",
        PeopleKind::Ratified => "people: commits ratified",
        PeopleKind::Delegated => "people: delegated",
        PeopleKind::Undelegated => "people: delegation ended",
    }
}

/// Whom and what it is about.
fn about(entry: &PeopleEntry) -> String {
    match &entry.act {
        PeopleAct::Introduced { added } | PeopleAct::Added { added } => {
            let ids: Vec<&str> = added.iter().map(|person| person.id.as_str()).collect();
            ids.join(", ")
        }
        PeopleAct::Granted { person, role } | PeopleAct::Revoked { person, role } => {
            format!("{person}: {role}")
        }
        PeopleAct::KeyAdded { person, key }
        | PeopleAct::KeyRetired { person, key }
        | PeopleAct::KeyCompromised { person, key, .. } => {
            format!("{person}: {}", fingerprint(key))
        }
        PeopleAct::Ratified { commits } => {
            let short = |commit: &CommitHex| commit.as_str().chars().take(8).collect();
            let short: Vec<String> = commits.iter().map(short).collect();
            short.join(", ")
        }
        PeopleAct::Delegated {
            role,
            to,
            from,
            until,
        } => format!("{role}: {} → {to}, {from} – {until}", entry.by),
        PeopleAct::Undelegated { role, from } => format!("{role}: {}, {from}", entry.by),
    }
}

fn trailers(ground: &Ground, entry: &PeopleEntry) -> Trailers {
    let trusted = match &entry.act {
        PeopleAct::KeyCompromised { trusted, .. } => trusted.as_ref(),
        _ => None,
    };
    let ratified = match &entry.act {
        PeopleAct::Ratified { commits } => commits.as_slice(),
        _ => &[],
    };
    let trailers = Trailers::new().with("Intent", entry.act.kind().id());
    let trailers = trailers.maybe("Trusted", trusted);
    let trailers = ratified.iter().fold(trailers, |trailers, commit| {
        trailers.with("Ratifies", commit)
    });
    trailers
        .with("By", &entry.by)
        .with("Rules", ground.settings.rules)
}
