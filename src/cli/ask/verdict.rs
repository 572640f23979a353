use inquire::Text;
use inquire::validator::Validation;

use super::{Ask, plain, unanswered};
use crate::cli::say::Say;
use crate::cli::stop::Stop;

/// What a person who decides may answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Approve,
    /// Return it, with what to correct.
    Rework,
    Reject,
    /// Look at the file first; the question is then asked again.
    Open,
    /// Not now.
    Leave,
}

/// The verdicts as they are offered, `[у]твердить`: the letter in brackets or the whole word says one.
#[derive(Debug, Clone)]
struct Offers(Vec<(Verdict, String)>);

impl Offers {
    fn in_the_language_of(say: &Say) -> Offers {
        Offers(vec![
            (Verdict::Approve, say.line("ask-approve")),
            (Verdict::Rework, say.line("ask-rework")),
            (Verdict::Reject, say.line("ask-reject")),
            (Verdict::Leave, say.line("ask-leave")),
            (Verdict::Open, say.line("ask-open")),
        ])
    }

    /// What is written behind the question; opening is offered beside the file instead.
    fn shown(&self) -> String {
        let decisions = self
            .0
            .iter()
            .filter(|(verdict, _)| *verdict != Verdict::Open);
        decisions
            .map(|(_, words)| words.as_str())
            .collect::<Vec<_>>()
            .join(" / ")
    }

    fn meant_by(&self, answer: &str) -> Option<Verdict> {
        let answer = answer.trim().to_lowercase();
        let says = |words: &str| answer == letter(words) || answer == words.replace(['[', ']'], "");
        self.0
            .iter()
            .find(|(_, words)| says(words))
            .map(|(verdict, _)| *verdict)
    }
}

fn letter(words: &str) -> &str {
    let in_brackets = words
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    in_brackets.map_or(words, |(letter, _)| letter)
}

impl Ask {
    /// What the person decides: "Утвердить КП №2 (3b1e90f2)? \[у\]твердить / …". The letters are those of the
    /// language: one that only looks the same on another keyboard layout is asked again, except the Latin `o`, which
    /// opens the file and decides nothing.
    ///
    /// # Errors
    /// As [`Ask::text`].
    pub fn verdict(self, flag: &str, question: &str, say: &Say) -> Result<Verdict, Stop> {
        self.somebody(flag, say)?;
        let offers = Offers::in_the_language_of(say);
        let (known, again) = (offers.clone(), offers.shown());
        let is_offered = move |answer: &str| {
            let offered = known.meant_by(answer).is_some();
            Ok(if offered {
                Validation::Valid
            } else {
                Validation::Invalid(again.clone().into())
            })
        };
        let question = format!("{question} {}:", offers.shown());
        let answer = Text::new(&question)
            .with_render_config(plain())
            .with_validator(is_offered)
            .prompt();
        let answer = answer.map_err(|error| unanswered(error, say))?;
        // An answer that was valid is a verdict; were it none, nothing would be decided.
        Ok(offers.meant_by(&answer).unwrap_or(Verdict::Leave))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::language::Language;

    #[test]
    fn letters_and_words_mean_their_verdict_in_each_language() {
        let russian = Offers::in_the_language_of(&Say::new(Language::Russian));
        let english = Offers::in_the_language_of(&Say::new(Language::English));
        assert_eq!(
            russian.shown(),
            "[у]твердить / [в]ернуть / [о]тклонить / [н]ет"
        );
        assert_eq!(russian.meant_by("У"), Some(Verdict::Approve));
        assert_eq!(russian.meant_by("вернуть"), Some(Verdict::Rework));
        assert_eq!(english.meant_by("a"), Some(Verdict::Approve));
        assert_eq!(english.meant_by("no"), Some(Verdict::Leave));
    }

    #[test]
    fn a_look_alike_of_another_layout_never_decides() {
        let russian = Offers::in_the_language_of(&Say::new(Language::Russian));
        assert_eq!(russian.meant_by("о"), Some(Verdict::Reject), "Cyrillic");
        assert_eq!(russian.meant_by("o"), Some(Verdict::Open), "Latin");
        assert_eq!(russian.meant_by("y"), None, "Latin");
        assert_eq!(russian.meant_by(""), None);
    }

    #[test]
    fn no_letter_stands_for_two_verdicts() {
        for language in [Language::Russian, Language::English] {
            let Offers(offers) = Offers::in_the_language_of(&Say::new(language));
            let mut letters: Vec<&str> = offers.iter().map(|(_, words)| letter(words)).collect();
            letters.sort_unstable();
            letters.dedup();
            assert_eq!(letters.len(), offers.len(), "{letters:?}");
        }
    }
}
