//! What came of meeting the server.

use crate::actions::ground::Ground;
use crate::cli::desk::Shared;
use crate::cli::language::Language;
use crate::cli::say::Say;
use crate::cli::screen::{Meaning, foreign, moment, paint, short};
use crate::cli::stop::Unmet;
use crate::cli::words;
use crate::record::Day;
use crate::record::id::PersonId;
use crate::sync::{Kept, Meanwhile, Shelved, Standing, Synced};
use crate::workspace::CommitId;
use serde_json::{Value, json};

/// As the person reads it who asked for it.
pub fn to_text(synced: &Synced, say: &Say) -> String {
    let mut lines = vec![format!(
        "{} {}",
        paint(Meaning::Right, "✓"),
        summary(synced, say)
    )];
    lines.extend(details(synced, say));
    lines.join("\n")
}

/// In passing, before or after another command: nothing where nothing needs to be known.
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
        Shared::NotYet(failure) => {
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
    let server = foreign(&remote.url);
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
    for kept in &synced.kept {
        lines.extend(of_kept(kept, say));
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

fn of_kept(kept: &Kept, say: &Say) -> Vec<String> {
    let number = kept.shelved.number;
    let subject = foreign(&kept.subject);
    let head = match kept.why {
        Some(_) => say.text("sync-kept", args![number => number, subject => subject]),
        None => say.text(
            "sync-holds-now",
            args![number => number, subject => subject],
        ),
    };
    let mut lines = vec![noted(head)];
    for unmet in kept.why.iter().flat_map(|why| words::why_kept(why, say)) {
        lines.extend(said(&unmet));
    }
    lines.extend(kept.meanwhile.iter().map(|it| of_meanwhile(it, say)));
    lines.push(format!(
        "    → tlg sync --retry {number}    {}",
        say.line("sync-way-retry")
    ));
    lines.push(format!(
        "    → tlg sync --drop {number}    {}",
        say.line("sync-way-drop")
    ));
    lines
}

fn said(unmet: &Unmet) -> Vec<String> {
    let text = format!("    {} {}", paint(Meaning::Wrong, "✗"), unmet.text);
    let ways = unmet.remedies.iter().map(|way| {
        format!("        {} {}", way.command, way.note)
            .trim_end()
            .to_owned()
    });
    std::iter::once(text).chain(ways).collect()
}

fn of_meanwhile(meanwhile: &Meanwhile, say: &Say) -> String {
    let at = meanwhile.at.format("%d.%m.%Y %H:%M").to_string();
    let text = say.text(
        "sync-meanwhile",
        args![
            by => foreign(&meanwhile.by),
            at => at,
            subject => foreign(&meanwhile.subject),
            commit => short(meanwhile.commit)
        ],
    );
    format!("    {text}")
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
    let name = person.map_or_else(|| say.line("sync-a-stranger"), ToString::to_string);
    say.text("sync-waiting", args![person => name, count => count])
}

/// How the clone stands to its server: under the day of whoever looks.
pub fn standing_to_text(standing: &Standing, house: &Ground, today: Day, say: &Say) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(remote) = &standing.remote {
        lines.push(of_server(
            standing,
            &foreign(&remote.url),
            house,
            today,
            say,
        ));
    }
    if standing.mine > 0 {
        let text = say.text("sync-mine-wait", args![count => standing.mine]);
        lines.push(format!("{}    → tlg sync", noted(text)));
    }
    for (person, count) in &standing.others {
        lines.push(noted(of_others(person.as_ref(), *count, say)));
    }
    if standing.kept > 0 {
        let text = say.text("sync-mine-kept", args![count => standing.kept]);
        lines.push(format!("{}    → tlg sync --kept", noted(text)));
    }
    lines
}

fn of_server(standing: &Standing, server: &str, house: &Ground, today: Day, say: &Say) -> String {
    let at = |seconds: i64| {
        let at = house.calendar.moment(seconds).ok();
        at.map(|at| moment(at.time(), today.date(), say))
    };
    let step = match (standing.ahead, standing.behind) {
        (0, 0) => say.line("sync-in-step"),
        (ahead, behind) => say.text("sync-apart", args![ahead => ahead, behind => behind]),
    };
    let when = match (
        standing.contact.met.and_then(at),
        standing.contact.missed.and_then(at),
    ) {
        (_, Some(missed)) => say.text("sync-missed-at", args![at => missed]),
        (Some(met), None) => say.text("sync-met-at", args![at => met]),
        (None, None) => say.line("sync-never-met"),
    };
    say.text(
        "sync-standing",
        args![server => server, step => step, when => when],
    )
}

/// How the clone stands to its server, as programs read it.
pub fn standing_to_json(standing: &Standing, house: &Ground) -> Value {
    let at = |seconds: i64| {
        let at = house.calendar.moment(seconds).ok();
        at.map(|at| at.to_string())
    };
    let others = standing.others.iter().map(|(person, count)| {
        json!({ "person": person.as_ref().map(ToString::to_string), "count": count })
    });
    json!({
        "server": standing.remote.as_ref().map(|remote| remote.url.as_str()),
        "ahead": standing.ahead,
        "behind": standing.behind,
        "met": standing.contact.met.and_then(at),
        "missed": standing.contact.missed.and_then(at),
        "kept": standing.kept,
        "waiting": standing.mine,
        "waiting_for_others": others.collect::<Vec<Value>>(),
    })
}

/// What is kept, each act judged on what is there now.
pub fn kept_to_text(kept: &[Kept], say: &Say) -> String {
    if kept.is_empty() {
        return say.line("sync-nothing-kept");
    }
    let lines = kept.iter().flat_map(|kept| of_kept(kept, say));
    lines.collect::<Vec<String>>().join("\n")
}

/// What became of a kept act: done as `commit`, or let go.
pub fn settled(shelved: &Shelved, subject: &str, commit: Option<CommitId>, say: &Say) -> String {
    let subject = foreign(subject);
    let text = match commit {
        Some(commit) => {
            let commit = short(commit);
            say.text("sync-retried", args![subject => subject, commit => commit])
        }
        None => {
            let commit = shelved.commit.to_string();
            say.text("sync-let-go", args![subject => subject, commit => commit])
        }
    };
    format!("{} {text}", paint(Meaning::Right, "✓"))
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
    let kept = synced.kept.iter().map(of_kept_json);
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
        "kept": kept.collect::<Vec<Value>>(),
        "waiting": waiting.collect::<Vec<Value>>(),
        "dropped": synced.dropped.iter().map(|it| it.commit.to_string()).collect::<Vec<String>>(),
        "leased": synced.leased.map(|block| json!({ "from": block.from, "to": block.to })),
        "tries": synced.tries,
    })
}

/// What is kept, as programs read it.
pub fn kept_to_json(kept: &[Kept]) -> Value {
    kept.iter().map(of_kept_json).collect()
}

/// What became of a kept act, as programs read it.
pub fn settled_to_json(shelved: &Shelved, commit: Option<CommitId>) -> Value {
    json!({
        "number": shelved.number,
        "was": shelved.commit.to_string(),
        "commit": commit.map(|commit| commit.to_string()),
    })
}

fn of_kept_json(kept: &Kept) -> Value {
    let english = Say::new(Language::English);
    let why = kept.why.as_ref().map(|why| words::why_kept(why, &english));
    let meanwhile = kept.meanwhile.iter().map(|it| {
        json!({
            "commit": it.commit.to_string(),
            "by": it.by,
            "at": it.at.to_rfc3339(),
            "subject": it.subject,
        })
    });
    json!({
        "number": kept.shelved.number,
        "person": kept.shelved.person.as_ref().map(ToString::to_string),
        "was": kept.shelved.commit.to_string(),
        "subject": kept.subject,
        "why": why,
        "meanwhile": meanwhile.collect::<Vec<Value>>(),
    })
}
