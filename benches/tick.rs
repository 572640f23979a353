//! What a run of `tick` costs: the agenda of every deal in the library, and the whole command as a dry run, beside what
//! git needs to read the same files.
//!
//! `cargo bench --bench tick` measures 1,000 deals; `-- --deals 20000` as many as one likes.

mod generator;

use generator::Company;
use generator::measure::{measured, median, number_after, report};
use std::process::Command;
use std::time::{Duration, Instant};
use tlg::actions::ground::house_at;
use tlg::agenda::deals::all_deals;
use tlg::agenda::{Plan, agenda};
use tlg::record::Moment;
use tlg::workspace::Workspace;

/// Runs of each; the median is reported.
const RUNS: usize = 5;

/// The Monday after the first tasks were due: every deal is late, is escalated and stands in a digest.
const NOW: &str = "2026-11-30T09:00:00+03:00";

fn main() {
    let deals = number_after("--deals").unwrap_or(1_000);
    let begun = Instant::now();
    let company = Company::with_deals(deals);
    println!(
        "{deals} deals, all of them late, generated in {:.1} s\n",
        begun.elapsed().as_secs_f64()
    );
    let git = repeated(|| company.git(&["grep", "-c", "^deal:", "HEAD", "--", "deals"]));
    report("git grep over the deals", &git, None);
    let git = median(&git);
    agendas(&company, git);
    let runs = (0..RUNS).map(|_| measured(dry_run(&company)));
    let (times, peaks): (Vec<Duration>, Vec<u64>) = runs.unzip();
    report("tlg tick --dry-run", &times, Some(git));
    let peak = peaks.into_iter().max().unwrap_or_default();
    println!("  peak memory {:.0} MB", peak as f64 / 1024.0);
}

/// The agenda alone, without the start of a process; then the plan with every letter written.
fn agendas(company: &Company, git: Duration) {
    let workspace = Workspace::open(&company.workspace()).expect("the workspace opens");
    let introduction = workspace
        .introduction()
        .expect("an introduction")
        .to_string();
    let now: Moment = NOW.parse().expect("a moment");
    let tip = workspace.tip().expect("the tip");
    let ground = house_at(&tip, &introduction).expect("the house");
    let times = repeated(|| {
        let deals = all_deals(&tip).expect("the deals");
        let tasks = deals.map(|deal| agenda(&ground, &deal.expect("a deal"), now).tasks.len());
        assert!(tasks.sum::<usize>() > 0);
    });
    report("agenda of every deal", &times, Some(git));
    let times = repeated(|| {
        let plan = Plan::at(&tip, &introduction, now).expect("a plan");
        assert!(plan.writes() && plan.unwritten.is_empty());
    });
    report("plan of a run", &times, Some(git));
}

fn dry_run(company: &Company) -> Command {
    let mut command = company.command(&["tick", "--dry-run"]);
    command.env("TLG_NOW", NOW);
    command
}

fn repeated(mut run: impl FnMut()) -> Vec<Duration> {
    let timed = |_| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    (0..RUNS).map(timed).collect()
}
