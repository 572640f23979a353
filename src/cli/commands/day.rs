//! `tlg` alone: the day of whoever asks.

use crate::actions::ground::recorded_days;
use crate::agenda::Silence;
use crate::cli::commands::unreadable::tell;
use crate::cli::desk::{Deals, Desk, folder};
use crate::cli::screen::{Done, width};
use crate::cli::screens;
use crate::cli::screens::my_day::{MyDay, Trouble};
use crate::cli::screens::standing::extend;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::sync::Standing;
use crate::workspace::{Failure, Workspace};
use serde_json::json;

/// Shows the person's day; where there is no workspace or the company does not know the person, the way on.
pub fn run(session: &mut Session) -> Result<Done, Stop> {
    if let Err(Failure::NotARepository { .. } | Failure::NotAWorkspace { .. }) =
        Workspace::open(&folder(session))
    {
        return welcome(session);
    }
    let desk = Desk::open_to_look(session)?;
    let Some(person) = desk.reader() else {
        return not_introduced(&desk, session);
    };
    let view = desk.view(None, session)?;
    let Deals { read, unreadable } = view.deals(session)?;
    let letters = read.iter();
    let letters = letters.flat_map(|deal| Trouble::of(deal, &view.house, view.now));
    let day = MyDay::of(person, &read, letters.collect(), &view.house, view.now);
    let standing = Standing::of(&desk.workspace, Some(&person.id));
    let standing = standing.map_err(|failure| words::failure(&failure, &session.say))?;
    let ticked = recorded_days(&view.tip, 1);
    let ticked = ticked.map_err(|error| words::ground_error(&error, &session.say))?;
    let ticked = ticked.first().copied();
    let silence = Silence::of(&view.house.calendar, ticked, None, view.today);
    let behind = desk.clock_behind(session)?;
    if session.globals.json {
        let mut value = day.to_json(&view.house, view.today);
        let server = screens::sync::standing_to_json(&standing, &view.house);
        let missing = screens::unreadable::to_json(&unreadable, &session.say);
        extend(
            &mut value,
            json!({
                "ticked": ticked.map(|day| day.to_string()),
                "silent_days": silence.map_or(0, |silence| silence.days),
                "clock": behind.map(|behind| words::said_of(behind).text),
                "server": server,
                "unreadable": missing,
            }),
        );
        session.output.json(&value)?;
        return tell(&unreadable, session);
    }
    let names = view.client_names(day.deals(), session)?;
    let words = view.words(session);
    let text = day.to_text(|deal| names.of(deal), &words, width());
    let next = day.next_step();
    let silence = silence.and_then(|silence| screens::my_day::silence(silence, &words));
    session.output.data(&text)?;
    if let Some(silence) = silence {
        session.output.data(&format!("\n{silence}"))?;
    }
    if let Some(behind) = behind {
        let behind = behind.to_text(&session.say);
        session.output.data(&format!("\n{behind}"))?;
    }
    let done = tell(&unreadable, session)?;
    tell_standing(&standing, &desk, session)?;
    next_step(&next, session)?;
    Ok(done)
}

/// How the clone stands to its server, where it has one.
fn tell_standing(standing: &Standing, desk: &Desk, session: &mut Session) -> Result<(), Stop> {
    if standing.is_plain() {
        return Ok(());
    }
    let lines = screens::sync::standing_to_text(standing, &desk.house, desk.today, &session.say);
    session.output.data(&format!("\n{}", lines.join("\n")))
}

fn welcome(session: &mut Session) -> Result<Done, Stop> {
    if session.globals.json {
        session.output.json(&json!({ "workspace": null }))?;
    } else {
        session
            .output
            .data(&session.say.line("my-day-no-workspace"))?;
    }
    Ok(Done::Well)
}

fn not_introduced(desk: &Desk, session: &mut Session) -> Result<Done, Stop> {
    let identity = desk.workspace.identity();
    let identity = identity.map_err(|failure| words::failure(&failure, &session.say))?;
    let email = identity.map(|identity| identity.email);
    if session.globals.json {
        session
            .output
            .json(&json!({ "person": null, "email": email }))?;
        return Ok(Done::Well);
    }
    let company = desk.house.settings.company.as_str();
    let text = match email {
        Some(email) => session
            .say
            .text("my-day-stranger", args![email => email, company => company]),
        None => session.say.text("my-day-nobody", args![company => company]),
    };
    session.output.data(&text)?;
    next_step("tlg board", session)
}

fn next_step(command: &str, session: &mut Session) -> Result<Done, Stop> {
    let next = session.say.text("my-day-next", args![command => command]);
    session.output.talk(&format!("\n{next}"))?;
    Ok(Done::Well)
}
