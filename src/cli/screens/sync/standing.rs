//! How the clone stands to its server: under the day of whoever looks.

use super::{noted, of_others};
use crate::actions::ground::Ground;
use crate::cli::say::Say;
use crate::cli::screen::moment;
use crate::cli::words::server;
use crate::record::Day;
use crate::sync::Standing;
use serde_json::{Value, json};

/// As a person reads it.
pub fn standing_to_text(standing: &Standing, house: &Ground, today: Day, say: &Say) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(remote) = &standing.remote {
        lines.push(of_server(standing, &server(remote), house, today, say));
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

/// As programs read it.
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
