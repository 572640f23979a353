//! The rows of the table "Moves and decisions" (docs/process.md), from the process on one side and from the histories of
//! deals on the other.

use std::collections::BTreeSet;

use tlg::deal::DealFile;
use tlg::deal::act::{Act, Kind};
use tlg::deal::entry::Entry;
use tlg::process::Process;
use tlg::process::decision::Answer;
use tlg::record::id::{DecisionId, StageId};

/// Something that the process says may happen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// A move of a person, or one that follows by itself; the same stage twice is a new date.
    Step {
        from: StageId,
        to: StageId,
    },
    Asked {
        about: DecisionId,
        from: StageId,
    },
    Answered {
        about: DecisionId,
        answer: Answer,
    },
    Lost {
        with_payment: bool,
    },
    /// Reopened into the stage for new quotes, or into the one that the deal was lost in.
    Reopened {
        for_a_quote: bool,
    },
    /// An act that needs no stage of its own.
    Done(Kind),
}

/// Acts that the table names and no move or decision stands for.
const ACTS: [Kind; 6] = [
    Kind::Payment,
    Kind::PaymentCancelled,
    Kind::Withdrawn,
    Kind::Corrected,
    Kind::TaskLater,
    Kind::Assigned,
];

/// Every row that the process has.
pub fn of(process: &Process) -> BTreeSet<Row> {
    let mut rows: BTreeSet<Row> = ACTS.map(Row::Done).into();
    let moves = process.moves.iter().map(|rule| (&rule.from, &rule.to));
    let automatic = process.automatic.iter().map(|rule| (&rule.from, &rule.to));
    for (from, to) in moves.chain(automatic) {
        rows.extend(from.iter().map(|from| step(from, to)));
    }
    for decision in &process.decisions {
        let about = &decision.id;
        rows.extend(decision.from.iter().map(|from| Row::Asked {
            about: about.clone(),
            from: from.clone(),
        }));
        let answers = Answer::ALL.into_iter();
        let offered = answers.filter(|answer| decision.outcome(*answer).is_some());
        rows.extend(offered.map(|answer| Row::Answered {
            about: about.clone(),
            answer,
        }));
    }
    for either in [false, true] {
        rows.insert(Row::Lost {
            with_payment: either,
        });
        rows.insert(Row::Reopened {
            for_a_quote: either,
        });
    }
    rows
}

/// Every row that the history of a deal shows.
pub fn shown_by(process: &Process, file: &DealFile) -> BTreeSet<Row> {
    let mut rows = BTreeSet::new();
    let mut paid = false;
    for entry in &file.history {
        rows.insert(Row::Done(entry.act.kind()));
        rows.extend(steps(entry));
        rows.extend(row_of(process, entry, paid));
        paid = paid || matches!(entry.act, Act::Pay { .. });
    }
    rows
}

fn steps(entry: &Entry) -> Vec<Row> {
    let Some(seen) = &entry.seen.stage else {
        return Vec::new();
    };
    let mut path = vec![seen];
    path.extend(&entry.outcome.entered);
    if let Act::Move { to, .. } = &entry.act
        && to == seen
    {
        path.push(to);
    }
    path.windows(2).map(|pair| step(pair[0], pair[1])).collect()
}

fn row_of(process: &Process, entry: &Entry, paid: bool) -> Option<Row> {
    let from = entry.seen.stage.clone()?;
    match &entry.act {
        Act::Ask { about, .. } => Some(Row::Asked {
            about: about.clone(),
            from,
        }),
        Act::Decide(reply) => Some(Row::Answered {
            about: reply.about.clone(),
            answer: reply.answer,
        }),
        Act::Move {
            reason: Some(_), ..
        } => Some(Row::Lost { with_payment: paid }),
        Act::Reopen { .. } => Some(Row::Reopened {
            for_a_quote: entry.outcome.entered.first()
                == process.reopening.as_ref().map(|rule| &rule.into),
        }),
        _ => None,
    }
}

fn step(from: &StageId, to: &StageId) -> Row {
    Row::Step {
        from: from.clone(),
        to: to.clone(),
    }
}
