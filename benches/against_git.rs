//! `tlg` against stock git, side by side in one run on the same repository.
//!
//! `cargo bench --bench against_git` measures 1,000 deals; `-- --deals 100000` as many as one likes. Reported are
//! medians and ratios: machines differ and are noisy, ratios of the same run hardly are.

mod generator;

use generator::Company;
use generator::measure::{measured, median, number_after, report};
use std::fs;
use std::time::{Duration, Instant};

/// Runs of each command; the median is reported.
const RUNS: usize = 15;

fn main() {
    let deals = number_after("--deals").unwrap_or(1_000);
    println!("{deals} deals, {RUNS} runs each, index version 4 on both sides");
    let begun = Instant::now();
    let company = Company::with_deals(deals);
    println!("generated in {:.1} s\n", begun.elapsed().as_secs_f64());
    start_up(&company);
    moves(&company, deals);
    lists(&company, deals);
}

fn start_up(company: &Company) {
    let times = repeat(|_| company.tlg(&["--version"]));
    report("tlg --version", &times, None);
}

/// One deal a run: `tlg` moves it; git commits the like change of another deal's file, signed as well.
fn moves(company: &Company, deals: u32) {
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    let mut memory = 0;
    for run in 0..RUNS as u32 {
        let deal = 1 + (run * 2 * 37) % deals;
        let other = 1 + (run * 2 * 37 + 37) % deals;
        let id = deal.to_string();
        let (time, peak) = measured(company.command(&["deal", "move", &id, "procurement"]));
        ours.push(time);
        memory = memory.max(peak);
        theirs.push(git_commit(company, other));
    }
    let git = median(&theirs);
    report("git add + git commit -S", &theirs, None);
    report("tlg deal move", &ours, Some(git));
    println!("  tlg's peak memory {:.0} MB\n", memory as f64 / 1024.0);
}

fn git_commit(company: &Company, deal: u32) -> Duration {
    let path = generator::path(deal);
    let file = company.workspace().join(&path);
    let text = fs::read_to_string(&file).expect("the generator wrote the file");
    fs::write(&file, text + "# one more line\n").expect("the file can be written");
    let begun = Instant::now();
    company.git(&["add", &path]);
    company.git(&["commit", "-q", "-S", "-m", "one more line"]);
    let time = begun.elapsed();
    company.git(&["reset", "-q", "--hard", "HEAD~1"]);
    time
}

fn lists(company: &Company, deals: u32) {
    let times = repeat(|_| company.tlg(&["deal", "list"]));
    report(&format!("tlg deal list of {deals}"), &times, None);
    let plain = repeat(|_| {
        company.git(&["ls-tree", "-r", "HEAD", "deals"]);
    });
    report("git ls-tree of the same", &plain, None);
}

fn repeat(mut run: impl FnMut(usize)) -> Vec<Duration> {
    let timed = |index| {
        let begun = Instant::now();
        run(index);
        begun.elapsed()
    };
    (0..RUNS).map(timed).collect()
}
