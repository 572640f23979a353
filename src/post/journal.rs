//! What this clone does with letters, noted before and after: `.git/tlg/outbox` (docs/deployment.md, Mail).
//!
//! One line a step, synced to the disk before the next step is taken:
//!
//! ```text
//! 2026-11-23T09:00:00+03:00 claiming 9f86d081884c7d65 4f1c…     the run, and the commit that it claims on
//! 2026-11-23T09:00:00+03:00 sending 9f86d081884c7d65 TLG-42/quote/1
//! 2026-11-23T09:00:00+03:00 sent 9f86d081884c7d65 TLG-42/quote/1
//! ```
//!
//! A line without its end was being written when the machine stopped: the step after it was not taken.

use super::setback::Standstill;
use crate::agenda::RunId;
use crate::record::Moment;
use crate::workspace::CommitId;
use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The journal of a clone. Only one run of `tick` at a time has it.
pub(super) struct Journal {
    path: PathBuf,
    lines: Vec<Line>,
}

/// A step with one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The next thing is to hand it over.
    Sending,
    Sent,
    /// To be tried again, and what was said.
    Later(String),
    /// Not taken, and what was said.
    Refused(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    at: Moment,
    run: RunId,
    note: Note,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Note {
    /// The commit that the claim is made on.
    Claiming(CommitId),
    /// A step with the letter of that name.
    Letter(String, Step),
}

impl Journal {
    /// Reads the journal in a folder; without one nothing was done yet.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(folder: &Path) -> Result<Journal, Standstill> {
        let path = folder.join("outbox");
        match fs::read(&path) {
            Ok(bytes) => Ok(Journal {
                lines: whole_lines(&bytes),
                path,
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Journal {
                path,
                lines: Vec::new(),
            }),
            Err(source) => Err(Standstill::Journal { path, source }),
        }
    }

    /// Notes that letters are about to be claimed on a commit.
    pub fn claiming(&mut self, at: Moment, run: RunId, on: CommitId) -> Result<(), Standstill> {
        self.note(at, run, Note::Claiming(on))
    }

    /// Notes a step with a letter.
    pub fn step(
        &mut self,
        at: Moment,
        run: RunId,
        letter: &str,
        step: Step,
    ) -> Result<(), Standstill> {
        self.note(at, run, Note::Letter(letter.to_owned(), step))
    }

    /// Whether this clone made the claim of a run: on that very commit.
    pub fn is_ours(&self, run: RunId, on: CommitId) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.run == run && line.note == Note::Claiming(on))
    }

    /// Whether a run may have been this clone's.
    pub fn knows(&self, run: RunId) -> bool {
        self.lines.iter().any(|line| line.run == run)
    }

    /// What was done with a letter that a run claimed, the oldest first.
    pub fn steps<'a>(
        &'a self,
        run: RunId,
        letter: &'a str,
    ) -> impl Iterator<Item = (Moment, &'a Step)> {
        let lines = self.lines.iter().filter(move |line| line.run == run);
        lines.filter_map(move |line| match &line.note {
            Note::Letter(name, step) if name == letter => Some((line.at, step)),
            _ => None,
        })
    }

    /// Forgets all runs but those: of the others every letter is settled, their receipts are committed.
    pub fn keep(&mut self, runs: &BTreeSet<RunId>) -> Result<(), Standstill> {
        let before = self.lines.len();
        self.lines.retain(|line| runs.contains(&line.run));
        if self.lines.len() == before {
            return Ok(());
        }
        let text: String = self.lines.iter().map(Line::to_string).collect();
        let draft = self.path.with_extension("new");
        write_anew(&draft, &text)
            .and_then(|()| fs::rename(&draft, &self.path))
            .and_then(|()| sync_folder_of(&self.path))
            .map_err(|source| self.failed(source))
    }

    fn note(&mut self, at: Moment, run: RunId, note: Note) -> Result<(), Standstill> {
        let line = Line { at, run, note };
        append(&self.path, &line.to_string()).map_err(|source| self.failed(source))?;
        self.lines.push(line);
        Ok(())
    }

    fn failed(&self, source: io::Error) -> Standstill {
        let path = self.path.clone();
        Standstill::Journal { path, source }
    }
}

/// Adds a line and syncs it. After a line that was cut off a new one begins.
fn append(path: &Path, line: &str) -> io::Result<()> {
    let fresh = !path.exists();
    let mut file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path)?;
    // A line that was cut off was never noted, not even where only its end is missing.
    let mut noted = Vec::new();
    file.read_to_end(&mut noted)?;
    let whole = noted
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    if whole < noted.len() {
        file.set_len(u64::try_from(whole).unwrap_or(u64::MAX))?;
    }
    file.write_all(line.as_bytes())?;
    file.sync_all()?;
    match fresh {
        true => sync_folder_of(path),
        false => Ok(()),
    }
}

fn write_anew(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Folders cannot be synced here; the file system's journal has to do.
#[cfg(not(unix))]
fn sync_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// The lines that were written to their end.
fn whole_lines(bytes: &[u8]) -> Vec<Line> {
    let whole = bytes.iter().rposition(|byte| *byte == b'\n');
    let whole = whole.and_then(|end| bytes.get(..end)).unwrap_or_default();
    let text = String::from_utf8_lossy(whole);
    text.lines().filter_map(Line::parse).collect()
}

impl Line {
    fn parse(text: &str) -> Option<Line> {
        let mut words = text.splitn(4, ' ');
        let at = words.next()?.parse().ok()?;
        let what = words.next()?;
        let run = words.next()?.parse().ok()?;
        let rest = words.next()?;
        let (letter, said) = rest.split_once(' ').unwrap_or((rest, ""));
        let (letter, said) = (letter.to_owned(), said.to_owned());
        let note = match what {
            "claiming" => Note::Claiming(CommitId::from_str(rest).ok()?),
            "sending" => Note::Letter(letter, Step::Sending),
            "sent" => Note::Letter(letter, Step::Sent),
            "later" => Note::Letter(letter, Step::Later(said)),
            "refused" => Note::Letter(letter, Step::Refused(said)),
            _ => return None,
        };
        Some(Line { at, run, note })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Line { at, run, note } = self;
        match note {
            Note::Claiming(on) => writeln!(f, "{at} claiming {run} {on}"),
            Note::Letter(letter, Step::Sending) => writeln!(f, "{at} sending {run} {letter}"),
            Note::Letter(letter, Step::Sent) => writeln!(f, "{at} sent {run} {letter}"),
            Note::Letter(letter, Step::Later(said)) => {
                writeln!(f, "{at} later {run} {letter} {said}")
            }
            Note::Letter(letter, Step::Refused(said)) => {
                writeln!(f, "{at} refused {run} {letter} {said}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().expect("a moment")
    }

    const RUN: RunId = RunId::new(0x9f86_d081_884c_7d65);

    #[test]
    fn what_was_noted_is_read_again_and_settled_claims_are_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::read(folder.path()).expect("none yet");
        let on = CommitId::from_str("4f1c9e0000000000000000000000000000000000").expect("an id");
        let at = moment("2026-11-23T09:00:05+03:00");
        let later = Step::Later("451 4.7.1 try again".to_owned());
        journal.claiming(at, RUN, on).expect("noted");
        journal
            .step(at, RUN, "TLG-42/quote/1", later.clone())
            .expect("noted");
        journal
            .step(at, RUN, "TLG-42/quote/1", Step::Sending)
            .expect("noted");
        let mut again = Journal::read(folder.path()).expect("the journal");
        assert!(again.is_ours(RUN, on) && !again.is_ours(RUN, CommitId::ZERO_SHA1));
        let steps: Vec<_> = again.steps(RUN, "TLG-42/quote/1").collect();
        assert_eq!(steps, [(at, &later), (at, &Step::Sending)]);
        again.keep(&BTreeSet::new()).expect("written");
        let empty = Journal::read(folder.path()).expect("the journal");
        assert!(!empty.knows(RUN));
    }

    #[test]
    fn a_line_that_was_cut_off_is_no_line_and_spoils_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::read(folder.path()).expect("none yet");
        let at = moment("2026-11-23T09:00:05+03:00");
        journal
            .step(at, RUN, "TLG-1/quote/1", Step::Sending)
            .expect("noted");
        let path = folder.path().join("outbox");
        let whole = fs::read(&path).expect("the journal");
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).expect("cut off");
            let mut journal = Journal::read(folder.path()).expect("the journal");
            assert!(!journal.knows(RUN), "{length} bytes");
            journal
                .step(at, RUN, "TLG-2/quote/1", Step::Sent)
                .expect("noted");
            let again = Journal::read(folder.path()).expect("the journal");
            assert_eq!(again.steps(RUN, "TLG-1/quote/1").count(), 0);
            assert_eq!(again.steps(RUN, "TLG-2/quote/1").count(), 1);
        }
    }
}
