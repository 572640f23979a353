//! The process language: what is read, what is refused, what is proved, how it is shown.

#[path = "process/catalogue.rs"]
mod catalogue;
#[path = "process/deletion.rs"]
mod deletion;
#[path = "process/documented.rs"]
mod documented;
#[path = "process/literal.rs"]
mod literal;
#[path = "process/shown.rs"]
mod shown;
#[path = "process/sound.rs"]
mod sound;

use tlg::process::finding::Finding;
use tlg::process::{Process, ProcessErrors, check};

const TLG: &str = include_str!("../templates/process.yaml");
const LITERAL: &str = include_str!("processes/literal.yaml");
const SMALL: &str = include_str!("processes/small.yaml");

fn read(text: &str) -> Process {
    Process::read(Process::PATH, text.as_bytes()).expect("the parts of the process fit together")
}

/// Everything that is wrong with a process, whether it is read or not.
fn findings(text: &str) -> Vec<Finding> {
    match Process::read(Process::PATH, text.as_bytes()) {
        Ok(process) => check(&process).findings,
        Err(ProcessErrors::Findings(findings)) => findings,
        Err(ProcessErrors::Fault(fault)) => panic!("no process at all: {fault:?}"),
    }
}

fn described(findings: &[Finding]) -> Vec<String> {
    let one = |finding: &Finding| format!("{} at {}", finding.kind.id(), finding.at);
    findings.iter().map(one).collect()
}
