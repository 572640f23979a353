use std::fmt;

use inquire::Select;

use super::{Ask, plain, unanswered};
use crate::cli::say::Say;
use crate::cli::stop::Stop;

/// An answer to choose: the value it stands for and the words for it.
struct Offer<T> {
    value: T,
    words: String,
}

impl<T> fmt::Display for Offer<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.words)
    }
}

impl Ask {
    /// The value that was given, else the one that the person chooses by its words.
    ///
    /// # Errors
    /// As [`Ask::text`].
    pub fn choice<T>(
        self,
        given: Option<T>,
        flag: &str,
        question: &str,
        offers: Vec<(T, String)>,
        say: &Say,
    ) -> Result<T, Stop> {
        if let Some(given) = given {
            return Ok(given);
        }
        self.somebody(flag, say)?;
        let offers = offers
            .into_iter()
            .map(|(value, words)| Offer { value, words })
            .collect();
        let keys = say.line("ask-keys");
        let answer = Select::new(question, offers)
            .with_help_message(&keys)
            .with_render_config(plain())
            .prompt();
        answer
            .map(|offer| offer.value)
            .map_err(|error| unanswered(error, say))
    }
}
