//! What this clone does with letters, noted before and after: `.git/tlg/outbox` (docs/deployment.md, Mail).
//!
//! One line a step, on the disk before the next step is taken:
//!
//! ```text
//! 2026-11-23T09:00:00+03:00 claiming 9f86d081884c7d65 4f1c…     the run, and the commit that it claims on
//! 2026-11-23T09:00:00+03:00 sending 9f86d081884c7d65 TLG-42/quote/1
//! 2026-11-23T09:00:00+03:00 sent 9f86d081884c7d65 TLG-42/quote/1
//! ```
//!
//! A line without its end was being written when the machine stopped: the step after it was not taken. Where another line
//! cannot be read, somebody has damaged the file, and of every letter that was in hand then nobody knows how far it came.

use super::journal_file::JournalFile;
use super::journal_line::{Line, Note, Progress};
use super::setback::Standstill;
use crate::agenda::RunId;
use crate::record::Moment;
use crate::workspace::CommitId;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// The journal of a clone. Only one run of `tick` at a time has it.
pub(super) struct Journal {
    file: JournalFile,
    runs: BTreeMap<RunId, Noted>,
    /// The runs of which lines may be missing: the file was damaged.
    doubtful: BTreeSet<RunId>,
    /// At a rehearsal nothing is noted on the disk.
    rehearsed: bool,
}

/// What was noted of one run.
#[derive(Default)]
struct Noted {
    /// The commit that it claimed on, and when.
    claimed: Option<(Moment, CommitId)>,
    /// The steps taken with each letter, the oldest first.
    letters: BTreeMap<String, Vec<(Moment, Progress)>>,
}

impl Journal {
    /// Reads the journal in a folder; without one nothing was done yet.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(folder: &Path) -> Result<Journal, Standstill> {
        let file = JournalFile::new(folder.join("outbox"));
        let read = file.read().map_err(|source| failed(&file, source))?;
        let mut journal = Journal {
            file,
            runs: BTreeMap::new(),
            doubtful: BTreeSet::new(),
            rehearsed: false,
        };
        read.lines.into_iter().for_each(|line| journal.add(line));
        if read.damaged {
            journal.doubtful = journal.runs.keys().copied().collect();
        }
        Ok(journal)
    }

    /// The same, of which nothing reaches the disk any more.
    pub fn rehearsed(self) -> Journal {
        Journal {
            rehearsed: true,
            ..self
        }
    }

    /// Whether steps that were taken with the letters of a run may be missing.
    pub fn is_doubtful(&self, run: RunId) -> bool {
        self.doubtful.contains(&run)
    }

    /// Notes that a run is about to claim letters on a commit.
    pub fn claiming(&mut self, at: Moment, run: RunId, on: CommitId) -> Result<(), Standstill> {
        let note = Note::Claiming(on);
        self.note(Line { at, run, note })
    }

    /// Notes a step with a letter.
    pub fn step(
        &mut self,
        at: Moment,
        run: RunId,
        letter: &str,
        step: Progress,
    ) -> Result<(), Standstill> {
        let note = Note::Letter(letter.to_owned(), step);
        self.note(Line { at, run, note })
    }

    /// Whether this clone made the claim of a run: on that very commit.
    pub fn is_ours(&self, run: RunId, on: CommitId) -> bool {
        let noted = self.runs.get(&run).and_then(|noted| noted.claimed);
        noted.is_some_and(|(_, noted)| noted == on)
    }

    /// Whether a run may have been this clone's.
    pub fn knows(&self, run: RunId) -> bool {
        self.runs.contains_key(&run)
    }

    /// What was done with a letter that a run claimed, the oldest first.
    pub fn steps(&self, run: RunId, letter: &str) -> &[(Moment, Progress)] {
        let noted = self.runs.get(&run);
        let steps = noted.and_then(|noted| noted.letters.get(letter));
        steps.map(Vec::as_slice).unwrap_or_default()
    }

    /// Forgets all runs but those: of the others every letter is settled, their receipts are committed.
    pub fn keep(&mut self, runs: &BTreeSet<RunId>) -> Result<(), Standstill> {
        let before = self.runs.len();
        self.runs.retain(|run, _| runs.contains(run));
        if self.runs.len() == before || self.rehearsed {
            return Ok(());
        }
        let lines = self.runs.iter().flat_map(|(run, noted)| noted.lines(*run));
        let replaced = self.file.replace(lines);
        replaced.map_err(|source| failed(&self.file, source))
    }

    fn note(&mut self, line: Line) -> Result<(), Standstill> {
        if !self.rehearsed {
            let noted = self.file.note(&line);
            noted.map_err(|source| failed(&self.file, source))?;
        }
        self.add(line);
        Ok(())
    }

    fn add(&mut self, line: Line) {
        let noted = self.runs.entry(line.run).or_default();
        match line.note {
            Note::Claiming(on) => noted.claimed = Some((line.at, on)),
            Note::Letter(letter, step) => {
                let steps = noted.letters.entry(letter).or_default();
                steps.push((line.at, step));
            }
        }
    }
}

impl Noted {
    fn lines(&self, run: RunId) -> impl Iterator<Item = Line> {
        let claimed = self.claimed.into_iter().map(move |(at, on)| Line {
            at,
            run,
            note: Note::Claiming(on),
        });
        let steps = self.letters.iter().flat_map(move |(letter, steps)| {
            steps.iter().map(move |(at, step)| Line {
                at: *at,
                run,
                note: Note::Letter(letter.clone(), step.clone()),
            })
        });
        claimed.chain(steps)
    }
}

fn failed(file: &JournalFile, source: io::Error) -> Standstill {
    let path = file.path().to_owned();
    Standstill::Journal { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const RUN: RunId = RunId::new(0x9f86_d081_884c_7d65);
    const OTHER: RunId = RunId::new(1);

    fn nine() -> Moment {
        "2026-11-23T09:00:00+03:00".parse().expect("a moment")
    }

    #[test]
    fn what_was_noted_is_read_again_and_settled_claims_are_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::read(folder.path()).expect("none yet");
        let on = CommitId::from_str("4f1c9e0000000000000000000000000000000000").expect("an id");
        let steps = [
            Progress::Later("451 4.7.1 try again".to_owned()),
            Progress::Sending,
        ];
        for run in [OTHER, RUN] {
            journal.claiming(nine(), run, on).expect("noted");
            for step in &steps {
                let noted = journal.step(nine(), run, "TLG-42/quote/1", step.clone());
                noted.expect("noted");
            }
        }
        let steps = steps.map(|step| (nine(), step));
        let mut again = Journal::read(folder.path()).expect("the journal");
        assert_eq!(again.steps(RUN, "TLG-42/quote/1"), steps);
        again.keep(&[RUN].into()).expect("written");
        let again = Journal::read(folder.path()).expect("the journal");
        assert!(again.is_ours(RUN, on) && !again.is_ours(RUN, CommitId::ZERO_SHA1));
        assert_eq!(again.steps(RUN, "TLG-42/quote/1"), steps);
        assert!(!again.knows(OTHER));
    }

    #[test]
    fn a_line_that_was_cut_off_is_no_line_and_spoils_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("outbox");
        let line = Line {
            at: nine(),
            run: RUN,
            note: Note::Letter("TLG-1/quote/1".to_owned(), Progress::Sending),
        };
        let whole = line.to_string().into_bytes();
        let cut_off = (0..whole.len()).flat_map(|length| {
            let (written, lost) = whole.split_at(length);
            let zeros = vec![0; lost.len()];
            // The end is missing, with and without zeros written ahead; or the beginning is.
            let end_lost = [written, &zeros].concat();
            let begin_lost = [vec![0; length + 1], whole[length + 1..].to_vec()].concat();
            [written.to_vec(), end_lost, begin_lost]
        });
        for bytes in cut_off {
            fs::write(&path, &bytes).expect("cut off");
            let mut journal = Journal::read(folder.path()).expect("the journal");
            let told = String::from_utf8_lossy(&bytes);
            assert!(!journal.knows(RUN), "{told:?}");
            let noted = journal.step(nine(), OTHER, "TLG-2/quote/1", Progress::Sent);
            noted.expect("noted");
            let again = Journal::read(folder.path()).expect("the journal");
            assert!(!again.knows(RUN), "{told:?}");
            assert_eq!(again.steps(OTHER, "TLG-2/quote/1").len(), 1, "{told:?}");
        }
    }

    #[test]
    fn of_a_journal_that_somebody_damaged_nothing_that_it_does_not_say_is_believed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("outbox");
        let line = |letter: &str| {
            let note = Note::Letter(letter.to_owned(), Progress::Sending);
            let (at, run) = (nine(), RUN);
            Line { at, run, note }.to_string()
        };
        let (one, two) = (line("TLG-1/quote/1"), line("TLG-2/quote/1"));
        let zeros = format!("{}\n", "\0".repeat(one.len() - 1));
        let crlf = one.replace('\n', "\r\n");
        for damaged in [format!("{zeros}{two}"), format!("{two}not a line\n")] {
            fs::write(&path, &damaged).expect("damaged");
            let journal = Journal::read(folder.path()).expect("the journal");
            assert!(journal.is_doubtful(RUN), "{damaged:?}");
            assert!(!journal.is_doubtful(OTHER));
        }
        fs::write(&path, format!("{two}{crlf}")).expect("damaged");
        let journal = Journal::read(folder.path()).expect("the journal");
        assert!(journal.is_doubtful(RUN), "a letter ends with the line");
        fs::write(&path, format!("{two}{zeros}")).expect("cut off");
        let journal = Journal::read(folder.path()).expect("the journal");
        assert!(!journal.is_doubtful(RUN), "the step after it was not taken");
    }

    #[test]
    fn a_journal_grows_beyond_what_was_written_ahead() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::read(folder.path()).expect("none yet");
        let letters = (1..=1_500).map(|number| format!("TLG-{number}/quote/1"));
        let letters: Vec<String> = letters.collect();
        for letter in &letters {
            let noted = journal.step(nine(), RUN, letter, Progress::Sending);
            noted.expect("noted");
        }
        let again = Journal::read(folder.path()).expect("the journal");
        let known = |letter: &&String| again.steps(RUN, letter).len() == 1;
        assert_eq!(letters.iter().filter(known).count(), letters.len());
    }
}
