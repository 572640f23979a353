//! What is in the way of a letter, or of what somebody says of one.

use super::post::unwritten;
use crate::actions::refusal::Unmet;
use crate::cli::say::Say;

/// What is not met about a letter; none where it is about something else.
pub(super) fn of_a_letter(unmet: &Unmet, say: &Say) -> Option<String> {
    Some(match unmet {
        Unmet::LetterLeft { letter } => {
            say.text("refusal-letter-left", args![letter => letter.to_string()])
        }
        Unmet::LetterLeaving { letter } => say.text(
            "refusal-letter-leaving",
            args![letter => letter.to_string()],
        ),
        Unmet::UnknownLetter { letter } => say.text(
            "refusal-unknown-letter",
            args![letter => letter.to_string()],
        ),
        Unmet::LetterNotWaiting { letter } => say.text(
            "refusal-letter-not-waiting",
            args![letter => letter.to_string()],
        ),
        Unmet::LetterInHand { letter, until } => {
            let until = until.time().format("%H:%M").to_string();
            say.text(
                "refusal-letter-in-hand",
                args![letter => letter.to_string(), until => until],
            )
        }
        Unmet::LetterFine { letter, state } => say.text(
            "refusal-letter-fine",
            args![letter => letter.to_string(), state => state.id()],
        ),
        Unmet::LetterCauseGone { letter, because } => {
            let because = say.text("mail-because", args![because => because.id()]);
            say.text(
                "refusal-letter-cause-gone",
                args![letter => letter.to_string(), because => because],
            )
        }
        Unmet::LetterUnwritten { name, error } => say.text(
            "refusal-letter-unwritten",
            args![letter => name.to_string(), error => unwritten(error, say)],
        ),
        _ => return None,
    })
}
