use crate::actions::intent::Intent;
use crate::actions::ticking::may_tick;
use crate::agenda::{ClockDoubt, Tick};
use crate::cli::desk::{self, Desk};
use crate::cli::screen::Done;
use crate::cli::screens::Wording;
use crate::cli::screens::tick::{is_idle, plan_data, planned, ran, report_data};
use crate::cli::session::Session;
use crate::cli::stop::{Failure, Stop};
use crate::cli::words;
use crate::people::Role;
use crate::post::{self, Outcome, Report, TickFailure, Unknown, run as run_tick};
use crate::record::Moment;
use crate::record::id::PersonId;
use crate::workspace::Holder;
use serde_json::json;
use std::time::{Duration, Instant};

/// Remind, escalate and send the mail that is due; cron runs it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print what would be done, do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Run though the last commit is more than a month old
    #[arg(long)]
    pub clock_is_right: bool,
}

/// A run that takes longer than this hangs.
const LONG: Duration = Duration::from_secs(3_600);

/// Claims, sends and records what is due; exit code 1 where a letter needs a person, 3 where none can leave now. Whoever is
/// not the service sees what it would do, and that nothing was done.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    if args.dry_run {
        return rehearse(&args, &desk, session);
    }
    refuse_a_set_clock(&desk, session)?;
    let actor = desk.actor(session)?;
    if may_tick(&desk.house, &actor.id, desk.now).is_err() {
        rehearse(&args, &desk, session)?;
        if session.globals.json {
            // One command, one document: that it is a dry run stands in it.
            return Ok(Done::NeedsAPerson);
        }
    }
    let now = begins(&args, &desk, session)?;
    let outcome = run_tick(&desk.workspace, &actor.id, &clock_from(now));
    let outcome = outcome.map_err(|error| failed(&error, &actor.id, now, &desk, session))?;
    match outcome {
        Outcome::AnotherRuns(holder) => another_runs(holder, session),
        Outcome::Ran(report) => show_report(&report, &desk, session),
    }
}

/// How a run of the service would go here and now; ends as that run would.
fn rehearse(args: &Args, desk: &Desk, session: &mut Session) -> Result<Done, Stop> {
    let now = begins(args, desk, session)?;
    let rehearsal = post::rehearse(&desk.workspace, &clock_from(now)).map_err(|error| {
        let mut services = desk.house.people.holding(Role::Service);
        let service = services.next().or_else(|| desk.reader());
        match service {
            Some(service) => failed(&error, &service.id, now, desk, session),
            None => words::no_identity(&session.say),
        }
    })?;
    let report = match rehearsal.outcome {
        Outcome::AnotherRuns(holder) => return another_runs(holder, session),
        Outcome::Ran(report) => report,
    };
    let unknown = rehearsal.unknown;
    let nobody = unknown.contains(&Unknown::Nobody);
    let words = wording(desk, session);
    match session.globals.json {
        true => session.output.json(&plan_data(&report, &unknown, &words))?,
        false => session.output.data(&planned(&report, &unknown, &words))?,
    }
    if let Err(stop) = refuse_a_set_clock(desk, session) {
        session.output.talk(&stop.to_text(&session.say))?;
    }
    Ok(match nobody {
        true => Done::NeedsAPerson,
        false => ended(&report),
    })
}

/// The moment of a run, where it begins at all.
fn begins(args: &Args, desk: &Desk, session: &Session) -> Result<Moment, Stop> {
    desk.refuse_another_branch(session)?;
    let now = desk.now_to_write(session)?;
    // Who sets the clock for a test knows what it says.
    if !args.clock_is_right && !desk::is_set() {
        refuse_a_leap(desk, now, session)?;
    }
    Ok(now)
}

/// What the clock says while a run goes on; one that was set for a test stands.
fn clock_from(now: Moment) -> impl Fn() -> Moment {
    let started = Instant::now();
    move || match desk::is_set() {
        true => now,
        false => now.later(started.elapsed().as_secs().try_into().unwrap_or(i64::MAX)),
    }
}

fn failed(
    error: &TickFailure,
    actor: &PersonId,
    now: Moment,
    desk: &Desk,
    session: &Session,
) -> Stop {
    let intent = Intent::Tick(Tick::heartbeat(desk.today));
    words::tick_failure(error, &intent, &desk.house, actor, now, &session.say)
}

/// What the run did; quiet where it did nothing, so that cron mails nothing.
fn show_report(report: &Report, desk: &Desk, session: &mut Session) -> Result<Done, Stop> {
    let words = wording(desk, session);
    match (session.globals.json, session.globals.quiet) {
        (true, _) => session.output.json(&report_data(report, &words))?,
        (false, true) if is_idle(report) => {}
        (false, _) => session.output.data(&ran(report, &words))?,
    }
    Ok(ended(report))
}

fn ended(report: &Report) -> Done {
    match (report.needs_a_person(), report.may_be_tried_again()) {
        (true, _) => Done::NeedsAPerson,
        (false, true) => Done::MayBeTriedAgain,
        (false, false) => Done::Well,
    }
}

/// A clock that was set for a test must send nobody a letter.
fn refuse_a_set_clock(desk: &Desk, session: &Session) -> Result<(), Stop> {
    let leaves = desk.house.settings.mail.transport.leaves_the_machine();
    match leaves && desk::is_set() {
        true => Err(words::clock_set_and_mail_leaves(&session.say)),
        false => Ok(()),
    }
}

/// A clock that is far ahead would make every letter too old, and every later commit impossible.
fn refuse_a_leap(desk: &Desk, now: Moment, session: &Session) -> Result<(), Stop> {
    let last = desk.tip(session)?.committed().timestamp();
    match ClockDoubt::of(last, now.unix()) {
        Some(ClockDoubt::Ahead { seconds }) => Err(words::clock_ahead(seconds, &session.say)),
        _ => Ok(()),
    }
}

fn another_runs(holder: Option<Holder>, session: &mut Session) -> Result<Done, Stop> {
    let since = holder.as_ref().and_then(|holder| holder.since);
    let long = since.and_then(|since| since.elapsed().ok());
    if let (Some(holder), Some(long)) = (&holder, long.filter(|long| *long > LONG)) {
        let (pid, minutes) = (holder.pid.to_string(), long.as_secs() / 60);
        let (host, say) = (holder.host.as_str(), &session.say);
        return Err(Stop::Failed(Failure {
            text: say.text(
                "tick-hangs",
                args![pid => pid, host => host, minutes => minutes],
            ),
            causes: Vec::new(),
            remedy: Some(say.line("tick-way-hangs")),
        }));
    }
    let text = match holder {
        Some(holder) => session.say.text(
            "tick-another-runs",
            args![pid => holder.pid.to_string(), host => holder.host],
        ),
        None => session.say.line("tick-somebody-runs"),
    };
    match session.globals.json {
        true => session.output.json(&json!({ "another_runs": text }))?,
        false => session.output.talk(&text)?,
    }
    Ok(Done::Well)
}

fn wording<'a>(desk: &'a Desk, session: &'a Session) -> Wording<'a> {
    Wording {
        house: &desk.house,
        say: &session.say,
        now: desk.now,
        today: desk.today,
    }
}
