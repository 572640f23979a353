use crate::record::id::{DecisionId, StageId};
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// What finishes a task (docs/process.md, Stages and tasks: "done by").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// `move S`: the move to S.
    Move(StageId),
    /// `any move`: whichever move the person chooses.
    AnyMove,
    /// `ask D`: putting the question D to whoever decides it.
    Ask(DecisionId),
    /// `payment`: the payment that moves the deal on.
    Payment,
    /// `done`: saying so with `task done`, or stating the last of what the task asks for.
    Done,
}

impl Ending {
    /// Reads the ending as the process file writes it.
    pub fn parse(text: &str) -> Option<Ending> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["any", "move"] => Some(Ending::AnyMove),
            ["move", stage] => StageId::new(stage).ok().map(Ending::Move),
            ["ask", decision] => DecisionId::new(decision).ok().map(Ending::Ask),
            ["payment"] => Some(Ending::Payment),
            ["done"] => Some(Ending::Done),
            _ => None,
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ending::Move(stage) => write!(f, "move {stage}"),
            Ending::AnyMove => f.write_str("any move"),
            Ending::Ask(decision) => write!(f, "ask {decision}"),
            Ending::Payment => f.write_str("payment"),
            Ending::Done => f.write_str("done"),
        }
    }
}

impl<'de> Deserialize<'de> for Ending {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        Ending::parse(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` finishes no task: write `move STAGE`, `any move`, `ask DECISION`, `payment` or `done`"
            ))
        })
    }
}
