use chrono::NaiveDate;
use inquire::Text;
use inquire::validator::Validation;

use super::{Ask, plain, unanswered};
use crate::cli::entry::{Misentry, day};
use crate::cli::say::Say;
use crate::cli::stop::Stop;
use crate::cli::usage;

impl Ask {
    /// The date that was given, else what the person answers.
    ///
    /// # Errors
    /// As [`Ask::text`].
    pub fn date(
        self,
        given: Option<NaiveDate>,
        flag: &str,
        question: &str,
        say: &Say,
    ) -> Result<NaiveDate, Stop> {
        if let Some(given) = given {
            return Ok(given);
        }
        self.somebody(flag, say)?;
        let format = usage::misread(Misentry::Day, say);
        let is_date = move |answer: &str| {
            Ok(if day(answer).is_ok() {
                Validation::Valid
            } else {
                Validation::Invalid(format.clone().into())
            })
        };
        let answer = Text::new(question)
            .with_render_config(plain())
            .with_validator(is_date)
            .prompt();
        let answer = answer.map_err(|error| unanswered(error, say))?;
        day(&answer).map_err(|misentry| Stop::usage(usage::misread(misentry, say)))
    }
}
