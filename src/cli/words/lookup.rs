//! Names that mean nothing here, or more than one thing; and who asks, and when.

use super::super::say::Say;
use super::super::stop::{Failure, Remedy, Stop};
use super::given::nearest;
use super::named::listed;
use super::value::fact_error;
use super::{noted, refused, way};
use crate::cli::screen::{exact_day, foreign, short, span};
use crate::client::Client;
use crate::deal::DealId;
use crate::deal::fact::FactError;
use crate::people::Person;
use crate::process::Process;
use crate::process::fact::FactType;
use crate::process::stage::Stage;
use crate::record::CommitHex;
use crate::workspace::Tip;

/// The clone does not say who works in it.
pub fn no_identity(say: &Say) -> Stop {
    let (name, email) = (say.line("slot-name-and-surname"), say.line("slot-email"));
    refused(
        say.line("lookup-about-you"),
        say.line("lookup-no-identity"),
        vec![
            way(format!("git config user.email {email}")),
            way(format!("git config user.name \"{name}\"")),
        ],
    )
}

/// Nobody of the company has the address that the clone names.
pub fn stranger(email: &str, say: &Say) -> Stop {
    let id = say.line("slot-new-id");
    let name = say.line("slot-name-and-surname");
    let role = say.line("slot-role");
    let key = say.line("slot-key-file");
    let add =
        format!("tlg people add {id} --name \"{name}\" --email {email} --role {role} --key {key}");
    refused(
        say.line("lookup-about-you"),
        say.text("lookup-stranger", args![email => email]),
        vec![
            noted("tlg people list", say.line("lookup-note-known")),
            noted("git config user.email", say.line("lookup-note-address")),
            noted(add, say.line("role-administrator")),
        ],
    )
}

/// The key that signs here is the one that is given up: another one has to sign that.
pub fn signs_itself(person: &Person, say: &Say) -> Stop {
    let name = person.short_name();
    let (id, key) = (person.id.as_str(), say.line("slot-key-file"));
    refused(
        say.text("refusal-about-key-compromised", args![person => name]),
        say.line("lookup-signs-itself"),
        vec![
            noted(
                format!("tlg people key add {id} {key}"),
                say.line("remedy-first"),
            ),
            way(format!("git config user.signingkey {key}")),
        ],
    )
}

/// No compromised key has to do with the commit.
pub fn not_in_doubt(commit: &CommitHex, say: &Say) -> Stop {
    let id = commit.as_str();
    refused(
        say.line("refusal-about-ratifying"),
        say.text(
            "lookup-not-in-doubt",
            args![commit => id.get(..8).unwrap_or(id)],
        ),
        vec![
            noted("tlg verify", say.line("lookup-note-in-doubt")),
            way(format!("git show --show-signature {id}")),
        ],
    )
}

/// The last commit is so many seconds ahead of the machine's clock.
pub fn commit_ahead(tip: &Tip, seconds: i64, say: &Say) -> Stop {
    let day = exact_day(tip.committed().date_naive(), say);
    Stop::Failed(Failure {
        text: say.text(
            "lookup-commit-ahead",
            args![commit => short(tip.id()), day => day, ahead => span(seconds, say)],
        ),
        causes: Vec::new(),
        remedy: Some(say.line("lookup-way-drop")),
    })
}

/// The clock of this machine is further ahead of the last commit than `tick` believes.
pub fn clock_ahead(seconds: i64, say: &Say) -> Stop {
    Stop::Failed(Failure {
        text: say.text("tick-leap", args![ahead => span(seconds, say)]),
        causes: Vec::new(),
        remedy: Some(say.line("tick-way-leap")),
    })
}

/// What a person entered is no commit or branch; or there is no commit at all.
pub fn unknown_revision(revision: &str, say: &Say) -> Stop {
    match revision {
        "HEAD" => Stop::Failed(Failure {
            text: say.line("lookup-no-commit-yet"),
            causes: Vec::new(),
            remedy: Some(say.line("lookup-way-push")),
        }),
        revision => {
            Stop::usage(say.text("lookup-no-revision", args![revision => foreign(revision)]))
        }
    }
}

/// What a person entered for `--at` is neither a day nor a commit.
pub fn no_time(at: &str, say: &Say) -> Stop {
    Stop::usage(say.text("lookup-no-time", args![at => foreign(at)]))
}

/// No branch was proved up to this commit here, so that there is nothing to forget.
pub fn nothing_proved(commit: &str, say: &Say) -> Stop {
    Stop::usage(say.text("verify-nothing-proved", args![commit => foreign(commit)]))
}

/// The machine's clock tells no moment that can be written down.
pub fn clock_unusable(say: &Say) -> Stop {
    Stop::Failed(Failure {
        text: say.line("lookup-clock-unusable"),
        causes: Vec::new(),
        remedy: Some(say.line("lookup-way-clock")),
    })
}

/// `TLG_NOW` is no moment.
pub fn no_moment(set: &str, say: &Say) -> Stop {
    Stop::usage(say.text("lookup-no-moment", args![set => set]))
}

/// A name that cannot be the number of a deal.
pub fn not_a_deal(name: &str, prefix: &str, say: &Say) -> Stop {
    Stop::usage(say.text("lookup-not-a-deal", args![name => name, prefix => prefix]))
}

/// No deal has this number.
pub fn unknown_deal(deal: &DealId, say: &Say) -> Stop {
    refused(
        say.text("lookup-about-deal", args![deal => deal.to_string()]),
        say.line("lookup-no-deal"),
        vec![way("tlg deal list --closed")],
    )
}

/// No stage is called so.
pub fn unknown_stage(name: &str, known: &[&Stage], say: &Say) -> Stop {
    let titles = known.iter().map(|stage| stage.title.as_str());
    let ids = known.iter().map(|stage| stage.id.as_str());
    let near = nearest(name, titles.chain(ids));
    let meant = known
        .iter()
        .filter(|stage| near == Some(stage.title.as_str()) || near == Some(stage.id.as_str()));
    let shown: Vec<Remedy> = match near {
        Some(_) => meant.map(|stage| stage_way(stage)).collect(),
        None => known.iter().map(|stage| stage_way(stage)).collect(),
    };
    refused(
        say.text("lookup-about-stage", args![name => name]),
        unknown(near.is_some(), say),
        shown,
    )
}

/// More than one stage is called so.
pub fn ambiguous_stage(name: &str, stages: &[&Stage], say: &Say) -> Stop {
    refused(
        say.text("lookup-about-stage", args![name => name]),
        say.line("lookup-ambiguous"),
        stages.iter().map(|stage| stage_way(stage)).collect(),
    )
}

/// Nobody is called so.
pub fn unknown_person(name: &str, known: &[&Person], say: &Say) -> Stop {
    let names = known.iter().map(|person| person.short_name());
    let ids = known.iter().map(|person| person.id.as_str());
    let near = nearest(name, names.chain(ids));
    let is_near =
        |person: &&&Person| near == Some(person.short_name()) || near == Some(person.id.as_str());
    let shown = known
        .iter()
        .filter(|person| near.is_none() || is_near(person));
    refused(
        say.text("lookup-about-person", args![name => name]),
        unknown(near.is_some(), say),
        shown.map(|person| person_way(person)).collect(),
    )
}

/// More than one person is called so.
pub fn ambiguous_person(name: &str, people: &[&Person], say: &Say) -> Stop {
    refused(
        say.text("lookup-about-person", args![name => name]),
        say.line("lookup-ambiguous"),
        people.iter().map(|person| person_way(person)).collect(),
    )
}

/// No client is called so.
pub fn unknown_client(name: &str, say: &Say) -> Stop {
    refused(
        say.text("lookup-about-client", args![name => name]),
        say.line("lookup-no-client"),
        vec![
            way("tlg client list"),
            noted(
                format!("tlg client add \"{name}\""),
                say.line("lookup-note-new-client"),
            ),
        ],
    )
}

/// More than one client is called so.
pub fn ambiguous_client(name: &str, clients: &[&Client], say: &Say) -> Stop {
    let ways = clients
        .iter()
        .map(|client| noted(client.client.as_str(), client.name.clone()));
    refused(
        say.text("lookup-about-client", args![name => name]),
        say.line("lookup-ambiguous"),
        ways.collect(),
    )
}

/// The process knows no such fact.
pub fn unknown_fact(name: &str, process: &Process, say: &Say) -> Stop {
    let known = process.facts.iter();
    let known: Vec<(&str, &str)> = known
        .map(|(id, rule)| (id.as_str(), rule.title.as_str()))
        .collect();
    let subject = say.text("lookup-about-fact", args![name => name]);
    of_the_process(subject, name, &known, say)
}

/// The process knows no such kind of document.
pub fn unknown_document(name: &str, process: &Process, say: &Say) -> Stop {
    let known = process.documents.iter();
    let known: Vec<(&str, &str)> = known
        .map(|(id, rule)| (id.as_str(), rule.title.as_str()))
        .collect();
    let subject = say.text("lookup-about-document", args![name => name]);
    of_the_process(subject, name, &known, say)
}

/// The same fact was given twice.
pub fn fact_twice(name: &str, say: &Say) -> Stop {
    Stop::usage(say.text("lookup-fact-twice", args![name => name]))
}

/// What was written is no value of the fact.
pub fn wrong_value(name: &str, kind: FactType, value: &str, error: &FactError, say: &Say) -> Stop {
    let (error, example) = (fact_error(*error, say), example(kind, say));
    Stop::usage(say.text(
        "lookup-wrong-value",
        args![name => name, value => value, error => error, example => example],
    ))
}

fn of_the_process(subject: String, name: &str, known: &[(&str, &str)], say: &Say) -> Stop {
    let ids = known.iter().map(|(id, _)| *id);
    let near = nearest(name, ids.chain(known.iter().map(|(_, title)| *title)));
    let is_near = |id: &str, title: &str| near == Some(id) || near == Some(title);
    let shown = known
        .iter()
        .filter(|(id, title)| near.is_none() || is_near(id, title));
    let ways = shown.map(|(id, title)| noted(*id, (*title).to_owned()));
    refused(subject, unknown(near.is_some(), say), ways.collect())
}

fn unknown(guessed: bool, say: &Say) -> String {
    match guessed {
        true => say.line("lookup-perhaps"),
        false => say.line("lookup-unknown"),
    }
}

fn stage_way(stage: &Stage) -> Remedy {
    noted(stage.id.as_str(), stage.title.clone())
}

fn person_way(person: &Person) -> Remedy {
    let roles = listed(person.roles.iter().map(|role| role.id()));
    noted(person.id.as_str(), format!("{}, {roles}", person.name))
}

fn example(kind: FactType, say: &Say) -> String {
    match kind {
        FactType::YesNo => say.line("lookup-example-yes-no"),
        FactType::Money => say.line("lookup-example-money"),
        FactType::Date => say.line("lookup-example-date"),
        FactType::Percent => say.line("lookup-example-percent"),
        FactType::Text => say.line("lookup-example-text"),
    }
}
