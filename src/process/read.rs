//! Reading `process.yaml`: strictly, and whole. What does not fit together is found all at once.

use super::definition::Process;
use super::finding::Finding;
use super::lines::Lines;
use super::well_formed;
use crate::record::{Fault, read};

/// The largest `process.yaml` that is read, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Why a process file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProcessErrors {
    /// The file is not written as a process file.
    Fault(Fault),
    /// Its parts do not fit together: all findings, in the order of the checks.
    Findings(Vec<Finding>),
}

impl Process {
    /// Where the process stands in a workspace.
    pub const PATH: &'static str = "process.yaml";

    /// The newest format that this program reads.
    pub const FORMAT: u32 = 1;

    /// Reads a process. Whether deals can be carried by it to their end is another question: [`super::check()`].
    ///
    /// # Errors
    /// The first fault of the file, or else everything that does not fit together.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Process, ProcessErrors> {
        let mut process: Process = read(path, bytes, LARGEST).map_err(ProcessErrors::Fault)?;
        process.source = String::from_utf8_lossy(bytes).into();
        let findings = process.located(well_formed::findings(&process));
        match findings.is_empty() {
            true => Ok(process),
            false => Err(ProcessErrors::Findings(findings)),
        }
    }

    /// The findings with the lines of the file that the process was read from.
    pub(super) fn located(&self, findings: Vec<Finding>) -> Vec<Finding> {
        if findings.is_empty() {
            return findings;
        }
        let lines = Lines::of(&self.source);
        let located = findings.into_iter().map(|finding| Finding {
            line: lines.line(&finding.at),
            ..finding
        });
        located.collect()
    }
}
