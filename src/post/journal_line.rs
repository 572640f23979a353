use crate::agenda::RunId;
use crate::record::Moment;
use crate::workspace::CommitId;
use std::fmt;

/// One line of the journal: what a run noted, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub at: Moment,
    pub run: RunId,
    pub note: Note,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// The commit that the claim is made on.
    Claiming(CommitId),
    /// A step with the letter of that name.
    Letter(String, Progress),
}

/// How far one letter came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// The next thing is to hand it over.
    Sending,
    Sent,
    /// To be tried again, and what was said.
    Later(String),
    /// Not taken, and what was said.
    Refused(String),
}

impl Line {
    /// Reads a line without its end; none where it is not wholly one of ours. Of a line that was cut off some sectors may
    /// have reached the disk and others not: these are zeros.
    pub fn read(text: &str) -> Option<Line> {
        if text.contains(['\0', '\r']) {
            return None;
        }
        let mut words = text.splitn(4, ' ');
        let at = words.next()?.parse().ok()?;
        let what = words.next()?;
        let run = words.next()?.parse().ok()?;
        let rest = words.next()?;
        let (letter, said) = rest.split_once(' ').unwrap_or((rest, ""));
        let (letter, said) = (letter.to_owned(), said.to_owned());
        let note = match what {
            "claiming" => Note::Claiming(CommitId::from_str(rest).ok()?),
            "sending" => Note::Letter(letter, Progress::Sending),
            "sent" => Note::Letter(letter, Progress::Sent),
            "later" => Note::Letter(letter, Progress::Later(said)),
            "refused" => Note::Letter(letter, Progress::Refused(said)),
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
            Note::Letter(letter, Progress::Sending) => writeln!(f, "{at} sending {run} {letter}"),
            Note::Letter(letter, Progress::Sent) => writeln!(f, "{at} sent {run} {letter}"),
            Note::Letter(letter, Progress::Later(said)) => {
                writeln!(f, "{at} later {run} {letter} {said}")
            }
            Note::Letter(letter, Progress::Refused(said)) => {
                writeln!(f, "{at} refused {run} {letter} {said}")
            }
        }
    }
}
