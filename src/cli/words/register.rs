//! The register of people: what was to be done to it, and what is in the way.

use super::named::{Namer, listed};
use crate::actions::people::RegisterUnmet;
use crate::cli::screen::short;
use crate::people::PeopleAct;
use crate::people::key::{KeyFault, RSA_BITS, fingerprint};

/// What was to be done.
pub(super) fn subject(act: &PeopleAct, names: &Namer) -> String {
    let say = names.say;
    match act {
        PeopleAct::Introduced { added } | PeopleAct::Added { added } => {
            let people = listed(added.iter().map(|person| person.name.as_str()));
            say.text("refusal-about-people", args![people => people])
        }
        PeopleAct::Granted { person, role } => say.text(
            "refusal-about-grant",
            args![person => names.person(person), role => names.role(*role)],
        ),
        PeopleAct::Revoked { person, role } => say.text(
            "refusal-about-revoke",
            args![person => names.person(person), role => names.role(*role)],
        ),
        PeopleAct::KeyAdded { person, .. } => {
            say.text("refusal-about-key", args![person => names.person(person)])
        }
        PeopleAct::KeyRetired { person, .. } => say.text(
            "refusal-about-key-retired",
            args![person => names.person(person)],
        ),
        PeopleAct::KeyCompromised { person, .. } => say.text(
            "refusal-about-key-compromised",
            args![person => names.person(person)],
        ),
        PeopleAct::Ratified { .. } => say.line("refusal-about-ratifying"),
        PeopleAct::Delegated { role, to, .. } => say.text(
            "refusal-about-delegating",
            args![role => names.role(*role), person => names.person(to)],
        ),
        PeopleAct::Undelegated { role, .. } => say.text(
            "refusal-about-undelegating",
            args![role => names.role(*role)],
        ),
    }
}

/// What is in the way.
pub(super) fn text(unmet: &RegisterUnmet, names: &Namer) -> String {
    let say = names.say;
    match unmet {
        RegisterUnmet::KeyUnfit { key, fault } => key_fault(key, fault, names),
        RegisterUnmet::TakenKey { person, .. } => {
            say.text("refusal-taken-key", args![person => names.person(person)])
        }
        RegisterUnmet::KeyBarred { key } => {
            say.text("refusal-key-barred", args![key => fingerprint(key)])
        }
        RegisterUnmet::NameUnfit { name } => {
            say.text("refusal-name-unfit", args![name => name.as_str()])
        }
        RegisterUnmet::TakenName { name, person } => say.text(
            "refusal-taken-name",
            args![name => name.as_str(), person => person.as_str()],
        ),
        RegisterUnmet::UnknownKey { person, key } => say.text(
            "refusal-unknown-key",
            args![person => names.person(person), key => fingerprint(key)],
        ),
        RegisterUnmet::NoKey { person } => {
            say.text("refusal-no-key", args![person => names.person(person)])
        }
        RegisterUnmet::LastKey { person, role } => say.text(
            "refusal-last-key",
            args![person => names.person(person), role => names.role(*role)],
        ),
        RegisterUnmet::OwnRole { role } => {
            say.text("refusal-own-role", args![role => names.role(*role)])
        }
        RegisterUnmet::HasRole { person, role } => say.text(
            "refusal-has-role",
            args![person => names.person(person), role => names.role(*role)],
        ),
        RegisterUnmet::ServiceAlone { person } => say.text(
            "refusal-service-alone",
            args![person => names.person(person)],
        ),
        RegisterUnmet::LastInRole { person, role } => say.text(
            "refusal-last-in-role",
            args![person => names.person(person), role => names.role(*role)],
        ),
        RegisterUnmet::OwnsDeals { person, deals } => {
            let deals = listed(deals.iter().map(ToString::to_string));
            say.text(
                "refusal-owns-deals",
                args![person => names.person(person), deals => deals],
            )
        }
        RegisterUnmet::AlreadyRatified { commit } => {
            say.text("refusal-already-ratified", args![commit => short(commit)])
        }
        RegisterUnmet::NoDeputy { role } => {
            say.text("refusal-no-deputy", args![role => names.role(*role)])
        }
        RegisterUnmet::OwnDeputy => say.line("refusal-own-deputy"),
        RegisterUnmet::DaysReversed { from, until } => say.text(
            "refusal-days-reversed",
            args![from => names.day(*from), until => names.day(*until)],
        ),
        RegisterUnmet::DelegatedAlready {
            role,
            to,
            from,
            until,
        } => say.text(
            "refusal-delegated-already",
            args![
                role => names.role(*role),
                person => names.person(to),
                from => names.day(*from),
                until => names.day(*until),
            ],
        ),
        RegisterUnmet::NotDelegated { role } => {
            say.text("refusal-not-delegated", args![role => names.role(*role)])
        }
    }
}

fn key_fault(key: &str, fault: &KeyFault, names: &Namer) -> String {
    let say = names.say;
    match fault {
        KeyFault::NotAKey => say.text("refusal-key-unfit", args![key => key]),
        KeyFault::Type(found) => say.text("refusal-key-type", args![found => found.as_str()]),
        KeyFault::Short { bits } => say.text(
            "refusal-key-short",
            args![bits => bits.to_string(), least => RSA_BITS.to_string()],
        ),
    }
}
