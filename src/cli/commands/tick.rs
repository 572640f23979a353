use crate::actions::intent::Intent;
use crate::agenda::{Plan, Tick};
use crate::cli::desk::Desk;
use crate::cli::screen::Done;
use crate::cli::screens::Wording;
use crate::cli::screens::tick::{planned, ran, report_data};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::post::{Outcome, run as run_tick};
use crate::workspace::Holder;

/// Remind, escalate and send the mail that is due; cron runs it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print what would be done, do nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Claims, sends and records what is due; exit code 1 where a letter needs a person.
pub fn run(args: Args, session: &mut Session) -> Result<Done, Stop> {
    let desk = Desk::open(session)?;
    if args.dry_run {
        return show_plan(&desk, session);
    }
    let actor = desk.actor(session)?;
    let outcome = run_tick(&desk.workspace, &actor.id, desk.now).map_err(|error| {
        let intent = Intent::Tick(Tick::heartbeat(desk.today));
        let (house, say) = (&desk.house, &session.say);
        words::tick_failure(&error, &intent, house, &actor.id, desk.now, say)
    })?;
    let report = match outcome {
        Outcome::AnotherRuns(holder) => return another_runs(holder, session),
        Outcome::Ran(report) => report,
    };
    let words = wording(&desk, session);
    match session.globals.json {
        true => session.output.json(&report_data(&report, &words))?,
        false => session.output.data(&ran(&report, &words))?,
    }
    match report.trouble.is_empty() {
        true => Ok(Done::Well),
        false => Ok(Done::NeedsAPerson),
    }
}

fn show_plan(desk: &Desk, session: &mut Session) -> Result<Done, Stop> {
    let tip = desk.tip(session)?;
    let plan = Plan::at(&tip, &desk.house.introduction, desk.now);
    let plan = plan.map_err(|error| words::ground_error(&error, &session.say))?;
    let words = wording(desk, session);
    let (text, data) = planned(&plan, desk.now, &words);
    match session.globals.json {
        true => session.output.json(&data)?,
        false => session.output.data(&text)?,
    }
    match plan.unwritten.is_empty() {
        true => Ok(Done::Well),
        false => Ok(Done::NeedsAPerson),
    }
}

fn another_runs(holder: Option<Holder>, session: &mut Session) -> Result<Done, Stop> {
    let text = match holder {
        Some(holder) => session.say.text(
            "tick-another-runs",
            args![pid => holder.pid.to_string(), host => holder.host],
        ),
        None => session.say.line("tick-somebody-runs"),
    };
    session.output.talk(&text)?;
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
