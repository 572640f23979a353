//! `tlg verify` against `git log --format=%G?`, side by side in one run on the same repository.
//!
//! `cargo bench --bench verify_against_git` measures 2,000 commits; `-- --commits 20000` as many as one likes. git only
//! checks the signatures; `tlg` decides every commit again. git starts `ssh-keygen` for each commit and takes minutes for
//! what tlg does in seconds, so it looks at the last 2,000 at most (`--git-commits`), and the two are compared by commit.

mod generator;

use generator::Company;
use generator::measure::{measured, median, number_after, report, report_once};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs of each; the median is reported. git takes minutes and runs once.
const RUNS: usize = 5;

fn main() {
    let commits = number_after("--commits").unwrap_or(2_000);
    let begun = Instant::now();
    let company = Company::with_deals(1);
    company.act(commits as usize);
    println!(
        "{commits} commits generated in {:.1} s\n",
        begun.elapsed().as_secs_f64()
    );
    let looked_at = number_after("--git-commits").unwrap_or(2_000).min(commits);
    let git = git_log(&company, looked_at);
    let of_all = git.mul_f64(f64::from(commits) / f64::from(looked_at));
    println!("git log --format=%G? over the last {looked_at} commits: {git:.1?}");
    report_once("  at that pace over all", of_all, None);
    let (times, memory) = runs(&company, &["verify", "--full"]);
    report("tlg verify --full", &times, Some(of_all));
    println!("  tlg's peak memory {:.0} MB", memory as f64 / 1024.0);
    company.act(1);
    let begun = Instant::now();
    company.tlg(&["verify"]);
    report_once("tlg verify, one commit more", begun.elapsed(), None);
    let (times, _) = runs(&company, &["verify"]);
    report("tlg verify, nothing new", &times, None);
    gate(&company);
}

fn runs(company: &Company, arguments: &[&str]) -> (Vec<Duration>, u64) {
    let runs = (0..RUNS).map(|_| measured(company.command(arguments)));
    let (times, peaks): (Vec<Duration>, Vec<u64>) = runs.unzip();
    (times, peaks.into_iter().max().unwrap_or_default())
}

fn git_log(company: &Company, commits: u32) -> Duration {
    let mut log = company.git_command(&["log", "--format=%G?", "-n", &commits.to_string()]);
    let begun = Instant::now();
    let output = log.output().expect("git starts");
    let time = begun.elapsed();
    let good = output.stdout.split(|byte| *byte == b'\n');
    assert!(
        good.filter(|line| !line.is_empty())
            .all(|line| line == b"G")
    );
    time
}

/// Pushes of one commit to a bare repository, without the hook and with it.
fn gate(company: &Company) {
    let server = company.server();
    let push = |with_hook: bool| {
        let times: Vec<Duration> = (0..RUNS)
            .map(|_| {
                company.act(1);
                company.switch_hook(&server, with_hook);
                let mut push = company.git_command(&["push", "-q", "--no-verify"]);
                push.arg(&server).arg("main");
                timed(push)
            })
            .collect();
        median(&times)
    };
    push(true);
    let bare = push(false);
    let hooked = push(true);
    report_once("git push of one commit", bare, None);
    report_once("the same past the hook", hooked, Some(bare));
}

fn timed(mut command: Command) -> Duration {
    let begun = Instant::now();
    let status = command.stdout(Stdio::null()).status().expect("git starts");
    let time = begun.elapsed();
    assert!(status.success(), "{command:?}");
    time
}
