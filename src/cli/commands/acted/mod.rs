//! What every command that writes says at its end: what was done, what follows, and the signed commit.

mod data;
mod told;

use serde_json::Value;

use crate::cli::desk::{Acted, Desk, Shared};
use crate::cli::flags::Writing;
use crate::cli::say::Say;
use crate::cli::screen::{Done, Meaning, paint, put_side_by_side, short};
use crate::cli::screens;
use crate::cli::session::Session;
use crate::cli::stop::{Failure, Stop};

use data::{change, data};
use told::Told;

/// Says what an act on a deal did.
pub fn tell(desk: &Desk, acted: &Acted, session: &mut Session) -> Result<Done, Stop> {
    let text = match acted.deal() {
        Some((deal, entry)) => Told::new(desk, acted, &deal, &entry).to_text(&session.say),
        None => String::new(),
    };
    end(acted, &text, session)
}

/// As [`tell`], with nothing but the deal's id on the standard output.
pub fn tell_id(desk: &Desk, acted: &Acted, session: &mut Session) -> Result<Done, Stop> {
    let plain = acted.commit.is_some() && !session.globals.json;
    match acted.deal().filter(|_| plain) {
        Some((deal, entry)) => {
            let text = Told::new(desk, acted, &deal, &entry).to_text(&session.say);
            let said = session.output.talk(&text);
            let said = said.and_then(|()| tell_shared(acted, session));
            let said = said.and_then(|()| session.output.data(&deal.deal.to_string()));
            said.map(|()| Done::Well)
                .map_err(|stop| unsaid(acted, stop, &session.say))
        }
        None => tell(desk, acted, session),
    }
}

/// As [`tell`], of several deals.
pub fn tell_all(desk: &Desk, all: &[Acted], session: &mut Session) -> Result<Done, Stop> {
    if session.globals.json {
        for acted in all {
            tell_shared(acted, session)?;
        }
        let all: Vec<Value> = all.iter().map(data).collect();
        let all: Vec<Value> = all.into_iter().map(|it| session.with_kept(it)).collect();
        session.output.json(&all)?;
        return Ok(Done::Well);
    }
    for acted in all {
        tell(desk, acted, session)?;
    }
    Ok(Done::Well)
}

/// Says what was done to something else than a deal, `what` it is.
pub fn tell_of(what: &str, acted: &Acted, session: &mut Session) -> Result<Done, Stop> {
    tell_of_with(what, Vec::new(), acted, session)
}

/// As [`tell_of`], with what follows from it.
pub fn tell_of_with(
    what: &str,
    follows: Vec<[String; 2]>,
    acted: &Acted,
    session: &mut Session,
) -> Result<Done, Stop> {
    let rows: Vec<[String; 2]> = follows
        .into_iter()
        .chain(commit_row(acted, &session.say))
        .collect();
    let text = std::iter::once(done(what)).chain(below(&rows));
    let text = text.collect::<Vec<String>>().join("\n");
    end(acted, &text, session)
}

/// Refuses words of a person where the event keeps none.
pub fn refuse_words(writing: &Writing, session: &Session) -> Result<(), Stop> {
    match writing.message {
        Some(_) => Err(Stop::usage(session.say.line("acted-no-words"))),
        None => Ok(()),
    }
}

/// Refuses where nobody can be asked for what is missing, naming all of it.
pub fn require(flags: &[(&str, bool)], session: &Session) -> Result<(), Stop> {
    let missing = flags.iter().filter(|(_, given)| !given);
    let missing: Vec<&str> = missing.map(|(flag, _)| *flag).collect();
    if missing.is_empty() || session.ask.can_ask() {
        return Ok(());
    }
    let missing = missing.join(", ");
    Err(Stop::usage(
        session
            .say
            .text("usage-missing", args![argument => missing]),
    ))
}

/// Prints the change of a dry run; else the text, or the data for programs.
fn end(acted: &Acted, text: &str, session: &mut Session) -> Result<Done, Stop> {
    let said = if session.globals.json {
        let shared = tell_shared(acted, session);
        shared.and_then(|()| session.output.json(&session.with_kept(data(acted))))
    } else if acted.commit.is_none() {
        session.output.data(&change(acted, &session.say))
    } else {
        let said = match session.globals.quiet {
            true => Ok(()),
            false => session.output.data(text),
        };
        said.and_then(|()| tell_shared(acted, session))
    };
    said.map(|()| Done::Well)
        .map_err(|stop| unsaid(acted, stop, &session.say))
}

/// What came of handing an act over: what needs a person is said quiet or not, and told to programs.
fn tell_shared(acted: &Acted, session: &mut Session) -> Result<(), Stop> {
    let besides = screens::sync::of_the_act(&acted.shared, &session.say);
    if let Some(text) = besides {
        session.output.talk(&text)?;
    }
    match &acted.shared {
        Shared::Met(synced) | Shared::NotYet(_, synced) => session.hear_of(synced),
        Shared::NotAsked | Shared::Resting | Shared::Apart => Ok(()),
    }
}

/// The act is done; only saying so failed. Nobody should do it again.
fn unsaid(acted: &Acted, stop: Stop, say: &Say) -> Stop {
    match (acted.commit, stop) {
        (Some(commit), Stop::Failed(failure)) => {
            let commit = short(commit);
            let text = say.text("acted-unsaid", args![commit => commit]);
            let causes = std::iter::once(failure.text)
                .chain(failure.causes)
                .collect();
            Stop::Failed(Failure {
                text,
                causes,
                remedy: None,
            })
        }
        (_, stop) => stop,
    }
}

fn commit_row(acted: &Acted, say: &Say) -> Vec<[String; 2]> {
    let signed = acted.commit.zip(acted.key.as_ref());
    let row = signed.map(|(commit, key)| {
        let commit = short(commit);
        let text = say.text("acted-signed", args![commit => commit, key => key.as_str()]);
        [say.line("acted-commit"), text]
    });
    row.into_iter().collect()
}

fn done(what: &str) -> String {
    format!("{} {what}", paint(Meaning::Right, "✓"))
}

fn below(rows: &[[String; 2]]) -> Vec<String> {
    let rows: Vec<[&str; 2]> = rows
        .iter()
        .map(|[label, text]| [label.as_str(), text.as_str()])
        .collect();
    let lines = put_side_by_side(&rows).into_iter();
    lines.map(|line| format!("  {line}")).collect()
}
