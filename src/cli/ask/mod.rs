//! Questions to the person at the terminal. Without a terminal nothing is asked: the command refuses, naming the flag
//! or argument that would have answered.

mod choice;
mod date;
mod text;
mod verdict;
mod yes_no;

use std::io::{self, IsTerminal};

use inquire::InquireError;
use inquire::ui::{RenderConfig, Styled};

pub use verdict::Verdict;

use super::say::Say;
use super::stop::{Failure, Stop};

/// Asks, where there is somebody to ask.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    somebody_there: bool,
}

impl Ask {
    /// Asks when the standard input of the process is a terminal.
    pub fn on_the_terminal() -> Ask {
        Ask {
            somebody_there: io::stdin().is_terminal(),
        }
    }

    /// Asks nobody.
    pub fn nobody() -> Ask {
        Ask {
            somebody_there: false,
        }
    }

    /// Whether a question would be answered.
    pub fn can_ask(self) -> bool {
        self.somebody_there
    }

    /// Refuses where nobody is there; `flag` is what the command line lacks.
    fn somebody(self, flag: &str, say: &Say) -> Result<(), Stop> {
        if self.somebody_there {
            return Ok(());
        }
        Err(Stop::usage(
            say.text("usage-missing", args![argument => flag]),
        ))
    }
}

/// Questions without decoration.
fn plain() -> RenderConfig<'static> {
    RenderConfig::default()
        .with_prompt_prefix(Styled::new(""))
        .with_answered_prompt_prefix(Styled::new(""))
        .with_canceled_prompt_indicator(Styled::new("–"))
}

fn unanswered(error: InquireError, say: &Say) -> Stop {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Stop::BrokenOff,
        InquireError::IO(error) => error.into(),
        error => {
            let text = say.line("ask-failed");
            Stop::Failed(Failure {
                text,
                causes: vec![error.to_string()],
                remedy: None,
            })
        }
    }
}
