use crate::actions::intent::Intent;
use crate::actions::ticking::may_tick;
use crate::agenda::{ClockDoubt, Plan, Tick};
use crate::cli::desk::{self, Desk};
use crate::cli::screen::Done;
use crate::cli::screens::Wording;
use crate::cli::screens::standing::extend;
use crate::cli::screens::tick::{is_idle, plan_data, planned, ran, report_data};
use crate::cli::session::Session;
use crate::cli::stop::{Failure, Stop};
use crate::cli::words;
use crate::post::{Outcome, Report, run as run_tick};
use crate::record::Moment;
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
        return show_plan(&desk, session);
    }
    refuse_a_set_clock(&desk, session)?;
    let actor = desk.actor(session)?;
    if may_tick(&desk.house, &actor.id, desk.now).is_err() {
        show_plan(&desk, session)?;
        if session.globals.json {
            // One command, one document: that it is a dry run stands in it.
            return Ok(Done::NeedsAPerson);
        }
    }
    desk.refuse_another_branch(session)?;
    let now = desk.now_to_write(session)?;
    // Who sets the clock for a test knows what it says.
    if !args.clock_is_right && !desk::is_set() {
        refuse_a_leap(&desk, now, session)?;
    }
    let started = Instant::now();
    let clock = || match desk::is_set() {
        true => now,
        false => now.later(started.elapsed().as_secs().try_into().unwrap_or(i64::MAX)),
    };
    let outcome = run_tick(&desk.workspace, &actor.id, &clock).map_err(|error| {
        let intent = Intent::Tick(Tick::heartbeat(desk.today));
        let (house, say) = (&desk.house, &session.say);
        words::tick_failure(&error, &intent, house, &actor.id, now, say)
    })?;
    match outcome {
        Outcome::AnotherRuns(holder) => another_runs(holder, session),
        Outcome::Ran(report) => show_report(&report, &desk, session),
    }
}

/// What the run did; quiet where it did nothing, so that cron mails nothing.
fn show_report(report: &Report, desk: &Desk, session: &mut Session) -> Result<Done, Stop> {
    let words = wording(desk, session);
    match (session.globals.json, session.globals.quiet) {
        (true, _) => session.output.json(&report_data(report, &words))?,
        (false, true) if is_idle(report) => {}
        (false, _) => session.output.data(&ran(report, &words))?,
    }
    Ok(
        match (report.needs_a_person(), report.may_be_tried_again()) {
            (true, _) => Done::NeedsAPerson,
            (false, true) => Done::MayBeTriedAgain,
            (false, false) => Done::Well,
        },
    )
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

/// Why a run would not believe the clock.
fn clock_doubt(desk: &Desk, session: &Session) -> Result<Option<Stop>, Stop> {
    let (tip, say) = (desk.tip(session)?, &session.say);
    let doubt = ClockDoubt::of(tip.committed().timestamp(), desk::seconds(say)?);
    Ok(doubt.map(|doubt| match doubt {
        ClockDoubt::Behind { seconds } => words::commit_ahead(&tip, seconds, say),
        ClockDoubt::Ahead { seconds } => words::clock_ahead(seconds, say),
    }))
}

fn show_plan(desk: &Desk, session: &mut Session) -> Result<Done, Stop> {
    let tip = desk.tip_to_overlook(session)?;
    let plan = Plan::at(&tip, &desk.house.introduction, desk.now);
    let plan = plan.map_err(|error| words::ground_error(&error, &session.say))?;
    let words = wording(desk, session);
    let doubt = clock_doubt(desk, session)?;
    let told = doubt.as_ref().map(|doubt| doubt.to_text(&session.say));
    if session.globals.json {
        let mut data = plan_data(&plan, desk.now, &words);
        let doubt = doubt.map(|doubt| words::said_of(doubt).text);
        extend(&mut data, json!({ "clock": doubt }));
        session.output.json(&data)?;
    } else {
        session.output.data(&planned(&plan, desk.now, &words))?;
        if let Some(told) = &told {
            session.output.data(&format!("\n{told}"))?;
        }
    }
    if told.is_some() {
        return Ok(Done::MayBeTriedAgain);
    }
    match plan.unwritten.is_empty() && plan.unreadable.is_empty() {
        true => Ok(Done::Well),
        false => Ok(Done::NeedsAPerson),
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
