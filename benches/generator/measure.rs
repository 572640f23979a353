//! Times and memory of processes, and how they are told.

use std::env;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The number that stands after a flag on the command line.
pub fn number_after(flag: &str) -> Option<u32> {
    let mut arguments = env::args().skip_while(|argument| argument != flag);
    arguments.nth(1)?.parse().ok()
}

/// Runs a command to its end; its time and its peak memory in KB, as the kernel shows it while it runs.
pub fn measured(mut command: Command) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("tlg starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child
        .try_wait()
        .expect("the child can be waited for")
        .is_none()
    {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(Duration::from_micros(500));
    }
    let time = begun.elapsed();
    let ended = child.wait().expect("the child has ended");
    assert!(ended.success(), "{command:?} failed");
    (time, peak)
}

pub fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted[sorted.len() / 2]
}

/// The median of several runs, and how it compares with git's time.
pub fn report(what: &str, times: &[Duration], against: Option<Duration>) {
    report_once(what, median(times), against);
}

/// One time, and how it compares with git's.
pub fn report_once(what: &str, own: Duration, against: Option<Duration>) {
    let ratio =
        against.map(|other| format!("   {:.3} × git", own.as_secs_f64() / other.as_secs_f64()));
    println!(
        "{what:<28} {:>8.1} ms{}",
        own.as_secs_f64() * 1e3,
        ratio.unwrap_or_default()
    );
}
