use serde_json::{Value, json};

use crate::cli::screen::{Done, Meaning, paint};
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::cli::words;
use crate::process::{Finding, Process, check};

/// Prove that the process is sound, or say where it is not
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Proves the process, or says everything that is wrong with it.
pub fn run(_: Args, process: &Process, session: &mut Session) -> Result<Done, Stop> {
    let report = check(process);
    let told = |wrong: &Finding| words::finding(wrong, &session.say);
    let texts: Vec<String> = report.findings.iter().map(told).collect();
    let (states, transitions) = (report.states, report.transitions);
    if session.globals.json {
        let findings: Vec<Value> = report
            .findings
            .iter()
            .zip(&texts)
            .map(|(wrong, text)| {
                json!({ "kind": wrong.kind.id(), "at": wrong.at, "line": wrong.line, "text": text })
            })
            .collect();
        let done = if findings.is_empty() {
            Done::Well
        } else {
            Done::NeedsAPerson
        };
        session
            .output
            .json(&json!({ "states": states, "transitions": transitions, "findings": findings }))?;
        return Ok(done);
    }
    if !texts.is_empty() {
        return Err(Stop::Found(texts));
    }
    let sound = session.say.text(
        "process-sound",
        args![states => states, transitions => transitions],
    );
    session
        .output
        .data(&format!("{} {sound}", paint(Meaning::Right, "✓")))?;
    Ok(Done::Well)
}
