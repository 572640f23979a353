use inquire::Text;
use inquire::validator::Validation;

use super::{Ask, plain, unanswered};
use crate::cli::say::Say;
use crate::cli::stop::Stop;

impl Ask {
    /// The value that was given, else what the person answers; never empty.
    ///
    /// # Errors
    /// [`Stop::Usage`] naming `flag` when nobody can be asked, [`Stop::BrokenOff`] on Ctrl-C.
    pub fn text(
        self,
        given: Option<String>,
        flag: &str,
        question: &str,
        say: &Say,
    ) -> Result<String, Stop> {
        if let Some(given) = given {
            return Ok(given);
        }
        self.somebody(flag, say)?;
        let empty = say.line("ask-empty");
        let not_empty = move |answer: &str| {
            let invalid = || Validation::Invalid(empty.clone().into());
            Ok(if answer.trim().is_empty() {
                invalid()
            } else {
                Validation::Valid
            })
        };
        let answer = Text::new(question)
            .with_render_config(plain())
            .with_validator(not_empty)
            .prompt();
        answer
            .map(|answer| answer.trim().to_owned())
            .map_err(|error| unanswered(error, say))
    }
}
