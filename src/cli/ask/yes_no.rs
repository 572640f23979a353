use inquire::Confirm;

use super::{Ask, plain, unanswered};
use crate::cli::say::Say;
use crate::cli::stop::Stop;

impl Ask {
    /// Whether the person agrees. Only a spelt answer counts; there is no default to slip into.
    ///
    /// # Errors
    /// As [`Ask::text`].
    pub fn yes_or_no(self, flag: &str, question: &str, say: &Say) -> Result<bool, Stop> {
        self.somebody(flag, say)?;
        let (yes, no) = (say.line("ask-yes"), say.line("ask-no"));
        let hint = format!("{yes}/{no}");
        let read = |answer: &str| yes_or_no(answer, &yes, &no).ok_or(());
        let show = |agreed| if agreed { yes.clone() } else { no.clone() };
        let answer = Confirm::new(question)
            .with_placeholder(&hint)
            .with_error_message(&hint)
            .with_parser(&read)
            .with_formatter(&show)
            .with_render_config(plain())
            .prompt();
        answer.map_err(|error| unanswered(error, say))
    }
}

/// The word of the language or its first letter.
fn yes_or_no(answer: &str, yes: &str, no: &str) -> Option<bool> {
    let answer = answer.trim().to_lowercase();
    let said = |word: &str| answer == word || answer.chars().eq(word.chars().take(1));
    match (said(yes), said(no)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_or_its_first_letter_answers_and_nothing_else() {
        for (answer, agreed) in [
            ("да", Some(true)),
            ("Д", Some(true)),
            ("н", Some(false)),
            ("", None),
            ("может", None),
            ("данет", None),
        ] {
            assert_eq!(yes_or_no(answer, "да", "нет"), agreed, "{answer}");
        }
    }
}
