//! What came of meeting the server.

mod shelf;
mod standing;

pub use shelf::{kept_to_json, settled, settled_to_json, shelf_to_json, shelf_to_text};
pub use standing::{standing_to_json, standing_to_text};

use crate::cli::desk::Shared;
use crate::cli::say::Say;
use crate::cli::screen::{Meaning, foreign, paint, short};
use crate::cli::words;
use crate::record::id::PersonId;
use crate::sync::{Shelved, Synced};
use serde_json::{Value, json};
use shelf::of_kept;

/// As the person reads it who asked for it.
pub fn to_text(synced: &Synced, say: &Say) -> String {
    let mut lines = vec![format!(
        "{} {}",
        paint(Meaning::Right, "✓"),
        summary(synced, say)
    )];
    lines.extend(trouble(synced, say));
    lines.extend(in_passing(synced, say));
    lines.join("\n")
}

/// What needs a person, and is said even to those who want to hear nothing.
pub fn trouble(synced: &Synced, say: &Say) -> Option<String> {
    let lines = synced.kept.iter().flat_map(|kept| of_kept(kept, say));
    let key = synced.other_key.iter().map(|key| of_other_key(key, say));
    let lines = lines.chain(key).collect::<Vec<String>>();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What else came of it: nothing where nothing needs to be known.
pub fn in_passing(synced: &Synced, say: &Say) -> Option<String> {
    let lines = details(synced, say);
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What is said of an act after it was done.
pub fn of_the_act(shared: &Shared, say: &Say) -> Option<String> {
    match shared {
        Shared::NotAsked => None,
        Shared::Met(synced) => in_passing(synced, say),
        Shared::Resting => Some(noted(say.line("sync-resting"))),
        Shared::Apart => Some(noted(say.line("sync-not-yet"))),
        Shared::NotYet(failure, _) => {
            let stop = words::sync_failure(failure, say);
            Some(format!(
                "{}\n{}",
                noted(say.line("sync-not-yet")),
                stop.to_text(say)
            ))
        }
    }
}

fn noted(text: String) -> String {
    format!("{} {text}", paint(Meaning::Late, "!"))
}

fn summary(synced: &Synced, say: &Say) -> String {
    let Some(remote) = &synced.remote else {
        return say.line("sync-alone");
    };
    let server = words::server(remote);
    let (received, sent) = (synced.received, synced.sent);
    match (received, sent) {
        (0, 0) => say.text("sync-nothing", args![server => server]),
        _ => say.text(
            "sync-done",
            args![server => server, received => received, sent => sent],
        ),
    }
}

fn details(synced: &Synced, say: &Say) -> Vec<String> {
    let mut lines = Vec::new();
    for redone in &synced.redone {
        let subject = foreign(&redone.subject);
        let (old, new) = (short(redone.old), short(redone.new));
        let text = say.text(
            "sync-redone",
            args![subject => subject, old => old, new => new],
        );
        lines.push(format!("  {text}"));
    }
    lines.extend(of_waiting(&synced.waiting, say));
    if let Some(block) = synced.leased {
        let (from, to) = (block.from, block.to);
        lines.push(format!(
            "  {}",
            say.text("sync-leased", args![from => from, to => to])
        ));
    }
    let behind = synced.behind.len();
    if behind > 0 {
        lines.push(noted(say.text("sync-behind", args![count => behind])));
    }
    for failure in &synced.unnoted {
        let why = words::sync_failure(failure, say).to_text(say);
        lines.push(noted(say.text("sync-unnoted", args![why => why])));
    }
    for dropped in &synced.dropped {
        let subject = foreign(&dropped.subject);
        let commit = short(dropped.commit);
        let text = say.text("sync-dropped", args![subject => subject, commit => commit]);
        lines.push(format!("  {text}"));
    }
    lines
}

fn of_waiting(waiting: &[Shelved], say: &Say) -> Vec<String> {
    let mut people: Vec<&Option<PersonId>> = Vec::new();
    for shelved in waiting {
        if !people.contains(&&shelved.person) {
            people.push(&shelved.person);
        }
    }
    let lines = people.into_iter().map(|person| {
        let count = waiting.iter().filter(|it| it.person == *person).count();
        noted(of_others(person.as_ref(), count, say))
    });
    lines.collect()
}

fn of_others(person: Option<&PersonId>, count: usize, say: &Say) -> String {
    let name = shelf::name(person, say);
    say.text("sync-waiting", args![person => name, count => count])
}

fn of_other_key(key: &str, say: &Say) -> String {
    noted(say.text("sync-other-key", args![key => key]))
}

/// As programs read it.
pub fn to_json(synced: &Synced) -> Value {
    let redone = synced.redone.iter().map(|it| {
        json!({
            "was": it.old.to_string(),
            "commit": it.new.to_string(),
            "subject": it.subject,
        })
    });
    let waiting = synced.waiting.iter().chain(&synced.behind).map(|it| {
        json!({
            "number": it.number,
            "person": it.person.as_ref().map(ToString::to_string),
            "was": it.commit.to_string(),
        })
    });
    json!({
        "server": synced.remote.as_ref().map(|remote| remote.url.as_str()),
        "received": synced.received,
        "sent": synced.sent,
        "redone": redone.collect::<Vec<Value>>(),
        "kept": all_kept(synced),
        "waiting": waiting.collect::<Vec<Value>>(),
        "dropped": synced.dropped.iter().map(|it| it.commit.to_string()).collect::<Vec<String>>(),
        "leased": synced.leased.map(|block| json!({ "from": block.from, "to": block.to })),
        "other_key": synced.other_key,
        "tries": synced.tries,
    })
}

/// What was kept, as programs read it.
pub fn all_kept(synced: &Synced) -> Vec<Value> {
    synced.kept.iter().map(kept_to_json).collect()
}
